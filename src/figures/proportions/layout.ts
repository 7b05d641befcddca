import type { Chart as ChartJs, Plugin, Scale } from 'chart.js';
import { HIDDEN_AXIS, type Layout, type Sheet } from '../layout.ts';
import type { Role } from '../palette.ts';
import type { PlacedRow } from '../placed-rows.ts';
import { strokeRules, strokeWhisker } from '../strokes.ts';
import { fillTexts } from '../text.ts';
import type { DotChart, ProportionRow, ProportionsChart } from './chart.ts';
import { type Placement, placeProportions } from './rows.ts';

const AXIS = 22;
const RADIUS = 5.5;
const CAP = 5;

/** Dots with whiskers on one axis from 0 to 100%, in groups that are never mixed. */
export function layOutProportions({ groups }: ProportionsChart, sheet: Sheet): Layout {
  return layOutDots({ groups, head: 'n/N' }, sheet);
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
          x: percentAxis(),
          y: { ...HIDDEN_AXIS, min: 0, max: height - AXIS, reverse: true },
        },
      },
      plugins: [furniture(placement, sheet.width)],
    },
  };
}

function toDots(rows: readonly PlacedRow<ProportionRow>[]) {
  return {
    data: rows.map(({ row, y }) => ({ x: row.percent, y })),
    clip: false as const,
    pointRadius: RADIUS,
    pointBorderWidth: 2,
    pointBorderColor: rows.map(({ row }) => toRole(row)),
    pointBackgroundColor: rows.map(({ row }) => (row.hollow ? 'paper' : toRole(row))),
  };
}

function percentAxis() {
  return {
    min: 0,
    max: 100,
    grid: { display: false },
    border: { display: false },
    afterFit: (axis: { height: number }) => {
      axis.height = AXIS;
    },
    ticks: {
      stepSize: 25,
      padding: 0,
      maxRotation: 0,
      color: 'muted',
      callback: (value: number | string) => (value === 100 ? '100%' : String(value)),
    },
  };
}

function toRole(row: ProportionRow): Role {
  return row.focus ? 'accent' : 'mark';
}

function furniture(placement: Placement, width: number): Plugin {
  return {
    id: 'proportions',
    beforeDatasetsDraw(chart) {
      drawGrid(chart, placement);
      strokeRules(chart.ctx, placement.rules, width);
      for (const placed of placement.rows) drawWhisker(chart, placed);
    },
    afterDatasetsDraw: (chart) => fillTexts(chart.ctx, placement.texts),
  };
}

function drawGrid({ ctx, scales, chartArea }: ChartJs, { bands, tracks }: Placement): void {
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

function drawWhisker({ ctx, scales }: ChartJs, { row, y }: PlacedRow<ProportionRow>): void {
  if (!row.interval) return;
  const axis = scales.x as Scale;
  const low = axis.getPixelForValue(row.interval.low);
  const high = axis.getPixelForValue(row.interval.high);
  strokeWhisker(ctx, { low, high, y, cap: CAP, role: toRole(row) });
}
