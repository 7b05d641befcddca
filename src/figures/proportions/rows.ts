import type { PlacedGrade } from '../evidence.ts';
import { ENTRY, EVIDENCE, evidenceWidth, putEvidence } from '../evidence-column.ts';
import { NARROW, type Sheet } from '../layout.ts';
import { placeBlock, widest } from '../lines.ts';
import { type PlacedParting, putParting } from '../parting-line.ts';
import { type PlacedRows, splitAtPoint } from '../placed-rows.ts';
import { LABEL_LINE as LINE, labelWidth, placeLabel } from '../row-label.ts';
import { SIZE, type TextStyle, toPlainText } from '../text.ts';
import type { DotChart, DotGroup, DotRow } from './chart.ts';

const LABEL: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
const SUBLABEL: TextStyle = { size: SIZE.label, weight: 400, fill: 'muted' };
const HEADING: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
const COUNT: TextStyle = { size: SIZE.label, weight: 400, fill: 'muted' };

const GAP = { columns: 14, beside: 7, rows: 8, groups: 14, heading: 7 };
/** Room beside the axis for half a mark at its ends. */
const OVERHANG = 16;
/** Narrowest plot that a reader can tell intervals apart in, and the most of the sheet that labels take. */
const LEAST_PLOT = 205;
const MOST_LABEL = 0.48;
/** Height of the strip under a label that holds its mark on a phone. */
const TRACK = 12;

export interface ProportionsLayout extends PlacedRows<DotRow> {
  /** Heights of a line along the axis under a mark that has no neighbours to be read against. */
  tracks: number[];
  grades: PlacedGrade[];
  partings: PlacedParting[];
}

interface Columns {
  narrow: boolean;
  label: number;
  /** Where the estimates' decimal points stand, and the right ends of the estimates and of what is beside them. */
  point: number;
  estimate: number;
  beside: number;
  /** Left end of the evidence. */
  evidence: number;
  plot: { left: number; right: number };
}

export function placeProportions(chart: DotChart, sheet: Sheet): ProportionsLayout {
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
