import type { Chart as ChartJs, Plugin } from 'chart.js';
import type { Response } from '../../model/trial.ts';
import { type NumberAxis, numberAxis, placeBlock, widest } from '../axes.ts';
import { inPixels, type Layout, type Sheet } from '../layout.ts';
import type { Band } from '../rows.ts';
import { type PlacedKey, placeKey } from '../strokes.ts';
import { fillTexts, type PlacedText, SIZE, type TextStyle } from '../text.ts';

/** Bars over an axis of time, with a symbol of its own shape for each response, and an arrow where time goes on. */
export function layOutSwimmer(chart: SwimmerChart, sheet: Sheet): Layout {
  const placement = placeSwimmer(chart, sheet);
  const { height } = placement;
  return inPixels(sheet, height, toSymbols(placement), furniture(placement));
}

interface Shape {
  style: 'circle' | 'rect' | 'rectRot' | 'triangle' | 'star' | 'crossRot' | 'cross' | 'line';
  radius: number;
  /** Degrees. */
  rotation?: number;
  /** Of lines only: nothing to fill. */
  open?: true;
}

/** Distinguishable without colour; radii that make them look equal in size. */
const shapes: Record<Exclude<SwimmerSymbol, 'ongoing'>, Shape> = {
  sCR: { style: 'rectRot', radius: 5 },
  CR: { style: 'circle', radius: 4.2 },
  VGPR: { style: 'rect', radius: 4.8 },
  PR: { style: 'triangle', radius: 5 },
  MR: { style: 'triangle', radius: 5, rotation: 180 },
  SD: { style: 'line', radius: 5, rotation: 90, open: true },
  PD: { style: 'crossRot', radius: 4.6, open: true },
  died: { style: 'cross', radius: 5, open: true },
};

function toSymbols({ bars, key }: SwimmerLayout) {
  const symbols = [
    ...key.symbols.flatMap(({ name, x, y }) =>
      name === 'ongoing' ? [] : [{ x, y, is: name, hollow: false }],
    ),
    ...bars.flatMap(({ row, y, right, marks }) => [
      ...marks,
      ...(row.ending === 'died' ? [{ x: right + 11, y, is: 'died' as const, hollow: false }] : []),
    ]),
  ];
  const shapeOf = ({ is }: { is: SwimmerSymbol }) => shapes[is as keyof typeof shapes];
  return {
    data: symbols.map(({ x, y }) => ({ x, y })),
    clip: false as const,
    pointStyle: symbols.map((one) => shapeOf(one).style),
    pointRadius: symbols.map((one) => shapeOf(one).radius),
    pointRotation: symbols.map((one) => shapeOf(one).rotation ?? 0),
    pointBorderWidth: symbols.map((one) => (shapeOf(one).open ? 2 : 1.4)),
    pointBorderColor: 'ink',
    pointBackgroundColor: symbols.map((one) => (one.hollow ? 'paper' : 'ink')),
  };
}

function furniture(placement: SwimmerLayout): Plugin {
  return {
    id: 'swimmer',
    beforeDatasetsDraw(chart) {
      drawGrid(chart, placement);
      for (const bar of placement.bars) drawBar(chart.ctx, bar);
      for (const { name, x, y } of placement.key.symbols)
        if (name === 'ongoing') drawArrow(chart.ctx, x - ARROW / 2, y);
    },
    afterDatasetsDraw: (chart) => fillTexts(chart.ctx, placement.texts),
  };
}

function drawGrid({ ctx }: ChartJs, { ticks, band }: SwimmerLayout): void {
  ctx.strokeStyle = 'grid';
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (const x of ticks) {
    ctx.moveTo(x, band.top);
    ctx.lineTo(x, band.bottom);
  }
  ctx.stroke();
}

function drawBar(ctx: CanvasRenderingContext2D, { row, y, left, right }: PlacedSwimmerBar): void {
  ctx.fillStyle = row.hollow ? 'paper' : 'rule';
  ctx.strokeStyle = 'mark';
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.rect(left, y - BAR / 2, Math.max(0, right - left), BAR);
  ctx.fill();
  ctx.stroke();
  if (row.ending === 'ongoing') drawArrow(ctx, right, y);
}

