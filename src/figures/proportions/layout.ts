import type { Chart as ChartJs, Plugin, Scale } from 'chart.js';
import { type NumberAxis, numberAxis, placeBlock, widest } from '../axes.ts';
import { HIDDEN_AXIS, type Layout, NARROW, type Sheet } from '../layout.ts';
import {
  ENTRY,
  EVIDENCE,
  evidenceWidth,
  LABEL_LINE as LINE,
  labelWidth,
  type PlacedRow,
  type PlacedRows,
  placeLabel,
  putEvidence,
  splitAtPoint,
} from '../rows.ts';
import { drawGrade, type Evidence, type PlacedGrade } from '../spec.ts';
import {
  type Emphasis,
  type PlacedParting,
  putParting,
  strokePartings,
  strokeRules,
  strokeWhisker,
} from '../strokes.ts';
import { FAMILY, fillTexts, type Role, SIZE, type TextRun, type TextStyle, toPlainText } from '../text.ts';

const AXIS = 19;
const RADIUS = 5;
const CAP = 4.5;

/** Dots with whiskers on one axis of per cents, in groups that are never mixed. */
export function layOutProportions({ groups }: ProportionsChart, sheet: Sheet): Layout {
  return layOutDots(percentChart(groups, 'n/N'), sheet);
}

export function percentChart(groups: DotGroup[], head: string): DotChart {
  const axis = percentAxis(groups.flatMap(({ rows }) => rows));
  return { groups, unit: '%', head, axis, writeTick: writePercentTick };
}

export function layOutDots(chart: DotChart, sheet: Sheet): Layout {
  const placement = placeProportions(chart, sheet);
  const height = Math.ceil(placement.plot.bottom) + AXIS;
  const { left, right } = placement.plot;
  return {
    height,
    config: {
      type: 'scatter',
      data: { datasets: [toDots(placement.rows)] },
      options: {
        layout: { autoPadding: false, padding: { left, right } },
        scales: {
          x: toAxis(chart),
          y: { ...HIDDEN_AXIS, min: 0, max: height - AXIS, reverse: true },
        },
      },
      plugins: [furniture(placement, chart.axis, sheet.width)],
    },
  };
}

function toDots(rows: readonly PlacedRow<DotRow>[]) {
  return {
    data: rows.map(({ row, y }) => ({ x: row.value, y })),
    clip: false as const,
    pointRadius: RADIUS,
    pointBorderWidth: 2,
    pointBorderColor: rows.map(({ row }) => toRole(row)),
    pointBackgroundColor: rows.map(({ row }) => (row.hollow ? 'paper' : toRole(row))),
  };
}

function toAxis({ axis, writeTick }: DotChart) {
  const { from, to, ticks } = axis;
  return {
    type: axis.logarithmic ? ('logarithmic' as const) : ('linear' as const),
    min: from,
    max: to,
    grid: { display: false },
    border: { display: false },
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = ticks.map((value) => ({ value }));
    },
    afterFit: (scale: { height: number }) => {
      scale.height = AXIS;
    },
    ticks: {
      padding: 0,
      font: { family: `"${FAMILY}"`, size: SIZE.small },
      maxRotation: 0,
      color: 'muted',
      callback: (value: number | string) => writeTick(Number(value), axis),
    },
  };
}

function toRole(row: DotRow): Role {
  return row.focus ? 'accent' : 'mark';
}

function furniture(placement: ProportionsLayout, axis: NumberAxis, width: number): Plugin {
  return {
    id: 'proportions',
    beforeDatasetsDraw(chart) {
      drawGrid(chart, placement);
      if (axis.from < 0 && axis.to > 0) drawOrigin(chart, placement);
      strokeRules(chart.ctx, placement.rules, width);
      strokePartings(chart.ctx, placement.partings, width);
      for (const placed of placement.rows) drawWhisker(chart, placed);
    },
    afterDatasetsDraw({ ctx }) {
      for (const grade of placement.grades) drawGrade(ctx, grade);
      fillTexts(ctx, placement.texts);
    },
  };
}

