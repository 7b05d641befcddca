import type { Finding } from '../../model/trial.ts';
import { type Context, type Rule, type RuleSeverity, severities } from './rule.ts';
import { type Piece, textOf } from './wording.ts';

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
