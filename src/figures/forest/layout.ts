import type { Chart as ChartJs, Plugin, Scale } from 'chart.js';
import { HIDDEN_AXIS, type Layout, type Sheet } from '../layout.ts';
import { placeBlock } from '../lines.ts';
import type { Role } from '../palette.ts';
import type { PlacedRow } from '../placed-rows.ts';
import { strokeRules } from '../strokes.ts';
import { fillTexts, type PlacedText, type TextStyle } from '../text.ts';
import { type LogAxis, logAxis } from './axis.ts';
import type { ForestChart, ForestRow } from './chart.ts';
import { type Placement, placeForest } from './rows.ts';
import { sidesOf } from './weight.ts';

const TICK: TextStyle = { size: 12, weight: 400, fill: 'muted' };
const FAVOURS: TextStyle = { size: 12.5, weight: 400, fill: 'ink' };
/** From the axis down: feet of the ticks' numbers, of the arrows, and the top of the favours labels. Px. */
const UNDER = { tick: 16, arrow: 27, favours: 32 };
const ARROW = { length: 34, head: 4 };
const FAVOURS_LINE = 16;

/** Squares whose area tells their precision, with intervals, on a logarithmic axis with a line at 1. */
export function layOutForest(chart: ForestChart, sheet: Sheet): Layout {
  const placement = placeForest(chart, sheet);
  const rows = placement.rows.map(({ row }) => row);
  const axis = logAxis(rows);
  const { left, right, bottom } = placement.plot;
  const one = left + ((right - left) * Math.log(1 / axis.min)) / Math.log(axis.max / axis.min);
  const favours = chart.favours ? placeFavours(chart.favours, one, bottom + UNDER.favours, sheet) : [];
  const height = Math.ceil(Math.max(bottom + UNDER.tick, ...favours.map(({ y }) => y)) + 6);
  return {
    height,
    config: {
      type: 'scatter',
      data: { datasets: [toSquares(placement.rows)] },
      options: {
        layout: {
          autoPadding: false,
          padding: { left, right: sheet.width - right, bottom: height - bottom },
        },
        scales: {
          x: { ...HIDDEN_AXIS, type: 'logarithmic', min: axis.min, max: axis.max, bounds: 'data' },
          y: { ...HIDDEN_AXIS, min: 0, max: bottom, reverse: true },
        },
      },
      plugins: [furniture(placement, axis, favours, sheet)],
    },
  };
}

function toSquares(rows: readonly PlacedRow<ForestRow>[]) {
  const sides = sidesOf(rows.map(({ row }) => row));
  return {
    data: rows.map(({ row, y }) => ({ x: row.ratio, y })),
    clip: false as const,
    pointStyle: 'rect' as const,
    // chart.js gives a square of this “radius” a side of √2 times as much.
    pointRadius: sides.map((side) => side / Math.SQRT2),
    pointBorderWidth: rows.map(({ row }) => (row.hollow ? 1.75 : 0)),
    pointBorderColor: rows.map(({ row }) => toRole(row)),
    pointBackgroundColor: rows.map(({ row }) => (row.hollow ? 'paper' : toRole(row))),
  };
}

function toRole(row: ForestRow): Role {
  return row.focus ? 'accent' : 'mark';
}

/** Each side's label beside the line at 1, over as many lines as it needs. */
function placeFavours(favours: [string, string], one: number, top: number, sheet: Sheet): PlacedText[] {
  const place = (text: string, x: number, anchor: 'left' | 'right', width: number) =>
    placeBlock({ text, x, top, width, line: FAVOURS_LINE, anchor, style: FAVOURS }, sheet);
  return [
    ...place(favours[0], one - 8, 'right', one - 8),
    ...place(favours[1], one + 8, 'left', sheet.width - one - 8),
  ];
}

function furniture(placement: Placement, axis: LogAxis, favours: PlacedText[], sheet: Sheet): Plugin {
  return {
    id: 'forest',
    beforeDatasetsDraw(chart) {
      const ticks = placeTicks(chart, axis, sheet);
      drawGrid(chart, placement, ticks);
      strokeRules(chart.ctx, placement.rules, sheet.width);
      if (favours.length > 0) drawArrows(chart, placement.plot.bottom + UNDER.arrow);
      for (const placed of placement.rows) drawInterval(chart, placed, axis);
      fillTexts(chart.ctx, [...ticks, ...favours]);
    },
    afterDatasetsDraw: (chart) => fillTexts(chart.ctx, placement.texts),
  };
}

