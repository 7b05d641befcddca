import { isRandomised, type Trial } from '../../../model/trial.ts';
import { isTimeToEvent, plainly } from '../inputs.ts';
import type { PairRule, ValueRule } from '../rule.ts';
import { contrast, isOneTrial, nameTrials, notStated, say, stated } from '../wording.ts';

export const unanchored: PairRule = {
  id: 'unanchored',
  code: 'C05',
  title: 'Unanchored comparison',
  level: 'pair',
  severity: 'major',
  guidance: ['TSD18', 'EMA-SAT'],
  fires: ({ trial: a }, { trial: b }) => !(isRandomised(a) && isRandomised(b) && shareComparator(a, b)),
  caveat: (findings) =>
    say(
      `${nameTrials(findings)} share no randomised comparator; `,
      'any difference may come from the trials rather than the treatments.',
    ),
};

/** Sharing is declared, with the same `comparator:` on a control arm of both; like names prove nothing. */
function shareComparator(a: Trial, b: Trial): boolean {
  const names = comparatorsOf(b);
  return comparatorsOf(a).some((name) => names.includes(name));
}

function comparatorsOf({ arms }: Trial): string[] {
  return arms.flatMap(({ role, comparator }) => (role === 'control' && comparator ? [comparator] : []));
}

export const singleArm: PairRule = {
  id: 'single-arm',
  code: 'C06',
  title: 'Single-arm against randomised',
  level: 'pair',
  severity: 'major',
  guidance: ['EMA-SAT', 'TSD18'],
  fires: (a, b) => isRandomised(a.trial) !== isRandomised(b.trial),
  caveat: (findings) => {
    const alone = findings.filter(({ trial }) => !isRandomised(trial));
    const against = findings.filter(({ trial }) => isRandomised(trial));
    const one = isOneTrial(alone);
    return say(
      `${nameTrials(alone)} ${one ? 'has' : 'have'} no randomised control: ${one ? 'it describes' : 'they describe'} `,
      `outcomes under treatment, not an effect relative to ${nameTrials(against, 'or')}.`,
    );
  },
};

export const phase: PairRule = {
  id: 'phase',
  code: 'C07',
  title: 'Different phase',
  level: 'pair',
  severity: 'minor',
  guidance: ['ACUMEN'],
  fires: (a, b) => Math.abs(latestPhase(a.trial) - latestPhase(b.trial)) >= 1,
  caveat: (findings) =>
    contrast(
      'Stage of development',
      findings,
      (finding) => stated(finding, `phase ${finding.trial.phase}`),
      '; early trials select patients and centres',
    ),
};

/** 2 for `1b/2`, 3 for `2/3`. */
function latestPhase({ phase: name }: Trial): number {
  return Math.max(...[...name.matchAll(/\d/g)].map(Number));
}

/** Duration of response and time to response are left out: without treatment nobody would have any. */
const afterResponse = new Set(['dor', 'time-to-response']);

export const singleArmSurvival: ValueRule = {
  id: 'single-arm-survival',
  code: 'C08',
  title: 'Time-to-event outcome from a single arm',
  level: 'value',
  severity: 'major',
  guidance: ['EMA-SAT'],
  fires: (finding) =>
    isTimeToEvent(finding) && !afterResponse.has(finding.endpoint.id) && !isRandomised(finding.trial),
  caveat: (findings) =>
    say(
      `Time to an event in ${nameTrials(findings)} has no concurrent control, `,
      'so treatment cannot be told from the selection of patients and the natural course.',
    ),
};

/** Middles of enrolment further apart than this are different eras. */
const eraMonths = 60;

export const enrolment: PairRule = {
  id: 'enrolment',
  code: 'C22',
  title: 'Different enrolment era or region',
  level: 'pair',
  severity: 'minor',
  guidance: ['LEE2010', 'ACUMEN'],
  fires: ({ trial: a }, { trial: b }) => areOtherTimes(a, b) || areOtherRegions(a, b),
  caveat: (findings) =>
    contrast(
      'Period or region of enrolment',
      findings,
      (finding) => stated(finding, writeEnrolment(finding.trial)),
      '; other treatment changes with both',
    ),
};

function areOtherTimes(a: Trial, b: Trial): boolean {
  const [one, other] = [middleOf(a), middleOf(b)];
  return one === undefined || other === undefined || Math.abs(one - other) > eraMonths;
}

/** Middle of the enrolment in months from year 0. */
function middleOf({ enrolment: period }: Trial): number | undefined {
  const [from = 0, first = 0, to = 0, last = 0] = period?.split(/[-/]/).map(Number) ?? [];
  return period === undefined ? undefined : ((from + to) * 12 + first + last) / 2;
}

function areOtherRegions(a: Trial, b: Trial): boolean {
  const regions = regionsOf(b);
  return !regionsOf(a).some((region) => regions.includes(region));
}

function regionsOf({ region }: Trial): string[] {
  return region === undefined ? [] : region.split(/,|;| and /).map(plainly);
}

function writeEnrolment({ enrolment: period, region }: Trial): string | undefined {
  if (period === undefined && region === undefined) return undefined;
  const years = period?.replace(/-\d\d/g, '').replace('/', '–') ?? `period ${notStated}`;
  return `${years}, ${region ?? `region ${notStated}`}`;
}
