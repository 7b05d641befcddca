import type { Chart as ChartJs, Plugin } from 'chart.js';
import { placeBlock, widest } from '../axes.ts';
import { inPixels, type Layout, NARROW, type Sheet } from '../layout.ts';
import type { Band } from '../rows.ts';
import type { Emphasis } from '../strokes.ts';
import { fillTexts, type PlacedText, type Role, SIZE, type TextStyle } from '../text.ts';

/** A mark of the axis of years: position and text. */
interface YearTick {
  at: number;
  text: string;
}

interface YearAxis {
  from: number;
  to: number;
  ticks: YearTick[];
}

/** Whole years about all times; where they fall within two, quarters. */
export function yearAxis(times: readonly number[]): YearAxis {
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const isShort = last - first < 1.5;
  const unit = isShort ? 4 : 1;
  const from = Math.floor(first * unit) / unit;
  const to = Math.max(from + 1 / unit, Math.ceil(last * unit) / unit);
  const count = Math.round((to - from) * unit);
  const ticks = Array.from({ length: count + 1 }, (_, i) => from + i / unit).map((at) => ({
    at,
    text: isShort ? `${quarterStarts[Math.round((at % 1) * 4)]} ${Math.floor(at)}` : String(at),
  }));
  return { from, to, ticks };
}

const quarterStarts = ['Jan', 'Apr', 'Jul', 'Oct'];

const LABEL: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
const SUBLABEL: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const TICK: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const LIST: TextStyle = { size: SIZE.label, weight: 400, fill: 'ink' };
const KEY: TextStyle = { size: SIZE.label, weight: 400, fill: 'ink' };

/** Half the width of a mark, px. */
const RADIUS = 9;
const LINE = { label: 15, sublabel: 13.5, list: 15, key: 18 };
const GAP = { lanes: 10, key: 18, list: 3, columns: 12 };
const AXIS = 21;
/** A mark in the key: the room it takes, px, and its size. */
const SYMBOL = { room: 24, scale: 0.62 };

interface PlacedMark {
  x: number;
  y: number;
  kind: EventKind;
  focus: boolean;
  hollow: boolean;
  /** Of its size in a lane. */
  scale: number;
}

/** The whole figure. All in px. */
interface TimelineLayout {
  texts: PlacedText[];
  marks: PlacedMark[];
  /** Heights of the lanes' lines. */
  lines: number[];
  /** Positions of the lines of the years. */
  years: number[];
  /** Stretches that they cross: on a phone the strips of the marks only. */
  bands: Band[];
  plot: { left: number; right: number };
  height: number;
}

interface Context {
  sheet: Sheet;
  narrow: boolean;
  axis: YearAxis;
  placement: TimelineLayout;
}

function placeTimeline({ lanes }: TimelineChart, sheet: Sheet): TimelineLayout {
  const narrow = sheet.width < NARROW;
  const events = lanes.flatMap((lane) => lane.events).toSorted((a, b) => a.number - b.number);
  const names = Math.max(
    widest(
      lanes.map(({ label }) => label),
      LABEL,
      sheet,
    ),
    widest(
      lanes.map(({ sublabel }) => sublabel),
      SUBLABEL,
      sheet,
    ),
  );
  const plot = {
    left: narrow ? RADIUS + 8 : Math.ceil(Math.min(names, sheet.width * 0.34)) + RADIUS + 18,
    right: sheet.width - RADIUS - 8,
  };
  const axis = yearAxis(events.map(({ at }) => at));
  const placement: TimelineLayout = {
    texts: [],
    marks: [],
    lines: [],
    years: [],
    bands: [],
    plot,
    height: 0,
  };
  const context = { sheet, narrow, axis, placement };
  placeKey([...new Set(events.map(({ kind }) => kind))], context);
  const top = placement.height;
  for (const lane of lanes) placeLane(lane, context);
  if (!narrow) placement.bands.push({ top, bottom: placement.height + 2 });
  placeYears(context);
  placeList(events, context);
  return placement;
}

