import type { Chart as ChartJs, Plugin } from 'chart.js';
import type { Response } from '../../model/trial.ts';
import { numberAxis, placeBlock, widest } from '../axes.ts';
import { inPixels, type Layout, NARROW, type Sheet } from '../layout.ts';
import { type PlacedKey, placeKey } from '../strokes.ts';
import { fillTexts, type PlacedText, type Role, SIZE, type TextStyle } from '../text.ts';

const SWATCH = 11;

/** Bars up and down from no change, in the patterns of the best responses, with lines at the cut-offs. */
export function layOutWaterfall(chart: WaterfallChart, sheet: Sheet): Layout {
  const placement = placeWaterfall(chart, sheet);
  const height = Math.ceil(placement.height);
  return inPixels(sheet, height, toRings(placement), furniture(placement));
}

function toRings({ bars }: WaterfallLayout) {
  const rings = bars.filter(({ bar }) => bar.hollow);
  return {
    data: rings.map(({ bar, left, width, end }) => ({
      x: left + width / 2,
      y: end + (bar.change < 0 ? 1 : -1) * (RING.radius + 3),
    })),
    clip: false as const,
    pointRadius: RING.radius,
    pointBorderWidth: 1.5,
    pointBorderColor: 'ink',
    pointBackgroundColor: 'paper',
  };
}

function furniture(placement: WaterfallLayout): Plugin {
  return {
    id: 'waterfall',
    beforeDatasetsDraw(chart) {
      drawLevels(chart, placement);
      for (const bar of placement.bars) drawBar(chart.ctx, bar);
      for (const { name, x, y } of placement.key.symbols) {
        const corner = { left: x - SWATCH / 2, top: y - SWATCH / 2 };
        drawTextured(chart.ctx, { ...corner, width: SWATCH, height: SWATCH }, name);
      }
      drawCutoffs(chart, placement);
    },
    afterDatasetsDraw: (chart) => fillTexts(chart.ctx, placement.texts),
  };
}

function drawLevels({ ctx }: ChartJs, { ticks, plot }: WaterfallLayout): void {
  ctx.strokeStyle = 'grid';
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (const y of ticks) {
    ctx.moveTo(plot.left, y);
    ctx.lineTo(plot.right, y);
  }
  ctx.stroke();
}

function drawBar(
  ctx: CanvasRenderingContext2D,
  { bar, left, width, zero, end, isCut }: PlacedWaterfallBar,
): void {
  const top = Math.min(zero, end);
  drawTextured(ctx, { left, top, width, height: Math.abs(zero - end) }, bar.best);
  if (!isCut) return;
  drawBreak(ctx, { left, width, y: top + 14 });
}

/** A slanting gap between two edges, across a bar. */
function drawBreak(
  ctx: CanvasRenderingContext2D,
  { left, width, y }: { left: number; width: number; y: number },
): void {
  const rise = Math.min(4, width / 3);
  const line = (shift: number) => {
    ctx.moveTo(left - 2, y + rise + shift);
    ctx.lineTo(left + width + 2, y - rise + shift);
  };
  ctx.strokeStyle = 'paper';
  ctx.lineWidth = 5;
  ctx.beginPath();
  line(0);
  ctx.stroke();
  ctx.strokeStyle = 'ink';
  ctx.lineWidth = 1;
  ctx.beginPath();
  line(-2.5);
  line(2.5);
  ctx.stroke();
}

/** Over the bars, so that it is seen which reach them; and the line of no change. */
function drawCutoffs({ ctx }: ChartJs, { cutoffs, values, plot, zero }: WaterfallLayout): void {
  ctx.strokeStyle = 'ink';
  ctx.lineWidth = 1;
  ctx.setLineDash([5, 4]);
  ctx.beginPath();
  for (const y of cutoffs) {
    ctx.moveTo(plot.left, y);
    ctx.lineTo(plot.right + 4, y);
  }
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(plot.left, zero);
  ctx.lineTo(plot.right, zero);
  ctx.stroke();
  ctx.fillStyle = 'paper';
  for (const { left, top, width, height } of values) {
    ctx.beginPath();
    ctx.rect(left, top, width, height);
    ctx.fill();
  }
}

