import type { Chart as ChartJs, Plugin } from 'chart.js';
import { placeBlock, widest } from '../axes.ts';
import { inPixels, type Layout, NARROW, type Sheet } from '../layout.ts';
import {
  type DotGroup,
  type DotRow,
  layOutDots,
  percentAxis,
  percentChart,
  writePercentTick,
} from '../proportions/layout.ts';
import { evidenceWidth, putEvidence } from '../rows.ts';
import { drawGrade, type PlacedGrade } from '../spec.ts';
import { type PlacedParting, putParting, strokePartings, strokeWhisker } from '../strokes.ts';
import { fillTexts, type PlacedText, type Role, SIZE, type TextStyle, toPlainText, wrap } from '../text.ts';

/** Px. A panel is narrow: larger marks would hide short whiskers. */
const RADIUS = 3;
const CAP = 4.5;

/** Panels side by side, each with dots and whiskers on the same axis of per cents; one under the other where there is no room. */
export function layOutProportionPanels(chart: ProportionPanelsChart, sheet: Sheet): Layout {
  const placement = placePanels(chart, sheet);
  if (!placement) return layOutDots(percentChart(groupsOf(chart), 'n/N'), sheet);
  const height = Math.ceil(placement.height);
  return inPixels(sheet, height, toDots(placement), furniture(placement, sheet));
}

function groupsOf({ headings, rows }: ProportionPanelsChart) {
  return headings.map((heading, i) => ({
    ...heading,
    rows: rows.flatMap(({ label, sublabel, cells }) => (cells[i] ? [{ ...cells[i], label, sublabel }] : [])),
  }));
}

function toDots({ cells }: PanelsLayout) {
  return {
    data: cells.map(({ cell, axis, y }) => ({ x: xIn(axis, cell.value), y })),
    clip: false as const,
    pointRadius: RADIUS,
    pointBorderWidth: 1.5,
    pointBorderColor: cells.map(toRole),
    pointBackgroundColor: cells.map((one) => (one.cell.hollow ? 'paper' : toRole(one))),
  };
}

function toRole({ cell }: PlacedCell): Role {
  return cell.focus ? 'accent' : 'mark';
}

function furniture(placement: PanelsLayout, { width }: Sheet): Plugin {
  return {
    id: 'proportion-panels',
    beforeDatasetsDraw(chart) {
      drawGrids(chart, placement);
      strokePartings(chart.ctx, placement.partings, width);
      for (const cell of placement.cells) drawWhisker(chart.ctx, cell);
    },
    afterDatasetsDraw({ ctx }) {
      for (const grade of placement.grades) drawGrade(ctx, grade);
      fillTexts(ctx, placement.texts);
    },
  };
}

function drawGrids({ ctx }: ChartJs, { grids, rules }: PanelsLayout): void {
  ctx.lineWidth = 1;
  ctx.strokeStyle = 'grid';
  ctx.beginPath();
  for (const { axis, top, bottom } of grids) {
    for (const tick of axis.ticks) {
      const x = Math.round(xIn(axis, tick)) + 0.5;
      ctx.moveTo(x, top);
      ctx.lineTo(x, bottom);
    }
  }
  ctx.stroke();
  ctx.strokeStyle = 'rule';
  ctx.beginPath();
  for (const { left, right, y } of rules) {
    ctx.moveTo(left, y);
    ctx.lineTo(right, y);
  }
  ctx.stroke();
}

function drawWhisker(ctx: CanvasRenderingContext2D, placed: PlacedCell): void {
  const { cell, axis, y } = placed;
  if (!cell.interval) return;
  const [low, high] = [xIn(axis, cell.interval.low), xIn(axis, cell.interval.high)];
  strokeWhisker(ctx, { low, high, y, cap: CAP, role: toRole(placed) });
}

const LABEL: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
const SUBLABEL: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const HEADING: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
const VALUE: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
const COUNT: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const TICK: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };

const LINE = { label: 15, sublabel: 13.5, heading: 15 };
/** Px: between panels, between rows, from a panel's edge to its axis, between rows of panels. */
const GAP = { panels: 20, rows: 9, inner: 8, bands: 18, numbers: 8, labels: 14 };
/** From the top of a row to the foot of its numbers, and to the middle of its mark. */
const ROW = { numbers: 11, mark: 22, height: 29 };
const LEAST = 104;

