import { type NumberAxis, numberAxis } from '../number-axis.ts';
import type { DotRow } from './chart.ts';

/** Above this the whole scale is shown, from 0 to 100%. */
const RARE = 25;
const whole: NumberAxis = { from: 0, to: 100, ticks: [0, 25, 50, 75, 100] };

/** From 0 to 100%; where every mark and limit is rare, from 0 to as far as these go. */
export function percentAxis(rows: readonly Pick<DotRow, 'value' | 'interval'>[]): NumberAxis {
  const highest = Math.max(...rows.map(({ value, interval }) => Math.max(value, interval?.high ?? value)));
  if (!(highest > 0) || highest > RARE) return whole;
  const axis = numberAxis(0, highest, 5);
  return axis.to > RARE ? whole : axis;
}

/** What a reader must know of an axis that was fitted to rare events. */
export function axisCaveat(rows: readonly Pick<DotRow, 'value' | 'interval'>[]): string {
  return percentAxis(rows) === whole
    ? ''
    : 'The axis begins at the origin and shows only the lower part of the full scale.';
}

/** The last mark names the unit. */
export function writePercentTick(value: number, { to }: Pick<NumberAxis, 'to'>): string {
  return value === to ? `${value}%` : String(value);
}
