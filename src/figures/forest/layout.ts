import type { Chart as ChartJs, Plugin, Scale } from 'chart.js';
import { numberAxis, placeBlock, widest, writeTick } from '../axes.ts';
import { HIDDEN_AXIS, type Layout, NARROW, type Sheet } from '../layout.ts';
import {
  EVIDENCE,
  evidenceWidth,
  LABEL_LINE,
  labelWidth,
  type PlacedRow,
  type PlacedRows,
  placeLabel,
  putEvidence,
  splitAtPoint,
} from '../rows.ts';
import { drawGrade, type Evidence, type PlacedGrade } from '../spec.ts';
import { type Emphasis, type PlacedParting, putParting, strokePartings, strokeRules } from '../strokes.ts';
import { fillTexts, type PlacedText, type Role, SIZE, type TextStyle } from '../text.ts';
import { endOf, sidesOf } from './weight.ts';

const ARROW = { length: 34, head: 4 };
/** Side of the dot of an estimate whose precision is not known, px. */
const DOT = 6;
const DASHES = [4, 3];

/** Squares whose area shows their precision, with intervals, on an axis with a line of no effect. */
export function layOutForest(chart: ForestChart, sheet: Sheet): Layout {
  const placement = placeForest(chart, sheet);
  const axis = forestAxis({ scale: chart.scale, rows: placement.rows.map(({ row }) => row) });
  const { left, right, bottom } = placement.plot;
  const under = placeUnder(chart, { axis, plot: placement.plot, sheet });
  return {
    height: under.height,
    config: {
      type: 'scatter',
      data: { datasets: [toSquares(placement.rows, chart.scale)] },
      options: {
        layout: {
          autoPadding: false,
          padding: { left, right: sheet.width - right, bottom: under.height - bottom },
        },
        scales: {
          x: {
            ...HIDDEN_AXIS,
            type: chart.scale === 'ratio' ? 'logarithmic' : 'linear',
            min: axis.min,
            max: axis.max,
            bounds: 'data',
          },
          y: { ...HIDDEN_AXIS, min: 0, max: bottom, reverse: true },
        },
      },
      plugins: [furniture({ placement, axis, under, sheet })],
    },
  };
}

function toSquares(rows: readonly PlacedRow<ForestRow>[], scale: ForestChart['scale']) {
  const sides = sidesOf(
    rows.map(({ row }) => row),
    scale,
  );
  return {
    data: rows.map(({ row, y }) => ({ x: row.estimate, y })),
    clip: false as const,
    pointStyle: sides.map((side) => (side ? ('rect' as const) : ('circle' as const))),
    // chart.js gives a square of this “radius” a side of √2 times as much.
    pointRadius: sides.map((side) => (side ? side.side / Math.SQRT2 : DOT / 2)),
    pointBorderWidth: rows.map(({ row }) => (row.hollow ? 1.75 : 0)),
    pointBorderColor: rows.map(({ row }) => toRole(row)),
    pointBackgroundColor: rows.map(({ row }) => (row.hollow ? 'paper' : toRole(row))),
  };
}

function toRole(row: ForestRow): Role {
  return row.focus ? 'accent' : 'mark';
}

interface Parts {
  placement: ForestLayout;
  axis: ForestAxis;
  under: Under;
  sheet: Sheet;
}

function furniture({ placement, axis, under, sheet }: Parts): Plugin {
  return {
    id: 'forest',
    beforeDatasetsDraw(chart) {
      const ticks = placeTicks(axis, placement.plot, sheet);
      drawGrid(chart, { placement, ticks, none: axis.none });
      strokeRules(chart.ctx, placement.rules, sheet.width);
      strokePartings(chart.ctx, placement.partings, sheet.width);
      drawMargins(chart, placement);
      if (under.arrows !== undefined) drawArrows(chart, under.arrows, axis.none);
      for (const placed of placement.rows) drawInterval(chart, placed, axis);
      fillTexts(chart.ctx, [...ticks, ...under.texts]);
    },
    afterDatasetsDraw({ ctx }) {
      for (const grade of placement.grades) drawGrade(ctx, grade);
      fillTexts(ctx, placement.texts);
    },
  };
}

