import type { Chart as ChartJs, Plugin, Scale } from 'chart.js';
import { drawGrade } from '../evidence.ts';
import { HIDDEN_AXIS, type Layout, type Sheet } from '../layout.ts';
import type { Role } from '../palette.ts';
import type { PlacedRow } from '../placed-rows.ts';
import { strokePartings, strokeRules } from '../strokes.ts';
import { fillTexts, type PlacedText } from '../text.ts';
import { type ForestAxis, forestAxis } from './axis.ts';
import type { ForestChart, ForestRow } from './chart.ts';
import { endOf } from './ends.ts';
import { type ForestLayout, placeForest } from './rows.ts';
import { placeTicks, placeUnder, type Under } from './under.ts';
import { sidesOf } from './weight.ts';

const ARROW = { length: 34, head: 4 };
/** Side of the dot of an estimate whose precision is not known, px. */
const DOT = 6;
const DASHES = [4, 3];

/** Squares whose area tells their precision, with intervals, on an axis with a line of no effect. */
export function layOutForest(chart: ForestChart, sheet: Sheet): Layout {
  const placement = placeForest(chart, sheet);
  const axis = forestAxis({ scale: chart.scale, rows: placement.rows.map(({ row }) => row) });
  const { left, right, bottom } = placement.plot;
  const under = placeUnder(chart, { axis, plot: placement.plot, sheet });
  return {
    height: under.height,
    config: {
      type: 'scatter',
      data: { datasets: [toSquares(placement.rows, chart.scale)] },
      options: {
        layout: {
          autoPadding: false,
          padding: { left, right: sheet.width - right, bottom: under.height - bottom },
        },
        scales: {
          x: {
            ...HIDDEN_AXIS,
            type: chart.scale === 'ratio' ? 'logarithmic' : 'linear',
            min: axis.min,
            max: axis.max,
            bounds: 'data',
          },
          y: { ...HIDDEN_AXIS, min: 0, max: bottom, reverse: true },
        },
      },
      plugins: [furniture({ placement, axis, under, sheet })],
    },
  };
}

function toSquares(rows: readonly PlacedRow<ForestRow>[], scale: ForestChart['scale']) {
  const sides = sidesOf(
    rows.map(({ row }) => row),
    scale,
  );
  return {
    data: rows.map(({ row, y }) => ({ x: row.estimate, y })),
    clip: false as const,
    pointStyle: sides.map((side) => (side ? ('rect' as const) : ('circle' as const))),
    // chart.js gives a square of this “radius” a side of √2 times as much.
    pointRadius: sides.map((side) => (side ? side.side / Math.SQRT2 : DOT / 2)),
    pointBorderWidth: rows.map(({ row }) => (row.hollow ? 1.75 : 0)),
    pointBorderColor: rows.map(({ row }) => toRole(row)),
    pointBackgroundColor: rows.map(({ row }) => (row.hollow ? 'paper' : toRole(row))),
  };
}

function toRole(row: ForestRow): Role {
  return row.focus ? 'accent' : 'mark';
}

interface Parts {
  placement: ForestLayout;
  axis: ForestAxis;
  under: Under;
  sheet: Sheet;
}

function furniture({ placement, axis, under, sheet }: Parts): Plugin {
  return {
    id: 'forest',
    beforeDatasetsDraw(chart) {
      const ticks = placeTicks(axis, placement.plot, sheet);
      drawGrid(chart, { placement, ticks, none: axis.none });
      strokeRules(chart.ctx, placement.rules, sheet.width);
      strokePartings(chart.ctx, placement.partings, sheet.width);
      drawMargins(chart, placement);
      if (under.arrows !== undefined) drawArrows(chart, under.arrows, axis.none);
      for (const placed of placement.rows) drawInterval(chart, placed, axis);
      fillTexts(chart.ctx, [...ticks, ...under.texts]);
    },
    afterDatasetsDraw({ ctx }) {
      for (const grade of placement.grades) drawGrade(ctx, grade);
      fillTexts(ctx, placement.texts);
    },
  };
}

