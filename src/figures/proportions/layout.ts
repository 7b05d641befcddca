import type { Chart as ChartJs, Plugin, Scale } from 'chart.js';
import { drawGrade } from '../evidence.ts';
import { HIDDEN_AXIS, type Layout, type Sheet } from '../layout.ts';
import type { NumberAxis } from '../number-axis.ts';
import type { Role } from '../palette.ts';
import type { PlacedRow } from '../placed-rows.ts';
import { strokePartings, strokeRules, strokeWhisker } from '../strokes.ts';
import { FAMILY, fillTexts, SIZE } from '../text.ts';
import { percentAxis, writePercentTick } from './axis.ts';
import type { DotChart, DotGroup, DotRow, ProportionsChart } from './chart.ts';
import { type ProportionsLayout, placeProportions } from './rows.ts';

const AXIS = 19;
const RADIUS = 5;
const CAP = 4.5;

/** Dots with whiskers on one axis of per cents, in groups that are never mixed. */
export function layOutProportions({ groups }: ProportionsChart, sheet: Sheet): Layout {
  return layOutDots(percentChart(groups, 'n/N'), sheet);
}

export function percentChart(groups: DotGroup[], head: string): DotChart {
  const axis = percentAxis(groups.flatMap(({ rows }) => rows));
  return { groups, unit: '%', head, axis, writeTick: writePercentTick };
}

export function layOutDots(chart: DotChart, sheet: Sheet): Layout {
  const placement = placeProportions(chart, sheet);
  const height = Math.ceil(placement.plot.bottom) + AXIS;
  const { left, right } = placement.plot;
  return {
    height,
    config: {
      type: 'scatter',
      data: { datasets: [toDots(placement.rows)] },
      options: {
        layout: { autoPadding: false, padding: { left, right } },
        scales: {
          x: toAxis(chart),
          y: { ...HIDDEN_AXIS, min: 0, max: height - AXIS, reverse: true },
        },
      },
      plugins: [furniture(placement, chart.axis, sheet.width)],
    },
  };
}

function toDots(rows: readonly PlacedRow<DotRow>[]) {
  return {
    data: rows.map(({ row, y }) => ({ x: row.value, y })),
    clip: false as const,
    pointRadius: RADIUS,
    pointBorderWidth: 2,
    pointBorderColor: rows.map(({ row }) => toRole(row)),
    pointBackgroundColor: rows.map(({ row }) => (row.hollow ? 'paper' : toRole(row))),
  };
}

function toAxis({ axis, writeTick }: DotChart) {
  const { from, to, ticks } = axis;
  return {
    type: axis.logarithmic ? ('logarithmic' as const) : ('linear' as const),
    min: from,
    max: to,
    grid: { display: false },
    border: { display: false },
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = ticks.map((value) => ({ value }));
    },
    afterFit: (scale: { height: number }) => {
      scale.height = AXIS;
    },
    ticks: {
      padding: 0,
      font: { family: `"${FAMILY}"`, size: SIZE.small },
      maxRotation: 0,
      color: 'muted',
      callback: (value: number | string) => writeTick(Number(value), axis),
    },
  };
}

function toRole(row: DotRow): Role {
  return row.focus ? 'accent' : 'mark';
}

function furniture(placement: ProportionsLayout, axis: NumberAxis, width: number): Plugin {
  return {
    id: 'proportions',
    beforeDatasetsDraw(chart) {
      drawGrid(chart, placement);
      if (axis.from < 0 && axis.to > 0) drawOrigin(chart, placement);
      strokeRules(chart.ctx, placement.rules, width);
      strokePartings(chart.ctx, placement.partings, width);
      for (const placed of placement.rows) drawWhisker(chart, placed);
    },
    afterDatasetsDraw({ ctx }) {
      for (const grade of placement.grades) drawGrade(ctx, grade);
      fillTexts(ctx, placement.texts);
    },
  };
}

function drawGrid({ ctx, scales, chartArea }: ChartJs, { bands, tracks }: ProportionsLayout): void {
  ctx.strokeStyle = 'grid';
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (const y of tracks) {
    ctx.moveTo(chartArea.left, y);
    ctx.lineTo(chartArea.right, y);
  }
  const axis = scales.x as Scale;
  for (const { top, bottom } of bands) {
    axis.ticks.forEach((_, i) => {
      const x = Math.round(axis.getPixelForTick(i)) + 0.5;
      ctx.moveTo(x, top);
      ctx.lineTo(x, bottom);
    });
  }
  ctx.stroke();
}

/** A line at 0 among values on both sides of it. */
function drawOrigin({ ctx, scales }: ChartJs, { bands }: ProportionsLayout): void {
  const x = Math.round((scales.x as Scale).getPixelForValue(0)) + 0.5;
  ctx.strokeStyle = 'ink';
  ctx.beginPath();
  for (const { top, bottom } of bands) {
    ctx.moveTo(x, top);
    ctx.lineTo(x, bottom);
  }
  ctx.stroke();
}

function drawWhisker({ ctx, scales }: ChartJs, { row, y }: PlacedRow<DotRow>): void {
  if (!row.interval) return;
  const axis = scales.x as Scale;
  const low = axis.getPixelForValue(row.interval.low);
  const high = axis.getPixelForValue(row.interval.high);
  strokeWhisker(ctx, { low, high, y, cap: CAP, role: toRole(row) });
}