function drawGrid(
  { ctx, scales, chartArea }: ChartJs,
  { placement, ticks, none }: { placement: ForestLayout; ticks: PlacedText[]; none: number },
): void {
  for (const { text, x } of ticks) {
    ctx.strokeStyle = text === String(none) ? 'ink' : 'grid';
    ctx.lineWidth = 1;
    ctx.beginPath();
    for (const { top, bottom } of placement.bands) {
      ctx.moveTo(Math.round(x) + 0.5, top);
      ctx.lineTo(Math.round(x) + 0.5, bottom);
    }
    ctx.stroke();
  }
  const axis = scales.x as Scale;
  ctx.strokeStyle = 'rule';
  ctx.beginPath();
  ctx.moveTo(axis.left, chartArea.bottom + 0.5);
  ctx.lineTo(axis.right, chartArea.bottom + 0.5);
  ctx.stroke();
}

/** A dashed line at each margin, as far down as it belongs to the rows. */
function drawMargins({ ctx, scales }: ChartJs, { rows, bands, plot }: ForestLayout): void {
  const scale = scales.x as Scale;
  ctx.strokeStyle = 'muted';
  ctx.lineWidth = 1.25;
  ctx.setLineDash(DASHES);
  rows.forEach(({ row, y }, i) => {
    const [before, after] = [rows[i - 1]?.y, rows[i + 1]?.y];
    const band = bands.find((one) => one.top < y && y < one.bottom);
    const top = Math.max(band?.top ?? 0, before === undefined ? y - 12 : (before + y) / 2);
    const bottom = Math.min(band?.bottom ?? plot.bottom, after === undefined ? plot.bottom : (y + after) / 2);
    for (const margin of row.margins ?? []) {
      const x = scale.getPixelForValue(margin);
      ctx.beginPath();
      ctx.moveTo(x, top);
      ctx.lineTo(x, bottom);
      ctx.stroke();
    }
  });
  ctx.setLineDash([]);
}

/** From the line of no effect to both sides, over the favours labels. */
function drawArrows({ ctx, scales }: ChartJs, y: number, none: number): void {
  const middle = (scales.x as Scale).getPixelForValue(none);
  ctx.strokeStyle = 'ink';
  ctx.lineWidth = 1;
  for (const way of [-1, 1]) {
    const [from, to] = [middle + way * 8, middle + way * (8 + ARROW.length)];
    ctx.beginPath();
    ctx.moveTo(from, y);
    ctx.lineTo(to, y);
    ctx.moveTo(to - way * ARROW.head, y - ARROW.head + 1);
    ctx.lineTo(to, y);
    ctx.lineTo(to - way * ARROW.head, y + ARROW.head - 1);
    ctx.stroke();
  }
}

/**
 * A line from limit to limit. Where a limit lies beyond the axis it ends in an arrow; where there is no limit on
 * a side, in an open arrow; where a limit is not reported, nothing is drawn on its side.
 */
function drawInterval({ ctx, scales }: ChartJs, { row, y }: PlacedRow<ForestRow>, axis: ForestAxis): void {
  if (!row.interval) return;
  const scale = scales.x as Scale;
  const ends = [endOf(row.interval.low, axis.min, -1), endOf(row.interval.high, axis.max, 1)] as const;
  const [left, right] = ends.map((end) => scale.getPixelForValue(end ? end.at : row.estimate)) as [
    number,
    number,
  ];
  ctx.strokeStyle = toRole(row);
  ctx.fillStyle = 'paper';
  ctx.lineWidth = 1.75;
  ctx.beginPath();
  ctx.moveTo(left, y);
  ctx.lineTo(right, y);
  if (ends[0]?.head === 'beyond') addHead(ctx, left, y, -1);
  if (ends[1]?.head === 'beyond') addHead(ctx, right, y, 1);
  ctx.stroke();
  if (ends[0]?.head === 'open') drawOpenHead(ctx, left, y, -1);
  if (ends[1]?.head === 'open') drawOpenHead(ctx, right, y, 1);
}

function addHead(ctx: CanvasRenderingContext2D, x: number, y: number, way: number): void {
  ctx.moveTo(x - way * 5, y - 4);
  ctx.lineTo(x, y);
  ctx.lineTo(x - way * 5, y + 4);
}

function drawOpenHead(ctx: CanvasRenderingContext2D, x: number, y: number, way: number): void {
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  ctx.moveTo(x - way * 7, y - 4);
  ctx.lineTo(x, y);
  ctx.lineTo(x - way * 7, y + 4);
  ctx.closePath();
  ctx.fill();
  ctx.stroke();
}

type ScaleKind = ForestChart['scale'];

