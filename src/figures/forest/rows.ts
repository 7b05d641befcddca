import type { PlacedGrade } from '../evidence.ts';
import { EVIDENCE, putEvidence } from '../evidence-column.ts';
import type { Sheet } from '../layout.ts';
import { placeBlock } from '../lines.ts';
import { type PlacedParting, putParting } from '../parting-line.ts';
import { type PlacedRows, splitAtPoint } from '../placed-rows.ts';
import { LABEL_LINE, placeLabel } from '../row-label.ts';
import type { PlacedText, TextStyle } from '../text.ts';
import type { ForestChart, ForestGroup, ForestRow } from './chart.ts';
import { COUNT, type Columns, ESTIMATE, HEAD, HEADING, SUBLABEL, toColumns } from './columns.ts';

const LINE = { head: 13.5, heading: 16 };
const GAP = { head: 6, rows: 7, groups: 11, heading: 3 };
/** Height of the strip under a label that holds its mark on a phone. */
const TRACK = 16;

export interface ForestLayout extends PlacedRows<ForestRow> {
  grades: PlacedGrade[];
  partings: PlacedParting[];
}

interface Context {
  chart: ForestChart;
  columns: Columns;
  sheet: Sheet;
  placement: ForestLayout;
}

export function placeForest(chart: ForestChart, sheet: Sheet): ForestLayout {
  const columns = toColumns(chart, sheet);
  const plot = { ...columns.plot, bottom: 0 };
  const placement: ForestLayout = {
    rows: [],
    texts: [],
    rules: [],
    bands: [],
    grades: [],
    partings: [],
    plot,
  };
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
  const { counts, estimate, evidence, narrow } = columns;
  const block = (text: string, x: number, anchor: PlacedText['anchor'], width: number) =>
    placeBlock({ text, x, top: 0, width, line: LINE.head, anchor, style: HEAD }, sheet);
  const heads = [
    ...(counts?.ends ?? []).map((end, i) => [
      ...block(chart.arms[i] as string, end, 'right', counts?.width ?? 0),
      ...block('events/N', end, 'right', counts?.width ?? 0),
    ]),
    block(chart.measure, estimate, 'left', (narrow ? sheet.width : evidence - 8) - estimate),
    narrow ? [] : block(EVIDENCE, sheet.width, 'right', sheet.width),
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
  for (const row of rows) placeRow({ ...row, plain: heading !== '' && !row.focus }, context);
}

function placeRow(row: ForestRow & { plain: boolean }, context: Context): void {
  const { columns, sheet, placement } = context;
  putParting(row, GAP.rows, placement, sheet);
  const top = placement.plot.bottom;
  const height = placeLabels(row, context);
  const middle = top + height / 2;
  const baseline = columns.narrow ? top + LABEL_LINE - 4 : middle + 3.5;
  placeNumbers(row, baseline, context);
  const y = columns.narrow ? Math.round(top + height + TRACK / 2) + 0.5 : Math.round(middle) + 0.5;
  placement.rows.push({ row, y });
  const place = { left: columns.evidence, right: sheet.width, y: columns.narrow ? y + 3.5 : baseline };
  putEvidence(row.evidence, place, placement);
  if (columns.narrow) placement.bands.push({ top: y - TRACK / 2, bottom: y + TRACK / 2 });
  placement.plot.bottom = top + height + (columns.narrow ? TRACK : 0) + GAP.rows;
}

/** Returns the height of the label's lines. */
function placeLabels(row: ForestRow & { plain: boolean }, { columns, sheet, placement }: Context): number {
  const { narrow, label: width } = columns;
  const top = placement.plot.bottom;
  const under = narrow ? sheet.width : width;
  const { name, about, height } = placeLabel(row, { top, width, under }, sheet);
  const bound = (text: string) => (/\p{N}/u.test(text) ? { datum: row.datum } : {});
  placement.texts.push(
    ...name.map((line) => ({ ...line, ...bound(row.label) })),
    ...about.map((line) => ({ ...line, ...bound(row.sublabel) })),
  );
  if (!narrow || !row.counts) return height;
  const told = `events/N ${row.counts[0]} against ${row.counts[1]}`;
  const block = { text: told, x: 0, top: top + height, width: sheet.width, line: LABEL_LINE };
  const lines = placeBlock({ ...block, anchor: 'left', style: SUBLABEL }, sheet);
  placement.texts.push(...lines.map((line) => ({ ...line, datum: row.datum })));
  return height + lines.length * LABEL_LINE;
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
