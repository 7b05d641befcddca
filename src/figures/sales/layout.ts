import type { Chart as ChartJs, Plugin } from 'chart.js';
import { HIDDEN_AXIS, type Layout, type Sheet } from '../layout.ts';
import type { Role } from '../palette.ts';
import { fillTexts } from '../text.ts';
import type { SalesBar, SalesChart } from './chart.ts';
import { type BarBox, fitLabels, type Labels, placeLabels, toBoxes } from './labels.ts';

/** Px: the values over the bars, the bars, the rows of quarters and of growth under them. */
const HEIGHTS = { head: 22, bars: 170, foot: 44 };

/** Zero-based bars by quarter, with their values above and the growth on a year before below. */
export function layOutSales({ bars }: SalesChart, sheet: Sheet): Layout {
  const labels = fitLabels(bars, sheet);
  const { head, bars: plot, foot } = HEIGHTS;
  return {
    height: head + plot + foot,
    config: {
      type: 'bar',
      data: { labels: bars.map((bar) => bar.label), datasets: [toBars(bars)] },
      options: {
        layout: {
          padding: { left: labels.margin, right: labels.overhang, top: head, bottom: foot },
        },
        scales: { x: { display: false }, y: { ...HIDDEN_AXIS, beginAtZero: true } },
      },
      plugins: [furniture(bars, labels, sheet)],
    },
  };
}

function toBars(bars: readonly SalesBar[]) {
  return {
    data: bars.map((bar) => bar.value ?? null),
    clip: false as const,
    categoryPercentage: 1,
    barPercentage: 0.7,
    maxBarThickness: 56,
    backgroundColor: bars.map((bar) => (bar.hollow ? 'paper' : toRole(bar))),
  };
}

function toRole(bar: SalesBar): Role {
  return bar.focus ? 'accent' : 'bar';
}

function furniture(bars: readonly SalesBar[], labels: Labels, { width, measure }: Sheet): Plugin {
  return {
    id: 'sales',
    afterDatasetsDraw(chart) {
      bars.forEach((bar, i) => {
        if (bar.hollow && bar.value !== undefined) drawOutline(chart, bar, i);
      });
      drawBaseline(chart, width);
      fillTexts(chart.ctx, placeLabels(chart, bars, { labels, measure }));
    },
  };
}

/** Inside the bar's edges and open at the foot, where the baseline closes it. */
function drawOutline(chart: ChartJs, bar: SalesBar, index: number): void {
  const { ctx } = chart;
  const { x, y, base, width } = toBoxes(chart)[index] as BarBox;
  const line = bar.focus ? 2 : 1.5;
  const half = (width - line) / 2;
  ctx.strokeStyle = toRole(bar);
  ctx.lineWidth = line;
  ctx.beginPath();
  ctx.moveTo(x - half, base);
  ctx.lineTo(x - half, y + line / 2);
  ctx.lineTo(x + half, y + line / 2);
  ctx.lineTo(x + half, base);
  ctx.stroke();
}

function drawBaseline({ ctx, chartArea }: ChartJs, width: number): void {
  const y = chartArea.bottom + 0.5;
  ctx.strokeStyle = 'ink';
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(chartArea.left, y);
  ctx.lineTo(width, y);
  ctx.stroke();
}
