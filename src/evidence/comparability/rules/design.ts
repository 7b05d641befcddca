import { type Arm, type Finding, isRandomised, type Trial } from '../../../model/trial.ts';
import {
  areOtherDoses,
  areSameTreatment,
  armOf,
  isTimeToEvent,
  kindOfControl,
  normalised,
  sharedArms,
} from '../inputs.ts';
import type { PairRule, ValueRule } from '../rule.ts';
import {
  contrast,
  isOneTrial,
  isOverallSurvival,
  nameTrials,
  type Piece,
  sentence,
  stated,
} from '../rule.ts';
import { differingIn, statementOf } from '../verdict.ts';

/** Only comparisons within randomised trials that share an arm are anchored; values of single arms never are. */
export const unanchored: PairRule = {
  id: 'unanchored',
  code: 'C05',
  title: 'Unanchored comparison',
  brief: 'no common comparator',
  level: 'pair',
  severity: 'major',
  guidance: ['TSD18', 'EMA-SAT'],
  fires: (a, b) => !isAnchored(a, b),
  caveat: (findings) =>
    sentence(
      `${nameTrials(findings)} share `,
      whatIsShared(findings),
      '; any difference may come from the trials rather than the treatments.',
    ),
};

function whatIsShared(findings: readonly Finding[]): Piece[] {
  const shared = findings.flatMap((a) =>
    findings
      .filter((b) => b.trial.id !== a.trial.id)
      .flatMap((b) => sharedArms(a.trial, b.trial).map(([arm]) => ({ label: arm.label, of: [a, b] }))),
  );
  const sharing = new Set(shared.flatMap(({ of }) => of.map(({ trial }) => trial.id)));
  const [first] = shared;
  if (!first?.of[0]) return sentence('no randomised comparator');
  const all = findings.every(({ trial }) => sharing.has(trial.id));
  if (!all) return sentence('no comparator that all these results are set against');
  return sentence(stated(first.of[0], first.label) ?? [], ', but these results are not comparisons with it');
}

function isAnchored(a: Finding, b: Finding): boolean {
  if (!a.compare || !b.compare) return false;
  const [one, other] = [a.compare, b.compare];
  return sharedArms({ ...a.trial, arms: one }, { ...b.trial, arms: other }).length > 0;
}

export const comparator: PairRule = {
  id: 'comparator',
  code: 'C51',
  title: 'Different comparator',
  brief: 'different comparators',
  level: 'pair',
  severity: 'major',
  guidance: ['TSD18', 'GRADE14'],
  fires: (a, b) => {
    if (a.compare && b.compare) return !isOneControl(a.compare[1], b.compare[1]);
    const [one, other] = [a, b].map(controlOf);
    return one !== undefined && other !== undefined && kindOfControl(one) !== kindOfControl(other);
  },
  caveat: (findings) => {
    const labels = new Set(findings.map((finding) => controlOf(finding)?.label));
    const name = labels.size > 1 ? 'label' : 'regimen';
    return contrast(
      'The comparator',
      findings.filter(controlOf),
      (finding) => stated(finding, controlOf(finding)?.[name]),
      '; a weaker comparator makes an effect look larger',
    );
  },
};

function isOneControl(a: Arm, b: Arm): boolean {
  return areSameTreatment(a, b) || normalised(a.regimen) === normalised(b.regimen);
}

/** What a result is set against: the second arm of a comparison, or the one control arm of a randomised trial. */
function controlOf({ compare, arm, trial }: Finding): Arm | undefined {
  if (compare) return compare[1];
  if (!isRandomised(trial) || arm?.role === 'control') return undefined;
  const [control, ...more] = trial.arms.filter(({ role }) => role === 'control');
  return more.length === 0 ? control : undefined;
}

export const singleArm: PairRule = {
  id: 'single-arm',
  code: 'C06',
  title: 'Single-arm against randomised',
  brief: 'no control arm in one',
  level: 'pair',
  severity: 'major',
  guidance: ['EMA-SAT', 'TSD18'],
  fires: (a, b) => isRandomised(a.trial) !== isRandomised(b.trial),
  caveat: (findings) => {
    const alone = findings.filter(({ trial }) => !isRandomised(trial));
    const against = findings.filter(({ trial }) => isRandomised(trial));
    const one = isOneTrial(alone);
    return sentence(
      `${nameTrials(alone)} ${one ? 'has' : 'have'} no randomised control: ${one ? 'it describes' : 'they describe'} `,
      `outcomes under treatment, not an effect relative to ${nameTrials(against, 'or')}.`,
    );
  },
};

