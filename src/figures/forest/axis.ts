import { numberAxis } from '../number-axis.ts';
import type { ForestChart, ForestRow } from './chart.ts';

type Scale = ForestChart['scale'];

/** Ends of the axis and what is marked on it. */
export interface ForestAxis {
  min: number;
  max: number;
  /** The line of no effect. */
  none: 0 | 1;
  /** What may be marked on it, the densest set first; each begins with no effect. */
  ticks: number[][];
}

/** What the axis is made for. */
export interface Spread {
  scale: Scale;
  rows: readonly Pick<ForestRow, 'estimate' | 'interval' | 'margins'>[];
}

const ends = [1, 1.5, 2, 3, 4, 5, 6, 8];
/** Digits that are marked in every power of ten, the densest set first. */
const densities = [[1, 2, 5], [1, 3], [1]];
/** Digits for an axis of less than a power of ten. */
const fine = { within: 4, digits: [1, 1.2, 1.5, 2, 3, 4, 5, 6, 7, 8, 9] };
/** Steps of a linear axis, the densest set first. */
const steps = [8, 6, 4, 2];
/** The least part of the axis that the narrowest interval is to take: below it intervals are hard to read. */
const leastShare = 1 / 12;
/** How far beyond the outermost ratio the axis follows an interval that would dwarf the others, as a factor. */
const reach = 4;
/** The least room on both sides of the line of no effect: a factor for ratios, a part of the span for differences. */
const room = { ratio: 1.25, difference: 0.06 };

/**
 * An axis that shows the line of no effect, every estimate and every margin; every interval too, unless that
 * would make the narrowest one unreadable: then an arrow says that an interval goes on.
 */
export function forestAxis(spread: Spread): ForestAxis {
  const { scale, rows } = spread;
  const [to, from] = scale === 'ratio' ? [Math.log, Math.exp] : [same, same];
  const none = scale === 'ratio' ? 1 : 0;
  const core = [none, ...rows.flatMap(({ estimate, margins = [] }) => [estimate, ...margins])].map(to);
  const limits = rows.flatMap(({ interval }) =>
    [interval?.low, interval?.high].filter((limit) => isOn(scale, limit)).map((limit) => to(limit)),
  );
  const [low, high] = heldEnds({ core, limits, narrowest: narrowestOf(spread, to), scale });
  return scale === 'ratio' ? logAxis(from(low), from(high)) : linearAxis(low, high);
}

function same(value: number): number {
  return value;
}

function isOn(scale: Scale, limit: unknown): limit is number {
  return typeof limit === 'number' && (scale === 'difference' || limit > 0);
}

/** Width of the narrowest interval on the axis; undefined where none has both limits. */
function narrowestOf({ scale, rows }: Spread, to: (value: number) => number): number | undefined {
  const widths = rows.flatMap(({ interval }) =>
    isOn(scale, interval?.low) && isOn(scale, interval?.high) && interval.high > interval.low
      ? [to(interval.high) - to(interval.low)]
      : [],
  );
  return widths.length > 0 ? Math.min(...widths) : undefined;
}

interface Held {
  core: number[];
  limits: number[];
  narrowest: number | undefined;
  scale: Scale;
}

function heldEnds({ core, limits, narrowest, scale }: Held): [number, number] {
  const [least, most] = [Math.min(...core), Math.max(...core)];
  const [low, high] = [Math.min(least, ...limits), Math.max(most, ...limits)];
  if (narrowest === undefined || narrowest >= (high - low) * leastShare) return [low, high];
  const beyond = Math.max(2 * narrowest, scale === 'ratio' ? Math.log(reach) : most - least);
  return [Math.max(low, least - beyond), Math.min(high, most + beyond)];
}

function logAxis(low: number, high: number): ForestAxis {
  const min = snapDown(Math.min(low, 1 / room.ratio));
  const max = snapUp(Math.max(high, room.ratio));
  const sets = max / min <= fine.within ? [fine.digits, ...densities] : densities;
  const ticks = sets.map((digits) => [...new Set([1, ...multiples(digits, min, max)])]);
  return { min, max, none: 1, ticks };
}

function linearAxis(low: number, high: number): ForestAxis {
  const span = high - low || 1;
  const [from, to] = [low - span * room.difference, high + span * room.difference];
  const { from: min, to: max } = numberAxis(from, to, steps[0] as number);
  const ticks = steps.map((count) => {
    const marks = numberAxis(min, max, count).ticks.filter((tick) => tick >= min && tick <= max);
    return [...new Set([0, ...marks])];
  });
  return { min, max, none: 0, ticks };
}

/** A rounding error must not push the end past a value that stands on it. */
const slack = 1e-9;

function snapDown(value: number): number {
  return multiples(ends, value / 10, value * (1 + slack)).at(-1) ?? value;
}

function snapUp(value: number): number {
  return multiples(ends, value * (1 - slack), value * 10)[0] ?? value;
}

/** Multiples of powers of ten from `low` to `high`, in order. */
function multiples(digits: readonly number[], low: number, high: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.floor(Math.log10(high))];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
    .filter((value) => value >= low && value <= high);
}
