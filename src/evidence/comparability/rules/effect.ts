import type { Finding } from '../../../model/trial.ts';
import { levelOf, writeLevel } from '../../../shapes/interval.ts';
import { averageOf } from '../../../shapes/measure.ts';
import { contrastOf, estimateOf, limitsOf } from '../../../shapes/shapes.ts';
import { writeMargin } from '../../../shapes/significance.ts';
import { isMrd, normalised, testOf } from '../inputs.ts';
import type { GapRule, PairRule } from '../rule.ts';
import { contrast, nameTrials, sentence, stated } from '../rule.ts';
import { differingIn } from '../verdict.ts';

/** Of two kinds of MRD negativity rules C09 to C13 speak. */
export const endpoint: PairRule = {
  id: 'endpoint',
  code: 'C36',
  title: 'Different endpoints',
  brief: 'different endpoints',
  level: 'pair',
  severity: 'major',
  guidance: ['GRADE14', 'NRR2020'],
  fires: (a, b) => !isSameEndpoint(a, b) && !(isMrd(a) && isMrd(b)),
  caveat: (findings) =>
    contrast(
      'The endpoint',
      findings,
      (finding) => stated(finding, finding.endpoint.abbreviation ?? finding.endpoint.label),
      '; results of different endpoints are not on one scale',
    ),
};

function isSameEndpoint(a: Finding, b: Finding): boolean {
  return a.endpoint.id === b.endpoint.id;
}

/** Between results of one endpoint, and between any two comparisons of arms. */
export const effectMeasure: PairRule = {
  id: 'effect-measure',
  code: 'C37',
  title: 'Different measures of effect',
  brief: 'different measures of effect',
  level: 'pair',
  severity: 'major',
  guidance: ['SAMPL', 'GRADE14'],
  fires: (a, b) => {
    const [one, other] = [measureOf(a), measureOf(b)];
    if (one === undefined || other === undefined || one === other) return false;
    return isSameEndpoint(a, b) || (contrastOf(a.value) !== undefined && contrastOf(b.value) !== undefined);
  },
  caveat: (findings) =>
    contrast(
      'The measure',
      findings.filter((finding) => measureOf(finding)),
      (finding) => stated(finding, measureOf(finding)),
      '; one does not translate into the other',
    ),
};

/** In words; undefined for values that are no measure of an outcome. */
function measureOf({ value }: Finding): string | undefined {
  const compared = contrastOf(value);
  if (compared) return compared.abbreviation;
  switch (value.shape) {
    case 'proportion':
    case 'count':
      return 'share of patients';
    case 'rate':
      return 'estimate at a time';
    case 'median':
      return 'median time';
    case 'eventRate':
      return 'event rate';
    case 'measure':
      return [averageOf(value).words, value.change && `change ${value.change}`].filter(Boolean).join(', ');
    default:
      return undefined;
  }
}

const sameUnits: readonly [RegExp, string][] = [
  [/^(?:%|per ?cent|percentage points?|%[- ]points?|pp)$/, '%'],
  [/^per (?:1 )?(?:patient-|person-|participant-|subject-)?year$/, 'per year'],
  [/^(?:days?|weeks?|months?|years?)$/, 'time'],
];

/** Of one measure of one endpoint. Units of time convert, and print with each value. */
export const unit: PairRule = {
  id: 'unit',
  code: 'C38',
  title: 'Different units',
  brief: 'different units',
  level: 'pair',
  severity: 'block',
  guidance: ['SAMPL'],
  fires: (a, b) => {
    const [one, other] = [a, b].map(unitOf);
    const comparable = isSameEndpoint(a, b) && a.value.shape === b.value.shape;
    return comparable && one !== undefined && other !== undefined && one !== other;
  },
  caveat: (findings) =>
    contrast(
      'The unit',
      findings,
      (finding) => stated(finding, estimateOf(finding.value)?.unit),
      '; the numbers are not on one scale',
    ),
};

function unitOf({ value }: Finding): string | undefined {
  const written = estimateOf(value)?.unit;
  if (written === undefined) return undefined;
  const plain = normalised(written);
  return sameUnits.find(([pattern]) => pattern.test(plain))?.[1] ?? plain;
}

const superiority = 'no margin';

/** Margins say how much worse a treatment may be and still pass; a test of superiority has none. */
export const nonInferiority: PairRule = {
  id: 'non-inferiority',
  code: 'C42',
  title: 'Different margin or aim of the test',
  brief: 'different margins or aims of the test',
  level: 'pair',
  severity: 'major',
  guidance: ['CONSORT'],
  ...differingIn(
    {
      subject: 'margin',
      applies: (finding) => testOf(finding) !== undefined,
      read: (finding) => {
        const test = testOf(finding);
        return test && (writeMargin(test) ?? superiority);
      },
    },
    'The aim of the test',
    '; non-inferiority is not superiority',
  ),
};

export const confidenceLevel: PairRule = {
  id: 'confidence-level',
  code: 'C43',
  title: 'Different confidence levels',
  brief: 'different confidence levels',
  level: 'pair',
  severity: 'minor',
  guidance: ['SAMPL'],
  fires: (a, b) => {
    const [one, other] = [limitsOf(a.value), limitsOf(b.value)];
    if (!one?.ci || !other?.ci) return false;
    return levelOf(one) !== levelOf(other) || writeLevel(one) !== writeLevel(other);
  },
  caveat: (findings) =>
    contrast(
      'The confidence level',
      findings.filter(({ value }) => limitsOf(value)?.ci),
      (finding) => {
        const limits = limitsOf(finding.value);
        return stated(finding, limits && writeLevel(limits));
      },
      '; the higher it is, the wider the interval',
    ),
};

const estimands: readonly [RegExp, string][] = [
  [/treatment[- ](?:policy|regimen)|intention|\bitt\b/, 'treatment policy'],
  [/hypothetical|trial[- ]product|efficacy estimand/, 'hypothetical'],
  [/while[- ]on[- ]treatment|on[- ]treatment/, 'while on treatment'],
  [/composite|non-?responder/, 'composite'],
  [/principal/, 'principal stratum'],
];

export const estimand: PairRule = {
  id: 'estimand',
  code: 'C46',
  title: 'Different estimands',
  brief: 'different estimands',
  level: 'pair',
  severity: 'major',
  guidance: ['ICH-E9R1'],
  ...differingIn(
    {
      subject: 'estimand',
      read: (finding) => finding.estimand,
      isSame: (a, b) => strategyOf(a) === strategyOf(b),
      telling: true,
    },
    'The estimand',
    '; patients who stopped or changed treatment count differently',
  ),
};

function strategyOf(text: string): string {
  const plain = normalised(text);
  return estimands.find(([pattern]) => pattern.test(plain))?.[1] ?? plain;
}

/** A difference across trials looks like an effect, and is none; answered for in the very sentence only. */
export const effectAcrossTrials: GapRule = {
  id: 'effect-across-trials',
  code: 'C54',
  title: 'A difference is taken between trials',
  brief: 'a difference taken between trials',
  level: 'gap',
  severity: 'block',
  guidance: ['TSD18', 'EMA-SAT'],
  caveat: (findings) =>
    sentence(
      `A difference is taken between ${nameTrials(findings)}: patients were not randomised between them, `,
      'so it is not a treatment effect.',
    ),
};
