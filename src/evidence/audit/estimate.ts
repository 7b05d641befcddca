import type { Key } from '../../content/parse.ts';
import type { Severity } from '../../diagnostics.ts';
import type { Decimal, Quantity } from '../../model/scalars.ts';
import type { Finding, Trial } from '../../model/trial.ts';
import { decimalsOf } from '../../notation/rounding.ts';
import { inMonths } from '../../notation/terms.ts';
import { writePower } from '../../notation/written.ts';
import { writeQuantity } from '../../shapes/median.ts';
import { percentText } from '../../shapes/proportion.ts';
import type { ValueOf } from '../../shapes/shapes.ts';

/** A number of a finding as it is compared with another: its meaning, print, place, and rounding. */
export interface Estimate {
  finding: Finding;
  /** Such as `ORR 92.9%`. */
  said: string;
  range: Range;
  spot: Spot;
}

/** The shares of patients that a trial prints, in the order of its file. */
export function sharesOf(trial: Trial): Estimate[] {
  return trial.findings.flatMap((finding) => shareOf(finding) ?? []);
}

/**
 * The share of patients with the outcome, in per cent: exact from n and N, else as rounded in print.
 * Undefined for other values and for those said to be approximate.
 */
export function shareOf(finding: Finding): Estimate | undefined {
  const { value } = finding;
  if (value.shape === 'proportion') return value.approximate ? undefined : shareOfProportion(finding, value);
  if (value.shape !== 'count' || !value.of) return undefined;
  return estimate(finding, `${value.value}/${value.of}`, exactly((100 * value.value) / value.of), 'value');
}

function shareOfProportion(finding: Finding, value: ValueOf<'proportion'>): Estimate | undefined {
  const { events, of, percent } = value;
  const range = events !== undefined && of ? exactly((100 * events) / of) : percent && printedRange(percent);
  return range && estimate(finding, `${percentText(value)}%`, range, percent ? 'percent' : 'events');
}

/** The share of patients without the event at a landmark, in per cent. */
export function rateOf(finding: Finding): Estimate | undefined {
  const { value } = finding;
  if (value.shape !== 'rate') return undefined;
  const said = `${value.percent.text}% at ${writeQuantity(value.at)}`;
  return estimate(finding, said, printedRange(value.percent), 'percent');
}

export function estimate(finding: Finding, printed: string, range: Range, field: Key): Estimate {
  return { finding, said: `${nameOf(finding)} ${printed}`, range, spot: valueSpot(finding, field) };
}

/** `MRD− 10⁻⁵, by 12 months,`: what is measured, with what distinguishes it from similar results. */
function nameOf({ endpoint, threshold, timing }: Finding): string {
  const name = endpoint.abbreviation ?? endpoint.label;
  const sensitivity = threshold ? ` ${writePower(threshold.exponent).text}` : '';
  return `${name}${sensitivity}${timing ? `, ${timing},` : ''}`;
}

/** A flaw when what must not be greater is, beyond rounding; `why` ends the sentence. */
export function orderFlaw(lesser: Estimate, greater: Estimate, severity: Severity, why: string): Flaw[] {
  if (!isBelow(greater.range, lesser.range)) return [];
  return [
    {
      severity,
      message: `${lesser.said} exceeds ${greater.said}, ${why}`,
      spot: lesser.spot,
      related: [{ message: greater.said, spot: greater.spot }],
    },
  ];
}

/** Those that lie below another, whatever rounding took away. */
export function below(one: Estimate, all: Estimate[]): Estimate[] {
  return all.filter(({ range }) => isBelow(range, one.range));
}

/** The gravest of several flaws of one number: the first error, else the first. */
export function gravest(flaws: Flaw[]): Flaw[] {
  const one = flaws.find(({ severity }) => severity === 'error') ?? flaws[0];
  return one ? [one] : [];
}

/** A part of the YAML of a trial or product, by the keys that its author wrote. */
export interface Spot {
  /** Id of the trial or product. */
  owner: string;
  keys: Key[];
}

/** Something that cannot be right, or is not likely to be; the table of audits adds the code. */
export interface Flaw {
  severity: Severity;
  message: string;
  spot: Spot;
  /** What it disagrees with; at least one. */
  related: { message: string; spot: Spot }[];
  hints?: string[];
}

/** A part of a finding's own value, such as `percent` or `ci`. */
export function valueSpot(finding: Pick<Finding, 'id' | 'trial' | 'value' | 'keys'>, ...keys: Key[]): Spot {
  const { id, trial, value } = finding;
  // A cell of a table has its parts in one scalar.
  if (finding.keys) return { owner: trial.id, keys: [...finding.keys, ...keys] };
  return { owner: trial.id, keys: ['findings', id.slice(trial.id.length + 1), value.shape, ...keys] };
}

/** What a printed time may have been before rounding, in months. */
export function rangeInMonths({ value, unit }: Quantity): Range {
  const { low, high } = printedRange(value);
  return { low: inMonths(low, unit), high: inMonths(high, unit) };
}

/** What a number may have been before it was rounded; low and high are one when it is exact. */
export interface Range {
  low: number;
  high: number;
}

/** Far below any printed decimal: what binary arithmetic may be off by. */
const slack = 1e-9;

export function exactly(value: number): Range {
  return { low: value, high: value };
}

/** One unit of the last decimal that is printed. */
export function unitOf({ text }: Decimal): number {
  return 10 ** -decimalsOf(text);
}

/** Half a unit of the last printed decimal to either side, so that a tie may have been rounded both ways. */
export function printedRange(decimal: Decimal): Range {
  const half = unitOf(decimal) / 2;
  return { low: decimal.value - half, high: decimal.value + half };
}

/** Whether the one lies below the other whatever rounding took away. */
export function isBelow(one: Range, other: Range): boolean {
  return one.high < other.low - slack;
}

export function mayBeEqual(one: Range, other: Range): boolean {
  return !isBelow(one, other) && !isBelow(other, one);
}

export function addRanges(ranges: Range[]): Range {
  return ranges.reduce((sum, { low, high }) => ({ low: sum.low + low, high: sum.high + high }), exactly(0));
}

/** By how much the two miss each other; 0 when they touch. */
export function gapBetween(one: Range, other: Range): number {
  return Math.max(0, one.low - other.high, other.low - one.high);
}
