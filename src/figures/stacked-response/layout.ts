import type { Chart as ChartJs, Plugin, Scale } from 'chart.js';
import { drawGrade } from '../evidence.ts';
import { HIDDEN_AXIS, type Layout, type Sheet } from '../layout.ts';
import { strokePartings } from '../strokes.ts';
import { fillTexts, type PlacedText, SIZE, type TextStyle } from '../text.ts';
import type { StackedResponseChart } from './chart.ts';
import { BAR, TONES } from './numbers.ts';
import { placeStackedResponse, type StackedResponseLayout, SWATCH } from './rows.ts';

const AXIS = 19;
const TICK: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const TICKS = [0, 25, 50, 75, 100];

/** Bars of 0 to 100% in parts by best response, the deepest at the left, with the overall response beside. */
export function layOutStackedResponse(chart: StackedResponseChart, sheet: Sheet): Layout {
  const placement = placeStackedResponse(chart, sheet);
  const { left, right, bottom } = placement.plot;
  return {
    height: bottom + AXIS,
    config: {
      type: 'bar',
      data: { datasets: chart.categories.map((_, i) => toSegments(placement, i)) },
      options: {
        indexAxis: 'y',
        layout: { autoPadding: false, padding: { left, right: sheet.width - right, bottom: AXIS } },
        scales: {
          x: { ...HIDDEN_AXIS, stacked: true, min: 0, max: 100 },
          y: {
            ...HIDDEN_AXIS,
            type: 'linear',
            offset: false,
            stacked: true,
            min: 0,
            max: bottom,
            reverse: true,
          },
        },
      },
      plugins: [furniture(placement, sheet)],
    },
  };
}

function toSegments({ bars }: StackedResponseLayout, category: number) {
  return {
    data: bars.map(({ bar, y }) => ({ x: bar.segments[category]?.percent ?? 0, y })),
    barThickness: BAR,
    clip: false as const,
    backgroundColor: bars.map(({ bar }) => (bar.hollow ? 'paper' : (TONES[category]?.fill ?? 'paper'))),
  };
}

function furniture(placement: StackedResponseLayout, { width }: Sheet): Plugin {
  return {
    id: 'stacked-response',
    beforeDatasetsDraw(chart) {
      drawGrid(chart, placement);
      drawLine(chart.ctx, { x: 0, y: placement.rule }, { x: width, y: placement.rule });
      strokePartings(chart.ctx, placement.partings, width);
    },
    afterDatasetsDraw(chart) {
      drawOutlines(chart, placement);
      drawKey(chart.ctx, placement);
      for (const grade of placement.grades) drawGrade(chart.ctx, grade);
      fillTexts(chart.ctx, [...placeTicks(chart), ...placement.texts]);
    },
  };
}

function drawGrid({ ctx, scales }: ChartJs, { bands }: StackedResponseLayout): void {
  ctx.strokeStyle = 'grid';
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (const tick of TICKS) {
    const x = Math.round((scales.x as Scale).getPixelForValue(tick)) + 0.5;
    for (const { top, bottom } of bands) {
      ctx.moveTo(x, top);
      ctx.lineTo(x, bottom);
    }
  }
  ctx.stroke();
}

/** A bar's part as chart.js drew it: from `base` to `x`. */
interface Part {
  x: number;
  base: number;
}

interface Point {
  x: number;
  y: number;
}

function drawLine(ctx: CanvasRenderingContext2D, from: Point, to: Point): void {
  ctx.strokeStyle = 'rule';
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.lineTo(to.x, to.y);
  ctx.stroke();
}

/** Around every bar and between its parts, so that neighbours are told apart without colour. */
function drawOutlines(chart: ChartJs, { bars }: StackedResponseLayout): void {
  const { ctx } = chart;
  const parts = chart.data.datasets.map(
    (_, category) => chart.getDatasetMeta(category).data as unknown as Part[],
  );
  bars.forEach(({ bar, y }, i) => {
    const own = parts.map((boxes) => boxes[i] as Part);
    const [left, right] = [own[0]?.base ?? 0, own.at(-1)?.x ?? 0];
    const inner = own.slice(1).filter(({ x, base }) => base > left && x > base);
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = bar.hollow ? 'mark' : 'paper';
    ctx.beginPath();
    for (const { base } of inner) {
      ctx.moveTo(base, y - BAR / 2);
      ctx.lineTo(base, y + BAR / 2);
    }
    ctx.stroke();
    ctx.lineWidth = 1;
    ctx.strokeStyle = 'mark';
    ctx.beginPath();
    ctx.rect(left + 0.5, y - BAR / 2 + 0.5, Math.max(0, right - left - 1), BAR - 1);
    ctx.stroke();
  });
}

function drawKey(ctx: CanvasRenderingContext2D, { swatches }: StackedResponseLayout): void {
  swatches.forEach(({ x, y }, category) => {
    ctx.fillStyle = TONES[category]?.fill ?? 'paper';
    ctx.strokeStyle = 'mark';
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.rect(x + 0.5, y + 0.5, SWATCH - 1, SWATCH - 1);
    ctx.fill();
    ctx.stroke();
  });
}

function placeTicks({ scales, chartArea }: ChartJs): PlacedText[] {
  return TICKS.map((tick) => ({
    text: tick === 100 ? '100%' : String(tick),
    x: (scales.x as Scale).getPixelForValue(tick),
    y: chartArea.bottom + 14,
    anchor: 'center',
    style: TICK,
    tick: true,
  }));
}