function placeKey(kinds: EventKind[], { sheet, placement }: Context): void {
  let [x, y] = [0, 13];
  for (const kind of kinds) {
    const width = SYMBOL.room + sheet.measure(kind, KEY);
    if (x > 0 && x + width > sheet.width) [x, y] = [0, y + LINE.key];
    const mark = { kind, focus: false, hollow: false, scale: SYMBOL.scale };
    placement.marks.push({ ...mark, x: x + SYMBOL.room / 2 - 3, y: y - 4.5 });
    placement.texts.push({ text: kind, x: x + SYMBOL.room, y, anchor: 'left', style: KEY });
    x += width + GAP.key;
  }
  placement.height = y + 12;
}

/** Its label, and its events on a line at their times, stacked where they would cover each other. */
function placeLane(lane: TimelineLane, context: Context): void {
  const { sheet, narrow, placement } = context;
  const width = narrow ? sheet.width : placement.plot.left - RADIUS - 10;
  const top = placement.height + GAP.lanes / 2;
  const block = { x: 0, width, anchor: 'left' as const };
  const name = placeBlock({ ...block, text: lane.label, top, line: LINE.label, style: LABEL }, sheet);
  const under = top + name.length * LINE.label;
  const about = { ...block, text: lane.sublabel, top: under, line: LINE.sublabel, style: SUBLABEL };
  const lines = placeBlock(about, sheet);
  placement.texts.push(...name, ...lines);
  const labels = under + lines.length * LINE.sublabel - top;
  const rows = stack(lane.events, context);
  const marks = Math.max(1, rows.length) * (2 * RADIUS + 3);
  const height = narrow ? labels + 4 + marks : Math.max(labels, marks);
  const first = narrow ? top + labels + 4 : top + (height - marks) / 2;
  placement.lines.push(Math.round(first + marks / 2) + 0.5);
  if (narrow) placement.bands.push({ top: first, bottom: first + marks });
  rows.forEach((row, i) => {
    const y = first + (i + 0.5) * (2 * RADIUS + 3);
    for (const event of row) placeMark(event, y, context);
  });
  placement.height = top + height + GAP.lanes / 2;
}

/** Rows of events that do not cover each other. */
function stack(events: readonly TimelineEvent[], context: Context): TimelineEvent[][] {
  const rows: TimelineEvent[][] = [];
  for (const event of events) {
    const isFree = (row: TimelineEvent[]) =>
      row.every((other) => Math.abs(xOf(other.at, context) - xOf(event.at, context)) > 2 * RADIUS + 4);
    const row = rows.find(isFree);
    if (row) row.push(event);
    else rows.push([event]);
  }
  return rows;
}

function xOf(at: number, { axis, placement: { plot } }: Context): number {
  return plot.left + ((plot.right - plot.left) * (at - axis.from)) / (axis.to - axis.from);
}

function placeMark({ at, number, kind, focus, hollow }: TimelineEvent, y: number, context: Context): void {
  const x = xOf(at, context);
  const { texts, marks } = context.placement;
  marks.push({ x, y, kind, focus, hollow, scale: 1 });
  const ink = focus ? 'accent' : 'ink';
  const style: TextStyle = { size: SIZE.small, weight: 600, fill: hollow ? ink : 'paper' };
  texts.push({ text: String(number), x, y: y + 3.8, anchor: 'center', style, tick: true });
}

function placeYears(context: Context): void {
  const { axis, placement, sheet } = context;
  const { texts, years } = placement;
  const bottom = placement.height + 2;
  let free = Number.NEGATIVE_INFINITY;
  for (const { at, text } of axis.ticks) {
    const [x, half] = [xOf(at, context), sheet.measure(text, TICK) / 2];
    years.push(Math.round(x) + 0.5);
    const left = Math.min(Math.max(x - half, 0), sheet.width - 2 * half);
    if (left < free) continue;
    texts.push({ text, x: left, y: bottom + 14, anchor: 'left', style: TICK, tick: true });
    free = left + 2 * half + 8;
  }
  placement.height = bottom + AXIS;
}

