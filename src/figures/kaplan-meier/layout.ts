import type { Chart as ChartJs, Plugin, Scale } from 'chart.js';
import { placeBlock, widest } from '../axes.ts';
import { HIDDEN_AXIS, type Layout, NARROW, type Sheet } from '../layout.ts';
import { fillTexts, type PlacedText, type Role, SIZE, type TextStyle } from '../text.ts';

const TICK: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const PERCENTS = [0, 25, 50, 75, 100];
const DASHES = [6, 3];
const CURVE = 2;
/** Of the end of a curve where few patients are at risk. */
const THIN = 0.9;

/** Curves of 0 to 100% in steps, with limits, ends of follow-up and medians, over the numbers at risk. */
export function layOutKaplanMeier(chart: KaplanMeierChart, sheet: Sheet): Layout {
  const placement = placeKaplanMeier(chart, sheet);
  const { plot, height } = placement;
  return {
    height,
    config: {
      type: 'line',
      data: { datasets: chart.arms.flatMap(toCurve) },
      options: {
        layout: {
          autoPadding: false,
          padding: {
            left: plot.left,
            right: sheet.width - plot.right,
            top: plot.top,
            bottom: height - plot.bottom,
          },
        },
        scales: {
          x: { ...HIDDEN_AXIS, type: 'linear', min: 0, max: endOf(chart) },
          y: { ...HIDDEN_AXIS, type: 'linear', min: 0, max: 100 },
        },
      },
      plugins: [furniture(chart, placement)],
    },
  };
}

/** Level until the next step: chart.js draws such a line to every point as it is. */
function toCurve(arm: KaplanMeierArm) {
  const { steps, last, fewFrom } = arm;
  const points = [
    ...steps.map(({ time, percent }) => ({ x: time, y: percent })),
    { x: last, y: steps.at(-1)?.percent ?? 100 },
  ];
  if (fewFrom === undefined) return [toStretch(points, arm, CURVE)];
  const before = points.filter(({ x }) => x <= fewFrom);
  const joint = { x: fewFrom, y: before.at(-1)?.y ?? 100 };
  const after = points.filter(({ x }) => x > fewFrom);
  return [toStretch([...before, joint], arm, CURVE), toStretch([joint, ...after], arm, THIN)];
}

function toStretch(data: { x: number; y: number }[], { role, dashed }: KaplanMeierArm, width: number) {
  return {
    data,
    stepped: 'before' as const,
    clip: false as const,
    pointRadius: 0,
    borderWidth: width,
    borderColor: role,
    borderDash: dashed ? DASHES : [],
    borderJoinStyle: 'miter' as const,
  };
}

function furniture(chart: KaplanMeierChart, placement: KaplanMeierLayout): Plugin {
  return {
    id: 'kaplan-meier',
    beforeDatasetsDraw(drawn) {
      chart.arms.forEach((arm, i) => {
        drawBand(drawn, arm, i);
      });
      drawGrid(drawn);
      for (const arm of chart.arms) drawLimits(drawn, arm);
      drawMedians(drawn, chart.arms);
    },
    afterDatasetsDraw(drawn) {
      for (const arm of chart.arms) drawCensored(drawn, arm);
      drawLeaders(drawn.ctx, chart.arms, placement.leaders);
      fillTexts(drawn.ctx, [...placePercents(drawn), ...placement.texts]);
    },
  };
}

function drawGrid(chart: ChartJs): void {
  const { ctx, chartArea } = chart;
  for (const percent of PERCENTS) {
    const y = Math.round(pointAt(chart, 0, percent).y) + 0.5;
    ctx.strokeStyle = percent === 0 ? 'ink' : 'rule';
    ctx.lineWidth = percent === 0 ? 1 : 0.5;
    ctx.beginPath();
    ctx.moveTo(chartArea.left, y);
    ctx.lineTo(chartArea.right, y);
    ctx.stroke();
  }
}

function placePercents(chart: ChartJs): PlacedText[] {
  return PERCENTS.map((percent) => ({
    text: String(percent),
    x: chart.chartArea.left - 7,
    y: pointAt(chart, 0, percent).y + 4,
    anchor: 'right',
    style: TICK,
    tick: true,
  }));
}

/** Half the height of a tick at the end of follow-up, px. */
const CENSORED = 4;

interface Point {
  x: number;
  y: number;
}

