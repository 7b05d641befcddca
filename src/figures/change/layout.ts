import type { Chart as ChartJs, Plugin } from 'chart.js';
import { type NumberAxis, placeBlock, widest, writeTick } from '../axes.ts';
import { inPixels, type Layout, NARROW, type Sheet } from '../layout.ts';
import { type PlacedKey, placeKey } from '../strokes.ts';
import { fillTexts, type PlacedText, type Role, SIZE, type TextStyle } from '../text.ts';

/** Px. */
const RADIUS = 4.5;
const CAP = 4;
const DASHES = [6, 3];
const SAMPLE = 8;
const shapes = ['circle', 'rect', 'triangle', 'rectRot'] as const;

/** Lines of each arm over the visits, with a point and a whisker at each, over the patients measured. */
export function layOutChange(chart: ChangeChart, sheet: Sheet): Layout {
  const placement = placeChange(chart, sheet);
  return inPixels(sheet, placement.height, toPoints(placement), furniture(placement));
}

function toPoints({ lines, key }: ChangeLayout) {
  const points = lines.flatMap(({ arm, points: own }, i) =>
    own.map(({ point, x, y }) => ({ x, y, i, role: arm.role, hollow: point.hollow })),
  );
  const samples = key.symbols.map(({ name, x, y }) => {
    const i = Number(name);
    return { x, y, i, role: lines[i]?.arm.role as Role, hollow: false };
  });
  const all = [...points, ...samples];
  return {
    data: all.map(({ x, y }) => ({ x, y })),
    clip: false as const,
    pointStyle: all.map(({ i }) => shapes[i % shapes.length]),
    pointRadius: RADIUS,
    pointBorderWidth: 1.75,
    pointBorderColor: all.map(({ role }) => role),
    pointBackgroundColor: all.map(({ role, hollow }) => (hollow ? 'paper' : role)),
  };
}

function furniture(placement: ChangeLayout): Plugin {
  return {
    id: 'change',
    beforeDatasetsDraw(chart) {
      drawGrid(chart, placement);
      for (const { arm, points } of placement.lines) {
        drawLine(chart.ctx, arm, points);
        for (const point of points) drawWhisker(chart.ctx, arm.role, point);
      }
      for (const { name, x, y } of placement.key.symbols) {
        const arm = placement.lines[Number(name)]?.arm as ChangeArm;
        drawLine(chart.ctx, arm, [
          { x: x - SAMPLE, y },
          { x: x + SAMPLE, y },
        ]);
      }
    },
    afterDatasetsDraw: (chart) => fillTexts(chart.ctx, placement.texts),
  };
}

function drawGrid({ ctx }: ChartJs, { plot, grid, origin, visits }: ChangeLayout): void {
  for (const height of grid) {
    const y = Math.round(height) + 0.5;
    ctx.strokeStyle = height === origin ? 'ink' : 'grid';
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(plot.left, y);
    ctx.lineTo(plot.right, y);
    ctx.stroke();
  }
  ctx.strokeStyle = 'rule';
  ctx.beginPath();
  ctx.moveTo(plot.left, plot.bottom + 0.5);
  ctx.lineTo(plot.right, plot.bottom + 0.5);
  for (const visit of visits) {
    const x = Math.round(visit) + 0.5;
    ctx.moveTo(x, plot.bottom + 0.5);
    ctx.lineTo(x, plot.bottom + 4.5);
  }
  ctx.stroke();
}

