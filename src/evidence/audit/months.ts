import type { Quantity } from '../../model/scalars.ts';
import { inMonths } from '../../notation/times.ts';
import { printedRange, type Range } from './range.ts';

/** What a printed time may have been before rounding, in months. */
export function rangeInMonths({ value, unit }: Quantity): Range {
  const { low, high } = printedRange(value);
  return { low: inMonths(low, unit), high: inMonths(high, unit) };
}
