import type { Finding } from '../../../model/trial.ts';
import { withThousands } from '../../../notation/rounding.ts';
import { toMonths } from '../../../notation/terms.ts';
import { writeFinding } from '../../../notation/values.ts';
import { written } from '../../../notation/written.ts';
import { writeQuantity } from '../../../shapes/median.ts';
import { isRatio } from '../../../shapes/shapes.ts';
import {
  expectedEventTime,
  followUpDatum,
  followUpMonths,
  isReachedMedian,
  isTimeToEvent,
} from '../inputs.ts';
import type { Context, DocumentRule, PairRule, ValueRule } from '../rule.ts';
import {
  byTrial,
  contrast,
  isAtFixedTime,
  isOverallSurvival,
  nameEndpoint,
  notStated,
  type Piece,
  sentence,
  stated,
} from '../rule.ts';
import { statementOf } from '../verdict.ts';

/** Follow-up differs when the longer is more than this many times the shorter, or this much longer. */
const ratio = 1.5;
const gapMonths = 12;

const followUps = statementOf({
  subject: 'follow-up',
  applies: (finding) => !isAtFixedTime(finding),
  needed: (finding) => isTimeToEvent(finding),
  read: ({ cut }) => cut?.followUp && writeQuantity(cut.followUp),
});

/** Of results that come with time; those of one time by the protocol are no matter of follow-up. */
export const followUp: PairRule = {
  id: 'follow-up',
  code: 'C17',
  title: 'Follow-up differs',
  brief: 'different follow-up',
  level: 'pair',
  severity: 'major',
  guidance: ['NRR2020', 'ACUMEN'],
  fires: (a, b) => {
    const [one, other] = [followUpMonths(a), followUpMonths(b)];
    if (one === undefined || other === undefined || isAtFixedTime(a) || isAtFixedTime(b)) return false;
    const [short, long] = [Math.min(one, other), Math.max(one, other)];
    return long > ratio * short || long - short > gapMonths;
  },
  caveat: (findings, context) =>
    contrast(
      'Median follow-up',
      fromShortest(findings.filter((finding) => !isAtFixedTime(finding))),
      followUpReader(findings, context),
    ),
  statements: [followUps],
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
 * was reached, and where the library has no median to expect.
 */
export const shortFollowUp: ValueRule = {
  id: 'short-follow-up',
  code: 'C18',
  title: 'Follow-up shorter than the expected event time',
  brief: 'follow-up shorter than the expected event time',
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
    sentence(
      'Follow-up is short for the expected events: ',
      byTrial(findings, (finding) => followUpAgainst(finding, context)),
      '; the absence of events so far is not evidence of cure.',
    ),
};

/** Below this share of the planned events an effect often comes out too large. */
const earlyFraction = 75;
/** Fewer events than this, in both arms together, are few. */
const fewEvents = 50;
/** Survival of which a smaller share of patients has died. */
const fewDeaths = 0.3;

/** By the share of the planned events, the number of events or, of overall survival, the share of patients. */
export const immature: ValueRule = {
  id: 'immature',
  code: 'C49',
  title: 'Few of the expected events',
  brief: 'few of the expected events',
  level: 'value',
  severity: 'major',
  guidance: ['GRADE14'],
  fires: (finding) => writeImmaturity(finding) !== undefined,
  caveat: (findings) =>
    sentence(
      'Few of the expected events have occurred: ',
      byTrial(findings, (finding) => stated(finding, writeImmaturity(finding))),
      '; the estimate may change with more of them.',
    ),
};

function writeImmaturity(finding: Finding): string | undefined {
  const { value } = finding;
  if (isOverallSurvival(finding) && value.shape === 'median' && value.value === 'not reached')
    return 'median survival not reached';
  if (!isRatio(value)) return undefined;
  if (value.informationFraction && value.informationFraction.value < earlyFraction)
    return `${value.informationFraction.text}% of those planned`;
  if (!value.events || value.shape !== 'hazardRatio') return undefined;
  const events = sum(value.events.map((one) => one.events));
  const of = sum(value.events.map((one) => one.of));
  const isFew = events < fewEvents || (isOverallSurvival(finding) && events < fewDeaths * of);
  return isFew ? `${withThousands(events)} in ${withThousands(of)} patients` : undefined;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

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
  return sentence(
    seen,
    ` against a median ${nameEndpoint(expected)} of `,
    stated(expected, writeFinding(expected, 'median', new Map())) ?? [],
    arm ? [...sentence(' with '), ...(stated(expected, arm.label) ?? [])] : '',
    ` in ${trial.name}`,
  );
}

export const mixedCuts: DocumentRule = {
  id: 'mixed-cuts',
  code: 'C19',
  title: 'Different analysis cuts of one trial mixed',
  brief: 'different cuts of one trial',
  level: 'document',
  scope: 'together',
  severity: 'major',
  guidance: ['COSTA2021'],
  concerned: (findings) =>
    findings.filter(({ trial, cut }) =>
      findings.some((other) => other.trial.id === trial.id && other.cut?.id !== cut?.id),
    ),
  caveat: (findings) =>
    sentence(
      'Values of one trial come from different data cut-offs: ',
      byTrial(findings, (finding) => stated(finding, finding.cut?.label)),
      '.',
    ),
};