function pointAt({ scales }: ChartJs, time: number, percent: number): Point {
  return {
    x: (scales.x as Scale).getPixelForValue(time),
    y: (scales.y as Scale).getPixelForValue(percent),
  };
}

/** A step with its limits, and its end. */
type LimitedStretch = KaplanMeierArm['steps'][number] & { low: number; high: number; until: number };

/** Stretches on which limits are known: each step with its end. Before the first event there are none. */
function limitedSteps({ steps, last }: KaplanMeierArm): LimitedStretch[] {
  return steps.flatMap((step, i) =>
    step.low === undefined || step.high === undefined
      ? []
      : [{ ...step, low: step.low, high: step.high, until: steps[i + 1]?.time ?? last }],
  );
}

/** Px from one line of a hatched band to the next. */
const HATCH = 5;

/**
 * From limit to limit: in a tint of the accent for the arm in focus, hatched in its own colour for another, so that
 * bands are distinguishable where they lie over each other and in print without colour.
 */
function drawBand(chart: ChartJs, arm: KaplanMeierArm, index: number): void {
  const stretches = limitedSteps(arm);
  if (stretches.length === 0) return;
  if (arm.role === 'accent') fillBand(chart, stretches);
  else drawHatching(chart, stretches, { ...arm, index });
}

function fillBand(chart: ChartJs, stretches: readonly LimitedStretch[]): void {
  const { ctx } = chart;
  ctx.fillStyle = 'tint';
  ctx.beginPath();
  const upper = stretches.flatMap(({ time, until, high }) => [
    pointAt(chart, time, high),
    pointAt(chart, until, high),
  ]);
  const lower = stretches.flatMap(({ time, until, low }) => [
    pointAt(chart, time, low),
    pointAt(chart, until, low),
  ]);
  for (const { x, y } of [...upper, ...lower.toReversed()]) ctx.lineTo(x, y);
  ctx.closePath();
  ctx.fill();
}

/** Upright lines, of a third arm between those of the second; of dashed curves dashed. */
function drawHatching(
  chart: ChartJs,
  stretches: readonly LimitedStretch[],
  { role, dashed, index }: Pick<KaplanMeierArm, 'role' | 'dashed'> & { index: number },
): void {
  const { ctx } = chart;
  const boxes = stretches.map(({ time, until, low, high }) => ({
    left: pointAt(chart, time, high),
    right: pointAt(chart, until, low),
  }));
  ctx.strokeStyle = role;
  ctx.lineWidth = 0.6;
  ctx.setLineDash(dashed ? [2, 2] : []);
  ctx.beginPath();
  const last = boxes.at(-1)?.right.x ?? 0;
  for (let x = (boxes[0]?.left.x ?? 0) + 2 + (index % 2) * (HATCH / 2); x < last; x += HATCH) {
    const box = boxes.find(({ left, right }) => left.x <= x && x < right.x);
    if (!box) continue;
    ctx.moveTo(x, box.left.y);
    ctx.lineTo(x, box.right.y);
  }
  ctx.stroke();
  ctx.setLineDash([]);
}

/** From the ends of curves to names at a distance. */
function drawLeaders(
  ctx: CanvasRenderingContext2D,
  arms: readonly KaplanMeierArm[],
  leaders: readonly Leader[],
): void {
  leaders.forEach(({ from, to }, i) => {
    if (Math.hypot(to.x - from.x, to.y - from.y) < 9) return;
    ctx.strokeStyle = arms[i]?.role ?? 'ink';
    ctx.lineWidth = 0.6;
    ctx.beginPath();
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
    ctx.stroke();
  });
}

/** The limits as thin lines in the arm's colour. */
function drawLimits(chart: ChartJs, arm: KaplanMeierArm): void {
  const stretches = limitedSteps(arm);
  const { ctx } = chart;
  ctx.strokeStyle = arm.role;
  ctx.lineWidth = 0.75;
  for (const side of ['low', 'high'] as const) {
    if (stretches.length === 0) continue;
    ctx.beginPath();
    for (const stretch of stretches) {
      for (const time of [stretch.time, stretch.until]) {
        const { x, y } = pointAt(chart, time, stretch[side]);
        ctx.lineTo(x, y);
      }
    }
    ctx.stroke();
  }
}

