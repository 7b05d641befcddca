import type { Decimal } from '../../model/scalars.ts';
import { decimalsOf } from '../../notation/rounding.ts';

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