interface Span {
  left: number;
  right: number;
}

interface PlacedCell {
  cell: DotRow;
  y: number;
  /** The axis of its panel. */
  axis: Axis;
}

/** The whole figure. All in px. */
interface PanelsLayout {
  cells: PlacedCell[];
  texts: PlacedText[];
  /** Under headings. */
  rules: (Span & { y: number })[];
  /** Of each panel: what the lines of its axis cross. */
  grids: { axis: Axis; top: number; bottom: number }[];
  grades: PlacedGrade[];
  partings: PlacedParting[];
  height: number;
}

/** Positions of 0 and the last mark, and its marks in per cent: the ends and the middle. */
interface Axis extends Span {
  ticks: [number, number, number];
}

function xIn({ left, right, ticks }: Axis, percent: number): number {
  return left + ((right - left) * percent) / ticks[2];
}

function axisIn({ left, right }: Span, { rows }: ProportionPanelsChart): Axis {
  const { to } = percentAxis(rows.flatMap(({ cells }) => cells.flatMap((cell) => cell ?? [])));
  return { left: left + GAP.inner, right: right - GAP.inner, ticks: [0, to / 2, to] };
}

/** Undefined where less than two panels fit side by side, and on a phone where not all do or labels would break. */
function placePanels(chart: ProportionPanelsChart, sheet: Sheet): PanelsLayout | undefined {
  const { label, panel, across } = columnsOf(chart, sheet);
  if (across < Math.min(2, chart.headings.length)) return undefined;
  const placement: PanelsLayout = {
    cells: [],
    texts: [],
    rules: [],
    grids: [],
    grades: [],
    partings: [],
    height: 0,
  };
  for (let first = 0; first < chart.headings.length; first += across) {
    if (first > 0) placement.height += GAP.bands;
    const spans = chart.headings.slice(first, first + across).map((_, i) => {
      const left = label + GAP.labels + i * (panel + GAP.panels);
      return { left, right: left + panel };
    });
    placeBand(chart, { first, spans, label, sheet, placement });
  }
  return placement;
}

/** Widths of the labels and of a panel, and how many panels are side by side. */
function columnsOf({ headings, rows }: ProportionPanelsChart, sheet: Sheet) {
  const labels = Math.max(
    widest(
      rows.map((row) => row.label),
      LABEL,
      sheet,
    ),
    widest(
      rows.map((row) => row.sublabel),
      SUBLABEL,
      sheet,
    ),
  );
  const label = Math.ceil(Math.min(labels, sheet.width * 0.29));
  const cells = rows.flatMap((row) => row.cells.flatMap((cell) => cell ?? []));
  const numbers = cells.map(
    ({ printed, beside, evidence }) =>
      sheet.measure(printed, VALUE) +
      evidenceWidth([evidence], sheet, false) +
      sheet.measure(beside, COUNT) +
      2 * GAP.numbers,
  );
  const least = Math.max(LEAST, Math.ceil(Math.max(0, ...numbers)));
  const room = sheet.width - label - GAP.labels;
  const fitting = Math.floor((room + GAP.panels) / (least + GAP.panels));
  const bands = Math.ceil(headings.length / Math.max(1, fitting));
  const across = fitting < 1 ? 0 : Math.ceil(headings.length / bands);
  const panel = Math.floor((room + GAP.panels) / Math.max(1, across)) - GAP.panels;
  const isSqueezed = sheet.width < NARROW && (bands > 1 || labels > label);
  return { label, panel, across: isSqueezed ? 0 : across };
}

interface Band {
  /** Index of its first panel. */
  first: number;
  spans: Span[];
  label: number;
  sheet: Sheet;
  placement: PanelsLayout;
}

function placeBand(chart: ProportionPanelsChart, band: Band): void {
  const { first, spans, sheet, placement } = band;
  placeHeadings(chart, band);
  const top = placement.height;
  placement.height += GAP.rows - 2;
  const rows = chart.rows.filter(({ cells }) => spans.some((_, i) => cells[first + i]));
  for (const row of rows) {
    placeParting(row, band);
    const height = placeLabels(row, band);
    spans.forEach((span, i) => {
      placeCell(row.cells[first + i], span, { chart, sheet, placement });
    });
    placement.height += Math.max(height, ROW.height) + GAP.rows;
  }
  const bottom = placement.height - GAP.rows + 6;
  for (const { left, right } of spans) {
    const axis = axisIn({ left, right }, chart);
    placement.grids.push({ axis, top, bottom });
    for (const tick of axis.ticks) {
      const text = writePercentTick(tick, { to: axis.ticks[2] });
      const x = Math.min(xIn(axis, tick), sheet.width - sheet.measure(text, TICK) / 2);
      placement.texts.push({ text, x, y: bottom + 13, anchor: 'center', style: TICK, tick: true });
    }
  }
  placement.height = bottom + 18;
}