/** From 50% down to the axis where a median was reached. */
function drawMedians(chart: ChartJs, arms: readonly KaplanMeierArm[]): void {
  const { ctx } = chart;
  const medians = arms.flatMap(({ medianAt }) => medianAt ?? []);
  if (medians.length === 0) return;
  ctx.strokeStyle = 'muted';
  ctx.lineWidth = 1;
  ctx.setLineDash([2, 3]);
  ctx.beginPath();
  const [start, end] = [pointAt(chart, 0, 50), pointAt(chart, Math.max(...medians), 50)];
  ctx.moveTo(start.x, start.y);
  ctx.lineTo(end.x, end.y);
  for (const median of medians) {
    const [from, to] = [pointAt(chart, median, 50), pointAt(chart, median, 0)];
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
  }
  ctx.stroke();
  ctx.setLineDash([]);
}

/** A tick on the curve for each time at which follow-up ended. */
function drawCensored(chart: ChartJs, { censored, steps, role }: KaplanMeierArm): void {
  if (censored.length === 0) return;
  const { ctx } = chart;
  ctx.strokeStyle = role;
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  for (const time of new Set(censored)) {
    const { x, y } = pointAt(chart, time, steps.findLast((step) => step.time <= time)?.percent ?? 100);
    ctx.moveTo(x, y - CENSORED);
    ctx.lineTo(x, y + CENSORED);
  }
  ctx.stroke();
}

const HEAD: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const NAME: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
const NUMBER: TextStyle = { size: SIZE.label, weight: 400, fill: 'ink' };
const RISK: TextStyle = { size: SIZE.label, weight: 400, fill: 'ink' };
const RISK_TICK: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };

const LINE = { head: 14, name: 14, risk: 15 };
const GAP = 12;
const PLOT = { wide: 190, narrow: 170 };
/** Room for the percentages, and beside the last time for half its number. */
const MARGIN = { left: 30, right: 12 };
/** Widest name beside its numbers at risk rather than over them. */
const BESIDE = 90;
const AXIS = 36;
/** The part of the sheet that the names at the ends of the curves may take, and what keeps them apart. */
const NAMES = { most: 0.27, gap: 8, apart: 3 };

/** The name of an arm at the end of its curve. All in px. */
interface PlacedName {
  /** Top of its lines. */
  top: number;
  height: number;
  /** Height of the curve's end. */
  end: number;
}

/** From the end of a curve to its name. All in px. */
interface Leader {
  from: { x: number; y: number };
  to: { x: number; y: number };
}

/** Everything of the figure that is known before chart.js scales its axes. All in px. */
interface KaplanMeierLayout {
  texts: PlacedText[];
  /** By arm. */
  leaders: Leader[];
  plot: { left: number; right: number; top: number; bottom: number };
  height: number;
}

/** The end of the axis of times: the first mark that no curve goes beyond. */
function endOf({ arms, every }: KaplanMeierChart): number {
  const last = Math.max(0, ...arms.map((arm) => arm.last));
  return Math.max(1, Math.ceil(last / every - 1e-9)) * every;
}

function placeKaplanMeier(chart: KaplanMeierChart, sheet: Sheet): KaplanMeierLayout {
  const names = widest(
    chart.arms.map(({ label }) => label),
    RISK,
    sheet,
  );
  const beside = names <= BESIDE && sheet.width >= NARROW;
  const widestRisk = widest(
    chart.arms.flatMap(({ atRisk }) => atRisk.map(({ printed }) => printed)),
    RISK,
    sheet,
  );
  const left = Math.ceil(Math.max(MARGIN.left, beside ? names + widestRisk / 2 + 10 : widestRisk / 2));
  const right = sheet.width - sideOf(chart, { beside, widestRisk, sheet });
  const texts = placeOutcome(chart, 0, sheet);
  const top = Math.max(...texts.map(({ y }) => y)) + 12;
  const blocks = nameBlocks(chart, right + NAMES.gap, sheet);
  const needed = blocks.reduce((sum, lines) => sum + lines.length * LINE.name + NAMES.apart, 0);
  const height = Math.max(sheet.width < NARROW ? PLOT.narrow : PLOT.wide, needed);
  const plot = { left, right, top, bottom: top + height };
  const axis = placeAxis(chart, plot, widestRisk, sheet);
  const risk = placeRisk(chart, { plot, beside, times: axis.times, sheet });
  const ends = placeNames(chart, blocks, plot);
  texts.push(...ends.texts, ...axis.texts, ...risk.texts);
  return { texts, leaders: ends.leaders, plot, height: Math.ceil(risk.bottom + 4) };
}

