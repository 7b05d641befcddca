import type { Chart as ChartJs, Plugin } from 'chart.js';
import { drawGrade } from '../evidence.ts';
import { inPixels, type Layout, type Sheet } from '../layout.ts';
import type { Role } from '../palette.ts';
import { layOutDots, percentChart } from '../proportions/layout.ts';
import { strokePartings, strokeWhisker } from '../strokes.ts';
import { fillTexts } from '../text.ts';
import type { ProportionPanelsChart } from './chart.ts';
import { type PanelsLayout, type PlacedCell, placePanels, xIn } from './places.ts';

/** Px. A panel is narrow: larger marks would hide short whiskers. */
const RADIUS = 3;
const CAP = 4.5;

/** Panels side by side, each with dots and whiskers on the same axis of per cents; one under the other where there is no room. */
export function layOutProportionPanels(chart: ProportionPanelsChart, sheet: Sheet): Layout {
  const placement = placePanels(chart, sheet);
  if (!placement) return layOutDots(percentChart(groupsOf(chart), 'n/N'), sheet);
  const height = Math.ceil(placement.height);
  return inPixels(sheet, height, toDots(placement), furniture(placement, sheet));
}

function groupsOf({ headings, rows }: ProportionPanelsChart) {
  return headings.map((heading, i) => ({
    ...heading,
    rows: rows.flatMap(({ label, sublabel, cells }) => (cells[i] ? [{ ...cells[i], label, sublabel }] : [])),
  }));
}

function toDots({ cells }: PanelsLayout) {
  return {
    data: cells.map(({ cell, axis, y }) => ({ x: xIn(axis, cell.value), y })),
    clip: false as const,
    pointRadius: RADIUS,
    pointBorderWidth: 1.5,
    pointBorderColor: cells.map(toRole),
    pointBackgroundColor: cells.map((one) => (one.cell.hollow ? 'paper' : toRole(one))),
  };
}

function toRole({ cell }: PlacedCell): Role {
  return cell.focus ? 'accent' : 'mark';
}

function furniture(placement: PanelsLayout, { width }: Sheet): Plugin {
  return {
    id: 'proportion-panels',
    beforeDatasetsDraw(chart) {
      drawGrids(chart, placement);
      strokePartings(chart.ctx, placement.partings, width);
      for (const cell of placement.cells) drawWhisker(chart.ctx, cell);
    },
    afterDatasetsDraw({ ctx }) {
      for (const grade of placement.grades) drawGrade(ctx, grade);
      fillTexts(ctx, placement.texts);
    },
  };
}

function drawGrids({ ctx }: ChartJs, { grids, rules }: PanelsLayout): void {
  ctx.lineWidth = 1;
  ctx.strokeStyle = 'grid';
  ctx.beginPath();
  for (const { axis, top, bottom } of grids) {
    for (const tick of axis.ticks) {
      const x = Math.round(xIn(axis, tick)) + 0.5;
      ctx.moveTo(x, top);
      ctx.lineTo(x, bottom);
    }
  }
  ctx.stroke();
  ctx.strokeStyle = 'rule';
  ctx.beginPath();
  for (const { left, right, y } of rules) {
    ctx.moveTo(left, y);
    ctx.lineTo(right, y);
  }
  ctx.stroke();
}

function drawWhisker(ctx: CanvasRenderingContext2D, placed: PlacedCell): void {
  const { cell, axis, y } = placed;
  if (!cell.interval) return;
  const [low, high] = [xIn(axis, cell.interval.low), xIn(axis, cell.interval.high)];
  strokeWhisker(ctx, { low, high, y, cap: CAP, role: toRole(placed) });
}
