import { NARROW, type Sheet } from '../layout.ts';
import { placeBlock, widest } from '../lines.ts';
import { type PlacedRows, splitAtPoint } from '../placed-rows.ts';
import { type TextStyle, toPlainText, wrap } from '../text.ts';
import type { DotChart, DotGroup, DotRow } from './chart.ts';

const LABEL: TextStyle = { size: 14, weight: 600, fill: 'ink' };
const SUBLABEL: TextStyle = { size: 12.5, weight: 400, fill: 'muted' };
const HEADING: TextStyle = { size: 13, weight: 600, fill: 'accent' };
const COUNT: TextStyle = { size: 13, weight: 400, fill: 'muted' };

const LINE = { label: 17, sublabel: 16 };
const GAP = { columns: 14, rows: 11, groups: 16, heading: 9 };
/** Room beside the axis for half a mark at its ends. */
const OVERHANG = 20;
/** Height of the strip under a label that holds its mark on a phone. */
const TRACK = 14;

export interface Placement extends PlacedRows<DotRow> {
  /** Heights of a line along the axis under a mark that has no neighbours to be read against. */
  tracks: number[];
}

interface Columns {
  narrow: boolean;
  label: number;
  /** Where the estimates' decimal points stand. */
  point: number;
  plot: { left: number; right: number };
}

export function placeProportions(chart: DotChart, sheet: Sheet): Placement {
  const columns = toColumns(chart, sheet);
  const placement: Placement = {
    rows: [],
    texts: [],
    rules: [],
    bands: [],
    tracks: [],
    plot: { ...columns.plot, bottom: 0 },
  };
  for (const group of chart.groups) placeGroup(group, { head: chart.head, columns, sheet, placement });
  return placement;
}

interface Context {
  head: string;
  columns: Columns;
  sheet: Sheet;
  placement: Placement;
}

function toColumns({ groups, head }: DotChart, sheet: Sheet): Columns {
  const { width } = sheet;
  const rows = groups.flatMap((group) => group.rows);
  const widestOf = (textOf: (row: DotRow) => string, style: TextStyle) =>
    widest(rows.map(textOf), style, sheet);
  const beside = Math.max(
    widest([head], COUNT, sheet),
    widestOf((row) => row.beside, COUNT),
  );
  const whole = widestOf(({ printed }) => splitAtPoint(printed)[0], LABEL);
  const fraction = widestOf(({ printed }) => splitAtPoint(printed)[1], LABEL);
  const point = width - beside - GAP.columns - fraction;
  const numbers = point - whole - GAP.columns;
  if (width < NARROW) return { narrow: true, label: numbers, point, plot: { left: 8, right: OVERHANG } };
  const natural = Math.max(
    widestOf((row) => row.label, LABEL),
    widestOf((row) => row.sublabel, SUBLABEL),
  );
  const label = Math.ceil(Math.min(natural, width * 0.37));
  const right = width - numbers + OVERHANG;
  return { narrow: false, label, point, plot: { left: label + OVERHANG, right } };
}

function placeGroup(group: DotGroup, context: Context): void {
  const { columns, placement } = context;
  const top = placeHeading(group, context);
  for (const row of group.rows) placeRow(row, context);
  placement.plot.bottom -= GAP.rows - 6;
  if (!columns.narrow) placement.bands.push({ top, bottom: placement.plot.bottom });
}

/** Returns the height of the hairline under the heading. */
function placeHeading(group: DotGroup, { head, sheet, placement }: Context): number {
  const first = placement.rules.length === 0;
  const baseline = placement.plot.bottom + (first ? 13 : GAP.groups + 13);
  const text = toPlainText(group.heading);
  const room = sheet.width - (first ? 60 : 0);
  const lines = wrap(text, room, (line) => sheet.measure(line, HEADING));
  lines.forEach((line, i) => {
    const y = baseline + i * LINE.label;
    const datum = /\p{N}/u.test(line) ? group.headingDatum : undefined;
    placement.texts.push({ text: line, x: 0, y, anchor: 'left', style: HEADING, datum, continued: i > 0 });
  });
  const last = baseline + Math.max(0, lines.length - 1) * LINE.label;
  if (first) {
    const style = { ...COUNT, size: 12 };
    placement.texts.push({ text: head, x: sheet.width, y: last, anchor: 'right', style });
  }
  placement.rules.push(last + 7.5);
  placement.plot.bottom = last + 7.5 + GAP.heading;
  return last + 7.5;
}

function placeRow(row: DotRow, context: Context): void {
  const { columns, placement } = context;
  const top = placement.plot.bottom;
  const height = placeLabels(row, context);
  const middle = top + height / 2;
  placeNumbers(row, columns.narrow ? top + 13 : middle + 4.5, context);
  const y = columns.narrow ? Math.round(top + height + TRACK / 2) + 3.5 : middle;
  placement.rows.push({ row, y });
  placement.plot.bottom = top + height + GAP.rows;
  if (!columns.narrow) return;
  placement.bands.push({ top: y - TRACK / 2, bottom: y + TRACK / 2 });
  placement.tracks.push(y);
  placement.plot.bottom = y + TRACK / 2 + GAP.rows;
}

/** Returns the height of the label's lines. */
function placeLabels(row: DotRow, { columns, sheet, placement }: Context): number {
  let top = placement.plot.bottom;
  const place = (text: string, style: TextStyle, line: number, width: number) => {
    const lines = placeBlock({ text, x: 0, top, width, line, anchor: 'left', style }, sheet);
    placement.texts.push(...lines);
    top += lines.length * line;
  };
  place(row.label, LABEL, LINE.label, columns.label);
  place(row.sublabel, SUBLABEL, LINE.sublabel, columns.narrow ? sheet.width : columns.label);
  return top - placement.plot.bottom;
}

function placeNumbers(row: DotRow, y: number, { columns, sheet, placement }: Context): void {
  const [whole] = splitAtPoint(row.printed);
  const style: TextStyle = { ...LABEL, fill: row.focus ? 'accent' : 'ink' };
  const x = columns.point - sheet.measure(whole, style);
  const { printed, beside, datum } = row;
  placement.texts.push({ text: printed, x, y, anchor: 'left', style, datum });
  const counted = /\d/.test(beside) ? datum : undefined;
  placement.texts.push({ text: beside, x: sheet.width, y, anchor: 'right', style: COUNT, datum: counted });
}
