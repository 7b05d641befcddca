import type { Severity } from '../../diagnostics.ts';
import { eventOf } from '../../model/endpoint.ts';
import { type Arm, type Finding, partOf, type Trial } from '../../model/trial.ts';
import { roundHalfUp, toRational } from '../../notation/rounding.ts';
import type { Difference } from '../../shapes/difference.ts';
import { countsOf, estimateOf, isRatio, limitsOf } from '../../shapes/shapes.ts';
import {
  exactly,
  type Flaw,
  gapBetween,
  isBelow,
  printedRange,
  type Range,
  rangeInMonths,
  type Spot,
  valueSpot,
} from './estimate.ts';

/** A comparison beside what the same trial reports of its two arms, at the same cut and in the same patients. */
interface Compared {
  effect: Finding;
  first: Finding;
  second: Finding;
}

/**
 * A comparison against the results of the two arms that it compares: a hazard ratio against medians and
 * landmarks, ratios and differences against counts, rates and means.
 */
export function checkAgainstArms(trial: Trial): Flaw[] {
  return trial.findings.flatMap((effect) => {
    const [a, b] = effect.compare ?? [];
    if (!a || !b) return [];
    return pairsFor(effect, a, b, trial).flatMap((pair) => [
      ...hazardFlaws(pair),
      ...ratioFlaws(pair),
      ...differenceFlaws(pair),
    ]);
  });
}

function pairsFor(effect: Finding, a: Arm, b: Arm, { findings }: Trial): Compared[] {
  const ofArm = (arm: Arm) =>
    findings.filter(
      (one) =>
        one.arm === arm &&
        one.endpoint === effect.endpoint &&
        one.cut === effect.cut &&
        sameSubgroup(one, effect) &&
        agree(one, effect),
    );
  const seconds = ofArm(b);
  return ofArm(a).flatMap((first) => {
    const same = seconds.filter((second) => second.value.shape === first.value.shape && agree(second, first));
    return same.length === 1 && same[0] ? [{ effect, first, second: same[0] }] : [];
  });
}

/** Neither says of itself what the other says differently. */
function agree(one: Finding, other: Finding): boolean {
  const pairs = [
    [one.population, other.population],
    [one.assessor, other.assessor],
    [one.timing, other.timing],
    [one.threshold?.exponent, other.threshold?.exponent],
    [one.assay, other.assay],
  ];
  return pairs.every(([x, y]) => x === undefined || y === undefined || x === y);
}

/** A hazard ratio that excludes 1 against the medians, or the shares without the event, of the arms. */
function hazardFlaws({ effect, first, second }: Compared): Flaw[] {
  if (effect.value.shape !== 'hazardRatio') return [];
  const sign = directionOf(effect);
  if (sign === 0) return [];
  const [a, b] = [first, second].map(timeWithoutEvent);
  if (!a || !b) return [];
  const isOpposite = sign < 0 ? isBelow(a, b) : isBelow(b, a);
  if (!isOpposite) return [];
  const arm = (sign < 0 ? second : first).arm?.label;
  const what = first.value.shape === 'median' ? 'median is longer' : 'share at this time is larger';
  return [
    {
      severity: 'warning',
      message: `the hazard ratio ${estimateText(effect)} favours the other arm, but the ${what} in ${arm}`,
      spot: valueSpot(effect, 'value'),
      related: [first, second].map(related),
      hints: ['compare them with the source; if the curves cross, say so in a sentence'],
    },
  ];
}

/** −1 or 1 where the interval lies on one side of 1, else 0. */
function directionOf({ value }: Finding): -1 | 0 | 1 {
  const [low, high] = limitsOf(value)?.ci ?? [];
  if (!low || !high || typeof low === 'string' || typeof high === 'string') return 0;
  return high.value < 1 ? -1 : low.value > 1 ? 1 : 0;
}

