import type { Chart as ChartJs, Plugin, Scale } from 'chart.js';
import { HIDDEN_AXIS, type Layout, NARROW, type Sheet } from '../layout.ts';
import type { Role } from '../palette.ts';
import { fillTexts, SIZE, type TextStyle } from '../text.ts';
import type { SalesBar, SalesChart } from './chart.ts';
import { type BarBox, fitLabels, type Labels, placeLabels, tipOf, toBoxes } from './labels.ts';

/** Px: the values over the bars, the bars, the value under a bar below zero, the rows of periods and of growth. */
const HEIGHTS = { head: 18, bars: 72, loss: 16, foot: 35, phoneFoot: 50 };
/** Px, of two panels: a product's name over its values, the bars, and room between the panels. */
const PANEL = { name: 18, bars: 86, least: 12, between: 8 };
const NAME: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };

interface Panel {
  name: string;
  bars: SalesBar[];
  /** Where its zero stands on the axis that all panels share, in the chart's unit. */
  base: number;
  /** Of its highest bar, and of its lowest below zero with room for its value, px. */
  height: number;
  depth: number;
}

interface Panels {
  panels: Panel[];
  /** Px over the axis, and of it. */
  head: number;
  height: number;
  /** Its ends, in the chart's unit; chart.js finds those of one panel without losses. */
  ends?: { min: number; max: number };
}

/** Zero-based bars by period, losses below the line, with their values above and the growth on a year before below; a panel for each product. */
export function layOutSales(chart: SalesChart, sheet: Sheet): Layout {
  const foot = sheet.width < NARROW ? HEIGHTS.phoneFoot : HEIGHTS.foot;
  const { panels, head, height, ends } = toPanels(chart, foot);
  const labels = fitLabels(
    panels.flatMap(({ bars }) => bars),
    chart.bars.length,
    sheet,
  );
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
          y: { ...HIDDEN_AXIS, beginAtZero: true, ...ends },
        },
      },
      plugins: [furniture(panels, labels, sheet)],
    },
  };
}

/** Two panels stand over each other on one axis, so that a length means the same in both. */
function toPanels({ bars, name = '', against }: SalesChart, foot: number): Panels {
  const { head } = HEIGHTS;
  const most = (own: readonly SalesBar[]) => Math.max(0, ...own.map(({ value }) => value ?? 0));
  const loss = (own: readonly SalesBar[]) => Math.max(0, ...own.map(({ value }) => -(value ?? 0)));
  const depthOf = (own: readonly SalesBar[], unit: number) =>
    loss(own) > 0 ? Math.ceil(loss(own) / unit) + HEIGHTS.loss : 0;
  if (!against && loss(bars) === 0)
    return { panels: [{ name, bars, base: 0, height: HEIGHTS.bars, depth: 0 }], head, height: HEIGHTS.bars };
  if (!against) {
    const unit = (most(bars) + loss(bars)) / HEIGHTS.bars;
    const [height, depth] = [Math.ceil(most(bars) / unit), depthOf(bars, unit)];
    const ends = { min: -depth * unit, max: Math.max(height, 1) * unit };
    return {
      panels: [{ name, bars, base: 0, height, depth }],
      head,
      height: Math.max(height, 1) + depth,
      ends,
    };
  }
  const spans = [bars, against.bars].map((own) => most(own) + loss(own));
  const unit = (Math.max(...spans) || 1) / PANEL.bars;
  const heightOf = (own: readonly SalesBar[]) => Math.max(PANEL.least, Math.ceil(most(own) / unit));
  const lower = { ...against, base: 0, height: heightOf(against.bars), depth: depthOf(against.bars, unit) };
  const depth = depthOf(bars, unit);
  const below = lower.height + foot + PANEL.between + PANEL.name + head + depth;
  const upper = { name, bars, base: below * unit, height: heightOf(bars), depth };
  const height = upper.height + below;
  return {
    panels: [upper, lower],
    head: PANEL.name + head,
    height: height + lower.depth,
    ends: { min: -lower.depth * unit, max: height * unit },
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
    barPercentage: 0.66,
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
      panels.forEach(({ name, bars, base, height, depth }, panel) => {
        const boxes = toBoxes(chart, panel);
        const zero =
          panels.length > 1 || depth > 0
            ? (chart.scales.y as Scale).getPixelForValue(base)
            : chart.chartArea.bottom;
        bars.forEach((bar, i) => {
          if (bar.hollow && bar.value !== undefined) drawOutline(chart.ctx, bar, boxes[i] as BarBox, zero);
        });
        drawBaseline(chart, zero, width);
        const bottom = zero + depth;
        fillTexts(chart.ctx, placeLabels(chart, bars, { labels, measure, panel, zero, bottom }));
        if (name === '') return;
        const y = zero - height - HEIGHTS.head - 6;
        fillTexts(chart.ctx, [{ text: name, x: 0, y, anchor: 'left', style: NAME }]);
      });
    },
  };
}

/** Inside the bar's edges and open at zero, where the baseline closes it. */
function drawOutline(ctx: CanvasRenderingContext2D, bar: SalesBar, box: BarBox, zero: number): void {
  const { x, width } = box;
  const line = bar.focus ? 1.75 : 1.2;
  const half = (width - line) / 2;
  const tip = tipOf(box, zero);
  const inside = tip + (tip < zero ? line / 2 : -line / 2);
  ctx.strokeStyle = toRole(bar);
  ctx.lineWidth = line;
  ctx.beginPath();
  ctx.moveTo(x - half, zero);
  ctx.lineTo(x - half, inside);
  ctx.lineTo(x + half, inside);
  ctx.lineTo(x + half, zero);
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
