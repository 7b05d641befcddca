import type { Bound } from '../../model/scalars.ts';
import type { Finding, Trial } from '../../model/trial.ts';
import { percentText } from '../../notation/values.ts';
import { newcombe } from '../interval.ts';

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

/** Where each measure says that the arms do not differ. */
const noDifference: Record<string, number> = {
  hazardRatio: 1,
  oddsRatio: 1,
  riskRatio: 1,
  rateRatio: 1,
  meanRatio: 1,
  difference: 0,
};

/** What a value of a comparison may state of its test. */
interface Inference {
  value?: { value: number };
  ci?: [Bound, Bound];
  p?: { relation: string; value: { value: number } };
  sided?: 'one' | 'two';
  level?: number | { value: number };
  test?: string;
  nonInferiority?: { type?: string; margin?: number | { value: number } };
}

const alpha = 0.05;

export function isComparison({ value }: Finding): boolean {
  return noDifference[value.shape] !== undefined;
}

export function toComparison(finding: Finding): Comparison {
  const { trial, endpoint, subgroup } = finding;
  const stated = inferenceOf(finding);
  return {
    trial,
    endpoint,
    subgroup: subgroup !== undefined,
    excludes: excludesNoDifference(finding),
    favours: favouredBy(finding),
    confirmatory: stated.test === undefined || stated.test === 'confirmatory',
    nonInferior: isNonInferior(finding),
    counted: false,
    ratio: noDifference[finding.value.shape] === 1 ? stated.value?.value : undefined,
  };
}

/** Of a comparison only. */
export function excludesNoDifference(finding: Finding): boolean {
  const none = noDifference[finding.value.shape];
  if (none === undefined) return false;
  const { ci, p, sided, level } = inferenceOf(finding);
  const percent = typeof level === 'object' ? level.value : (level ?? 95);
  if (ci && percent >= 100 * (1 - alpha)) return isBeyond(ci, none);
  const limit = sided === 'one' ? alpha / 2 : alpha;
  return p !== undefined && p.relation !== '>' && p.value.value <= limit;
}

function isBeyond([low, high]: [Bound, Bound], none: number): boolean {
  if (typeof low === 'string' || typeof high === 'string') return false;
  return low.value > none || high.value < none;
}

function inferenceOf(finding: Finding): Inference {
  return { ...(finding as Inference), ...(finding.value as Inference) };
}

/** Events that patients wish for, counted by a ratio over time. */
const welcome =
  /time to (?:the )?(?:first |complete |best )?(?:response|remission|recovery|improvement|healing|resolution|clearance|discharge|engraftment)/i;

/** A ratio of harmful events below 1 favours the first arm, one of benefits above 1. */
function favouredBy(finding: Finding): Side | undefined {
  const { endpoint, value } = finding;
  const estimate = inferenceOf(finding).value?.value;
  const none = noDifference[value.shape];
  const { higherIsBetter } = endpoint as { higherIsBetter?: boolean };
  if (estimate === undefined || none === undefined || estimate === none || higherIsBetter === undefined)
    return undefined;
  const isRatioOfEvents = none === 1 && value.shape !== ('meanRatio' as string);
  const highIsGood =
    isRatioOfEvents && endpoint.family === 'time-to-event' ? welcome.test(endpoint.label) : higherIsBetter;
  return estimate > none === highIsGood ? 'first' : 'second';
}

/** The limit on the harmful side lies within the margin, or the comparison shows more than that. */
function isNonInferior(finding: Finding): boolean {
  const { nonInferiority, ci, value } = inferenceOf(finding);
  const favours = favouredBy(finding);
  if (favours === 'first' && excludesNoDifference(finding)) return true;
  const none = noDifference[finding.value.shape];
  const stated = nonInferiority?.margin;
  const margin = typeof stated === 'object' ? stated.value : stated;
  if (margin === undefined || none === undefined || !ci || !value) return false;
  const [low, high] = ci;
  if (typeof low === 'string' || typeof high === 'string') return false;
  const distance = none === 0 ? Math.abs(margin) : Math.max(margin, 1 / margin);
  const [floor, ceiling] = none === 0 ? [-distance, distance] : [1 / distance, distance];
  const { higherIsBetter } = finding.endpoint as { higherIsBetter?: boolean };
  if (higherIsBetter === undefined) return false;
  const highIsGood =
    none === 1 && finding.endpoint.family === 'time-to-event'
      ? welcome.test(finding.endpoint.label)
      : higherIsBetter;
  const notWorse = highIsGood ? low.value > floor : high.value < ceiling;
  const notBetter = highIsGood ? high.value < ceiling : low.value > floor;
  return /equival/i.test(nonInferiority?.type ?? '') ? notWorse && notBetter : notWorse;
}

const randomisedDesigns = new Set(['randomised', 'crossover', 'cluster']);

export function isRandomised({ design }: Trial): boolean {
  return randomisedDesigns.has(design);
}

/** Per cent of the patients of an arm, or of those free of an event at a time. */
export function percentOf({ value }: Finding): number | undefined {
  if (value.shape === 'rate') return value.percent.value;
  if (value.shape !== 'proportion') return undefined;
  if (value.events !== undefined && value.of) return (100 * value.events) / value.of;
  return value.percent?.value;
}

/** As its source prints it, such as `65.1`. */
export function percentTextOf({ value }: Finding): string {
  if (value.shape === 'rate') return value.percent.text;
  return value.shape === 'proportion' ? percentText(value) : '';
}

/** A difference between two percentages, in percentage points. */
export function pointsOf({ value, endpoint }: Finding): number | undefined {
  if (value.shape !== 'difference') return undefined;
  const isOfPercents = ['response', 'mrd', 'safety', 'time-to-event'].includes(endpoint.family);
  return isOfPercents && /%|point|per ?cent/i.test(value.unit) ? value.value.value : undefined;
}

/** Months of a median, or the mean of a measure. */
export function amountOf({ value }: Finding): number | undefined {
  if (value.shape === 'median') return typeof value.value === 'string' ? undefined : value.value.value.value;
  return value.shape === 'measure' ? (value.mean ?? value.median)?.value : percentOf({ value } as Finding);
}

/** The counts of both arms, told side by side, with Newcombe's interval of their difference. */
export function pairToComparison(tested: Finding, control: Finding): Comparison {
  const counts = [tested, control].map(({ value }) =>
    value.shape === 'proportion' && value.events !== undefined && value.of
      ? { events: value.events, of: value.of }
      : undefined,
  );
  const [a, b] = counts;
  const interval = a && b ? newcombe(a, b) : undefined;
  const [first, second] = [percentOf(tested), percentOf(control)];
  const { higherIsBetter } = tested.endpoint as { higherIsBetter?: boolean };
  const known =
    first !== undefined && second !== undefined && first !== second && higherIsBetter !== undefined;
  return {
    trial: tested.trial,
    endpoint: tested.endpoint,
    subgroup: tested.subgroup !== undefined,
    excludes: interval !== undefined && (interval.low > 0 || interval.high < 0),
    favours: known ? (first > second === higherIsBetter ? 'first' : 'second') : undefined,
    confirmatory: true,
    nonInferior: false,
    counted: true,
    ratio: first !== undefined && second ? first / second : undefined,
  };
}