/** The meaning of each number, in order of time. */
function placeList(events: readonly TimelineEvent[], { sheet, narrow, placement }: Context): void {
  const { texts } = placement;
  const number = widest(
    events.map((event) => String(event.number)),
    LIST,
    sheet,
  );
  const dates = widest(
    events.map(({ date }) => date),
    LIST,
    sheet,
  );
  const at = { date: number + GAP.columns, text: number + dates + 2 * GAP.columns };
  const x = narrow ? at.date : at.text;
  let top = placement.height + 4;
  for (const event of events) {
    const y = top + LINE.list - 4;
    const plain = { y, style: { ...LIST, fill: 'muted' as const } };
    const { datum } = event;
    texts.push({ ...plain, text: String(event.number), x: number, anchor: 'right', tick: true });
    texts.push({ ...plain, text: event.date, x: at.date, anchor: 'left', datum });
    if (narrow) top += LINE.list;
    const block = { text: event.text, x, top, width: sheet.width - x, line: LINE.list };
    const lines = placeBlock({ ...block, anchor: 'left', style: LIST }, sheet);
    texts.push(...lines.map((line) => ({ ...line, ...(/\p{N}/u.test(line.text) && { datum }) })));
    top += lines.length * LINE.list + GAP.list;
  }
  placement.height = Math.ceil(top);
}

/** Numbered marks in a lane for each trial over an axis of years, and under it the meaning of each. */
export function layOutTimeline(chart: TimelineChart, sheet: Sheet): Layout {
  const placement = placeTimeline(chart, sheet);
  const { height } = placement;
  return inPixels(sheet, height, toMarks(placement.marks), furniture(placement));
}

/** Shapes that contain a number, with radii that make them look equal in size. */
const shapes: Record<
  EventKind,
  { style: 'circle' | 'rect' | 'rectRot' | 'triangle' | 'rectRounded'; radius: number }
> = {
  readout: { style: 'circle', radius: RADIUS },
  publication: { style: 'rectRounded', radius: 11 },
  submission: { style: 'triangle', radius: 14 },
  'advisory committee': { style: 'rectRot', radius: 13 },
  approval: { style: 'rect', radius: 12 },
};

function toMarks(marks: readonly PlacedMark[]) {
  return {
    data: marks.map(({ x, y }) => ({ x, y })),
    clip: false as const,
    pointStyle: marks.map(({ kind }) => shapes[kind].style),
    pointRadius: marks.map(({ kind, scale }) => scale * shapes[kind].radius),
    pointBorderWidth: 1.5,
    pointBorderColor: marks.map(toRole),
    pointBackgroundColor: marks.map((mark) => (mark.hollow ? 'paper' : toRole(mark))),
  };
}

function toRole({ focus }: PlacedMark): Role {
  return focus ? 'accent' : 'mark';
}

function furniture(placement: TimelineLayout): Plugin {
  return {
    id: 'timeline',
    beforeDatasetsDraw: (chart) => drawLines(chart, placement),
    afterDatasetsDraw: (chart) => fillTexts(chart.ctx, placement.texts),
  };
}

function drawLines({ ctx }: ChartJs, { lines, years, bands, plot }: TimelineLayout): void {
  ctx.lineWidth = 1;
  ctx.strokeStyle = 'grid';
  ctx.beginPath();
  for (const x of years) {
    for (const { top, bottom } of bands) {
      ctx.moveTo(x, top);
      ctx.lineTo(x, bottom);
    }
  }
  ctx.stroke();
  ctx.strokeStyle = 'rule';
  ctx.beginPath();
  for (const y of lines) {
    ctx.moveTo(plot.left, y);
    ctx.lineTo(plot.right, y);
  }
  ctx.stroke();
}

type EventKind = 'readout' | 'publication' | 'submission' | 'advisory committee' | 'approval';

export interface TimelineEvent extends Emphasis {
  /** Counted in order of time; printed in its mark and before its line of the list. */
  number: number;
  /** Year and its part that had passed, 2025.38. */
  at: number;
  /** "20 May 2025". */
  date: string;
  kind: EventKind;
  /** What happened, with the trial's name. */
  text: string;
  /** Address of the milestone. */
  datum: string;
}

interface TimelineLane {
  label: string;
  /** Second line under the label: phase, setting, registry number. */
  sublabel: string;
  events: TimelineEvent[];
}

export interface TimelineChart {
  kind: 'timeline';
  lanes: TimelineLane[];
}
