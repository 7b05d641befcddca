import type { Chart as ChartJs, Scale } from 'chart.js';
import { NARROW, type Sheet } from '../layout.ts';
import type { Role } from '../palette.ts';
import { type Measure, type PlacedText, SIZE, type TextStyle } from '../text.ts';
import type { SalesBar } from './chart.ts';

/** How the labels fit the bars. All but `step` and `missing` in px. */
export interface Labels {
  /** One in `step` bars carries its labels, counted back from the latest. */
  step: number;
  /** Kept free on the left for the name of the growth row; on a phone it stands under it. */
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
export function fitLabels(bars: readonly SalesBar[], quarters: number, { width, measure }: Sheet): Labels {
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
export interface BarBox {
  /** Its middle. */
  x: number;
  y: number;
  base: number;
  width: number;
}

/** The bars of a panel. */
export function toBoxes(chart: ChartJs, panel: number): BarBox[] {
  return chart.getDatasetMeta(panel).data as unknown as BarBox[];
}

export function placeLabels(
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

/** End of the bar that reaches furthest where a text of this width about `x` stands: up from zero, or down. */
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
export function tipOf({ y, base }: BarBox, zero: number): number {
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
