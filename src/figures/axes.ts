import type { Bound } from '../model/scalars.ts';
import { minus } from '../notation/rounding.ts';
import {
  type ComputedIntervals,
  hasComputedInterval,
  intervalHead,
  writeFinding,
  writeIntervalUnder,
} from '../notation/values.ts';
import type { Interval } from '../shapes/shape.ts';
import { estimateOf, limitsOf } from '../shapes/shapes.ts';
import type { AverageFinding } from './averages/request.ts';
import type { Sheet } from './layout.ts';
import { type PlacedText, type TextStyle, wrap } from './text.ts';

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

/** Ends and marks of an axis of numbers, in its unit. */
export interface NumberAxis {
  from: number;
  to: number;
  ticks: number[];
  /** Whether equal ratios are equally far apart. */
  logarithmic?: true;
}

/** A mark with U+2212 before a negative number. */
export function writeTick(value: number): string {
  return String(value).replace('-', minus);
}

/** Round marks over a range, about `count` steps, from a mark to a mark. */
export function numberAxis(low: number, high: number, count: number): NumberAxis {
  const span = high - low || 1;
  const power = 10 ** Math.floor(Math.log10(span / count));
  const step = ([1, 2, 5, 10].find((one) => one * power >= span / count - 1e-9) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
  return { from: ticks[0] as number, to: ticks.at(-1) as number, ticks };
}

interface Block {
  text: string;
  /** Position of the anchor, px. */
  x: number;
  /** Top of the first line, px. */
  top: number;
  /** Room for a line, px. */
  width: number;
  /** From one line to the next, px. */
  line: number;
  anchor: PlacedText['anchor'];
  style: TextStyle;
}

/** The lines of a text that must fit a width, each within its own strip of the sheet. */
export function placeBlock({ text, x, top, width, line, anchor, style }: Block, sheet: Sheet): PlacedText[] {
  const lines = wrap(text, width, (candidate) => sheet.measure(candidate, style));
  return lines.map((part, i) => {
    const y = top + (i + 1) * line - 4;
    return { text: part, x, y, anchor, style, ...(i > 0 && { continued: true }) };
  });
}

/** Width of the widest of some texts, px; 0 for none. */
export function widest(texts: readonly string[], style: TextStyle, { measure }: Sheet): number {
  return Math.max(0, ...texts.map((text) => measure(text, style)));
}

/** What the whiskers of a figure show, the same for all its marks. */
export interface Spread {
  kind: 'ci' | 'iqr' | 'se' | 'sd';
  /** Head of its column: `95% CI`, `IQR`. */
  head: string;
}

type Kind = Spread['kind'];

const order: readonly Kind[] = ['ci', 'iqr', 'se', 'sd'];
const heads = { iqr: 'IQR', se: 'SE', sd: 'SD' };

/** Intervals where some finding has one, else quartiles, standard errors or deviations; undefined for none of them. */
export function spreadOf(
  findings: readonly AverageFinding[],
  intervals: ComputedIntervals,
): Spread | undefined {
  const kind = order.find((one) => findings.some((finding) => hasSpread(finding, one, intervals)));
  if (!kind) return undefined;
  if (kind !== 'ci') return { kind, head: heads[kind] };
  return { kind, head: intervalHead(findings.filter((finding) => hasSpread(finding, 'ci', intervals))) };
}

function hasSpread({ value, id }: AverageFinding, kind: Kind, intervals: ComputedIntervals): boolean {
  if (kind === 'ci') return limitsOf(value)?.ci !== undefined || intervals.has(id);
  return kind in value && (value as { [K in Kind]?: unknown })[kind] !== undefined;
}

/** `6.9–7.3`, `6.9–7.3, 90%`, `0.4`; undefined where the finding has no such spread. */
export function writeSpread(
  finding: AverageFinding,
  spread: Spread | undefined,
  intervals: ComputedIntervals,
): string | undefined {
  if (!spread || !hasSpread(finding, spread.kind, intervals)) return undefined;
  if (spread.kind !== 'ci') return writeFinding(finding, spread.kind, intervals).text;
  return writeIntervalUnder(spread.head, finding, intervals);
}

/** Ends of a whisker; undefined where one of them is no number. */
export function whiskerOf(
  finding: AverageFinding,
  spread: Spread | undefined,
  intervals: ComputedIntervals,
): Interval | undefined {
  const { value, id } = finding;
  if (!spread) return undefined;
  if (spread.kind === 'ci') return numbersIn(limitsOf(value)?.ci) ?? intervals.get(id);
  if (value.shape !== 'measure') return undefined;
  if (spread.kind === 'iqr') return numbersIn(value.iqr);
  const [middle, width] = [estimateOf(value)?.decimal.value, value[spread.kind]?.value];
  return middle === undefined || width === undefined
    ? undefined
    : { low: middle - width, high: middle + width };
}

function numbersIn(bounds: readonly [Bound, Bound] | undefined): Interval | undefined {
  const [low, high] = bounds ?? [];
  if (!low || !high || typeof low === 'string' || typeof high === 'string') return undefined;
  return { low: low.value, high: high.value };
}

/** What the whiskers show, and where there are none. */
export function spreadCaveats(
  findings: readonly AverageFinding[],
  spread: Spread | undefined,
  intervals: ComputedIntervals,
): string[] {
  const drawn = findings.filter((finding) => whiskerOf(finding, spread, intervals));
  const computed = findings.some((finding) => hasComputedInterval(finding, intervals));
  return [
    spread && drawn.length > 0 ? `Whiskers: ${inWords(spread)}.` : '',
    computed
      ? 'Intervals not given by a source: exact (Poisson), computed here from events and time at risk.'
      : '',
    drawn.length < findings.length ? 'No whisker: not reported.' : '',
  ].filter(Boolean);
}

/** `95% intervals`, `interquartile range`. */
export function inWords({ kind, head }: Spread): string {
  if (kind === 'iqr') return 'interquartile range';
  if (kind === 'se') return 'plus or minus the standard error';
  if (kind === 'sd') return 'plus or minus the standard deviation';
  return head === '95% CI' ? '95% intervals' : 'confidence intervals, each of the level printed beside it';
}