/** Where the cells of a row are of patients that must not be compared with those above. */
function placeParting({ cells }: PanelRow, { sheet, placement }: Band): void {
  const parted = cells.find((cell) => cell?.below !== undefined);
  if (!parted) return;
  const { texts, partings } = placement;
  const plot = { bottom: placement.height };
  putParting(parted, GAP.rows, { texts, partings, plot }, sheet);
  placement.height = plot.bottom;
}

/** Over one line, their last lines level. */
function placeHeadings({ headings }: ProportionPanelsChart, { first, spans, sheet, placement }: Band): void {
  const measure = (line: string) => sheet.measure(line, HEADING);
  const blocks = spans.map(({ left, right }, i) => {
    const text = toPlainText(headings[first + i]?.heading ?? []);
    return wrap(text, right - left, measure);
  });
  const most = Math.max(1, ...blocks.map(({ length }) => length));
  const foot = placement.height + most * LINE.heading;
  spans.forEach(({ left, right }, i) => {
    const lines = blocks[i] ?? [];
    lines.forEach((text, n) => {
      const y = foot - (lines.length - 1 - n) * LINE.heading - 4;
      const datum = /\p{N}/u.test(text) ? headings[first + i]?.headingDatum : undefined;
      placement.texts.push({ text, x: left, y, anchor: 'left', style: HEADING, datum, continued: n > 0 });
    });
    placement.rules.push({ left, right, y: foot + 3.5 });
  });
  placement.height = foot + 4;
}

/** Returns the height of the label's lines. */
function placeLabels(row: { label: string; sublabel: string }, { label, sheet, placement }: Band): number {
  const block = { x: 0, width: label, anchor: 'left' as const };
  const top = placement.height;
  const name = placeBlock({ ...block, text: row.label, top, line: LINE.label, style: LABEL }, sheet);
  const under = { text: row.sublabel, top: top + name.length * LINE.label, line: LINE.sublabel };
  const about = placeBlock({ ...block, ...under, style: SUBLABEL }, sheet);
  placement.texts.push(...name, ...about);
  return name.length * LINE.label + about.length * LINE.sublabel;
}

/** Numbers over the mark, which has the width of the panel to itself. */
function placeCell(
  cell: DotRow | undefined,
  span: Span,
  { chart, sheet, placement }: { chart: ProportionPanelsChart; sheet: Sheet; placement: PanelsLayout },
): void {
  const { left, right } = span;
  const { texts, cells, height } = placement;
  const y = height + ROW.numbers;
  if (!cell) {
    texts.push({ text: '—', x: left, y, anchor: 'left', style: COUNT });
    return;
  }
  const { printed, beside, datum, focus } = cell;
  const style: TextStyle = { ...VALUE, fill: focus ? 'accent' : 'ink' };
  texts.push({ text: printed, x: left, y, anchor: 'left', style, datum });
  const after = left + sheet.measure(printed, style) + GAP.numbers;
  const evidenceEnd = after + evidenceWidth([cell.evidence], sheet, false);
  putEvidence(cell.evidence, { left: after, right: evidenceEnd, y }, placement);
  const counted = /\d/.test(beside) ? datum : undefined;
  texts.push({ text: beside, x: right, y, anchor: 'right', style: COUNT, datum: counted });
  cells.push({ cell, y: height + ROW.mark, axis: axisIn(span, chart) });
}

export interface PanelRow {
  label: string;
  sublabel: string;
  /** One for each panel; undefined where nothing is reported. */
  cells: (DotRow | undefined)[];
}

/** Panels side by side with one axis and the same rows. */
export interface ProportionPanelsChart {
  kind: 'proportion-panels';
  headings: Omit<DotGroup, 'rows'>[];
  rows: PanelRow[];
}