/** Room at the right of the axes: for the names, and for medians on the lines of numbers at risk. */
function sideOf(
  { arms }: KaplanMeierChart,
  { beside, widestRisk, sheet }: { beside: boolean; widestRisk: number; sheet: Sheet },
): number {
  const labels = arms.map(({ label }) => label);
  const names = Math.min(widest(labels, NAME, sheet) + 1, sheet.width * NAMES.most) + NAMES.gap;
  const medians = beside
    ? widestRisk / 2 +
      GAP +
      widest(
        arms.map((arm) => arm.median),
        NUMBER,
        sheet,
      )
    : 0;
  return Math.ceil(Math.max(MARGIN.right, widestRisk / 2 + 1, names, medians));
}

/** The lines of each name, their top at 0. */
function nameBlocks({ arms }: KaplanMeierChart, x: number, sheet: Sheet): PlacedText[][] {
  return arms.map((arm) => {
    const block = { text: arm.label, x, top: 0, width: sheet.width - x, line: LINE.name };
    return placeBlock({ ...block, anchor: 'left', style: nameOf(arm) }, sheet);
  });
}

/** Each name beside the end of its curve, moved up or down as little as keeps it off the others. */
function placeNames(chart: KaplanMeierChart, blocks: readonly PlacedText[][], plot: Plot) {
  const x = plot.right + NAMES.gap;
  const names = chart.arms.map(({ steps }, i): PlacedName => {
    const height = (blocks[i]?.length ?? 0) * LINE.name;
    const end = plot.top + ((plot.bottom - plot.top) * (100 - (steps.at(-1)?.percent ?? 100))) / 100;
    return { top: end - height / 2, height, end };
  });
  keepApart(names, plot);
  const texts = blocks.flatMap((lines, i) =>
    lines.map((line) => ({ ...line, y: line.y + (names[i]?.top ?? 0) })),
  );
  const leaders = names.map(({ top, height, end }, i): Leader => {
    const time = chart.arms[i]?.last ?? 0;
    return {
      from: { x: plot.left + ((plot.right - plot.left) * time) / endOf(chart) + 2, y: end },
      to: { x: x - 3, y: top + height / 2 },
    };
  });
  return { texts, leaders };
}

/** From the top down, and where that leads below the axis from its foot up. */
function keepApart(names: PlacedName[], plot: Plot): void {
  const sorted = names.toSorted((a, b) => a.end - b.end);
  let free = plot.top - LINE.name / 2;
  for (const name of sorted) {
    name.top = Math.max(name.top, free);
    free = name.top + name.height + NAMES.apart;
  }
  free = plot.bottom + LINE.name / 2;
  for (const name of sorted.toReversed()) {
    name.top = Math.min(name.top, free - name.height);
    free = name.top - NAMES.apart;
  }
}

/** What the percentages are of, and at the right, or under it where there is no room, the ratio. */
function placeOutcome({ outcome, ratio }: KaplanMeierChart, top: number, sheet: Sheet): PlacedText[] {
  const block = { x: 0, top, line: LINE.head, anchor: 'left' as const, style: HEAD };
  const texts = placeBlock({ ...block, text: outcome, width: sheet.width }, sheet);
  if (!ratio) return texts;
  const { printed: text, datum } = ratio;
  const room = sheet.width - sheet.measure(text, NAME) - GAP;
  const last = texts.at(-1)?.y ?? top;
  const y = widest([outcome], HEAD, sheet) <= room ? last : last + LINE.name;
  return [...texts, { text, x: sheet.width, y, anchor: 'right', style: NAME, datum }];
}

/** Names of grey curves stay black, to be read. */
function nameOf({ role }: KaplanMeierArm): TextStyle {
  return role === 'accent' ? { ...NAME, fill: 'accent' } : NAME;
}

type Plot = KaplanMeierLayout['plot'];