/** Ends of the axis and what is marked on it. */
interface ForestAxis {
  min: number;
  max: number;
  /** The line of no effect. */
  none: 0 | 1;
  /** What may be marked on it, the densest set first; each begins with no effect. */
  ticks: number[][];
}

/** What the axis is made for. */
interface Spread {
  scale: ScaleKind;
  rows: readonly Pick<ForestRow, 'estimate' | 'interval' | 'margins'>[];
}

const ends = [1, 1.5, 2, 3, 4, 5, 6, 8];
/** Digits that are marked in every power of ten, the densest set first. */
const densities = [[1, 2, 5], [1, 3], [1]];
/** Digits for an axis of less than a power of ten. */
const fine = { within: 4, digits: [1, 1.2, 1.5, 2, 3, 4, 5, 6, 7, 8, 9] };
/** Steps of a linear axis, the densest set first. */
const steps = [8, 6, 4, 2];
/** The least part of the axis that the narrowest interval is to take: below it intervals are hard to read. */
const leastShare = 1 / 12;
/** How far beyond the outermost ratio the axis follows an interval that would dwarf the others, as a factor. */
const reach = 4;
/** The least room on both sides of the line of no effect: a factor for ratios, a part of the span for differences. */
const room = { ratio: 1.25, difference: 0.06 };

/**
 * An axis that shows the line of no effect, every estimate and every margin; every interval too, unless that
 * would make the narrowest one unreadable: then an arrow says that an interval goes on.
 */
export function forestAxis(spread: Spread): ForestAxis {
  const { scale, rows } = spread;
  const [to, from] = scale === 'ratio' ? [Math.log, Math.exp] : [same, same];
  const none = scale === 'ratio' ? 1 : 0;
  const core = [none, ...rows.flatMap(({ estimate, margins = [] }) => [estimate, ...margins])].map(to);
  const limits = rows.flatMap(({ interval }) =>
    [interval?.low, interval?.high].filter((limit) => isOn(scale, limit)).map((limit) => to(limit)),
  );
  const [low, high] = heldEnds({ core, limits, narrowest: narrowestOf(spread, to), scale });
  return scale === 'ratio' ? logAxis(from(low), from(high)) : linearAxis(low, high);
}

function same(value: number): number {
  return value;
}

function isOn(scale: ScaleKind, limit: unknown): limit is number {
  return typeof limit === 'number' && (scale === 'difference' || limit > 0);
}

/** Width of the narrowest interval on the axis; undefined where none has both limits. */
function narrowestOf({ scale, rows }: Spread, to: (value: number) => number): number | undefined {
  const widths = rows.flatMap(({ interval }) =>
    isOn(scale, interval?.low) && isOn(scale, interval?.high) && interval.high > interval.low
      ? [to(interval.high) - to(interval.low)]
      : [],
  );
  return widths.length > 0 ? Math.min(...widths) : undefined;
}

interface Held {
  core: number[];
  limits: number[];
  narrowest: number | undefined;
  scale: ScaleKind;
}

function heldEnds({ core, limits, narrowest, scale }: Held): [number, number] {
  const [least, most] = [Math.min(...core), Math.max(...core)];
  const [low, high] = [Math.min(least, ...limits), Math.max(most, ...limits)];
  if (narrowest === undefined || narrowest >= (high - low) * leastShare) return [low, high];
  const beyond = Math.max(2 * narrowest, scale === 'ratio' ? Math.log(reach) : most - least);
  return [Math.max(low, least - beyond), Math.min(high, most + beyond)];
}

function logAxis(low: number, high: number): ForestAxis {
  const min = snapDown(Math.min(low, 1 / room.ratio));
  const max = snapUp(Math.max(high, room.ratio));
  const sets = max / min <= fine.within ? [fine.digits, ...densities] : densities;
  const ticks = sets.map((digits) => [...new Set([1, ...multiples(digits, min, max)])]);
  return { min, max, none: 1, ticks };
}

function linearAxis(low: number, high: number): ForestAxis {
  const span = high - low || 1;
  const [from, to] = [low - span * room.difference, high + span * room.difference];
  const { from: min, to: max } = numberAxis(from, to, steps[0] as number);
  const ticks = steps.map((count) => {
    const marks = numberAxis(min, max, count).ticks.filter((tick) => tick >= min && tick <= max);
    return [...new Set([0, ...marks])];
  });
  return { min, max, none: 0, ticks };
}