/** From the end of a bar, px. */
function drawArrow(ctx: CanvasRenderingContext2D, x: number, y: number): void {
  ctx.strokeStyle = 'mark';
  ctx.lineWidth = 1.6;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + ARROW - 2, y);
  ctx.moveTo(x + ARROW - 7, y - 4);
  ctx.lineTo(x + ARROW - 2, y);
  ctx.lineTo(x + ARROW - 7, y + 4);
  ctx.stroke();
}

const LABEL: TextStyle = { size: SIZE.label, weight: 400, fill: 'ink' };
const NUMBER: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
const TICK: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };

/** Px: a line of a label, a bar, between rows (fewer and more than 20), the arrow beyond a bar. */
const LINE = 15;
const BAR = 11;
const GAP = { few: 6, many: 3, columns: 12, label: 3, symbols: 2 };
const ARROW = 14;
const AXIS = { ticks: 17, title: 17 };

interface PlacedSwimmerBar {
  row: SwimmerRow;
  /** Its middle. */
  y: number;
  left: number;
  right: number;
  marks: { x: number; y: number; is: SwimmerSymbol; hollow: boolean }[];
}

/** The whole figure. All in px. */
interface SwimmerLayout {
  key: PlacedKey<SwimmerSymbol>;
  bars: PlacedSwimmerBar[];
  texts: PlacedText[];
  /** Positions of the axis lines, and what they cross. */
  ticks: number[];
  band: Band;
  height: number;
}

function placeSwimmer(chart: SwimmerChart, sheet: Sheet): SwimmerLayout {
  const key = placeKey(keyOf(chart), sheet);
  const labels = widest(
    chart.rows.map(({ label }) => label),
    LABEL,
    sheet,
  );
  const isAbove = labels > sheet.width * 0.4;
  const numbers = Math.max(
    widest(
      chart.rows.map(({ printed }) => printed),
      NUMBER,
      sheet,
    ),
    sheet.measure(chart.head, TICK),
  );
  const right = sheet.width - Math.ceil(numbers) - GAP.columns - ARROW;
  const left = isAbove ? 6 : Math.ceil(labels) + GAP.columns;
  const axis = numberAxis(0, Math.max(...chart.rows.map(({ end }) => end), 1e-9), 6);
  const xOf = (time: number) => left + ((right - left) * time) / axis.to;
  const head = { text: chart.head, x: sheet.width, anchor: 'right' as const, style: TICK };
  const placement: SwimmerLayout = {
    key,
    bars: [],
    texts: [...key.texts, { ...head, y: key.height + 14 }],
    ticks: axis.ticks.map((tick) => Math.round(xOf(tick)) + 0.5),
    band: { top: key.height + 20, bottom: 0 },
    height: key.height + 22,
  };
  const gap = chart.rows.length > 20 ? GAP.many : GAP.few;
  for (const row of chart.rows) {
    const marks = row.marks.toSorted((a, b) => a.at - b.at);
    const below = swarm(marks.map(({ at }) => xOf(at)));
    const room = {
      width: isAbove ? sheet.width : left - GAP.columns,
      beyond: Math.max(0, ...below),
      isAbove,
    };
    const y = placeRow(row, room, { sheet, placement });
    placement.bars.push({
      row,
      y,
      left,
      right: xOf(row.end),
      marks: marks.map(({ at, is, hollow }, i) => ({ x: xOf(at), y: y + (below[i] ?? 0), is, hollow })),
    });
    placement.height += gap;
  }
  placement.band.bottom = placement.height;
  placeAxis(axis, xOf, chart.axis, { sheet, placement });
  return placement;
}

interface Context {
  sheet: Sheet;
  placement: SwimmerLayout;
}

/** Of a row. Px. */
interface Room {
  /** Of its label, which may be above the bar. */
  width: number;
  isAbove: boolean;
  /** Distance of symbols above and below the bar's middle. */
  beyond: number;
}

