import type { Chart as ChartJs, Plugin } from 'chart.js';
import { inPixels, type Layout, type Sheet } from '../layout.ts';
import type { Role } from '../palette.ts';
import { fillTexts } from '../text.ts';
import type { ChangeArm, ChangeChart } from './chart.ts';
import { type ChangeLayout, type PlacedPoint, placeChange } from './places.ts';

/** Px. */
const RADIUS = 4.5;
const CAP = 4;
const DASHES = [6, 3];
const SAMPLE = 8;
const shapes = ['circle', 'rect', 'triangle', 'rectRot'] as const;

/** Lines of each arm over the visits, with a point and a whisker at each, over the patients measured. */
export function layOutChange(chart: ChangeChart, sheet: Sheet): Layout {
  const placement = placeChange(chart, sheet);
  return inPixels(sheet, placement.height, toPoints(placement), furniture(placement));
}

function toPoints({ lines, key }: ChangeLayout) {
  const points = lines.flatMap(({ arm, points: own }, i) =>
    own.map(({ point, x, y }) => ({ x, y, i, role: arm.role, hollow: point.hollow })),
  );
  const samples = key.symbols.map(({ name, x, y }) => {
    const i = Number(name);
    return { x, y, i, role: lines[i]?.arm.role as Role, hollow: false };
  });
  const all = [...points, ...samples];
  return {
    data: all.map(({ x, y }) => ({ x, y })),
    clip: false as const,
    pointStyle: all.map(({ i }) => shapes[i % shapes.length]),
    pointRadius: RADIUS,
    pointBorderWidth: 1.75,
    pointBorderColor: all.map(({ role }) => role),
    pointBackgroundColor: all.map(({ role, hollow }) => (hollow ? 'paper' : role)),
  };
}

function furniture(placement: ChangeLayout): Plugin {
  return {
    id: 'change',
    beforeDatasetsDraw(chart) {
      drawGrid(chart, placement);
      for (const { arm, points } of placement.lines) {
        drawLine(chart.ctx, arm, points);
        for (const point of points) drawWhisker(chart.ctx, arm.role, point);
      }
      for (const { name, x, y } of placement.key.symbols) {
        const arm = placement.lines[Number(name)]?.arm as ChangeArm;
        drawLine(chart.ctx, arm, [
          { x: x - SAMPLE, y },
          { x: x + SAMPLE, y },
        ]);
      }
    },
    afterDatasetsDraw: (chart) => fillTexts(chart.ctx, placement.texts),
  };
}

function drawGrid({ ctx }: ChartJs, { plot, grid, origin, visits }: ChangeLayout): void {
  for (const height of grid) {
    const y = Math.round(height) + 0.5;
    ctx.strokeStyle = height === origin ? 'ink' : 'grid';
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(plot.left, y);
    ctx.lineTo(plot.right, y);
    ctx.stroke();
  }
  ctx.strokeStyle = 'rule';
  ctx.beginPath();
  ctx.moveTo(plot.left, plot.bottom + 0.5);
  ctx.lineTo(plot.right, plot.bottom + 0.5);
  for (const visit of visits) {
    const x = Math.round(visit) + 0.5;
    ctx.moveTo(x, plot.bottom + 0.5);
    ctx.lineTo(x, plot.bottom + 4.5);
  }
  ctx.stroke();
}

function drawLine(
  ctx: CanvasRenderingContext2D,
  { role, dashed }: Pick<ChangeArm, 'role' | 'dashed'>,
  points: readonly { x: number; y: number }[],
): void {
  if (points.length < 2) return;
  ctx.strokeStyle = role;
  ctx.lineWidth = 1.75;
  ctx.setLineDash(dashed ? DASHES : []);
  ctx.beginPath();
  for (const { x, y } of points) ctx.lineTo(x, y);
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawWhisker(ctx: CanvasRenderingContext2D, role: Role, { x, low, high }: PlacedPoint): void {
  if (low === undefined || high === undefined) return;
  ctx.strokeStyle = role;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(x, low);
  ctx.lineTo(x, high);
  for (const end of [low, high]) {
    ctx.moveTo(x - CAP, end);
    ctx.lineTo(x + CAP, end);
  }
  ctx.stroke();
}
