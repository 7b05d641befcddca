import type { TimeUnit } from '../model/scalars.ts';
import { decimalsOf, grouped, minus, roundHalfUp, toRational } from '../notation/rounding.ts';
import { daysIn, isTimeUnit } from '../notation/terms.ts';
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

/** `~5 years` of 61.9 months, `~62 months`; the sign ~ wherever the digits differ from those in print. */
export function writeAdjusted(value: Value, { decimals, unit, unsigned }: Adjustment): string {
  const estimate = estimateOf(value);
  if (!estimate) return '—';
  const { decimal } = estimate;
  const factor = unit && isTimeUnit(estimate.unit) ? daysIn[estimate.unit] / daysIn[unit] : 1;
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