/** A rounding error must not push the end past a value that equals it. */
const slack = 1e-9;

function snapDown(value: number): number {
  return multiples(ends, value / 10, value * (1 + slack)).at(-1) ?? value;
}

function snapUp(value: number): number {
  return multiples(ends, value * (1 - slack), value * 10)[0] ?? value;
}

/** Multiples of powers of ten from `low` to `high`, in order. */
function multiples(digits: readonly number[], low: number, high: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.floor(Math.log10(high))];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
    .filter((value) => value >= low && value <= high);
}

const SUBLABEL: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const HEADING: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
const HEAD: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const COUNT: TextStyle = { size: SIZE.label, weight: 400, fill: 'muted' };
const TICK: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const ESTIMATE: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };

const GAP = 12;
/** Room beside the axis for half a mark or an arrow at its end. */
const OVERHANG = 10;
/** Narrowest plot in which readers can distinguish intervals. */
const LEAST_PLOT = 190;

/** A longer head of the estimates breaks into lines, px. */
const WIDEST_HEAD = 130;

/** Positions of the columns, px. */
interface Columns {
  narrow: boolean;
  /** Width for labels. */
  label: number;
  /** Left end of the evidence. */
  evidence: number;
  /** Right ends of the two columns of events, and how wide a head may be; none on a phone. */
  counts?: { ends: [number, number]; width: number };
  plot: { left: number; right: number };
  /** Left end of the estimates, and position of their decimal points. */
  estimate: number;
  point: number;
}

function toColumns(chart: ForestChart, sheet: Sheet): Columns {
  const rows = chart.groups.flatMap((group) => group.rows);
  const { width } = sheet;
  const printed = rows.map((row) => splitAtPoint(row.printed));
  const [whole, rest] = [0, 1].map((side) =>
    widest(
      printed.map((parts) => parts[side] as string),
      ESTIMATE,
      sheet,
    ),
  ) as [number, number];
  const head = Math.min(WIDEST_HEAD, widest([chart.measure], HEAD, sheet));
  const narrow = width < NARROW;
  const all = rows.map((row) => row.evidence);
  const evidence = width - evidenceWidth(all, sheet, !narrow);
  const end = narrow ? width : evidence - GAP;
  const estimate = Math.floor(end - Math.max(head, whole + rest));
  const point = estimate + whole;
  if (narrow) {
    const overhang = Math.max(OVERHANG, endWidth(chart, sheet) / 2);
    const plot = { left: overhang, right: evidence - GAP - OVERHANG };
    return { narrow: true, label: estimate - GAP, evidence, estimate, point, plot };
  }
  const natural = Math.max(...rows.map((row) => labelWidth(row, sheet)));
  const count = countWidth(chart, sheet);
  const right = estimate - GAP - OVERHANG;
  const taken = count === 0 ? 0 : 2 * (count + GAP);
  const label = Math.ceil(Math.min(natural, right - LEAST_PLOT - OVERHANG - taken));
  return {
    narrow: false,
    label,
    evidence,
    ...(count > 0 && {
      counts: { ends: [label + GAP + count, label + 2 * (GAP + count)] as [number, number], width: count },
    }),
    plot: { left: label + taken + GAP + OVERHANG, right },
    estimate,
    point,
  };
}

/** Width of the wider number at an end of the axis, px. */
function endWidth({ scale, groups }: ForestChart, sheet: Sheet): number {
  const { min, max } = forestAxis({ scale, rows: groups.flatMap(({ rows }) => rows) });
  return Math.ceil(widest([min, max].map(writeTick), TICK, sheet));
}

/** As wide as its numbers, or as the arm's name as far as that is short; 0 when no events are known. */
function countWidth({ arms, groups }: ForestChart, sheet: Sheet): number {
  const counts = groups.flatMap(({ rows }) => rows.flatMap((row) => row.counts ?? []));
  if (counts.length === 0) return 0;
  const heads = Math.min(72, widest([...arms, 'events/N'], HEAD, sheet));
  return Math.ceil(Math.max(widest(counts, COUNT, sheet), heads));
}

const ROW_LINE = { head: 13.5, heading: 16 };
const ROW_GAP = { head: 6, rows: 7, groups: 11, heading: 3 };
/** Height of the strip under a label for its mark on a phone. */
const TRACK = 16;

interface ForestLayout extends PlacedRows<ForestRow> {
  grades: PlacedGrade[];
  partings: PlacedParting[];
}

