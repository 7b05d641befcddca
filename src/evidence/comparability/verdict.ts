import type { Finding } from '../../model/trial.ts';
import type { Written } from '../../notation/written.ts';
import { normalised } from './inputs.ts';
import {
  type Context,
  contrast,
  type PairRule,
  type Piece,
  type Rule,
  type RuleSeverity,
  type Statement,
  severities,
  stated,
  textOf,
} from './rule.ts';

/** A rule and the results that fired it: two for a pair, one for a value, several for a document. */
export interface Concern {
  rule: Exclude<Rule, { level: 'finance' | 'disclosure' }>;
  findings: Finding[];
}

/** One rule and everything it says about the results in hand, in one sentence. */
export interface Caveat {
  rule: Concern['rule'];
  /** The sentence, with each value tied to a result that states it. */
  pieces: Piece[];
  text: string;
  /** Ids of the trials concerned, in reading order. */
  trials: string[];
  /** Addresses of the pairs that fired a rule on pairs; empty for other rules. */
  between: [string, string][];
  /** The results concerned, in reading order. */
  findings: Finding[];
}

/** What keeps some results from being compared. */
export interface Verdict {
  /** `Not a head-to-head comparison: 2 blocking, 6 major differences`, when trials differ. */
  line?: string;
  /** Rules that fired, by severity. */
  counts: Record<RuleSeverity, number>;
  /** One a rule, blocks first. */
  caveats: Caveat[];
  /** Addresses of the results judged, in reading order. */
  findings: string[];
}

/** Merges what fired into one caveat a rule. `judged` gives the reading order. */
export function toVerdict(
  concerns: readonly Concern[],
  judged: readonly Finding[],
  context: Context,
): Verdict {
  const caveats = [...Map.groupBy(concerns, ({ rule }) => rule)]
    .map(([rule, fired]) => toCaveat(rule, fired, judged, context))
    .toSorted((a, b) => byGravity(a.rule, b.rule));
  const counts = countsOf(caveats);
  return {
    ...(caveats.some(({ rule }) => isOfPairs(rule)) && { line: lineOf(counts) }),
    counts,
    caveats,
    findings: judged.map(({ id }) => id),
  };
}

function toCaveat(
  rule: Concern['rule'],
  fired: readonly Concern[],
  judged: readonly Finding[],
  context: Context,
): Caveat {
  const concerned = new Set(fired.flatMap(({ findings }) => findings.map(({ id }) => id)));
  const findings = judged.filter(({ id }) => concerned.has(id));
  const pieces = rule.caveat(findings, context);
  return {
    rule,
    pieces,
    text: textOf(pieces),
    trials: [...new Set(findings.map(({ trial }) => trial.id))],
    between: isOfPairs(rule) ? fired.map(pairOf) : [],
    findings,
  };
}

function isOfPairs({ level }: Pick<Rule, 'level'>): boolean {
  return level === 'pair' || level === 'gap';
}

function pairOf({ findings }: Concern): [string, string] {
  const [a, b] = findings as [Finding, Finding];
  return [a.id, b.id];
}

function countsOf(caveats: readonly Caveat[]): Record<RuleSeverity, number> {
  const count = (severity: RuleSeverity) => caveats.filter(({ rule }) => rule.severity === severity).length;
  return { block: count('block'), major: count('major'), minor: count('minor'), info: count('info') };
}

/** Minor differences are counted only when there are none that weigh more. */
function lineOf({ block, major, minor }: Record<RuleSeverity, number>): string {
  const parts: [number, string][] = [
    [block, 'blocking'],
    [major, 'major'],
    [block + major === 0 ? minor : 0, 'minor'],
  ];
  const said = parts.filter(([count]) => count > 0);
  const last = said.at(-1)?.[0];
  const counts = said.map(([count, name]) => `${count} ${name}`).join(', ');
  return `Not a head-to-head comparison: ${counts} ${last === 1 ? 'difference' : 'differences'}`;
}

/** Order of print: by severity, then by code. */
export function byGravity(a: Rule, b: Rule): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.code < b.code ? -1 : 1);
}

/** A verdict for evidence.json. */
export function verdictData({ line, counts, caveats }: Verdict) {
  return {
    ...(line !== undefined && { verdict: line }),
    counts,
    caveats: caveats.map(({ rule, text, trials, between, findings }) => ({
      rule: rule.id,
      code: rule.code,
      severity: rule.severity,
      guidance: [...rule.guidance],
      caveat: text,
      trials,
      between,
      findings: findings.map(({ id }) => id),
    })),
  };
}

/** A fact that two results are compared by. */
interface Fact {
  /** As the line on what is not stated names it. */
  subject: string;
  /** What is compared; undefined when not stated. */
  read(finding: Finding): string | undefined;
  /** As it prints; as it is compared when left out. */
  write?(finding: Finding): string | Written | undefined;
  /** Whether the fact means something for the result; always when left out. */
  applies?(finding: Finding): boolean;
  /** Whether a reader misses it even where neither states it; never when left out. */
  needed?(finding: Finding): boolean;
  /** Whether two statements say the same. Letter case and spacing never count. */
  isSame?(a: string, b: string): boolean;
  /** Whether silence commonly means none, so that the other statement is worth reporting. */
  telling?: boolean;
}