export const phase: PairRule = {
  id: 'phase',
  code: 'C07',
  title: 'Different phase',
  brief: 'different phases',
  level: 'pair',
  severity: 'minor',
  guidance: ['ACUMEN'],
  fires: (a, b) => {
    const [one, other] = [latestPhase(a.trial), latestPhase(b.trial)];
    return one !== undefined && other !== undefined && one !== other;
  },
  caveat: (findings) =>
    contrast(
      'Stage of development',
      findings,
      (finding) => stated(finding, `phase ${finding.trial.phase}`),
      '; early trials select patients and centres',
    ),
};

/** 2 for `1b/2`, 3 for `2/3` and for 4, whose patients are no longer selected for an early trial. */
function latestPhase({ phase: name }: Trial): number | undefined {
  const numbers = [...name.matchAll(/\d/g)].map(Number);
  return numbers.length > 0 ? Math.min(3, Math.max(...numbers)) : undefined;
}

const maskings: readonly [RegExp, string][] = [
  [/open[- ]label/i, 'open-label'],
  [/single[- ]blind/i, 'single-blind'],
  [/(?:double|triple|quadruple)[- ](?:blind|mask)/i, 'double-blind'],
];

/** As stated, or as the note on the design says. Three or four blinded parties are no more than two here. */
function maskingOf({ trial: { masking, designNote } }: Finding): string | undefined {
  const text = masking ?? designNote ?? '';
  return maskings.find(([pattern]) => pattern.test(text))?.[1];
}

/** Among randomised trials; without randomisation everybody knows who is given what. */
export const masking: PairRule = {
  id: 'masking',
  code: 'C40',
  title: 'Different masking',
  brief: 'different masking',
  level: 'pair',
  severity: 'major',
  guidance: ['GRADE14'],
  ...differingIn(
    { subject: 'masking', applies: ({ trial }) => isRandomised(trial), read: maskingOf },
    'Masking',
    '; knowing the treatment can change care, reporting and assessment',
  ),
};

const designs: Record<Trial['design'], string> = {
  randomised: 'parallel groups',
  crossover: 'crossover',
  cluster: 'randomised by cluster',
  'non-randomised': 'not randomised',
  'single-arm': 'single arm',
  observational: 'observational',
};

/** Where one is randomised and the other is not, rule C06 speaks. */
export const trialDesign: PairRule = {
  id: 'trial-design',
  code: 'C41',
  title: 'Crossover, cluster or other design differs',
  brief: 'different designs',
  level: 'pair',
  severity: 'major',
  guidance: ['CONSORT'],
  fires: ({ trial: a }, { trial: b }) => isRandomised(a) === isRandomised(b) && a.design !== b.design,
  caveat: (findings) =>
    contrast('Design', findings, (finding) => stated(finding, designs[finding.trial.design])),
};

/** Of the arm a result is of, or that a comparison is about. */
export const dose: PairRule = {
  id: 'dose',
  code: 'C50',
  title: 'Different dose or schedule of one drug',
  brief: 'different doses',
  level: 'pair',
  severity: 'major',
  guidance: ['GRADE14'],
  fires: (a, b) => {
    const [one, other] = [armOf(a), armOf(b)];
    return one !== undefined && other !== undefined && areOtherDoses(one, other);
  },
  caveat: (findings) =>
    contrast('Dose or schedule of the same drug', findings, (finding) =>
      stated(finding, armOf(finding)?.regimen),
    ),
};

const noCrossover = 'none';

export const treatmentCrossover: PairRule = {
  id: 'treatment-crossover',
  code: 'C45',
  title: 'Crossover to the drug differs',
  brief: 'different crossover to the drug',
  level: 'pair',
  severity: 'major',
  guidance: ['NRR2020', 'GRADE14'],
  ...differingIn(
    {
      subject: 'crossover after progression',
      applies: isOverallSurvival,
      read: writeCrossover,
      isSame: (a, b) => {
        if ((a === noCrossover) !== (b === noCrossover)) return false;
        const [one, other] = [a, b].map((text) => /(\d+(?:\.\d+)?)%/.exec(text)?.[1]);
        return one === undefined || other === undefined || Math.abs(Number(one) - Number(other)) < 10;
      },
      telling: true,
    },
    'Crossover from the control arm',
    '; it can hide an effect on survival',
  ),
};