/** A larger one means fewer events: a median time, or the share of patients without a harmful event. */
function timeWithoutEvent({ value, endpoint }: Finding): Range | undefined {
  if (value.shape === 'median') {
    if (value.value === 'not reached') return exactly(Number.POSITIVE_INFINITY);
    return typeof value.value === 'string' ? undefined : rangeInMonths(value.value);
  }
  const isShareWithout = endpoint.higherIsBetter === true && eventOf(endpoint, 'hazardRatio') === 'harmful';
  return value.shape === 'rate' && isShareWithout ? printedRange(value.percent) : undefined;
}

/** How far an adjusted or stratified estimate may lie from the crude one of the counts, as a factor. */
const adjustment = 1.25;

/** Odds, risk and rate ratios, and ratios of means, against what the arms' own results give. */
function ratioFlaws({ effect, first, second }: Compared): Flaw[] {
  const { value } = effect;
  if (!isRatio(value) || value.shape === 'hazardRatio') return [];
  const crude = crudeRatio(value.shape, first, second);
  if (crude === undefined || !Number.isFinite(crude) || crude <= 0) return [];
  return flawOf({ effect, first, second }, exactly(crude), (x) => Math.log(x), Math.log(adjustment));
}

function crudeRatio(shape: string, first: Finding, second: Finding): number | undefined {
  const [a, b] = [countsOf(first.value), countsOf(second.value)];
  if ((shape === 'oddsRatio' || shape === 'riskRatio') && a?.kind === 'patients' && b?.kind === 'patients') {
    const odds = shape === 'oddsRatio';
    const part = ({ events, of }: { events: number; of: number }) => events / (odds ? of - events : of);
    return part(a) / part(b);
  }
  const isRate = shape === 'rateRatio' && first.value.shape === 'eventRate';
  const isMean = shape === 'meanRatio' && first.value.shape === 'measure';
  if (!isRate && !isMean) return undefined;
  const [x, y] = [estimateOf(first.value), estimateOf(second.value)];
  return x && y && x.unit === y.unit ? x.decimal.value / y.decimal.value : undefined;
}

/** A difference of shares, means or rates of one unit. */
function differenceFlaws({ effect, first, second }: Compared): Flaw[] {
  const { value } = effect;
  if (value.shape !== 'difference') return [];
  const [x, y] = [estimateOf(first.value), estimateOf(second.value)];
  if (!x || !y || x.unit !== y.unit || !isUnitOf(value, x.unit) || first.value.shape === 'median') return [];
  const [one, other] = [first, second].map(rangeOf) as [Range, Range];
  const crude = { low: one.low - other.high, high: one.high - other.low };
  const limits = limitsOf(value)?.ci?.map((limit) => (typeof limit === 'string' ? undefined : limit.value));
  const [low, high] = limits ?? [];
  const width = low !== undefined && high !== undefined ? high - low : 0;
  const isModelled = value.adjusted || value.analysis !== undefined || first.value.shape === 'measure';
  return flawOf({ effect, first, second }, crude, (number) => number, isModelled ? width / 4 : 0);
}

function isUnitOf({ unit }: Difference, of: string): boolean {
  return unit === of || (of === '%' && /^(?:%|percentage points?|per cent)$/.test(unit));
}

function rangeOf({ value }: Finding): Range {
  const counts = countsOf(value);
  if (counts?.kind === 'patients') return exactly((100 * counts.events) / counts.of);
  const estimate = estimateOf(value);
  return estimate ? printedRange(estimate.decimal) : exactly(Number.NaN);
}