interface Context {
  chart: ForestChart;
  columns: Columns;
  sheet: Sheet;
  placement: ForestLayout;
}

function placeForest(chart: ForestChart, sheet: Sheet): ForestLayout {
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
  placement.plot.bottom = Math.ceil(placement.plot.bottom - ROW_GAP.rows + 8);
  if (columns.narrow) placement.bands.push({ top: placement.plot.bottom - 8, bottom: placement.plot.bottom });
  else placement.bands.push({ top: placement.rules[0] as number, bottom: placement.plot.bottom });
  return placement;
}

/** Heads of columns, level at their feet. */
function placeHead({ chart, columns, sheet, placement }: Context): void {
  const { counts, estimate, evidence, narrow } = columns;
  const block = (text: string, x: number, anchor: PlacedText['anchor'], width: number) =>
    placeBlock({ text, x, top: 0, width, line: ROW_LINE.head, anchor, style: HEAD }, sheet);
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
      const y = (lines - head.length + i + 1) * ROW_LINE.head - 4;
      placement.texts.push({ ...text, y });
    });
  }
  const foot = lines * ROW_LINE.head + 2.5;
  placement.rules.push(foot);
  placement.plot.bottom = foot + ROW_GAP.head;
}

function placeGroup({ heading, rows }: ForestGroup, first: boolean, context: Context): void {
  const { placement, sheet } = context;
  if (!first) placement.plot.bottom += ROW_GAP.groups - ROW_GAP.rows;
  if (heading) {
    const lines = placeBlock(
      {
        text: heading,
        x: 0,
        top: placement.plot.bottom,
        width: context.columns.narrow ? sheet.width : placement.plot.left - 20,
        line: ROW_LINE.heading,
        anchor: 'left',
        style: HEADING,
      },
      sheet,
    );
    placement.texts.push(...lines);
    placement.plot.bottom += lines.length * ROW_LINE.heading + ROW_GAP.heading;
  }
  for (const row of rows) placeRow({ ...row, plain: heading !== '' && !row.focus }, context);
}

