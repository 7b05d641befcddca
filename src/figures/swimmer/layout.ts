import type { Chart as ChartJs, Plugin } from 'chart.js';
import { inPixels, type Layout, type Sheet } from '../layout.ts';
import { fillTexts } from '../text.ts';
import type { SwimmerChart, SwimmerSymbol } from './chart.ts';
import { ARROW, BAR, type PlacedSwimmerBar, placeSwimmer, type SwimmerLayout } from './places.ts';

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

/** Told apart without colour; radii that make them look equal in size. */
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