function writeCrossover({ trial: { crossoverAllowed: crossover } }: Finding): string | undefined {
  if (crossover === undefined || crossover === 'none') return crossover;
  return crossover.percent ? `to ${crossover.to} (${crossover.percent.text}%)` : `to ${crossover.to}`;
}

/** Duration of response and time to response are left out: without treatment nobody would have any. */
const afterResponse = new Set(['dor', 'time-to-response']);

export const singleArmSurvival: ValueRule = {
  id: 'single-arm-survival',
  code: 'C08',
  title: 'Time-to-event outcome from a single arm',
  brief: 'survival without a control arm',
  level: 'value',
  severity: 'major',
  guidance: ['EMA-SAT'],
  fires: (finding) =>
    isTimeToEvent(finding) && !afterResponse.has(finding.endpoint.id) && !isRandomised(finding.trial),
  caveat: (findings) =>
    sentence(
      `Time to an event in ${nameTrials(findings)} has no concurrent control, `,
      'so the effect of treatment cannot be separated from patient selection and the natural course.',
    ),
};

/** Middles of enrolment further apart than this are different eras. */
const eraMonths = 60;

export const enrolment: PairRule = {
  id: 'enrolment',
  code: 'C22',
  title: 'Different enrolment era or region',
  brief: 'different eras or regions',
  level: 'pair',
  severity: 'minor',
  guidance: ['LEE2010', 'ACUMEN'],
  fires: ({ trial: a }, { trial: b }) => areOtherTimes(a, b) || areOtherRegions(a, b),
  caveat: (findings) => {
    const [times, regions] = [areOtherTimes, areOtherRegions].map((differ) => differAmong(findings, differ));
    const subject = [times && 'period', regions && 'region'].filter(Boolean).join(' and ');
    return contrast(
      `The ${subject} of enrolment`,
      findings,
      (finding) => stated(finding, writeEnrolment(finding.trial, { times, regions })),
      '; standards of care change with it',
    );
  },
  statements: [
    statementOf({ subject: 'period of enrolment', read: ({ trial }) => trial.enrolment }),
    statementOf({ subject: 'region', read: ({ trial }) => trial.region }),
  ],
};

function differAmong(findings: readonly Finding[], differ: (a: Trial, b: Trial) => boolean): boolean {
  return findings.some(({ trial: a }) => findings.some(({ trial: b }) => differ(a, b)));
}

function areOtherTimes(a: Trial, b: Trial): boolean {
  const [one, other] = [middleOf(a), middleOf(b)];
  return one !== undefined && other !== undefined && Math.abs(one - other) > eraMonths;
}

/** Middle of the enrolment in months from year 0. */
function middleOf({ enrolment: period }: Trial): number | undefined {
  const [from = 0, first = 0, to = 0, last = 0] = period?.split(/[-/]/).map(Number) ?? [];
  return period === undefined ? undefined : ((from + to) * 12 + first + last) / 2;
}

const everywhere = /^(?:global|international|multinational|worldwide)$/;

function areOtherRegions(a: Trial, b: Trial): boolean {
  const [one, other] = [regionsOf(a), regionsOf(b)];
  if (one.length === 0 || other.length === 0) return false;
  if ([...one, ...other].some((region) => everywhere.test(region))) return false;
  return !one.some((region) => other.includes(region));
}

function regionsOf({ region }: Trial): string[] {
  return region === undefined ? [] : region.split(/,|;| and /).map(normalised);
}

function writeEnrolment(
  { enrolment: period, region }: Trial,
  { times, regions }: { times: boolean | undefined; regions: boolean | undefined },
): string | undefined {
  const years = period?.replace(/-\d\d/g, '').replace('/', '–');
  const said = [times && years, regions && region].filter((one) => typeof one === 'string');
  return said.length > 0 ? said.join(', ') : undefined;
}