function drawGrid({ ctx, scales, chartArea }: ChartJs, { bands, tracks }: ProportionsLayout): void {
  ctx.strokeStyle = 'grid';
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (const y of tracks) {
    ctx.moveTo(chartArea.left, y);
    ctx.lineTo(chartArea.right, y);
  }
  const axis = scales.x as Scale;
  for (const { top, bottom } of bands) {
    axis.ticks.forEach((_, i) => {
      const x = Math.round(axis.getPixelForTick(i)) + 0.5;
      ctx.moveTo(x, top);
      ctx.lineTo(x, bottom);
    });
  }
  ctx.stroke();
}

/** A line at 0 among values on both sides of it. */
function drawOrigin({ ctx, scales }: ChartJs, { bands }: ProportionsLayout): void {
  const x = Math.round((scales.x as Scale).getPixelForValue(0)) + 0.5;
  ctx.strokeStyle = 'ink';
  ctx.beginPath();
  for (const { top, bottom } of bands) {
    ctx.moveTo(x, top);
    ctx.lineTo(x, bottom);
  }
  ctx.stroke();
}

function drawWhisker({ ctx, scales }: ChartJs, { row, y }: PlacedRow<DotRow>): void {
  if (!row.interval) return;
  const axis = scales.x as Scale;
  const low = axis.getPixelForValue(row.interval.low);
  const high = axis.getPixelForValue(row.interval.high);
  strokeWhisker(ctx, { low, high, y, cap: CAP, role: toRole(row) });
}

/** Above this the whole scale is shown, from 0 to 100%. */
const RARE = 25;
const whole: NumberAxis = { from: 0, to: 100, ticks: [0, 25, 50, 75, 100] };

/** From 0 to 100%; where every mark and limit is rare, from 0 to as far as these go. */
export function percentAxis(rows: readonly Pick<DotRow, 'value' | 'interval'>[]): NumberAxis {
  const highest = Math.max(...rows.map(({ value, interval }) => Math.max(value, interval?.high ?? value)));
  if (!(highest > 0) || highest > RARE) return whole;
  const axis = numberAxis(0, highest, 5);
  return axis.to > RARE ? whole : axis;
}

/** What a reader must know of an axis that was fitted to rare events. */
export function axisCaveat(rows: readonly Pick<DotRow, 'value' | 'interval'>[]): string {
  return percentAxis(rows) === whole
    ? ''
    : 'The axis begins at the origin and shows only the lower part of the full scale.';
}

/** The last mark names the unit. */
export function writePercentTick(value: number, { to }: Pick<NumberAxis, 'to'>): string {
  return value === to ? `${value}%` : String(value);
}

const LABEL: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
const SUBLABEL: TextStyle = { size: SIZE.label, weight: 400, fill: 'muted' };
const HEADING: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
const COUNT: TextStyle = { size: SIZE.label, weight: 400, fill: 'muted' };

const GAP = { columns: 14, beside: 7, rows: 8, groups: 14, heading: 7 };
/** Room beside the axis for half a mark at its ends. */
const OVERHANG = 16;
/** Narrowest plot in which readers can distinguish intervals, and the most of the sheet that labels take. */
const LEAST_PLOT = 205;
const MOST_LABEL = 0.48;
/** Height of the strip under a label for its mark on a phone. */
const TRACK = 12;

interface ProportionsLayout extends PlacedRows<DotRow> {
  /** Heights of a line along the axis under a mark that has no neighbours to be read against. */
  tracks: number[];
  grades: PlacedGrade[];
  partings: PlacedParting[];
}

interface Columns {
  narrow: boolean;
  label: number;
  /** Positions of the estimates' decimal points, and the right ends of the estimates and of what is beside them. */
  point: number;
  estimate: number;
  beside: number;
  /** Left end of the evidence. */
  evidence: number;
  plot: { left: number; right: number };
}