function placeRow(row: ForestRow & { plain: boolean }, context: Context): void {
  const { columns, sheet, placement } = context;
  putParting(row, ROW_GAP.rows, placement, sheet);
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
  placement.plot.bottom = top + height + (columns.narrow ? TRACK : 0) + ROW_GAP.rows;
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

const MARGIN: TextStyle = { size: SIZE.small, weight: 400, fill: 'ink' };
const FAVOURS: TextStyle = { size: SIZE.label, weight: 400, fill: 'ink' };
/** From the axis down: feet of the ticks’ numbers, top of the margins’ labels. Px. */
const UNDER = { tick: 14, margins: 17 };
/** From the last of these down: the arrows, and the top of the favours labels. Px. */
const FAVOUR = { arrow: 10, label: 14 };
const LINE = 15;
/** Between two labels of one line, px. */
const APART = 12;

interface Plot {
  axis: ForestAxis;
  plot: ForestLayout['plot'];
  sheet: Sheet;
}

/** What lies under the axis beside its ticks. All in px. */
interface Under {
  texts: PlacedText[];
  /** Height of the arrows over the favours labels. */
  arrows?: number;
  height: number;
}

function placeUnder(chart: ForestChart, place: Plot): Under {
  const margins = placeMargins(chart, place);
  const foot = Math.max(place.plot.bottom + UNDER.tick, ...margins.map(({ y }) => y));
  const favours = chart.favours ? placeFavours(chart.favours, foot + FAVOUR.label, place) : [];
  const texts = [...margins, ...favours];
  return {
    texts,
    ...(favours.length > 0 && { arrows: foot + FAVOUR.arrow }),
    height: Math.ceil(Math.max(foot, ...texts.map(({ y }) => y)) + 6),
  };
}

/** Where a value lies on the axis, px. */
function at(value: number, { axis: { min, max, none }, plot: { left, right } }: Plot): number {
  const to = (one: number) => (none === 1 ? Math.log(one) : one);
  return left + ((right - left) * (to(value) - to(min))) / (to(max) - to(min));
}

/** Each margin’s label under its line, on a line of its own where it would meet another. */
function placeMargins({ margins }: ForestChart, place: Plot): PlacedText[] {
  const placed: PlacedText[] = [];
  let [top, taken] = [place.plot.bottom + UNDER.margins, Number.NEGATIVE_INFINITY];
  for (const { label, value, datum } of margins.toSorted((a, b) => a.value - b.value)) {
    const width = Math.min(place.sheet.width, place.sheet.measure(label, MARGIN) + 1);
    const x = Math.max(width / 2, Math.min(at(value, place), place.sheet.width - width / 2));
    if (x - width / 2 < taken) top = (placed.at(-1)?.y ?? top) + 4;
    const block = { text: label, x, top, width, line: LINE, anchor: 'center' as const, style: MARGIN };
    const lines = placeBlock(block, place.sheet);
    placed.push(...lines.map((line) => ({ ...line, datum })));
    taken = x + width / 2 + APART;
  }
  return placed;
}

/** Each side's label beside the line of no effect, over as many lines as it needs. */
function placeFavours(favours: [string, string], top: number, plot: Plot): PlacedText[] {
  const { sheet, axis } = plot;
  const middle = at(axis.none, plot);
  const place = (text: string, x: number, anchor: 'left' | 'right', width: number) =>
    placeBlock({ text, x, top, width, line: LINE, anchor, style: FAVOURS }, sheet);
  return [
    ...place(favours[0], middle - 8, 'right', middle - 8),
    ...place(favours[1], middle + 8, 'left', sheet.width - middle - 8),
  ];
}

/** The densest set of ticks without overlap; otherwise those of the sparsest set that fit, and the ends if there is room. */
function placeTicks(axis: ForestAxis, plot: ForestLayout['plot'], sheet: Sheet): PlacedText[] {
  const { ticks, min, max } = axis;
  const toTick = (value: number): PlacedText => ({
    text: writeTick(value),
    x: at(value, { axis, plot, sheet }),
    y: plot.bottom + UNDER.tick,
    anchor: 'center',
    style: TICK,
    tick: true,
  });
  const sets = ticks.map((set) => apart(set.map(toTick), sheet.measure));
  const chosen = sets.find((kept, i) => kept.length === ticks[i]?.length) ?? sets.at(-1) ?? [];
  const ends = [min, max].map(toTick).filter((end) => chosen.every(({ text }) => text !== end.text));
  return apart([...chosen, ...ends], sheet.measure);
}

/** Those that keep off all before them. */
function apart(texts: readonly PlacedText[], measure: Sheet['measure']): PlacedText[] {
  const kept: PlacedText[] = [];
  const half = ({ text }: PlacedText) => measure(text, TICK) / 2 + 4;
  for (const text of texts)
    if (kept.every((other) => Math.abs(other.x - text.x) >= half(text) + half(other))) kept.push(text);
  return kept;
}

/** Where an interval ends on one side. */
export type Limit = number | 'unbounded' | 'not estimable' | 'not reported';

export interface ForestInterval {
  low: Limit;
  high: Limit;
  /** Confidence level in per cent. */
  level: number;
}

export interface ForestRow extends Emphasis {
  label: string;
  /** Beside the label, or under it: arms, setting. */
  sublabel: string;
  /** A ratio above 0, or a difference. */
  estimate: number;
  /** Absent where neither limit is a number. */
  interval?: ForestInterval;
  /** "0.55 (0.45–0.67)". */
  printed: string;
  /** Events of patients in the experimental and in the control arm, "147/368", where known. */
  counts?: [string, string];
  /** Margins of non-inferiority or equivalence, on the axis. */
  margins?: number[];
  evidence: Evidence;
  /** What the patients from here on are, where those above are others that they must not be compared with. */
  below?: string | undefined;
  /** Address of the estimate. */
  datum: string;
}

export interface ForestGroup {
  /** Heading over the rows: an endpoint, or what divides the subgroups; empty for none. */
  heading: string;
  rows: ForestRow[];
}

export interface ForestMargin {
  /** "Non-inferiority margin 1.3". */
  label: string;
  value: number;
  /** Address of an estimate that was tested against it. */
  datum: string;
}

export interface ForestChart {
  kind: 'forest';
  /** Ratios on a logarithmic axis around 1, differences on a linear one around 0. */
  scale: 'ratio' | 'difference';
  /** Head of the column of estimates, "HR (95% CI)". */
  measure: string;
  /** Heads of the columns of events, the experimental arm first. */
  arms: [string, string];
  /** What lies left and right of the line of no effect; absent where nothing says whom a side favours. */
  favours?: [string, string];
  margins: ForestMargin[];
  groups: ForestGroup[];
}
