import type { Chart as ChartJs, Plugin, Scale } from 'chart.js';
import { widest } from '../axes.ts';
import { HIDDEN_AXIS, type Layout, NARROW, type Sheet } from '../layout.ts';
import {
  type Band,
  EVIDENCE,
  evidenceWidth,
  LABEL_LINE,
  labelWidth,
  placeLabel,
  putEvidence,
} from '../rows.ts';
import { drawGrade, type Evidence, type PlacedGrade } from '../spec.ts';
import { type PlacedParting, putParting, strokePartings } from '../strokes.ts';
import { fillTexts, type PlacedText, type Role, SIZE, type TextStyle } from '../text.ts';

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

/** Around every bar and between its parts, so that neighbours differ without colour. */
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

/** Height of a bar, px. */
const BAR = 22;

/** Fills of the categories, the deepest first, and what is legible on each in every theme. */
const TONES: readonly { fill: Role; text: Role }[] = [
  { fill: 'accent', text: 'paper' },
  { fill: 'mark', text: 'paper' },
  { fill: 'rule', text: 'ink' },
  { fill: 'paper', text: 'ink' },
];

const INSIDE: Omit<TextStyle, 'fill'> = { size: SIZE.label, weight: 600 };
const UNDER: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
/** Px between a number and the edges of its segment, between texts under the bar, and down to them. */
const AIR = { inside: 3.5, under: 12, drop: 13 };

interface Numbers {
  texts: PlacedText[];
  /** What the bar needs below it, px. */
  height: number;
}

interface Where {
  /** Middle of the bar, and the ends of the axis, px. */
  y: number;
  left: number;
  right: number;
}

interface Segment {
  name: string;
  printed: string;
  datum: string;
  left: number;
  width: number;
  style: TextStyle;
}

/** Each segment's number in it; those of neighbours that are too narrow together under the bar, with their names. */
function placeNumbers(
  bar: StackedBar,
  where: Where,
  { chart, sheet }: { chart: StackedResponseChart; sheet: Sheet },
): Numbers {
  const inside: PlacedText[] = [];
  const runs: Segment[][] = [];
  let run: Segment[] = [];
  for (const segment of segmentsOf(bar, where, chart)) {
    const { left, width, style, printed, datum } = segment;
    if (sheet.measure(printed, style) + 2 * AIR.inside > width) {
      if (run.length === 0) runs.push(run);
      run.push(segment);
      continue;
    }
    run = [];
    inside.push({ text: printed, x: left + width / 2, y: where.y + 4, anchor: 'center', style, datum });
  }
  const under = runs.map((members) => textUnder(members, where.y + BAR / 2 + AIR.drop));
  spread(under, where.left, sheet);
  return { texts: [...inside, ...under], height: under.length > 0 ? AIR.drop + 3 : 0 };
}

function segmentsOf({ segments, hollow }: StackedBar, { left, right }: Where, chart: StackedResponseChart) {
  let from = left;
  return segments.map(({ percent, printed, datum }, i): Segment => {
    const width = (percent * (right - left)) / 100;
    from += width;
    const fill = hollow ? 'ink' : (TONES[i]?.text ?? 'ink');
    const name = chart.categories[i] ?? '';
    return { name, printed, datum, left: from - width, width, style: { ...INSIDE, fill } };
  });
}

/** `CR 1.5 · VGPR 2.0` about the middle of both. */
function textUnder(run: Segment[], y: number): PlacedText {
  const [first, last] = [run[0] as Segment, run.at(-1) as Segment];
  return {
    text: run.map(({ name, printed }) => `${name} ${printed}`).join(' · '),
    x: (first.left + last.left + last.width) / 2,
    y,
    anchor: 'center',
    style: UNDER,
    datum: [...new Set(run.flatMap(({ datum }) => datum.split(' ')))].join(' '),
  };
}

/** Moves texts apart, and between the axis's foot and the edge of the sheet, as little as need be. */
function spread(texts: PlacedText[], left: number, { width, measure }: Sheet): void {
  const half = ({ text, style }: PlacedText) => measure(text, style) / 2;
  let free = left;
  for (const text of texts) {
    text.x = Math.max(text.x, free + half(text));
    free = text.x + half(text) + AIR.under;
  }
  free = width;
  for (const text of texts.toReversed()) {
    text.x = Math.min(text.x, free - half(text));
    free = text.x - half(text) - AIR.under;
  }
}

const LABEL: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
const HEAD: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const KEY: TextStyle = { size: SIZE.label, weight: 400, fill: 'ink' };
const COUNT: TextStyle = { size: SIZE.label, weight: 400, fill: 'muted' };

const LINE = { key: 18 };
const GAP = { columns: 12, rows: 12, key: 16, labelAndBar: 4 };
const SWATCH = 10;
/** Room beside the plot for half of an axis number. */
const OVERHANG = 14;

interface PlacedBar {
  bar: StackedBar;
  /** Height of the bar's middle, px from the top. */
  y: number;
}

/** Everything of the figure that is known before chart.js draws its bars. All in px. */
interface StackedResponseLayout {
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

function placeStackedResponse(chart: StackedResponseChart, sheet: Sheet): StackedResponseLayout {
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

/** A category of best response in one bar. */
interface ResponseSegment {
  /** Per cent of the bar's patients, from 0. */
  percent: number;
  /** "21.0", without its sign. */
  printed: string;
  /** Addresses of the results it is taken from, separated by spaces. */
  datum: string;
}

export interface StackedBar {
  label: string;
  /** Beside the label, or under it. */
  sublabel: string;
  /** One for each category of the chart. */
  segments: ResponseSegment[];
  /** Overall response as printed, "92.9%". */
  total: string;
  /** "342/368", or "—" when not reported. */
  count: string;
  /** Address of the overall response. */
  datum: string;
  /** Of all that the bar is made from. */
  evidence: Evidence;
  /** What the patients from here on are, where those above are others that they must not be compared with. */
  below?: string | undefined;
  /** Not confirmed in a primary publication: drawn as outlines. */
  hollow: boolean;
}

export interface StackedResponseChart {
  kind: 'stacked-response';
  /** The categories, the deepest first: at most four. */
  categories: string[];
  bars: StackedBar[];
}
