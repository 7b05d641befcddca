import type { Chart as ChartJs, Plugin } from 'chart.js';
import { inPixels, type Layout, type Sheet } from '../layout.ts';
import { fillTexts } from '../text.ts';
import type { WaterfallChart } from './chart.ts';
import { drawTextured } from './hatching.ts';
import { type PlacedWaterfallBar, placeWaterfall, RING, type WaterfallLayout } from './places.ts';

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
