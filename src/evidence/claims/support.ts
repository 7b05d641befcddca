import { betterDirection, eventOf } from '../../model/endpoint.ts';
import type { Bound } from '../../model/scalars.ts';
import type { Finding, Trial } from '../../model/trial.ts';
import { levelOf } from '../../shapes/interval.ts';
import { contrastOf, countsOf, estimateOf, isRatio, limitsOf } from '../../shapes/shapes.ts';
import { alphaOf, type Test } from '../../shapes/significance.ts';
import { newcombe } from '../intervals.ts';

/**
 * All that claims ask of the shape of a value. A claim of an effect is carried by a comparison between the arms
 * of one randomised trial, and by what its interval or p value says.
 */
export interface Comparison {
  trial: Trial;
  endpoint: Finding['endpoint'];
  /** Of a part of the patients. */
  subgroup: boolean;
  /** Interval or p value rule out no difference. */
  excludes: boolean;
  /** The arm that the estimate favours; undefined when the endpoint has no direction. */
  favours: Side | undefined;
  /** Not marked as nominal or exploratory. */
  confirmatory: boolean;
  /** Shown to be no worse by a margin. */
  nonInferior: boolean;
  /** Made of the results of both arms, not reported as a comparison. */
  counted: boolean;
  /** First arm over second; undefined for differences on a scale. */
  ratio: number | undefined;
}

/** The first arm of a comparison is the experimental one. */
export type Side = 'first' | 'second';

export function isComparison({ value }: Finding): boolean {
  return contrastOf(value) !== undefined;
}

export function toComparison(finding: Finding): Comparison {
  const { trial, endpoint, subgroup, value } = finding;
  const { status } = testOf(finding);
  return {
    trial,
    endpoint,
    subgroup: subgroup !== undefined,
    excludes: excludesNoDifference(finding),
    favours: favouredBy(finding),
    confirmatory: status === undefined || status === 'confirmatory',
    nonInferior: isNonInferior(finding),
    counted: false,
    ratio: isRatio(value) ? value.value.value : undefined,
  };
}

/** What a comparison states of its test; nothing for other values. */
function testOf({ value }: Finding): Test {
  return contrastOf(value) ? (value as Test) : {};
}

/** Of a comparison only: its interval, of at least 95%, or its p value rules out no difference. */
export function excludesNoDifference(finding: Finding): boolean {
  const none = contrastOf(finding.value)?.none;
  if (none === undefined) return false;
  const limits = limitsOf(finding.value);
  if (limits?.ci && levelOf(limits) >= 95) return isBeyond(limits.ci, none);
  const { p, sided, alpha } = testOf(finding);
  return p !== undefined && p.relation !== '>' && p.value.value <= alphaOf({ sided, alpha });
}

function isBeyond([low, high]: [Bound, Bound], none: number): boolean {
  if ([low, high].some((limit) => typeof limit === 'string' && limit !== 'unbounded')) return false;
  return (typeof low !== 'string' && low.value > none) || (typeof high !== 'string' && high.value < none);
}

/** Whether a larger value of the comparison favours the first arm; undefined where nothing says so. */
function isLargerBetter({ endpoint, value }: Finding): boolean | undefined {
  const contrast = contrastOf(value);
  if (!contrast) return undefined;
  if (contrast.compares === 'events' && isRatio(value) && value.shape !== 'meanRatio') {
    const event = eventOf(endpoint, value.shape);
    return event && event === 'beneficial';
  }
  const better = betterDirection(endpoint);
  return better && better === 'higher';
}

/** A ratio of harmful events below 1 favours the first arm, one of benefits above 1. */
function favouredBy(finding: Finding): Side | undefined {
  const estimate = estimateOf(finding.value)?.decimal.value;
  const none = contrastOf(finding.value)?.none;
  const largerIsBetter = isLargerBetter(finding);
  if (estimate === undefined || none === undefined || estimate === none || largerIsBetter === undefined)
    return undefined;
  return estimate > none === largerIsBetter ? 'first' : 'second';
}

/**
 * The limit on the harmful side lies within the margin, or the comparison shows more than that. Without a
 * direction of the endpoint the side of the margin says which way is worse.
 */
function isNonInferior(finding: Finding): boolean {
  if (favouredBy(finding) === 'first' && excludesNoDifference(finding)) return true;
  const none = contrastOf(finding.value)?.none;
  const { nonInferiority } = testOf(finding);
  const { margin, lowerMargin, type } = nonInferiority ?? {};
  const ci = limitsOf(finding.value)?.ci;
  if (none === undefined || !margin || !ci) return false;
  const [low, high] = ci.map((limit) => (typeof limit === 'string' ? undefined : limit.value));
  const largerIsBetter = isLargerBetter(finding) ?? margin.value < none;
  const distance = none === 0 ? Math.abs(margin.value) : Math.max(margin.value, 1 / margin.value);
  const [floor, ceiling] = none === 0 ? [-distance, distance] : [1 / distance, distance];
  const isAbove = low !== undefined && low > (lowerMargin?.value ?? floor);
  const isBelow = high !== undefined && high < ceiling;
  if (type === 'equivalence') return isAbove && isBelow;
  return largerIsBetter ? isAbove : isBelow;
}

/** Per cent of the patients of an arm, or of those free of an event at a time. */
export function percentOf({ value }: Finding): number | undefined {
  const counts = countsOf(value);
  if (counts?.kind === 'patients') return (100 * counts.events) / counts.of;
  const estimate = contrastOf(value) ? undefined : estimateOf(value);
  return estimate?.unit === '%' ? estimate.decimal.value : undefined;
}

/** As its source prints it, such as `65.1`. */
export function percentTextOf({ value }: Finding): string {
  const estimate = estimateOf(value);
  return estimate?.unit === '%' ? estimate.decimal.text : '';
}

/** A difference between two percentages, in percentage points. */
export function pointsOf({ value, endpoint }: Finding): number | undefined {
  if (value.shape !== 'difference') return undefined;
  const isOfPercents = ['response', 'mrd', 'safety', 'time-to-event'].includes(endpoint.family);
  return isOfPercents && /%|point|per ?cent/i.test(value.unit) ? value.value.value : undefined;
}

/** The estimate of one arm, in its unit: months of a median, the mean of a measure, per cent of a share. */
export function amountOf(finding: Finding): number | undefined {
  if (contrastOf(finding.value)) return undefined;
  return percentOf(finding) ?? estimateOf(finding.value)?.decimal.value;
}

/** The counts of both arms, shown side by side, with Newcombe's interval of their difference. */
export function pairToComparison(tested: Finding, control: Finding): Comparison {
  const [a, b] = [tested, control].map(({ value }) => countsOf(value));
  const interval = a?.kind === 'patients' && b?.kind === 'patients' ? newcombe(a, b) : undefined;
  const [first, second] = [percentOf(tested), percentOf(control)];
  const better = betterDirection(tested.endpoint);
  const known = first !== undefined && second !== undefined && first !== second && better !== undefined;
  return {
    trial: tested.trial,
    endpoint: tested.endpoint,
    subgroup: tested.subgroup !== undefined,
    excludes: interval !== undefined && (interval.low > 0 || interval.high < 0),
    favours: known ? (first > second === (better === 'higher') ? 'first' : 'second') : undefined,
    confirmatory: true,
    nonInferior: false,
    counted: true,
    ratio: first !== undefined && second ? first / second : undefined,
  };
}