/** Places label and number of a row; returns the middle of its bar. */
function placeRow(row: SwimmerRow, { width, isAbove, beyond }: Room, { sheet, placement }: Context): number {
  const top = placement.height + (isAbove ? 0 : Math.max(0, beyond - GAP.symbols));
  const block = { text: row.label, x: 0, top, width, line: LINE, anchor: 'left' as const, style: LABEL };
  const lines = placeBlock(block, sheet);
  placement.texts.push(
    ...lines.map((line) => ({ ...line, ...(/\p{N}/u.test(line.text) && { datum: row.datum }) })),
  );
  const y = isAbove
    ? top + lines.length * LINE + GAP.label + BAR / 2 + beyond
    : top + (lines.length * LINE) / 2;
  const number = { text: row.printed, x: sheet.width, y: y + 4.5, anchor: 'right' as const, style: NUMBER };
  placement.texts.push({ ...number, datum: row.datum });
  placement.height = isAbove
    ? y + BAR / 2 + 4 + beyond
    : top + lines.length * LINE + Math.max(0, beyond - GAP.symbols);
  return y;
}

function placeAxis(
  axis: NumberAxis,
  xOf: (time: number) => number,
  title: string,
  { sheet, placement }: Context,
) {
  const y = placement.height + AXIS.ticks - 3;
  for (const tick of axis.ticks) {
    const half = sheet.measure(String(tick), TICK) / 2;
    const x = Math.min(Math.max(xOf(tick), half), sheet.width - half);
    placement.texts.push({ text: String(tick), x, y, anchor: 'center', style: TICK, tick: true });
  }
  const top = placement.height + AXIS.ticks;
  const x = Math.min(xOf(0), sheet.width * 0.35);
  const block = {
    text: title,
    x,
    top,
    width: sheet.width - x,
    line: AXIS.title,
    anchor: 'left' as const,
    style: TICK,
  };
  const lines = placeBlock(block, sheet);
  placement.texts.push(...lines);
  placement.height = Math.ceil(top + lines.length * AXIS.title + 3);
}

const order: readonly SwimmerSymbol[] = ['sCR', 'CR', 'VGPR', 'PR', 'MR', 'SD', 'PD', 'died', 'ongoing'];
const names: Partial<Record<SwimmerSymbol, string>> = { PD: 'progression', died: 'died', ongoing: 'ongoing' };

function keyOf({ rows }: SwimmerChart) {
  const used = new Set<SwimmerSymbol>(
    rows.flatMap(({ marks, ending }) => [...marks.map(({ is }) => is), ...(ending ? [ending] : [])]),
  );
  return order.filter((one) => used.has(one)).map((name) => ({ name, text: names[name] ?? name }));
}

/** Px between the middles of symbols that do not cover each other. */
const APART = 10.5;

/**
 * Distance of each symbol below the bar's middle, in px: none, unless symbols would cover each other.
 * Those are stacked, each at its own time. `xs` in rising order.
 */
function swarm(xs: readonly number[]): number[] {
  return clustersOf(xs).flatMap((cluster) => {
    const levels = levelsOf(cluster);
    const middle = Math.max(...levels) / 2;
    return levels.map((level) => (level - middle) * APART);
  });
}

/** Runs of neighbours that are too close to each other. */
function clustersOf(xs: readonly number[]): number[][] {
  const clusters: number[][] = [];
  for (const x of xs) {
    const last = clusters.at(-1);
    if (last && x - (last.at(-1) as number) < APART) last.push(x);
    else clusters.push([x]);
  }
  return clusters;
}

/** The first level on which each has room. */
function levelsOf(cluster: readonly number[]): number[] {
  const ends: number[] = [];
  return cluster.map((x) => {
    const free = ends.findIndex((end) => x - end >= APART);
    const level = free < 0 ? ends.length : free;
    ends[level] = x;
    return level;
  });
}

/** The meaning of a symbol on a bar. */
type SwimmerSymbol = Response | 'ongoing' | 'died';

interface SwimmerMark {
  /** In the unit of the axis. */
  at: number;
  is: Response;
  /** Unconfirmed. */
  hollow: boolean;
}

export interface SwimmerRow {
  label: string;
  /** End of the bar, in the unit of the axis. */
  end: number;
  /** The time as printed. */
  printed: string;
  /** Address of the finding with the time. */
  datum: string;
  ending?: 'ongoing' | 'died';
  hollow: boolean;
  marks: SwimmerMark[];
}

/** A bar for each patient, in the order to be drawn. */
export interface SwimmerChart {
  kind: 'swimmer';
  /** Title of the axis: "Time on treatment, months since infusion". */
  axis: string;
  /** Over the printed times: "Months". */
  head: string;
  rows: SwimmerRow[];
}