/** The densest set of ticks that stand apart, else what does of the loosest, and the ends where there is room. */
function placeTicks(chart: ChartJs, { ticks, min, max }: LogAxis, { measure }: Sheet): PlacedText[] {
  const toTick = (value: number): PlacedText => ({
    text: String(value),
    x: (chart.scales.x as Scale).getPixelForValue(value),
    y: chart.chartArea.bottom + UNDER.tick,
    anchor: 'center',
    style: TICK,
    tick: true,
  });
  const sets = ticks.map((set) => apart(set.map(toTick), measure));
  const chosen = sets.find((kept, i) => kept.length === ticks[i]?.length) ?? sets.at(-1) ?? [];
  const ends = [min, max].filter((end) => chosen.every(({ text }) => text !== String(end)));
  return apart([...chosen, ...ends.map(toTick)], measure);
}

/** Those that keep off all before them. */
function apart(texts: readonly PlacedText[], measure: Sheet['measure']): PlacedText[] {
  const kept: PlacedText[] = [];
  const half = ({ text }: PlacedText) => measure(text, TICK) / 2 + 4;
  for (const text of texts)
    if (kept.every((other) => Math.abs(other.x - text.x) >= half(text) + half(other))) kept.push(text);
  return kept;
}

function drawGrid({ ctx, scales, chartArea }: ChartJs, { bands }: Placement, ticks: PlacedText[]): void {
  for (const { text, x } of ticks) {
    ctx.strokeStyle = text === '1' ? 'ink' : 'grid';
    ctx.lineWidth = 1;
    ctx.beginPath();
    for (const { top, bottom } of bands) {
      ctx.moveTo(Math.round(x) + 0.5, top);
      ctx.lineTo(Math.round(x) + 0.5, bottom);
    }
    ctx.stroke();
  }
  const axis = scales.x as Scale;
  ctx.strokeStyle = 'rule';
  ctx.beginPath();
  ctx.moveTo(axis.left, chartArea.bottom + 0.5);
  ctx.lineTo(axis.right, chartArea.bottom + 0.5);
  ctx.stroke();
}

/** From the line at 1 to both sides, over the favours labels. */
function drawArrows({ ctx, scales }: ChartJs, y: number): void {
  const one = (scales.x as Scale).getPixelForValue(1);
  ctx.strokeStyle = 'ink';
  ctx.lineWidth = 1;
  for (const way of [-1, 1]) {
    const [from, to] = [one + way * 8, one + way * (8 + ARROW.length)];
    ctx.beginPath();
    ctx.moveTo(from, y);
    ctx.lineTo(to, y);
    ctx.moveTo(to - way * ARROW.head, y - ARROW.head + 1);
    ctx.lineTo(to, y);
    ctx.lineTo(to - way * ARROW.head, y + ARROW.head - 1);
    ctx.stroke();
  }
}

/** A line from limit to limit; where a limit lies beyond the axis, an arrow at its end. */
function drawInterval(
  { ctx, scales }: ChartJs,
  { row, y }: PlacedRow<ForestRow>,
  { min, max }: LogAxis,
): void {
  if (!row.interval) return;
  const scale = scales.x as Scale;
  const { low = 0, high = Number.POSITIVE_INFINITY } = row.interval;
  const [left, right] = [Math.max(low, min), Math.min(high, max)].map((value) =>
    scale.getPixelForValue(value),
  ) as [number, number];
  ctx.strokeStyle = toRole(row);
  ctx.lineWidth = 1.75;
  ctx.beginPath();
  ctx.moveTo(left, y);
  ctx.lineTo(right, y);
  if (low < min) addHead(ctx, left, y, -1);
  if (high > max) addHead(ctx, right, y, 1);
  ctx.stroke();
}

function addHead(ctx: CanvasRenderingContext2D, x: number, y: number, way: number): void {
  ctx.moveTo(x - way * 5, y - 4);
  ctx.lineTo(x, y);
  ctx.lineTo(x - way * 5, y + 4);
}
