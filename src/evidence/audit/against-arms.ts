import { eventOf } from '../../model/endpoint.ts';
import type { Arm, Finding, Trial } from '../../model/trial.ts';
import { roundHalfUp, toRational } from '../../notation/rounding.ts';
import type { Difference } from '../../shapes/difference.ts';
import { countsOf, estimateOf, isRatio, limitsOf } from '../../shapes/shapes.ts';
import { type Flaw, valueSpot } from './flaw.ts';
import { rangeInMonths } from './months.ts';
import { sameSubgroup } from './patients.ts';
import { exactly, gapBetween, isBelow, printedRange, type Range } from './range.ts';

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
