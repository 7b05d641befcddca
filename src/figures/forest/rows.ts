import type { Sheet } from '../layout.ts';
import { placeBlock } from '../lines.ts';
import { type PlacedRows, splitAtPoint } from '../placed-rows.ts';
import type { PlacedText, TextStyle } from '../text.ts';
import type { ForestChart, ForestGroup, ForestRow } from './chart.ts';
import { COUNT, type Columns, ESTIMATE, HEAD, HEADING, LABEL, SUBLABEL, toColumns } from './columns.ts';

const LINE = { head: 15, label: 17, sublabel: 15, heading: 18 };
const GAP = { head: 6, rows: 8, groups: 12, heading: 4 };
/** Height of the strip under a label that holds its mark on a phone. */
const TRACK = 18;

export type Placement = PlacedRows<ForestRow>;

interface Context {
  chart: ForestChart;
  columns: Columns;
  sheet: Sheet;
  placement: Placement;
}

export function placeForest(chart: ForestChart, sheet: Sheet): Placement {
  const columns = toColumns(chart, sheet);
  const plot = { ...columns.plot, bottom: 0 };
  const placement: Placement = { rows: [], texts: [], rules: [], bands: [], plot };
  const context = { chart, columns, sheet, placement };
  placeHead(context);
  for (const [index, group] of chart.groups.entries()) placeGroup(group, index === 0, context);
  placement.plot.bottom = Math.ceil(placement.plot.bottom - GAP.rows + 8);
  if (columns.narrow) placement.bands.push({ top: placement.plot.bottom - 8, bottom: placement.plot.bottom });
  else placement.bands.push({ top: placement.rules[0] as number, bottom: placement.plot.bottom });
  return placement;
}

/** Heads of columns, level at their feet. */
function placeHead({ chart, columns, sheet, placement }: Context): void {
  const { counts, estimate } = columns;
  const block = (text: string, x: number, anchor: PlacedText['anchor'], width: number) =>
    placeBlock({ text, x, top: 0, width, line: LINE.head, anchor, style: HEAD }, sheet);
  const heads = [
    ...(counts?.ends ?? []).map((end, i) => [
      ...block(chart.arms[i] as string, end, 'right', counts?.width ?? 0),
      ...block('events/N', end, 'right', counts?.width ?? 0),
    ]),
    block(chart.measure, estimate, 'left', sheet.width - estimate),
  ];
  const lines = Math.max(...heads.map((head) => head.length));
  for (const head of heads) {
    head.forEach((text, i) => {
      const y = (lines - head.length + i + 1) * LINE.head - 4;
      placement.texts.push({ ...text, y });
    });
  }
  const foot = lines * LINE.head + 2.5;
  placement.rules.push(foot);
  placement.plot.bottom = foot + GAP.head;
}

function placeGroup({ heading, rows }: ForestGroup, first: boolean, context: Context): void {
  const { placement, sheet } = context;
  if (!first) placement.plot.bottom += GAP.groups - GAP.rows;
  if (heading) {
    const lines = placeBlock(
      {
        text: heading,
        x: 0,
        top: placement.plot.bottom,
        width: context.columns.narrow ? sheet.width : placement.plot.left - 20,
        line: LINE.heading,
        anchor: 'left',
        style: HEADING,
      },
      sheet,
    );
    placement.texts.push(...lines);
    placement.plot.bottom += lines.length * LINE.heading + GAP.heading;
  }
  for (const row of rows) placeRow(row, context);
}

function placeRow(row: ForestRow, context: Context): void {
  const { columns, placement } = context;
  const top = placement.plot.bottom;
  const height = placeLabels(row, context);
  const middle = top + height / 2;
  placeNumbers(row, columns.narrow ? top + 13 : middle + 4.5, context);
  const y = columns.narrow ? Math.round(top + height + TRACK / 2) + 0.5 : Math.round(middle) + 0.5;
  placement.rows.push({ row, y });
  if (columns.narrow) placement.bands.push({ top: y - TRACK / 2, bottom: y + TRACK / 2 });
  placement.plot.bottom = top + height + (columns.narrow ? TRACK : 0) + GAP.rows;
}

/** Returns the height of the label's lines. */
function placeLabels(row: ForestRow, { columns, sheet, placement }: Context): number {
  let top = placement.plot.bottom;
  const place = (text: string, style: TextStyle, line: number, width: number, datum?: string) => {
    const lines = placeBlock({ text, x: 0, top, width, line, anchor: 'left', style }, sheet);
    placement.texts.push(...lines.map((one) => ({ ...one, datum })));
    top += lines.length * line;
  };
  const label: TextStyle = row.focus ? { ...LABEL, weight: 600 } : LABEL;
  const bound = (text: string) => (/\p{N}/u.test(text) ? row.datum : undefined);
  const under = columns.narrow ? sheet.width : columns.label;
  place(row.label, label, LINE.label, columns.label, bound(row.label));
  place(row.sublabel, SUBLABEL, LINE.sublabel, under, bound(row.sublabel));
  if (columns.narrow && row.counts) {
    const told = `events/N ${row.counts[0]} against ${row.counts[1]}`;
    place(told, SUBLABEL, LINE.sublabel, sheet.width, row.datum);
  }
  return top - placement.plot.bottom;
}

function placeNumbers(row: ForestRow, y: number, { columns, sheet, placement }: Context): void {
  const { datum, counts, printed } = row;
  const style: TextStyle = { ...ESTIMATE, fill: row.focus ? 'accent' : 'ink' };
  const x = columns.point - sheet.measure(splitAtPoint(printed)[0], style);
  placement.texts.push({ text: printed, x, y, anchor: 'left', style, datum });
  columns.counts?.ends.forEach((x, i) => {
    const text = counts?.[i] ?? '—';
    placement.texts.push({
      text,
      x,
      y,
      anchor: 'right',
      style: COUNT,
      ...(counts && { datum }),
    });
  });
}
