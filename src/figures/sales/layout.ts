import type { Chart as ChartJs, Plugin, Scale } from 'chart.js';
import { HIDDEN_AXIS, type Layout, type Sheet } from '../layout.ts';
import type { Role } from '../palette.ts';
import { fillTexts, type TextStyle } from '../text.ts';
import type { SalesBar, SalesChart } from './chart.ts';
import { type BarBox, fitLabels, type Labels, placeLabels, toBoxes } from './labels.ts';

/** Px: the values over the bars, the bars, the rows of quarters and of growth under them. */
const HEIGHTS = { head: 22, bars: 170, foot: 44 };
/** Px, of two panels: a product's name over its values, the bars, and room between the panels. */
const PANEL = { name: 22, bars: 130, least: 12, between: 10 };
const NAME: TextStyle = { size: 14, weight: 600, fill: 'ink' };

interface Panel {
  name: string;
  bars: SalesBar[];
  /** Where its zero stands on the axis that all panels share, in the chart's unit. */
  base: number;
  /** Of its highest bar, px. */
  height: number;
}

interface Panels {
  panels: Panel[];
  /** Px over the axis, and of it. */
  head: number;
  height: number;
  /** Its end, in the chart's unit; chart.js finds that of one panel. */
  max?: number;
}

/** Zero-based bars by quarter, with their values above and the growth on a year before below; a panel for each product. */
export function layOutSales(chart: SalesChart, sheet: Sheet): Layout {
  const { panels, head, height, max } = toPanels(chart);
  const labels = fitLabels(
    panels.flatMap(({ bars }) => bars),
    chart.bars.length,
    sheet,
  );
  const { foot } = HEIGHTS;
  return {
    height: head + height + foot,
    config: {
      type: 'bar',
      data: { labels: chart.bars.map((bar) => bar.label), datasets: panels.map(toBars) },
      options: {
        layout: {
          padding: { left: labels.margin, right: labels.overhang, top: head, bottom: foot },
        },
        scales: {
          x: { display: false },
          y: { ...HIDDEN_AXIS, beginAtZero: true, ...(max !== undefined && { min: 0, max }) },
        },
      },
      plugins: [furniture(panels, labels, sheet)],
    },
  };
}

/** Two panels stand over each other on one axis, so that a length means the same in both. */
function toPanels({ bars, name = '', against }: SalesChart): Panels {
  const { head, foot } = HEIGHTS;
  if (!against)
    return { panels: [{ name, bars, base: 0, height: HEIGHTS.bars }], head, height: HEIGHTS.bars };
  const mostOf = (own: readonly SalesBar[]) => Math.max(0, ...own.map(({ value }) => value ?? 0));
  const unit = (Math.max(mostOf(bars), mostOf(against.bars)) || 1) / PANEL.bars;
  const heightOf = (own: readonly SalesBar[]) => Math.max(PANEL.least, Math.ceil(mostOf(own) / unit));
  const lower = { ...against, base: 0, height: heightOf(against.bars) };
  const below = lower.height + foot + PANEL.between + PANEL.name + head;
  const upper = { name, bars, base: below * unit, height: heightOf(bars) };
  const height = upper.height + below;
  return {
    panels: [upper, lower],
    head: PANEL.name + head,
    height,
    max: height * unit,
  };
}

function toBars({ bars, base }: Panel) {
  return {
    data: bars.map(({ value }): number | [number, number] | null => {
      if (value === undefined) return null;
      return base === 0 ? value : [base, base + value];
    }),
    clip: false as const,
    grouped: false,
    categoryPercentage: 1,
    barPercentage: 0.7,
    maxBarThickness: 56,
    backgroundColor: bars.map((bar) => (bar.hollow ? 'paper' : toRole(bar))),
  };
}

function toRole(bar: SalesBar): Role {
  return bar.focus ? 'accent' : 'bar';
}

function furniture(panels: readonly Panel[], labels: Labels, { width, measure }: Sheet): Plugin {
  return {
    id: 'sales',
    afterDatasetsDraw(chart) {
      panels.forEach(({ name, bars, base, height }, panel) => {
        const boxes = toBoxes(chart, panel);
        bars.forEach((bar, i) => {
          if (bar.hollow && bar.value !== undefined) drawOutline(chart.ctx, bar, boxes[i] as BarBox);
        });
        const bottom =
          panels.length > 1 ? (chart.scales.y as Scale).getPixelForValue(base) : chart.chartArea.bottom;
        drawBaseline(chart, bottom, width);
        fillTexts(chart.ctx, placeLabels(chart, bars, { labels, measure, panel, bottom }));
        if (name === '') return;
        const y = bottom - height - HEIGHTS.head - 6;
        fillTexts(chart.ctx, [{ text: name, x: 0, y, anchor: 'left', style: NAME }]);
      });
    },
  };
}

/** Inside the bar's edges and open at the foot, where the baseline closes it. */
function drawOutline(ctx: CanvasRenderingContext2D, bar: SalesBar, { x, y, base, width }: BarBox): void {
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

function drawBaseline({ ctx, chartArea }: ChartJs, bottom: number, width: number): void {
  const y = Math.round(bottom) + 0.5;
  ctx.strokeStyle = 'ink';
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(chartArea.left, y);
  ctx.lineTo(width, y);
  ctx.stroke();
}
