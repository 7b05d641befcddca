import type { PlacedGrade } from '../evidence.ts';
import { EVIDENCE, evidenceWidth, putEvidence } from '../evidence-column.ts';
import { NARROW, type Sheet } from '../layout.ts';
import { widest } from '../lines.ts';
import { type PlacedParting, putParting } from '../parting-line.ts';
import type { Band } from '../placed-rows.ts';
import { LABEL_LINE, labelWidth, placeLabel } from '../row-label.ts';
import { type PlacedText, SIZE, type TextStyle } from '../text.ts';
import type { StackedBar, StackedResponseChart } from './chart.ts';
import { BAR, placeNumbers } from './numbers.ts';

const LABEL: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
const HEAD: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const KEY: TextStyle = { size: SIZE.label, weight: 400, fill: 'ink' };
const COUNT: TextStyle = { size: SIZE.label, weight: 400, fill: 'muted' };

const LINE = { key: 18 };
const GAP = { columns: 12, rows: 12, key: 16, labelAndBar: 4 };
export const SWATCH = 10;
/** Room beside the plot for half of an axis number. */
const OVERHANG = 14;

interface PlacedBar {
  bar: StackedBar;
  /** Height of the bar's middle, px from the top. */
  y: number;
}

/** Everything of the figure that is known before chart.js draws its bars. All in px. */
export interface StackedResponseLayout {
  bars: PlacedBar[];
  texts: PlacedText[];
  /** Upper left corners of the key's swatches, by category. */
  swatches: { x: number; y: number }[];
  /** Foot of the head. */
  rule: number;
  /** Stretches that the grid's lines cross. */
  bands: Band[];
  plot: { left: number; right: number; bottom: number };
  grades: PlacedGrade[];
  partings: PlacedParting[];
}

interface Context {
  chart: StackedResponseChart;
  sheet: Sheet;
  narrow: boolean;
  /** Width for labels; right ends of totals and of counts; left end of the evidence. */
  columns: { label: number; total: number; count: number; evidence: number };
  placement: StackedResponseLayout;
}

export function placeStackedResponse(chart: StackedResponseChart, sheet: Sheet): StackedResponseLayout {
  const context = toContext(chart, sheet);
  placeHead(context);
  for (const bar of chart.bars) placeBar(bar, context);
  const { placement } = context;
  placement.plot.bottom = Math.ceil(placement.plot.bottom - GAP.rows + 6);
  placement.bands.push(
    context.narrow
      ? { top: placement.plot.bottom - 6, bottom: placement.plot.bottom }
      : { top: placement.rule, bottom: placement.plot.bottom },
  );
  return placement;
}

function toContext(chart: StackedResponseChart, sheet: Sheet): Context {
  const { bars } = chart;
  const narrow = sheet.width < NARROW;
  const all = (pick: (bar: StackedBar) => string) => bars.map(pick);
  const count = Math.ceil(
    Math.max(
      widest(
        all((bar) => bar.count),
        COUNT,
        sheet,
      ),
      widest(['n/N'], HEAD, sheet),
    ),
  );
  const total = Math.ceil(
    Math.max(
      widest(
        all((bar) => bar.total),
        LABEL,
        sheet,
      ),
      widest(['ORR'], HEAD, sheet),
    ),
  );
  const marks = bars.map((bar) => bar.evidence);
  const evidence = sheet.width - evidenceWidth(marks, sheet, !narrow);
  const end = narrow ? sheet.width : evidence - GAP.columns;
  const ends = { count: end, total: end - count - GAP.columns, evidence };
  const numbers = ends.total - total - GAP.columns;
  const natural = Math.max(...bars.map((bar) => labelWidth(bar, sheet)));
  const label = narrow ? numbers : Math.ceil(Math.min(natural, sheet.width * 0.33));
  const plot = narrow
    ? { left: OVERHANG - 6, right: evidence - OVERHANG, bottom: 0 }
    : { left: label + OVERHANG, right: numbers - OVERHANG + GAP.columns, bottom: 0 };
  const placement: StackedResponseLayout = {
    bars: [],
    texts: [],
    swatches: [],
    rule: 0,
    bands: [],
    grades: [],
    partings: [],
    plot,
  };
  return { chart, sheet, narrow, columns: { label, ...ends }, placement };
}

/** The key, in the order of the segments, and the heads of the two columns. */
function placeHead({ chart, sheet, narrow, columns, placement }: Context): void {
  const { texts, swatches } = placement;
  const room = columns.total - widest(['ORR'], HEAD, sheet) - GAP.columns;
  let [x, line] = [0, 0];
  for (const text of chart.categories) {
    const width = SWATCH + 6 + sheet.measure(text, KEY);
    if (x > 0 && x + width > room) [x, line] = [0, line + 1];
    const y = line * LINE.key + 12;
    swatches.push({ x, y: y - SWATCH + 1 });
    texts.push({ text, x: x + SWATCH + 6, y, anchor: 'left', style: KEY });
    x += width + GAP.key;
  }
  const y = line * LINE.key + 12;
  texts.push({ text: 'ORR', x: columns.total, y, anchor: 'right', style: HEAD });
  texts.push({ text: 'n/N', x: columns.count, y, anchor: 'right', style: HEAD });
  if (!narrow) texts.push({ text: EVIDENCE, x: sheet.width, y, anchor: 'right', style: HEAD });
  placement.rule = y + 6.5;
  placement.plot.bottom = y + 6.5 + GAP.rows - 4;
}

function placeBar(bar: StackedBar, context: Context): void {
  const { sheet, narrow, columns, placement } = context;
  putParting(bar, GAP.rows, placement, sheet);
  const top = placement.plot.bottom;
  const under = narrow ? sheet.width : columns.label;
  const { name, about, height: labels } = placeLabel(bar, { top, width: columns.label, under }, sheet);
  const block = narrow ? labels + GAP.labelAndBar + BAR : Math.max(labels, BAR);
  const middle = narrow ? block - BAR / 2 : block / 2;
  const first = narrow ? 0 : (block - labels) / 2;
  placement.texts.push(...[...name, ...about].map((text) => ({ ...text, y: first + text.y })));
  const y = Math.round(top + middle);
  const baseline = narrow ? top + LABEL_LINE - 4 : y + 4;
  const place = { left: columns.evidence, right: sheet.width, y: y + 4 };
  putEvidence(bar.evidence, place, placement);
  const { datum } = bar;
  placement.texts.push(
    { text: bar.total, x: columns.total, y: baseline, anchor: 'right', style: LABEL, datum },
    {
      text: bar.count,
      x: columns.count,
      y: baseline,
      anchor: 'right',
      style: COUNT,
      ...(/\d/.test(bar.count) && { datum }),
    },
  );
  const numbers = placeNumbers(bar, { y, ...placement.plot }, context);
  placement.texts.push(...numbers.texts);
  placement.bars.push({ bar, y });
  if (narrow) placement.bands.push({ top: y - BAR / 2 - 3, bottom: y + BAR / 2 + 3 });
  placement.plot.bottom = Math.max(top + block, y + BAR / 2 + numbers.height) + GAP.rows;
}
