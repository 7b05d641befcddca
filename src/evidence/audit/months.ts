import type { Quantity, TimeUnit } from '../../model/scalars.ts';
import { printedRange, type Range } from './range.ts';

/** Months of 30.4375 days: a year of 365.25 days has 12. */
const monthsIn: Record<TimeUnit, number> = { days: 1 / 30.4375, weeks: 7 / 30.4375, months: 1, years: 12 };

export function toMonths({ value, unit }: Quantity): number {
  return value.value * monthsIn[unit];
}

/** What a printed time may have been before rounding, in months. */
export function rangeInMonths({ value, unit }: Quantity): Range {
  const { low, high } = printedRange(value);
  return { low: low * monthsIn[unit], high: high * monthsIn[unit] };
}