function placeProportions(chart: DotChart, sheet: Sheet): ProportionsLayout {
  const columns = toColumns(chart, sheet);
  const placement: ProportionsLayout = {
    rows: [],
    texts: [],
    rules: [],
    bands: [],
    tracks: [],
    grades: [],
    partings: [],
    plot: { ...columns.plot, bottom: 0 },
  };
  for (const group of chart.groups) placeGroup(group, { chart, columns, sheet, placement });
  return placement;
}

interface Context {
  chart: DotChart;
  columns: Columns;
  sheet: Sheet;
  placement: ProportionsLayout;
}

/** On a phone nothing heads the estimates, and each has its unit. */
function estimateOf({ printed }: DotRow, { unit }: DotChart, narrow: boolean): string {
  return unit === '%' && !narrow ? printed.replace(/%$/, '') : printed;
}

function toColumns(chart: DotChart, sheet: Sheet): Columns {
  const { width } = sheet;
  const narrow = width < NARROW;
  const rows = chart.groups.flatMap((group) => group.rows);
  const widestOf = (textOf: (row: DotRow) => string, style: TextStyle) =>
    widest(rows.map(textOf), style, sheet);
  const evidence = evidenceWidth(
    rows.map((row) => row.evidence),
    sheet,
    !narrow,
  );
  const counts = Math.max(
    widest([chart.head], ENTRY, sheet),
    widestOf((row) => row.beside, COUNT),
  );
  const part = (row: DotRow, side: 0 | 1) => splitAtPoint(estimateOf(row, chart, narrow))[side];
  const whole = widestOf((row) => part(row, 0), LABEL);
  const fraction = widestOf((row) => part(row, 1), LABEL);
  const left = width - evidence;
  const beside = narrow ? width : left - GAP.columns;
  const estimate = Math.floor(beside - counts - (narrow ? GAP.beside : GAP.columns));
  const point = estimate - fraction;
  const numbers = Math.floor(point - whole - GAP.columns);
  const common = { narrow, point, estimate, beside, evidence: left };
  if (narrow)
    return { ...common, label: numbers, plot: { left: 6, right: width - left + GAP.columns + OVERHANG / 2 } };
  const natural = Math.max(...rows.map((row) => labelWidth(row, sheet)));
  const most = Math.min(width * MOST_LABEL, numbers - 2 * OVERHANG - LEAST_PLOT);
  const label = Math.ceil(Math.min(natural, most));
  return { ...common, label, plot: { left: label + OVERHANG, right: width - numbers + OVERHANG } };
}

function placeGroup(group: DotGroup, context: Context): void {
  const { columns, placement } = context;
  const top = placeHeading(group, context);
  for (const row of group.rows) placeRow(row, context);
  placement.plot.bottom -= GAP.rows - 4;
  if (!columns.narrow) placement.bands.push({ top, bottom: placement.plot.bottom });
}

/** Returns the height of the hairline under the heading. */
function placeHeading(group: DotGroup, { chart, columns, sheet, placement }: Context): number {
  const first = placement.rules.length === 0;
  const top = placement.plot.bottom + (first ? 0 : GAP.groups);
  const width = !first ? sheet.width : columns.narrow ? sheet.width - 60 : columns.estimate - 24;
  const datum = group.headingDatum;
  const bound = (text: string) => (/\p{N}/u.test(text) ? { datum } : {});
  const block = { x: 0, width, line: LINE, anchor: 'left' as const };
  const text = toPlainText(group.heading);
  const lines = placeBlock({ ...block, text, top, style: HEADING }, sheet);
  const { explained = '' } = group;
  const after = sheet.measure(text, HEADING) + 4;
  const isBeside = lines.length === 1 && after + sheet.measure(explained, SUBLABEL) <= width;
  const more = isBeside ? { x: after, top, width: width - after + 1 } : { top: top + lines.length * LINE };
  const about = placeBlock({ ...block, ...more, text: explained, style: SUBLABEL }, sheet);
  lines.push(...about);
  placement.texts.push(
    ...lines.map((line) => ({ ...line, ...(about.includes(line) ? { datum } : bound(line.text)) })),
  );
  const last = Math.max(top + LINE - 4, ...lines.map(({ y }) => y));
  if (first) placeHeads(chart, last, { columns, sheet, placement });
  placement.rules.push(last + 6.5);
  placement.plot.bottom = last + 6.5 + GAP.heading;
  return last + 6.5;
}