/** An error where the arms lie on the other side of no effect or outside the interval, else a warning. */
function flawOf(
  { effect, first, second }: Compared,
  crude: Range,
  scale: (value: number) => number,
  tolerance: number,
): Flaw[] {
  const estimate = estimateOf(effect.value);
  if (!estimate) return [];
  const printed = printedRange(estimate.decimal);
  const [a, b] = [printed, crude].map(({ low, high }) => ({ low: scale(low), high: scale(high) })) as [
    Range,
    Range,
  ];
  if (!(gapBetween(a, b) > tolerance)) return [];
  const [low, high] = limitsOf(effect.value)?.ci ?? [];
  const outside =
    (low && typeof low !== 'string' && crude.high < low.value) ||
    (high && typeof high !== 'string' && crude.low > high.value);
  const opposite = a.low * b.high < 0 && a.high * b.low < 0;
  const gives = roundHalfUp(toRational(Number(((crude.low + crude.high) / 2).toPrecision(9))), 2);
  return [
    {
      severity: outside || opposite ? 'error' : 'warning',
      message: `the printed ${estimateText(effect)} does not agree with the results of the arms, which give ${gives}`,
      spot: valueSpot(effect, 'value'),
      related: [first, second].map(related),
      hints: [
        'compare all three with the source',
        'an adjusted estimate may differ: if so, set adjusted: true or name the model in analysis:',
      ],
    },
  ];
}

function estimateText({ value }: Finding): string {
  return estimateOf(value)?.decimal.text ?? '';
}

function related(finding: Finding) {
  const estimate = estimateOf(finding.value);
  const said = estimate
    ? `${estimate.decimal.text}${estimate.unit === '%' ? '%' : ` ${estimate.unit}`}`
    : 'the result';
  return {
    message: `${said} in ${finding.arm?.label ?? 'the arm'}`,
    spot: valueSpot(finding, ...(estimate ? [estimate.field] : [])),
  };
}

type Field = 'events' | 'of';

/**
 * A proportion of a whole trial of several arms has the events and the patients of its arms together, where
 * every arm reports the same outcome of the same population at the same data cut.
 */
export function checkArmSums(trial: Trial): Flaw[] {
  if (trial.arms.length < 2) return [];
  const proportions = trial.findings.filter(({ value }) => value.shape === 'proportion');
  const alike = Map.groupBy(proportions, whatIsCounted);
  return proportions.flatMap((whole) => {
    if (whole.arm || whole.group) return [];
    const like = alike.get(whatIsCounted(whole)) ?? [];
    const parts = trial.arms.map((arm) => like.filter((one) => one.arm === arm));
    const single = parts.flatMap((found) => (found.length === 1 ? found : []));
    return single.length === trial.arms.length ? sumFlaws(whole, single) : [];
  });
}

/** The same for findings of the same outcome of the same population at the same data cut. */
function whatIsCounted(finding: Finding): string {
  const { endpoint, cut, population, timing, requiresCr, assessor, threshold } = finding;
  const where = [endpoint.id, cut?.id, partOf(finding), population];
  return JSON.stringify([...where, timing, requiresCr, assessor, threshold?.exponent]);
}

function sumFlaws(whole: Finding, parts: Finding[]): Flaw[] {
  return (['events', 'of'] as const).flatMap((field) => {
    const total = numberIn(whole, field);
    const numbers = parts.flatMap((part) => numberIn(part, field) ?? []);
    const sum = numbers.reduce((a, b) => a + b, 0);
    if (total === undefined || numbers.length < parts.length || sum === total) return [];
    const what = field === 'events' ? 'events' : 'patients';
    return [
      {
        severity: 'error',
        message: `the ${what} of the arms, ${numbers.join(' + ')}, are ${sum}, not ${total}`,
        spot: valueSpot(whole, field),
        related: parts.map((part) => ({ message: `${part.arm?.label}`, spot: valueSpot(part, field) })),
      },
    ];
  });
}

function numberIn({ value }: Finding, field: Field): number | undefined {
  return value.shape === 'proportion' ? value[field] : undefined;
}

const stages = ['enrolled', 'randomised', 'treated'] as const;
type Stage = (typeof stages)[number];

