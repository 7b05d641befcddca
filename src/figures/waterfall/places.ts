import type { Response } from '../../model/cohort.ts';
import { type PlacedKey, placeKey } from '../key.ts';
import { NARROW, type Sheet } from '../layout.ts';
import { placeBlock, widest } from '../lines.ts';
import { numberAxis } from '../number-axis.ts';
import { type PlacedText, SIZE, type TextStyle } from '../text.ts';
import type { WaterfallBar, WaterfallChart } from './chart.ts';

const TICK: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const CUTOFF: TextStyle = { size: SIZE.small, weight: 600, fill: 'ink' };
const VALUE: TextStyle = { size: SIZE.small, weight: 600, fill: 'ink' };
const LABEL: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const LIST: TextStyle = { size: SIZE.label, weight: 400, fill: 'ink' };

const HEIGHT = { wide: 190, narrow: 165 };
const LINE = 15;
/** Px: the ring of an unconfirmed bar, and the room that it takes beyond the bar. */
export const RING = { radius: 3, room: 9 };
const GAP = { axis: 7, label: 16, value: 4, end: 18 };

export interface PlacedWaterfallBar {
  bar: WaterfallBar;
  left: number;
  width: number;
  /** Heights of the line of no change and of the bar's end. */
  zero: number;
  end: number;
  /** Goes beyond the axis. */
  isCut: boolean;
}

/** The whole figure. All in px. */
export interface WaterfallLayout {
  key: PlacedKey<Response>;
  bars: PlacedWaterfallBar[];
  texts: PlacedText[];
  /** Values over or under bars: lines behind them are left out. */
  values: { left: number; top: number; width: number; height: number }[];
  ticks: number[];
  cutoffs: number[];
  zero: number;
  plot: { left: number; right: number };
  height: number;
}

export function placeWaterfall(chart: WaterfallChart, sheet: Sheet): WaterfallLayout {
  const key = placeKey(keyOf(chart), sheet);
  const style = { ...TICK, size: SIZE.label };
  const title = placeBlock(
    { text: chart.axis, x: 0, top: key.height + 4, width: sheet.width, line: LINE, anchor: 'left', style },
    sheet,
  );
  const drawn = chart.bars.map(({ change }) => Math.min(change, chart.limit));
  const ends = [0, ...drawn, ...chart.cutoffs.map(({ at }) => at)];
  const axis = numberAxis(Math.min(...ends), Math.max(...ends), 5);
  const printed = axis.ticks.map((tick) => signed(tick));
  const left = Math.ceil(widest(printed, TICK, sheet)) + GAP.axis;
  const lines = widest(
    chart.cutoffs.map((one) => one.printed),
    CUTOFF,
    sheet,
  );
  const plot = { left, right: sheet.width - (lines > 0 ? Math.ceil(lines) + GAP.axis : 2) };
  const top = key.height + 4 + title.length * LINE + GAP.end;
  const height = sheet.width < NARROW ? HEIGHT.narrow : HEIGHT.wide;
  const yOf = (change: number) => top + (height * (axis.to - change)) / (axis.to - axis.from);
  const placement: WaterfallLayout = {
    key,
    bars: [],
    texts: [...key.texts, ...title],
    values: [],
    ticks: axis.ticks.map((tick) => Math.round(yOf(tick)) + 0.5),
    cutoffs: chart.cutoffs.map(({ at }) => Math.round(yOf(at)) + 0.5),
    zero: Math.round(yOf(0)) + 0.5,
    plot,
    height: top + height + GAP.end,
  };
  axis.ticks.forEach((tick, i) => {
    const text = printed[i] as string;
    placement.texts.push({
      text,
      x: left - GAP.axis,
      y: yOf(tick) + 4,
      anchor: 'right',
      style: TICK,
      tick: true,
    });
  });
  placement.texts.push(...placeCutoffs(chart, yOf, plot.right + GAP.axis));
  placeBars(chart, yOf, { sheet, placement });
  if (chart.without !== undefined) placeWithout(chart.without, { sheet, placement });
  return placement;
}

