import type { Finding } from '../../../model/trial.ts';
import { writeFinding } from '../../../notation/values.ts';
import { written } from '../../../notation/written.ts';
import { writeQuantity } from '../../../shapes/median.ts';
import { expectedEventTime, isReachedMedian } from '../event-time.ts';
import { followUpDatum, followUpMonths, isTimeToEvent, toMonths } from '../inputs.ts';
import type { Context, DocumentRule, PairRule, ValueRule } from '../rule.ts';
import { byTrial, contrast, nameEndpoint, notStated, type Piece, say, stated } from '../wording.ts';

/** Follow-up differs when the longer is more than this many times the shorter, or this much longer. */
const ratio = 1.5;
const gapMonths = 12;

export const followUp: PairRule = {
  id: 'follow-up',
  code: 'C17',
  title: 'Follow-up differs',
  level: 'pair',
  severity: 'major',
  guidance: ['NRR2020', 'ACUMEN'],
  fires: (a, b) => {
    const [one, other] = [followUpMonths(a), followUpMonths(b)];
    if (one === undefined || other === undefined) return true;
    const [short, long] = [Math.min(one, other), Math.max(one, other)];
    return long > ratio * short || long - short > gapMonths;
  },
  caveat: (findings, context) =>
    contrast('Median follow-up', fromShortest(findings), followUpReader(findings, context)),
};

function fromShortest(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => (followUpMonths(a) ?? 0) - (followUpMonths(b) ?? 0));
}

/** `15.3 months`, then `47.5`: the unit once where it is the same throughout. */
function followUpReader(findings: readonly Finding[], context: Context) {
  const units = new Set(findings.flatMap(({ cut }) => cut?.followUp?.unit ?? []));
  const first = fromShortest(findings).find(({ cut }) => cut?.followUp)?.cut?.followUp?.value.text;
  return (finding: Finding): Piece[] | undefined => {
    const length = finding.cut?.followUp;
    if (!length) return undefined;
    const bare = units.size === 1 && length.value.text !== first;
    const text = bare ? length.value.text : writeQuantity(length);
    return [{ written: written(text), datum: followUpDatum(finding, context) }];
  };
}

/**
 * Follow-up of less than half the expected time leaves most events unseen. Silent where the median itself
 * was reached, and where the library holds no median to expect.
 */
export const shortFollowUp: ValueRule = {
  id: 'short-follow-up',
  code: 'C18',
  title: 'Follow-up shorter than the expected event time',
  level: 'value',
  severity: 'major',
  guidance: ['EMA-SAT'],
  fires: (finding, context) => {
    if (!isTimeToEvent(finding) || finding.compare || isReachedMedian(finding)) return false;
    const expected = medianMonths(expectedEventTime(finding, context));
    const seen = followUpMonths(finding);
    return expected !== undefined && (seen === undefined || seen < 0.5 * expected);
  },
  caveat: (findings, context) =>
    say(
      'Follow-up is short for the events awaited: ',
      byTrial(findings, (finding) => followUpAgainst(finding, context)),
      '; events not yet seen are no evidence of cure.',
    ),
};

function medianMonths(finding: Finding | undefined): number | undefined {
  if (finding?.value.shape !== 'median' || typeof finding.value.value === 'string') return undefined;
  return toMonths(finding.value.value);
}

function followUpAgainst(finding: Finding, context: Context): Piece[] | undefined {
  const expected = expectedEventTime(finding, context);
  if (!expected) return undefined;
  const length = finding.cut?.followUp;
  const seen: Piece = {
    written: written(length ? writeQuantity(length) : notStated),
    ...(length && { datum: followUpDatum(finding, context) }),
  };
  const { arm, trial } = expected;
  return say(
    seen,
    ` against a median ${nameEndpoint(expected)} of `,
    stated(expected, writeFinding(expected, 'median', new Map())) ?? [],
    arm ? [...say(' with '), ...(stated(expected, arm.label) ?? [])] : '',
    ` in ${trial.name}`,
  );
}

export const mixedCuts: DocumentRule = {
  id: 'mixed-cuts',
  code: 'C19',
  title: 'Different analysis cuts of one trial mixed',
  level: 'document',
  scope: 'together',
  severity: 'major',
  guidance: ['COSTA2021'],
  concerned: (findings) =>
    findings.filter(({ trial, cut }) =>
      findings.some((other) => other.trial.id === trial.id && other.cut?.id !== cut?.id),
    ),
  caveat: (findings) =>
    say(
      'Values of one trial come from different data cut-offs: ',
      byTrial(findings, (finding) => stated(finding, finding.cut?.label)),
      '.',
    ),
};