function drawGrid(
  { ctx, scales, chartArea }: ChartJs,
  { placement, ticks, none }: { placement: ForestLayout; ticks: PlacedText[]; none: number },
): void {
  for (const { text, x } of ticks) {
    ctx.strokeStyle = text === String(none) ? 'ink' : 'grid';
    ctx.lineWidth = 1;
    ctx.beginPath();
    for (const { top, bottom } of placement.bands) {
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

/** A dashed line at each margin, as far down as it belongs to the rows. */
function drawMargins({ ctx, scales }: ChartJs, { rows, bands, plot }: ForestLayout): void {
  const scale = scales.x as Scale;
  ctx.strokeStyle = 'muted';
  ctx.lineWidth = 1.25;
  ctx.setLineDash(DASHES);
  rows.forEach(({ row, y }, i) => {
    const [before, after] = [rows[i - 1]?.y, rows[i + 1]?.y];
    const band = bands.find((one) => one.top < y && y < one.bottom);
    const top = Math.max(band?.top ?? 0, before === undefined ? y - 12 : (before + y) / 2);
    const bottom = Math.min(band?.bottom ?? plot.bottom, after === undefined ? plot.bottom : (y + after) / 2);
    for (const margin of row.margins ?? []) {
      const x = scale.getPixelForValue(margin);
      ctx.beginPath();
      ctx.moveTo(x, top);
      ctx.lineTo(x, bottom);
      ctx.stroke();
    }
  });
  ctx.setLineDash([]);
}

/** From the line of no effect to both sides, over the favours labels. */
function drawArrows({ ctx, scales }: ChartJs, y: number, none: number): void {
  const middle = (scales.x as Scale).getPixelForValue(none);
  ctx.strokeStyle = 'ink';
  ctx.lineWidth = 1;
  for (const way of [-1, 1]) {
    const [from, to] = [middle + way * 8, middle + way * (8 + ARROW.length)];
    ctx.beginPath();
    ctx.moveTo(from, y);
    ctx.lineTo(to, y);
    ctx.moveTo(to - way * ARROW.head, y - ARROW.head + 1);
    ctx.lineTo(to, y);
    ctx.lineTo(to - way * ARROW.head, y + ARROW.head - 1);
    ctx.stroke();
  }
}

/**
 * A line from limit to limit. Where a limit lies beyond the axis it ends in an arrow; where there is no limit on
 * a side, in an open arrow; where a limit is not reported, nothing is drawn on its side.
 */
function drawInterval({ ctx, scales }: ChartJs, { row, y }: PlacedRow<ForestRow>, axis: ForestAxis): void {
  if (!row.interval) return;
  const scale = scales.x as Scale;
  const ends = [endOf(row.interval.low, axis.min, -1), endOf(row.interval.high, axis.max, 1)] as const;
  const [left, right] = ends.map((end) => scale.getPixelForValue(end ? end.at : row.estimate)) as [
    number,
    number,
  ];
  ctx.strokeStyle = toRole(row);
  ctx.fillStyle = 'paper';
  ctx.lineWidth = 1.75;
  ctx.beginPath();
  ctx.moveTo(left, y);
  ctx.lineTo(right, y);
  if (ends[0]?.head === 'beyond') addHead(ctx, left, y, -1);
  if (ends[1]?.head === 'beyond') addHead(ctx, right, y, 1);
  ctx.stroke();
  if (ends[0]?.head === 'open') drawOpenHead(ctx, left, y, -1);
  if (ends[1]?.head === 'open') drawOpenHead(ctx, right, y, 1);
}

function addHead(ctx: CanvasRenderingContext2D, x: number, y: number, way: number): void {
  ctx.moveTo(x - way * 5, y - 4);
  ctx.lineTo(x, y);
  ctx.lineTo(x - way * 5, y + 4);
}

function drawOpenHead(ctx: CanvasRenderingContext2D, x: number, y: number, way: number): void {
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  ctx.moveTo(x - way * 7, y - 4);
  ctx.lineTo(x, y);
  ctx.lineTo(x - way * 7, y + 4);
  ctx.closePath();
  ctx.fill();
  ctx.stroke();
}