/** Fires when both results state the fact and it differs. */
export function differing(fact: Fact): Pick<PairRule, 'fires'> & { statements: Statement[] } {
  return { fires: (a, b) => isDifferent(fact, a, b), statements: [statementOf(fact)] };
}

/** The same with the usual sentence: `Masking differs: open-label (A), double-blind (B)`, and `tail` why it matters. */
export function differingIn(
  fact: Fact,
  subject: string,
  tail = '',
): Pick<PairRule, 'fires' | 'caveat'> & { statements: Statement[] } {
  const write = fact.write ?? fact.read;
  return {
    ...differing(fact),
    caveat: (findings) =>
      contrast(
        subject,
        findings.filter((finding) => fact.applies?.(finding) ?? true),
        (finding) => stated(finding, write(finding)),
        tail,
      ),
  };
}

function appliesToBoth({ applies = () => true }: Fact, a: Finding, b: Finding): boolean {
  return applies(a) && applies(b);
}

function isDifferent(fact: Fact, a: Finding, b: Finding): boolean {
  const [one, other] = [fact.read(a), fact.read(b)];
  if (!appliesToBoth(fact, a, b) || one === undefined || other === undefined) return false;
  return normalised(one) !== normalised(other) && !fact.isSame?.(one, other);
}

export function statementOf(fact: Fact): Statement {
  const { subject, read, needed = () => false, telling = false } = fact;
  const write = fact.write ?? read;
  const isStated = (finding: Finding) => read(finding) !== undefined;
  return {
    subject,
    isMissing: (a, b) => {
      if (!appliesToBoth(fact, a, b)) return false;
      return isStated(a) === isStated(b) ? !isStated(a) && needed(a) && needed(b) : true;
    },
    isStated,
    ...(telling && { told: (finding) => stated(finding, write(finding)) }),
  };
}

/** What the rules rest on. `note` says how far the text was read. */
export const guidance = {
  'EMA-SAT': {
    citation:
      'EMA/CHMP. Reflection paper on establishing efficacy based on single-arm trials submitted as pivotal evidence in a marketing authorisation. 2024.',
    url: 'https://ema.europa.eu/en/establishing-efficacy-based-single-arm-trials-submitted-pivotal-evidence-marketing-authorisation',
  },
  TSD18: {
    citation:
      'Phillippo DM et al. NICE DSU Technical Support Document 18. 2016; Med Decis Making 2018;38:200–211.',
    url: 'https://doi.org/10.1177/0272989X17725740',
    note: 'abstract',
  },
  LEE2010: {
    citation:
      'Lee CK et al. Historical cross-trial comparisons for competing treatments in advanced breast cancer: an empirical analysis of bias. Eur J Cancer 2010;46:541–548. PMID 20036117.',
  },
  NRR2020: {
    citation: 'Cross-trial comparisons in reviews: proceed with caution. Nat Rev Rheumatol 2020.',
    url: 'https://doi.org/10.1038/s41584-020-0492-3',
    note: 'summary',
  },
  ZHANG2020: {
    citation: 'Zhang J et al. Why are indirect treatment comparisons not feasible? Adv Ther 2020;37(7).',
  },
  IMWG2016: {
    citation:
      'Kumar S et al. IMWG consensus criteria for response and minimal residual disease assessment in multiple myeloma. Lancet Oncol 2016;17:e328–e346.',
    url: 'https://doi.org/10.1016/S1470-2045(16)30206-6',
    note: 'abstract',
  },
  COSTA2021: {
    citation:
      'Costa LJ et al. International harmonization in performing and reporting MRD assessment in multiple myeloma trials. Leukemia 2021.',
    url: 'https://doi.org/10.1038/s41375-020-01012-4',
    note: 'abstract',
  },
  'FDA-MRD26': {
    citation:
      'FDA. Minimal residual disease and complete response in multiple myeloma: use as endpoints to support accelerated approval. Draft guidance FDA-2025-D-2616. 2026.',
    note: 'landing page',
  },
  GRADE14: { citation: 'Schünemann HJ et al. Cochrane Handbook v6.4, chapter 14. 2023.' },
  MCBSH: { citation: 'Kiesewetter B et al. ESMO-MCBS:H v1.0. Ann Oncol 2023;34:734–771.' },
  CONSORT: { citation: 'CONSORT statement, 2010 and update of 2025.', note: 'from memory' },
  ANNALS: { citation: 'Annals of Internal Medicine. General statistical guidance.' },
  SAMPL: { citation: 'SAMPL guidelines for statistical reporting.' },
  'ICH-E9R1': {
    citation: 'ICH E9(R1). Addendum on estimands and sensitivity analysis in clinical trials. 2019.',
    note: 'from memory',
  },
  FINRA2241: {
    citation: 'FINRA Rule 2241, Research analysts and research reports.',
    url: 'https://www.finra.org/rules-guidance/rulebooks/finra-rules/2241',
    note: 'definitions',
  },
  REGG: { citation: 'SEC Regulation G and Item 10(e); footnotes of company releases.', note: 'footnotes' },
  ACUMEN: {
    citation: 'Acumen Medical Communications. The misunderstood cross-trial comparison.',
    note: 'practice blog',
  },
  MEDSCAPE: { citation: 'Mohyuddin GR. Cilta-cel CAR T: myeloma “cure” and conjecture. Medscape 2025.' },
} as const satisfies Record<string, { citation: string; url?: string; note?: string }>;

export type GuidanceKey = keyof typeof guidance;
