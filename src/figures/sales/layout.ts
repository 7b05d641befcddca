import type { Chart as ChartJs, Plugin, Scale } from 'chart.js';
import { HIDDEN_AXIS, type Layout, NARROW, type Sheet } from '../layout.ts';
import type { Emphasis } from '../strokes.ts';
import { fillTexts, type Measure, type PlacedText, type Role, SIZE, type TextStyle } from '../text.ts';

/** Px: the values over the bars, the bars, the value under a bar below zero, the rows of periods and of growth. */
const HEIGHTS = { head: 18, bars: 72, loss: 16, foot: 35, phoneFoot: 50 };
/** Px, of two panels: a product's name over its values, the bars, and room between the panels. */
const PANEL = { name: 18, bars: 86, least: 12, between: 8 };
const NAME: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };

interface Panel {
  name: string;
  bars: SalesBar[];
  /** Position of its zero on the axis that all panels share, in the chart's unit. */
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

/** Two panels, one above the other on one axis, so that a length means the same in both. */
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

/** How the labels fit the bars. All but `step` and `missing` in px. */
interface Labels {
  /** One in `step` bars carries its labels, counted back from the latest. */
  step: number;
  /** Kept free on the left for the name of the growth row; on a phone it is under it. */
  margin: number;
  /** By how much the outermost label leaves its bar's place. */
  overhang: number;
  /** What marks a quarter without a value: it must fit in one bar's place. */
  missing: string;
}

const AIR = 4;
/** From the foot of the bars down to the text's baseline, and from a bar's end up, or down where it ends below zero. Px. */
const ROWS = { period: 14, growth: 28.5, value: -5, loss: 12, name: 43 };

/** All labels where every bar has room for its own, else fewer. */
function fitLabels(bars: readonly SalesBar[], quarters: number, { width, measure }: Sheet): Labels {
  const margin = width < NARROW ? 0 : Math.ceil(measure('YoY', textStyle('muted'))) + 10;
  const slot = (width - margin) / quarters;
  const texts = bars.flatMap((bar) => [valueText(bar), bar.label, bar.growth]);
  const widest = Math.max(...texts.map((text) => measure(text, textStyle('ink', 600))));
  return {
    step: Math.ceil((widest + AIR) / slot),
    margin,
    overhang: Math.ceil(Math.max(0, widest - slot) / 2),
    missing: measure('n/a', textStyle('muted')) < slot - 2 ? 'n/a' : '–',
  };
}

/** A bar as chart.js drew it, px; `y` is NaN where there is no value. */
interface BarBox {
  /** Its middle. */
  x: number;
  y: number;
  base: number;
  width: number;
}

/** The bars of a panel. */
function toBoxes(chart: ChartJs, panel: number): BarBox[] {
  return chart.getDatasetMeta(panel).data as unknown as BarBox[];
}

function placeLabels(
  chart: ChartJs,
  bars: readonly SalesBar[],
  {
    labels,
    measure,
    panel,
    zero,
    bottom,
  }: { labels: Labels; measure: Measure; panel: number; zero: number; bottom: number },
): PlacedText[] {
  const name = textStyle('muted');
  const texts: PlacedText[] = [
    labels.margin > 0
      ? { text: 'YoY', x: 0, y: bottom + ROWS.growth, anchor: 'left', style: name }
      : { text: 'YoY: year on year', x: 0, y: bottom + ROWS.name, anchor: 'left', style: name },
  ];
  bars.forEach((bar, i) => {
    const x = (chart.scales.x as Scale).getPixelForValue(i);
    for (const { text, row, style, datum } of toRows(bar, labels, (bars.length - 1 - i) % labels.step)) {
      const width = measure(text, style);
      const from =
        row === 'value' || row === 'loss'
          ? endWithin(toBoxes(chart, panel), { zero, isBelow: row === 'loss' }, { x, width })
          : bottom;
      texts.push({ text, x, y: from + ROWS[row], anchor: 'center', style, datum });
    }
  });
  return texts;
}

/** End of the bar that reaches furthest, up or down from zero, near a text of this width about `x`. */
function endWithin(
  boxes: BarBox[],
  { zero, isBelow }: { zero: number; isBelow: boolean },
  { x, width }: { x: number; width: number },
): number {
  const near = boxes.filter((bar) => Math.abs(bar.x - x) < (width + bar.width) / 2);
  const ends = near.map((bar) => tipOf(bar, zero)).filter((y) => !Number.isNaN(y));
  return isBelow ? Math.max(zero, ...ends) : Math.min(zero, ...ends);
}

/** Where a bar ends that begins at zero: chart.js may have it the other way round. */
function tipOf({ y, base }: BarBox, zero: number): number {
  return Math.abs(y - zero) >= Math.abs(base - zero) ? y : base;
}

interface Label {
  text: string;
  row: keyof typeof ROWS;
  style: TextStyle;
  datum?: string | undefined;
}

function toRows(bar: SalesBar, { missing }: Labels, stepsOff: number): Label[] {
  const muted = textStyle('muted');
  const gap: Label[] = bar.value === undefined ? [{ text: missing, row: 'value', style: muted }] : [];
  if (stepsOff !== 0) return gap;
  const value = bar.focus ? textStyle('accent', 600) : textStyle('ink');
  const isGrown = /\d/.test(bar.growth);
  const growth = isGrown ? textStyle('ink') : muted;
  return [
    ...(gap.length > 0
      ? gap
      : [
          {
            text: valueText(bar),
            row: (bar.value ?? 0) < 0 ? 'loss' : 'value',
            style: value,
            datum: bar.datum,
          } as const,
        ]),
    { text: bar.label, row: 'period', style: muted },
    { text: bar.growth, row: 'growth', style: growth, datum: isGrown ? bar.datum : undefined },
  ];
}

/** `1.21r` where a later report gave it anew. */
function valueText({ printed, restated }: SalesBar): string {
  return restated ? `${printed}r` : printed;
}

function textStyle(fill: Role, weight: 400 | 600 = 400): TextStyle {
  return { size: SIZE.small, weight, fill };
}

export interface SalesBar extends Emphasis {
  /** Period, e.g. "1Q26". */
  label: string;
  /** In the chart's unit; absent when no usable value exists (the place on the axis stays, empty). */
  value?: number;
  /** The value as printed over the bar, e.g. "3.96". */
  printed: string;
  /** Growth on the same period a year before as printed, e.g. "+22%" or "n/a". */
  growth: string;
  /** Given anew by a later report. */
  restated?: true;
  /** Address of the sale; absent for a period without one. */
  datum?: string;
}

export interface SalesChart {
  kind: 'sales';
  /** For the axis and the alternative text, e.g. "US$ billion". */
  unit: string;
  bars: SalesBar[];
  /** Names the bars, where there is a second product. */
  name?: string;
  /** A second product in the same periods, in a panel below on the same scale. */
  against?: { name: string; bars: SalesBar[] };
}