type Stripes = 'rising' | 'crossed' | 'upright' | 'level';

interface Texture {
  line: Role;
  /** Filled in one colour, or striped. */
  fill?: Role;
  stripes?: Stripes;
}

/** By best response, which differ by pattern as well as by colour. */
const textures: Record<Response, Texture> = {
  sCR: { line: 'ink', fill: 'ink' },
  CR: { line: 'accent', fill: 'accent' },
  VGPR: { line: 'accent', stripes: 'crossed' },
  PR: { line: 'accent', stripes: 'rising' },
  MR: { line: 'accent', stripes: 'upright' },
  SD: { line: 'mark', fill: 'rule' },
  PD: { line: 'mark', stripes: 'level' },
};

const unknown: Texture = { line: 'mark' };

interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A rectangle in the pattern of a best response. */
function drawTextured(ctx: CanvasRenderingContext2D, rectangle: Rectangle, best: Response | undefined): void {
  const { left, top, width, height } = rectangle;
  const { line, fill = 'paper', stripes } = best ? textures[best] : unknown;
  ctx.fillStyle = fill;
  ctx.strokeStyle = line;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.fill();
  ctx.stroke();
  if (!stripes) return;
  ctx.lineWidth = stripes === 'level' ? 1.5 : 1.2;
  ctx.beginPath();
  for (const [x1, y1, x2, y2] of linesOf(stripes, rectangle)) {
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
  }
  ctx.stroke();
}

type Line = [number, number, number, number];

/** Px from one stripe to the next. */
const STEP = 4;

function linesOf(stripes: Stripes, rectangle: Rectangle): Line[] {
  const { left, top, width, height } = rectangle;
  if (stripes === 'level') return steps(height).map((y) => [left, top + y, left + width, top + y]);
  if (stripes === 'upright') return steps(width).map((x) => [left + x, top, left + x, top + height]);
  const rising = steps(width + height).map((sum): Line => {
    const from = Math.max(0, sum - height);
    const to = Math.min(width, sum);
    return [left + from, top + sum - from, left + to, top + sum - to];
  });
  if (stripes === 'rising') return rising;
  const mirrored = rising.map(
    ([x1, y1, x2, y2]): Line => [2 * left + width - x1, y1, 2 * left + width - x2, y2],
  );
  return [...rising, ...mirrored];
}

function steps(length: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil(length / STEP) - 1) }, (_, i) => (i + 1) * STEP);
}

const TICK: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const CUTOFF: TextStyle = { size: SIZE.small, weight: 600, fill: 'ink' };
const VALUE: TextStyle = { size: SIZE.small, weight: 600, fill: 'ink' };
const LABEL: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const LIST: TextStyle = { size: SIZE.label, weight: 400, fill: 'ink' };

const HEIGHT = { wide: 190, narrow: 165 };
const LINE = 15;
/** Px: the ring of an unconfirmed bar, and the room that it takes beyond the bar. */
const RING = { radius: 3, room: 9 };
const GAP = { axis: 7, label: 16, value: 4, end: 18 };

interface PlacedWaterfallBar {
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
interface WaterfallLayout {
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

function placeWaterfall(chart: WaterfallChart, sheet: Sheet): WaterfallLayout {
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

export interface WaterfallBar {
  /** The patient. */
  label: string;
  /** Per cent; negative is less disease. */
  change: number;
  /** The change as printed, e.g. "−45%". */
  printed: string;
  /** Best response, shown by colour and pattern. */
  best?: Response;
  /** Unconfirmed: a ring beyond the end of the bar. */
  hollow: boolean;
  /** Address of the finding with the change. */
  datum: string;
}

/** A bar for each patient, in the order to be drawn. */
export interface WaterfallChart {
  kind: 'waterfall';
  /** Title of the axis. */
  axis: string;
  /** Dashed lines, per cent. */
  cutoffs: { at: number; printed: string }[];
  /** Bars of greater increases are cut off here and marked. Per cent. */
  limit: number;
  bars: WaterfallBar[];
  /** "3 of 20 without a measured change", where some have no bar. */
  without?: string;
}