function placeHeads(
  { unit, head }: DotChart,
  y: number,
  { columns, sheet, placement }: Pick<Context, 'columns' | 'sheet' | 'placement'>,
): void {
  const { estimate, beside, narrow } = columns;
  const put = (text: string, x: number) =>
    text !== '' && placement.texts.push({ text, x, y, anchor: 'right', style: ENTRY });
  put(head, beside);
  if (narrow) return;
  put(unit, estimate);
  put(EVIDENCE, sheet.width);
}

function placeRow(row: DotRow, context: Context): void {
  const { columns, sheet, placement } = context;
  putParting(row, GAP.rows, placement, sheet);
  const top = placement.plot.bottom;
  const under = columns.narrow ? sheet.width : columns.label;
  const { name, about, height } = placeLabel(row, { top, width: columns.label, under }, sheet);
  placement.texts.push(...name, ...about);
  const middle = top + height / 2;
  const baseline = columns.narrow ? top + LINE - 4 : middle + 3.5;
  placeNumbers(row, baseline, context);
  const y = columns.narrow ? Math.round(top + height + TRACK / 2) + 0.5 : middle;
  placement.rows.push({ row, y });
  placement.plot.bottom = top + height + GAP.rows;
  const place = { left: columns.evidence, right: sheet.width, y: columns.narrow ? y + 3.5 : baseline };
  putEvidence(row.evidence, place, placement);
  if (!columns.narrow) return;
  placement.bands.push({ top: y - TRACK / 2, bottom: y + TRACK / 2 });
  placement.tracks.push(y);
  placement.plot.bottom = y + TRACK / 2 + GAP.rows;
}

function placeNumbers(row: DotRow, y: number, { chart, columns, sheet, placement }: Context): void {
  const text = estimateOf(row, chart, columns.narrow);
  const style: TextStyle = { ...LABEL, fill: row.focus ? 'accent' : 'ink' };
  const x = columns.point - sheet.measure(splitAtPoint(text)[0], style);
  const { beside, datum } = row;
  placement.texts.push({ text, x, y, anchor: 'left', style, datum });
  const counted = /\d/.test(beside) ? datum : undefined;
  placement.texts.push({ text: beside, x: columns.beside, y, anchor: 'right', style: COUNT, datum: counted });
}

/** A mark with its interval. */
export interface DotRow extends Emphasis {
  label: string;
  /** Beside the label, or under it: regimen, setting. */
  sublabel: string;
  /** On the axis: per cent, 0 to 100, of a proportion or rate. */
  value: number;
  /** Ends of the whisker; absent when they are not known. */
  interval?: { low: number; high: number };
  /** The estimate as printed, e.g. "92.9%". */
  printed: string;
  /** In the column beside: "342/368", or "—" when not reported. */
  beside: string;
  evidence: Evidence;
  /** What the patients from here on are, where those above are others that they must not be compared with. */
  below?: string | undefined;
  /** Address of the finding that the row shows. */
  datum: string;
}

export interface DotGroup {
  /** Heading over the rows, e.g. "Test sensitivity 10⁻⁶"; empty for a single unnamed group. */
  heading: TextRun[];
  /** What the heading means, "one cell in a million". */
  explained?: string | undefined;
  /** Address of a finding that has the sensitivity or the time of the heading. */
  headingDatum?: string | undefined;
  rows: DotRow[];
}

/** Groups of dots on one axis, and the heads of the columns at the right. */
interface DotChart {
  groups: DotGroup[];
  /** Unit of the estimates: `%`, which is then left out beside each of them; empty where the headings give it. */
  unit: '%' | '';
  head: string;
  axis: NumberAxis;
  writeTick: (value: number, axis: NumberAxis) => string;
}

export interface ProportionsChart {
  kind: 'proportions';
  groups: DotGroup[];
}
