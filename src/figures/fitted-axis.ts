import { type NumberAxis, numberAxis } from './number-axis.ts';

/** The least part of an axis from the origin that the values are to take, for it to begin there. */
const LEAST = 0.4;
const STEPS = 5;

/**
 * An axis that fits the values. It includes 0 where that leaves the values enough of it, and always where the
 * values are amounts from nothing, such as rates.
 */
export function fittedAxis(values: readonly number[], { fromNothing = false } = {}): NumberAxis {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [least, most] = [Math.min(0, low), Math.max(0, high)];
  if (fromNothing || high === low || high - low >= LEAST * (most - least))
    return numberAxis(least, most, STEPS);
  return numberAxis(low, high, STEPS);
}

/** Equal ratios equally far apart: for geometric means. Values are above 0. */
export function logarithmicAxis(values: readonly number[]): NumberAxis {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const marks = decades(low, high).flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)));
  const from = marks.findLast((mark) => mark <= low) ?? low;
  const to = marks.find((mark) => mark > high) ?? high;
  const within = marks.filter((mark) => mark >= from && mark <= to);
  const whole = within.filter((mark) => Math.log10(mark) % 1 === 0);
  return { from, to, ticks: within.length > 7 && whole.length > 1 ? whole : within, logarithmic: true };
}

function decades(low: number, high: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.floor(Math.log10(high)) + 1];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** What a reader must know of the axis. */
export function fittedAxisCaveat({ from, to, logarithmic }: NumberAxis): string {
  if (logarithmic) return 'Logarithmic axis: equal ratios are equally far apart.';
  return from > 0 || to < 0 ? 'The axis is fitted to the values and does not begin at the origin.' : '';
}