/** Names of the lines, moved apart where they would cover each other. */
function placeCutoffs({ cutoffs }: WaterfallChart, yOf: (change: number) => number, x: number): PlacedText[] {
  let free = Number.NEGATIVE_INFINITY;
  return cutoffs
    .toSorted((a, b) => b.at - a.at)
    .map(({ at, printed }) => {
      const y = Math.max(yOf(at) + 4, free);
      free = y + 13;
      return { text: printed, x, y, anchor: 'left', style: CUTOFF, tick: true };
    });
}

interface Context {
  sheet: Sheet;
  placement: WaterfallLayout;
}

function placeBars({ bars, limit }: WaterfallChart, yOf: (change: number) => number, context: Context): void {
  const { sheet, placement } = context;
  const { left, right } = placement.plot;
  const slot = (right - left) / bars.length;
  const width = Math.min(slot * (bars.length > 60 ? 0.9 : 0.76), 44);
  const fits = (texts: string[], style: TextStyle) => widest(texts, style, sheet) + 5 <= slot;
  const hasValues = fits(
    bars.map(({ printed }) => printed),
    VALUE,
  );
  const hasLabels = fits(
    bars.map(({ label }) => label),
    LABEL,
  );
  bars.forEach((bar, i) => {
    const middle = left + slot * (i + 0.5);
    const isCut = bar.change > limit;
    const placed = {
      bar,
      left: middle - width / 2,
      width,
      zero: yOf(0),
      end: yOf(isCut ? limit : bar.change),
      isCut,
    };
    placement.bars.push(placed);
    if (hasValues) placeValue(placed, middle, context);
    if (!hasLabels) return;
    const datum = /\p{N}/u.test(bar.label) ? bar.datum : undefined;
    const y = placement.height + 12;
    placement.texts.push({ text: bar.label, x: middle, y, anchor: 'center', style: LABEL, datum });
  });
  if (hasLabels) placement.height += GAP.label;
  if (!hasValues) placeCut(context);
}

function placeValue({ bar, end }: PlacedWaterfallBar, x: number, { sheet, placement }: Context): void {
  const away = GAP.value + (bar.hollow ? RING.room : 0);
  const y = bar.change >= 0 ? end - away : end + away + 8;
  const { printed: text, datum } = bar;
  placement.texts.push({ text, x, y, anchor: 'center', style: VALUE, datum });
  const width = sheet.measure(text, VALUE) + 2;
  placement.values.push({ left: x - width / 2, top: y - 10, width, height: 12 });
}

/** What the bars that go beyond the axis say, where there is no room at their ends. */
function placeCut({ sheet, placement }: Context): void {
  const cut = placement.bars.filter(({ isCut }) => isCut).map(({ bar }) => bar);
  if (cut.length === 0) return;
  const text = `Beyond the axis: ${cut.map(({ label, printed }) => `${label}\u00a0${printed}`).join(', ')}`;
  const block = { text, x: 0, top: placement.height, width: sheet.width, line: LINE };
  const lines = placeBlock({ ...block, anchor: 'left', style: LIST }, sheet);
  const datum = cut.map((bar) => bar.datum).join(' ');
  placement.texts.push(...lines.map((line) => ({ ...line, datum })));
  placement.height += lines.length * LINE + 4;
}

/** How many patients have no bar: a count of the patients listed, which is no datum. */
function placeWithout(text: string, { sheet, placement }: Context): void {
  const block = { text, x: 0, top: placement.height, width: sheet.width, line: LINE };
  const lines = placeBlock({ ...block, anchor: 'left', style: LIST }, sheet);
  placement.texts.push(...lines.map((line) => ({ ...line, tick: true as const })));
  placement.height += lines.length * LINE + 3;
}

function signed(tick: number): string {
  return `${tick > 0 ? '+' : ''}${String(tick).replace('-', '\u2212')}`;
}

const order: readonly Response[] = ['sCR', 'CR', 'VGPR', 'PR', 'MR', 'SD', 'PD'];

function keyOf({ bars }: WaterfallChart) {
  const used = new Set(bars.map(({ best }) => best));
  return order.filter((one) => used.has(one)).map((name) => ({ name, text: name }));
}
