import type { Quantity, TimeUnit } from '../model/scalars.ts';

/** A moment that a clock gave, in milliseconds since 1970. */
export function toDate(at: number): Date {
  return new Date(at);
}

/** `2026-04-21T09:30:00Z`. */
export function writeTime(at: number): string {
  return `${toDate(at).toISOString().slice(0, 19)}Z`;
}

/** Mean lengths in days; a year is 365.25 days and has 12 months. */
export const daysIn: Record<TimeUnit, number> = { days: 1, weeks: 7, months: 365.25 / 12, years: 365.25 };

export function isTimeUnit(unit: string): unit is TimeUnit {
  return unit in daysIn;
}

/** `value` of a unit of time, in months. */
export function inMonths(value: number, unit: TimeUnit): number {
  return value * (daysIn[unit] / daysIn.months);
}

export function toMonths({ value, unit }: Quantity): number {
  return inMonths(value.value, unit);
}
