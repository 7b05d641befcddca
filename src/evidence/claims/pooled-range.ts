import type { Finding, Trial } from '../../model/trial.ts';
import type { PairRule } from '../comparability/rule.ts';
import { rules } from '../comparability/rules.ts';
import type { ClaimContext, Objection, SentenceRule } from './claim.ts';
import { namesTrial } from './passage.ts';
import type { Sentence } from './sentences.ts';
import { endpointsNamed, trialsOf, valueIn } from './typed-values.ts';

/** A range over the results of several trials. */
export interface Pool {
  text: string;
  at: number;
  findings: Finding[];
}

const spoiling: PairRule[] = [rules.C01, rules.C03, rules.C09, rules.C11, rules.C14];

/** C27: trials that differ in disease, setting, MRD threshold, requirement of CR, or population. */
export const pooledRange: SentenceRule = {
  rule: 'C27',
  title: 'Range pooled over heterogeneous trials',
  level: 'sentence',
  severity: 'major',
  judge: (sentence, context) =>
    poolsOf(sentence, context).flatMap((pool) => objections(pool, reasonsOf(pool.findings, context))),
};

/** Bound ranges, and typed ones attributed to a drug whose trials reported the endpoint. */
export function poolsOf(sentence: Sentence, context: ClaimContext): Pool[] {
  const bound = sentence.shown.flatMap(({ call, start, end }): Pool[] =>
    call.name === 'range'
      ? [{ text: sentence.text.slice(start, end), at: start, findings: call.findings }]
      : [],
  );
  return [...bound, ...typedPools(sentence, context)].filter(({ findings }) => trialsIn(findings).size > 1);
}

function typedPools(sentence: Sentence, context: ClaimContext): Pool[] {
  const { library, typed } = context;
  const ranges = (typed.get(sentence) ?? []).filter(({ values }) => values.length === 2);
  if (ranges.length === 0) return [];
  const named = endpointsNamed(sentence.text, library.endpoints);
  const findings = trialsOf(sentence, context)
    .flatMap((trial) => trial.findings)
    .filter(({ arm, endpoint }) => arm && named.has(endpoint.id));
  return ranges.map(({ text, start, unit, values: [low = 0, high = 0] }) => ({
    text,
    at: start,
    findings: findings.filter((finding) => {
      const value = valueIn(finding, unit);
      return value !== undefined && value >= low - 1.5 && value <= high + 1.5;
    }),
  }));
}

function trialsIn(findings: Finding[]): Set<Trial['id']> {
  return new Set(findings.map(({ trial }) => trial.id));
}

function reasonsOf(findings: Finding[], context: ClaimContext): string[] {
  const pairs = findings.flatMap((a, index) =>
    findings.slice(index + 1).map((b): [Finding, Finding] => [a, b]),
  );
  return spoiling
    .filter((rule) => pairs.some(([a, b]) => a.trial.id !== b.trial.id && spoils(rule, a, b, context)))
    .map(({ title }) => title.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase()));
}

/** What is not stated is not known to be equal. */
function spoils({ fires, statements = [] }: PairRule, a: Finding, b: Finding, { library }: ClaimContext) {
  return fires(a, b, library) || statements.some(({ isMissing }) => isMissing(a, b, library));
}

function objections({ text, at, findings }: Pool, reasons: string[]): Objection[] {
  if (reasons.length === 0) return [];
  const trials = [...new Set(findings.map(({ trial }) => trial.name))].join(', ');
  return [
    {
      message: `the range ${text} covers trials that are not comparable (${trials}): ${reasons.join('; ')}`,
      caveat: `A range over ${trials} pools trials that differ (${reasons.join('; ')}); it is not an estimate for any population.`,
      at,
    },
  ];
}

/** Whether the text of a passage speaks of a trial. */
export function isNamedIn(sentences: Sentence[], trial: Trial): boolean {
  return sentences.some(
    ({ text, shown }) =>
      namesTrial(text, trial) ||
      shown.some(
        ({ call }) =>
          call.name === 'value' && call.datum.kind === 'finding' && call.datum.trial.id === trial.id,
      ),
  );
}