function drawLine(
  ctx: CanvasRenderingContext2D,
  { role, dashed }: Pick<ChangeArm, 'role' | 'dashed'>,
  points: readonly { x: number; y: number }[],
): void {
  if (points.length < 2) return;
  ctx.strokeStyle = role;
  ctx.lineWidth = 1.75;
  ctx.setLineDash(dashed ? DASHES : []);
  ctx.beginPath();
  for (const { x, y } of points) ctx.lineTo(x, y);
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawWhisker(ctx: CanvasRenderingContext2D, role: Role, { x, low, high }: PlacedPoint): void {
  if (low === undefined || high === undefined) return;
  ctx.strokeStyle = role;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(x, low);
  ctx.lineTo(x, high);
  for (const end of [low, high]) {
    ctx.moveTo(x - CAP, end);
    ctx.lineTo(x + CAP, end);
  }
  ctx.stroke();
}

const HEAD: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const TICK: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const COUNT: TextStyle = { size: SIZE.label, weight: 400, fill: 'ink' };

const LINE = { head: 14, count: 15 };
const PLOT = { wide: 190, narrow: 170 };
/** Room inside the plot beside the first and the last visit, and between the points of one visit. Px. */
const INSIDE = 16;
const APART = 7;
/** Widest name of an arm beside its patients rather than over them. */
const BESIDE = 110;
/** Under the plot: foot of the ticks’ numbers and of the title of the axis. */
const AXIS = { tick: 16, title: 30, height: 36 };

interface PlacedPoint {
  point: ChangePoint;
  x: number;
  y: number;
  /** Ends of the whisker. */
  low?: number;
  high?: number;
}

/** The whole figure. All in px. */
interface ChangeLayout {
  key: PlacedKey<string>;
  texts: PlacedText[];
  lines: { arm: ChangeArm; points: PlacedPoint[] }[];
  plot: Plot;
  /** Heights of the marks of the axis of values; `origin` is that of 0. */
  grid: number[];
  origin?: number | undefined;
  /** Positions of the visits that have a tick. */
  visits: number[];
  height: number;
}

interface Plot {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function placeChange(chart: ChangeChart, sheet: Sheet): ChangeLayout {
  const key = placeKey(
    chart.arms.map(({ label }, i) => ({ name: String(i), text: label })),
    sheet,
  );
  const outcome = placeBlock(
    {
      text: chart.outcome,
      x: 0,
      top: key.height,
      width: sheet.width,
      line: LINE.head,
      anchor: 'left',
      style: HEAD,
    },
    sheet,
  ).map((text) => (/\p{N}/u.test(text.text) ? { ...text, datum: chart.datum } : text));
  const plot = plotOf(chart, (outcome.at(-1)?.y ?? key.height) + 14, sheet);
  const yOf = (value: number) => heightOf(value, chart, plot);
  const lines = chart.arms.map((arm, i) => ({
    arm,
    points: arm.points.map((point) => ({
      point,
      x: xOf(point.time, chart, plot) + (i - (chart.arms.length - 1) / 2) * APART,
      y: yOf(point.value),
      ...(point.interval && { low: yOf(point.interval.low), high: yOf(point.interval.high) }),
    })),
  }));
  const ticks = placeTicks(chart, plot, sheet);
  const patients = placePatients(chart, { plot, visits: ticks.visits, sheet });
  const { axis } = chart;
  return {
    key,
    texts: [...key.texts, ...outcome, ...ticks.texts, ...patients.texts],
    lines,
    plot,
    grid: axis.ticks.map(yOf),
    origin: !axis.logarithmic && axis.from <= 0 && axis.to >= 0 ? yOf(0) : undefined,
    visits: ticks.visits.map((time) => xOf(time, chart, plot)),
    height: Math.ceil(patients.bottom + 6),
  };
}

function plotOf(chart: ChangeChart, top: number, sheet: Sheet): Plot {
  const narrow = sheet.width < NARROW;
  const numbers = widest(chart.axis.ticks.map(writeTick), TICK, sheet) + 8;
  const names = nameWidth(chart, sheet);
  const count = widest(
    chart.arms.flatMap(({ points }) => points.map(({ patients = '' }) => patients)),
    COUNT,
    sheet,
  );
  const beside = isBeside(chart, sheet) ? names + count / 2 - INSIDE + 10 : 0;
  const left = Math.ceil(Math.max(numbers, beside, count / 2 - INSIDE));
  const right = sheet.width - Math.ceil(Math.max(2, count / 2 - INSIDE));
  return { left, right, top, bottom: top + (narrow ? PLOT.narrow : PLOT.wide) };
}

function nameWidth({ arms }: ChangeChart, sheet: Sheet): number {
  return widest(
    arms.map(({ label }) => label),
    COUNT,
    sheet,
  );
}

function hasPatients({ arms }: ChangeChart): boolean {
  return arms.some(({ points }) => points.some(({ patients }) => patients !== undefined));
}

function isBeside(chart: ChangeChart, sheet: Sheet): boolean {
  return hasPatients(chart) && sheet.width >= NARROW && nameWidth(chart, sheet) <= BESIDE;
}

function timesOf({ arms }: ChangeChart): number[] {
  return [...new Set(arms.flatMap(({ points }) => points.map(({ time }) => time)))].toSorted((a, b) => a - b);
}

function xOf(time: number, chart: ChangeChart, { left, right }: Plot): number {
  const times = timesOf(chart);
  const [first, last] = [times[0] as number, times.at(-1) as number];
  const room = right - left - 2 * INSIDE;
  return left + INSIDE + (last === first ? room / 2 : (room * (time - first)) / (last - first));
}

function heightOf(value: number, { axis }: ChangeChart, { top, bottom }: Plot): number {
  const to = (one: number) => (axis.logarithmic ? Math.log(one) : one);
  return bottom - ((bottom - top) * (to(value) - to(axis.from))) / (to(axis.to) - to(axis.from));
}

/** Marks of both axes; of the visits those that have room for their patients. */
function placeTicks(chart: ChangeChart, plot: Plot, sheet: Sheet) {
  const values = chart.axis.ticks.map(
    (value): PlacedText => ({
      text: writeTick(value),
      x: plot.left - 7,
      y: heightOf(value, chart, plot) + 4,
      anchor: 'right',
      style: TICK,
      tick: true,
    }),
  );
  const visits: number[] = [];
  let taken = Number.NEGATIVE_INFINITY;
  for (const time of timesOf(chart)) {
    const counts = chart.arms.flatMap(
      ({ points }) => points.find((point) => point.time === time)?.patients ?? [],
    );
    const half = (Math.max(widest(counts, COUNT, sheet), sheet.measure(writeTick(time), TICK)) + 8) / 2;
    const x = xOf(time, chart, plot);
    if (x - half < taken) continue;
    visits.push(time);
    taken = x + half;
  }
  const times = visits.map(
    (time): PlacedText => ({
      text: writeTick(time),
      x: xOf(time, chart, plot),
      y: plot.bottom + AXIS.tick,
      anchor: 'center',
      style: TICK,
      tick: true,
    }),
  );
  const title: PlacedText = {
    text: chart.time,
    x: (plot.left + plot.right) / 2,
    y: plot.bottom + AXIS.title,
    anchor: 'center',
    style: HEAD,
  };
  return { visits, texts: [...values, ...times, title] };
}

/** The table of patients measured at each visit that has a tick. */
function placePatients(
  chart: ChangeChart,
  { plot, visits, sheet }: { plot: Plot; visits: readonly number[]; sheet: Sheet },
) {
  const texts: PlacedText[] = [];
  let y = plot.bottom + AXIS.height;
  if (!hasPatients(chart)) return { texts, bottom: y };
  y += LINE.count + 2;
  texts.push({ text: 'Patients', x: 0, y, anchor: 'left', style: HEAD });
  const beside = isBeside(chart, sheet);
  for (const { label, role, points } of chart.arms) {
    const style: TextStyle = { ...COUNT, fill: role === 'accent' ? 'accent' : 'ink' };
    const width = beside ? plot.left : sheet.width;
    const block = { text: label, x: 0, top: y + 5, width, line: LINE.count, anchor: 'left' as const, style };
    const lines = placeBlock(block, sheet);
    texts.push(...lines);
    y += lines.length * LINE.count + (beside ? 0 : LINE.count);
    for (const { time, patients, datum } of points) {
      if (!visits.includes(time)) continue;
      const known = patients === undefined ? { text: '—' } : { text: patients, datum };
      texts.push({ ...known, x: xOf(time, chart, plot), y: y + 1, anchor: 'center', style });
    }
  }
  return { texts, bottom: y + 2 };
}

export interface ChangePoint {
  time: number;
  value: number;
  /** Ends of the whisker; absent where they are not known. */
  interval?: { low: number; high: number };
  /** Patients measured, "143". */
  patients?: string;
  /** Not confirmed in a primary publication. */
  hollow: boolean;
  /** Address of the value. */
  datum: string;
}

export interface ChangeArm {
  label: string;
  points: ChangePoint[];
  role: Role;
  /** A line that also differs by its dashes. */
  dashed: boolean;
}

export interface ChangeChart {
  kind: 'change';
  /** Over the plot: "Change in HbA1c: adjusted mean, percentage points". */
  outcome: string;
  /** Address of a finding for numbers in it. */
  datum: string;
  /** Under the axis of times: "Visit, week". */
  time: string;
  axis: NumberAxis;
  arms: ChangeArm[];
}
