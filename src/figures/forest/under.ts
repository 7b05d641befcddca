import type { Sheet } from '../layout.ts';
import { placeBlock } from '../lines.ts';
import { writeTick } from '../number-axis.ts';
import { type PlacedText, SIZE, type TextStyle } from '../text.ts';
import type { ForestAxis } from './axis.ts';
import type { ForestChart } from './chart.ts';
import { TICK } from './columns.ts';
import type { ForestLayout } from './rows.ts';

const MARGIN: TextStyle = { size: SIZE.small, weight: 400, fill: 'ink' };
const FAVOURS: TextStyle = { size: SIZE.label, weight: 400, fill: 'ink' };
/** From the axis down: feet of the ticks’ numbers, top of the margins’ labels. Px. */
const UNDER = { tick: 14, margins: 17 };
/** From the last of these down: the arrows, and the top of the favours labels. Px. */
const FAVOUR = { arrow: 10, label: 14 };
const LINE = 15;
/** Between two labels of one line, px. */
const APART = 12;

interface Plot {
  axis: ForestAxis;
  plot: ForestLayout['plot'];
  sheet: Sheet;
}

/** What lies under the axis beside its ticks. All in px. */
export interface Under {
  texts: PlacedText[];
  /** Height of the arrows over the favours labels. */
  arrows?: number;
  height: number;
}

export function placeUnder(chart: ForestChart, place: Plot): Under {
  const margins = placeMargins(chart, place);
  const foot = Math.max(place.plot.bottom + UNDER.tick, ...margins.map(({ y }) => y));
  const favours = chart.favours ? placeFavours(chart.favours, foot + FAVOUR.label, place) : [];
  const texts = [...margins, ...favours];
  return {
    texts,
    ...(favours.length > 0 && { arrows: foot + FAVOUR.arrow }),
    height: Math.ceil(Math.max(foot, ...texts.map(({ y }) => y)) + 6),
  };
}

/** Where a value lies on the axis, px. */
function at(value: number, { axis: { min, max, none }, plot: { left, right } }: Plot): number {
  const to = (one: number) => (none === 1 ? Math.log(one) : one);
  return left + ((right - left) * (to(value) - to(min))) / (to(max) - to(min));
}

/** Each margin’s label under its line, on a line of its own where it would meet another. */
function placeMargins({ margins }: ForestChart, place: Plot): PlacedText[] {
  const placed: PlacedText[] = [];
  let [top, taken] = [place.plot.bottom + UNDER.margins, Number.NEGATIVE_INFINITY];
  for (const { label, value, datum } of margins.toSorted((a, b) => a.value - b.value)) {
    const width = Math.min(place.sheet.width, place.sheet.measure(label, MARGIN) + 1);
    const x = Math.max(width / 2, Math.min(at(value, place), place.sheet.width - width / 2));
    if (x - width / 2 < taken) top = (placed.at(-1)?.y ?? top) + 4;
    const block = { text: label, x, top, width, line: LINE, anchor: 'center' as const, style: MARGIN };
    const lines = placeBlock(block, place.sheet);
    placed.push(...lines.map((line) => ({ ...line, datum })));
    taken = x + width / 2 + APART;
  }
  return placed;
}

/** Each side's label beside the line of no effect, over as many lines as it needs. */
function placeFavours(favours: [string, string], top: number, plot: Plot): PlacedText[] {
  const { sheet, axis } = plot;
  const middle = at(axis.none, plot);
  const place = (text: string, x: number, anchor: 'left' | 'right', width: number) =>
    placeBlock({ text, x, top, width, line: LINE, anchor, style: FAVOURS }, sheet);
  return [
    ...place(favours[0], middle - 8, 'right', middle - 8),
    ...place(favours[1], middle + 8, 'left', sheet.width - middle - 8),
  ];
}

/** The densest set of ticks that stand apart, else what does of the loosest, and the ends where there is room. */
export function placeTicks(axis: ForestAxis, plot: ForestLayout['plot'], sheet: Sheet): PlacedText[] {
  const { ticks, min, max } = axis;
  const toTick = (value: number): PlacedText => ({
    text: writeTick(value),
    x: at(value, { axis, plot, sheet }),
    y: plot.bottom + UNDER.tick,
    anchor: 'center',
    style: TICK,
    tick: true,
  });
  const sets = ticks.map((set) => apart(set.map(toTick), sheet.measure));
  const chosen = sets.find((kept, i) => kept.length === ticks[i]?.length) ?? sets.at(-1) ?? [];
  const ends = [min, max].map(toTick).filter((end) => chosen.every(({ text }) => text !== end.text));
  return apart([...chosen, ...ends], sheet.measure);
}

/** Those that keep off all before them. */
function apart(texts: readonly PlacedText[], measure: Sheet['measure']): PlacedText[] {
  const kept: PlacedText[] = [];
  const half = ({ text }: PlacedText) => measure(text, TICK) / 2 + 4;
  for (const text of texts)
    if (kept.every((other) => Math.abs(other.x - text.x) >= half(text) + half(other))) kept.push(text);
  return kept;
}
