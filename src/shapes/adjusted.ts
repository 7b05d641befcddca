import type { TimeUnit } from '../model/scalars.ts';
import { decimalsOf, grouped, minus, roundHalfUp, toRational } from '../notation/rounding.ts';
import { nbsp } from '../notation/written.ts';
import { unitFor } from './median.ts';
import { estimateOf, type Value } from './shapes.ts';

/** How an author wants an estimate written otherwise than its source prints it. */
export interface Adjustment {
  /** Fewer decimals than in print, 0 or more. */
  decimals?: number | undefined;
  /** Another unit of time. */
  unit?: TimeUnit | undefined;
  /** Without the sign, where the sentence says the direction: fell by 1.2 points. */
  unsigned?: boolean | undefined;
}

/** Mean lengths in days; a year is 365.25 days and has 12 months. */
const days: Record<TimeUnit, number> = { days: 1, weeks: 7, months: 30.4375, years: 365.25 };

export function isTimeUnit(unit: string): unit is TimeUnit {
  return unit in days;
}

/** `~5 years` of 61.9 months, `~62 months`; the sign ~ wherever the digits differ from those in print. */
export function writeAdjusted(value: Value, { decimals, unit, unsigned }: Adjustment): string {
  const estimate = estimateOf(value);
  if (!estimate) return '—';
  const { decimal } = estimate;
  const factor = unit && isTimeUnit(estimate.unit) ? days[estimate.unit] / days[unit] : 1;
  const isConverted = factor !== 1;
  const places = decimals ?? (isConverted ? 0 : decimalsOf(decimal.text));
  const rounded = roundHalfUp(toRational(Number((decimal.value * factor).toPrecision(12))), places);
  const digits = grouped(unsigned ? rounded.replace(minus, '') : rounded);
  const isExact = !isConverted && places === decimalsOf(decimal.text);
  return `${isExact ? '' : '~'}${digits}${unitAfter(digits, unit ?? estimate.unit)}`;
}

function unitAfter(digits: string, unit: string): string {
  if (unit === '' || unit === '%') return unit;
  return `${nbsp}${isTimeUnit(unit) ? unitFor(digits, unit) : unit}`;
}