/** The numbers of an arm that bound a population, the closest first; otherwise its largest number does. */
const bounds: Record<string, readonly Stage[]> = {
  enrolled: ['enrolled'],
  randomised: ['randomised', 'enrolled'],
  itt: ['randomised', 'enrolled'],
  mitt: ['randomised', 'enrolled'],
  'full analysis': ['randomised', 'enrolled'],
  'per protocol': ['randomised', 'enrolled'],
  treated: ['treated', 'randomised', 'enrolled'],
  safety: ['treated', 'randomised', 'enrolled'],
};

interface Bound {
  stage: Stage;
  number: number;
  spot: Spot;
}

/**
 * No more patients are treated than were randomised, nor randomised than enrolled; and no finding of an arm
 * counts more patients, or events in patients, than its arm has in that population.
 */
export function checkPopulations(trial: Trial): Flaw[] {
  return [
    ...trial.arms.flatMap((arm) => armFlaws(trial, arm)),
    ...[...trial.findings, ...cellsOfTerms(trial)].flatMap((finding) => {
      const arm = armOf(finding);
      return arm ? findingFlaws(finding, boundsOf(trial, arm)) : comparedFlaws(finding, trial);
    }),
  ];
}

function cellsOfTerms({ adverseEvents }: Trial): Finding[] {
  return adverseEvents?.terms.flatMap(({ cells }) => [...cells.values()]) ?? [];
}

function boundsOf(trial: Trial, arm: Arm): Bound[] {
  return stages.flatMap((stage) => {
    const number = arm[stage];
    return number === undefined
      ? []
      : [{ stage, number, spot: { owner: trial.id, keys: ['arms', arm.id, stage] } }];
  });
}

/** The stages of an arm as far as it gives them, each against the one before. */
function armFlaws(trial: Trial, arm: Arm): Flaw[] {
  const given = boundsOf(trial, arm);
  return given.slice(1).flatMap((later, index) => {
    const earlier = given[index];
    if (!earlier || later.number <= earlier.number) return [];
    return [
      flaw(
        `${later.number} patients ${later.stage} of ${earlier.number} ${earlier.stage}`,
        later.spot,
        earlier,
      ),
    ];
  });
}

function findingFlaws(finding: Finding, given: Bound[]): Flaw[] {
  const bound = boundFor(finding, given);
  const counted = countIn(finding);
  if (!bound || !counted || counted.number <= bound.number) return [];
  const message = `${counted.number} ${counted.what}, but the arm has ${bound.number} ${bound.stage}`;
  return [flaw(message, valueSpot(finding, counted.field), bound)];
}

/** The patients of both arms that a ratio gives with its events. */
function comparedFlaws({ compare, ...finding }: Finding, trial: Trial): Flaw[] {
  const { value } = finding;
  if (!compare || !isRatio(value) || !value.events) return [];
  return value.events.flatMap(({ of }, index) => {
    const arm = compare[index] as Arm;
    const bound = boundFor(finding, boundsOf(trial, arm));
    if (!bound || of <= bound.number) return [];
    const message = `${of} patients, but ${arm.label} has ${bound.number} ${bound.stage}`;
    return [flaw(message, valueSpot(finding, 'events', index), bound)];
  });
}

function boundFor({ population }: Pick<Finding, 'population'>, given: Bound[]): Bound | undefined {
  const closest = population && bounds[population];
  if (closest) return closest.flatMap((stage) => given.find((bound) => bound.stage === stage) ?? [])[0];
  return given.toSorted((a, b) => b.number - a.number)[0];
}

/** The patients a finding counts, or its events where it does not say of how many. */
function countIn({ value }: Finding): { what: string; number: number; field: string } | undefined {
  if ('of' in value && value.of !== undefined) return { what: 'patients', number: value.of, field: 'of' };
  if (value.shape !== 'proportion' || value.events === undefined) return undefined;
  return { what: 'patients with the outcome', number: value.events, field: 'events' };
}

