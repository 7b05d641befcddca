import type { ForestRow } from './chart.ts';

/** Ends of a logarithmic axis and what is marked on it. */
export interface LogAxis {
  min: number;
  max: number;
  /** What may be marked on it, the densest set first; each begins with 1. */
  ticks: number[][];
}

const ends = [1, 1.5, 2, 3, 4, 5, 6, 8];
/** Digits that are marked in every power of ten, the densest set first. */
const densities = [[1, 2, 5], [1, 3], [1]];
/** How far beyond the outermost estimate the axis follows an interval, as a factor. */
const reach = 4;
/** The least room on both sides of the line at 1, as a factor. */
const room = 1.25;

/**
 * An axis that holds the line at 1, every estimate, and intervals as far as they do not dwarf them:
 * what lies beyond is left to an arrow.
 */
export function logAxis(rows: readonly Pick<ForestRow, 'ratio' | 'interval'>[]): LogAxis {
  const ratios = rows.map(({ ratio }) => ratio);
  const limits = rows.flatMap(({ interval }) => [interval?.low, interval?.high]);
  const all = [...ratios, ...limits.filter((limit) => limit !== undefined && limit > 0)] as number[];
  const lowest = Math.max(Math.min(...all), Math.min(1, ...ratios) / reach);
  const highest = Math.min(Math.max(...all), Math.max(1, ...ratios) * reach);
  const min = snapDown(Math.min(lowest, 1 / room));
  const max = snapUp(Math.max(highest, room));
  const ticks = densities.map((digits) => [...new Set([1, ...multiples(digits, min, max)])]);
  return { min, max, ticks };
}

function snapDown(value: number): number {
  return multiples(ends, value / 10, value).at(-1) ?? value;
}

function snapUp(value: number): number {
  return multiples(ends, value, value * 10)[0] ?? value;
}

/** Multiples of powers of ten from `low` to `high`, in order. */
function multiples(digits: readonly number[], low: number, high: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.floor(Math.log10(high))];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
    .filter((value) => value >= low && value <= high);
}