/** Marks of the axis of times, as many as have room for the numbers at risk under them. */
function placeAxis(chart: KaplanMeierChart, plot: Plot, widestRisk: number, sheet: Sheet) {
  const end = endOf(chart);
  const steps = Math.round(end / chart.every);
  const all = Array.from({ length: steps + 1 }, (_, i) => Number((i * chart.every).toPrecision(12)));
  const room = (plot.right - plot.left) / steps;
  const needed = Math.max(widestRisk, widest(all.map(String), RISK_TICK, sheet)) + 8;
  const skip = Math.ceil(needed / room);
  const times = all.filter((_, i) => i % skip === 0);
  const texts = times.map(
    (time): PlacedText => ({
      text: String(time),
      x: plot.left + ((plot.right - plot.left) * time) / end,
      y: plot.bottom + 15,
      anchor: 'center',
      style: RISK_TICK,
      tick: true,
    }),
  );
  const middle = (plot.left + plot.right) / 2;
  const title: PlacedText = {
    text: chart.time,
    x: middle,
    y: plot.bottom + 29,
    anchor: 'center',
    style: HEAD,
  };
  return { times, texts: [...texts, title] };
}

/** The table of numbers at risk and of medians, and under it what the curves are. */
function placeRisk(
  chart: KaplanMeierChart,
  { plot, beside, times, sheet }: { plot: Plot; beside: boolean; times: number[]; sheet: Sheet },
) {
  const end = endOf(chart);
  const isKnown = chart.arms.some(({ atRisk }) => atRisk.length > 0);
  let y = plot.bottom + AXIS + LINE.risk;
  const head = { y, style: HEAD };
  const texts: PlacedText[] = [{ ...head, text: chart.median, x: sheet.width, anchor: 'right' }];
  if (isKnown) texts.push({ ...head, text: 'Number at risk', x: 0, anchor: 'left' });
  const medians = widest(
    chart.arms.map(({ median }) => median),
    NUMBER,
    sheet,
  );
  for (const arm of chart.arms) {
    const style: TextStyle = { ...RISK, fill: arm.role === 'accent' ? 'accent' : 'ink' };
    const width = beside ? plot.left : sheet.width - medians - GAP;
    const block = { text: arm.label, x: 0, top: y + 4, width, line: LINE.risk, anchor: 'left' as const };
    const lines = placeBlock({ ...block, style }, sheet);
    texts.push(...lines, {
      text: arm.median,
      x: sheet.width,
      y: y + LINE.risk,
      anchor: 'right',
      style: NUMBER,
      ...(arm.datum && { datum: arm.datum }),
    });
    y += lines.length * LINE.risk;
    if (!isKnown) continue;
    y += beside ? 0 : LINE.risk;
    if (arm.atRisk.length === 0) texts.push({ text: '—', x: plot.left, y, anchor: 'center', style });
    for (const { time, printed, datum } of arm.atRisk) {
      if (!times.includes(time)) continue;
      const x = plot.left + ((plot.right - plot.left) * time) / end;
      texts.push({ text: printed, x, y, anchor: 'center', style, datum });
    }
  }
  if (!chart.caution) return { texts, bottom: y + 2 };
  const note = { text: chart.caution, x: 0, width: sheet.width, line: LINE.risk, anchor: 'left' as const };
  const lines = placeBlock({ ...note, top: y + 7, style: { ...HEAD, fill: 'ink' } }, sheet);
  return { texts: [...texts, ...lines], bottom: y + 7 + lines.length * LINE.risk };
}

/** A number at one time, and where it comes from. */
interface TimedNumber {
  time: number;
  printed: string;
  datum: string;
}

export interface KaplanMeierArm {
  label: string;
  /** "23 (13–NR)", or "—". */
  median: string;
  /** Address of the median. */
  datum?: string;
  /** Position of the median on the axis, if reached. */
  medianAt?: number;
  /** Per cent without event from 0 on, each until the next; with pointwise limits where there are any. */
  steps: { time: number; percent: number; low?: number; high?: number }[];
  /** Times at which follow-up ended without event. */
  censored: number[];
  /** To where the curve goes. */
  last: number;
  atRisk: TimedNumber[];
  role: Role;
  /** From when fewer than 10 patients are at risk, as far as the numbers at risk show. */
  fewFrom?: number;
  /** A curve that also differs by its dashes. */
  dashed: boolean;
}

export interface KaplanMeierChart {
  kind: 'kaplan-meier';
  /** Over the axis of percentages: "Progression-free survival, %". */
  outcome: string;
  /** Under the axis of times: "Months since randomisation". */
  time: string;
  /** Head of the column of medians: "Median, months (95% CI)". */
  median: string;
  /** "HR 0.50 (95% CI 0.30–0.83)". */
  ratio?: { printed: string; datum: string };
  /** From one mark of the axis of times to the next. */
  every: number;
  arms: KaplanMeierArm[];
  /** What must be said beside the curves: that they were read off a figure. */
  caution: string;
}