function flaw(message: string, spot: Spot, bound: Bound): Flaw {
  return {
    severity: 'error',
    message,
    spot,
    related: [{ message: `patients ${bound.stage}`, spot: bound.spot }],
  };
}

/** How sure it is that two findings can be compared. */
export type Sameness = 'same' | 'perhaps' | 'different';

/** The arm that a finding is of; that of a trial with one arm need not be named. */
function armOf({ arm, group, compare, trial }: Finding): Arm | undefined {
  return arm ?? (group || compare || trial.arms.length > 1 ? undefined : trial.arms[0]);
}

/** Whether both are of one arm at one data cut; without a cut only where the trial has one at most. */
export function sameAnalysis(one: Finding, other: Finding): boolean {
  if (armOf(one)?.id !== armOf(other)?.id || one.cut?.id !== other.cut?.id) return false;
  if (!sameSubgroup(one, other)) return false;
  return one.cut !== undefined || one.trial.cuts.length <= 1;
}

/** The findings, or what is made of them, by arm, data cut and part of the patients: only those of one group can be of one analysis. */
export function analysesOf<T>(all: readonly T[], findingOf: (one: T) => Finding): T[][] {
  const keyOf = (finding: Finding) =>
    JSON.stringify([armOf(finding)?.id, finding.cut?.id, finding.group?.id, partOf(finding)]);
  return [...Map.groupBy(all, (one) => keyOf(findingOf(one))).values()];
}

/** Whether both are of one part of the patients and of the outcome, or both of all. */
function sameSubgroup(one: Finding, other: Finding): boolean {
  return one.group === other.group && partOf(one) === partOf(other);
}

/**
 * Whether two findings of one trial count the same patients at the same data cut: the same number of
 * patients, or populations that are called the same. `perhaps` when only one of them says whom it counts.
 */
export function samePatients(one: Finding, other: Finding): Sameness {
  if (!sameAnalysis(one, other) || disagree(one.assessor, other.assessor)) return 'different';
  const [n, m] = [patientsOf(one), patientsOf(other)];
  if (n !== undefined && m !== undefined) return n === m ? 'same' : 'different';
  const [population, otherPopulation] = [populationOf(one), populationOf(other)];
  if (population === otherPopulation) return 'same';
  return disagree(population, otherPopulation) ? 'different' : 'perhaps';
}

function patientsOf({ value }: Finding): number | undefined {
  return 'of' in value ? value.of : undefined;
}

/** Intention to treat is everyone who was randomised. */
function populationOf({ population }: Finding): Finding['population'] {
  return population === 'itt' ? 'randomised' : population;
}

/** Whether both are stated and differ. */
export function disagree<T>(one: T | undefined, other: T | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

/** Whether those counted at one time are counted at the other too, by how the times are worded. */
export function withinTime(part: Finding, whole: Finding): Sameness {
  const [inner, outer] = [part.timing, whole.timing];
  if (inner === outer) return 'same';
  if (inner === undefined) return 'different';
  if (outer === undefined) return inner === 'any time' ? 'different' : 'perhaps';
  return outer === 'any time' || isBySooner(inner, outer) ? 'same' : 'different';
}

/** `by 12 months` is contained in `by 48 months`. */
function isBySooner(inner: string, outer: string): boolean {
  const [sooner, later] = [inner, outer].map((text) => /^by (\d+) (\w+?)s?$/.exec(text));
  return !!sooner && !!later && sooner[2] === later[2] && Number(sooner[1]) < Number(later[1]);
}

const order: Sameness[] = ['different', 'perhaps', 'same'];

/** The least sure of several. */
export function leastSure(...all: Sameness[]): Sameness {
  return order[Math.min(...all.map((one) => order.indexOf(one)))] ?? 'different';
}

/** A disagreement is an error only where it is sure that the same is spoken of. */
export function severityOf(sameness: Sameness): Severity {
  return sameness === 'same' ? 'error' : 'warning';
}
