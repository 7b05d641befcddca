import { NARROW, type Sheet } from '../layout.ts';
import { placeBlock, widest } from '../lines.ts';
import { type PlacedText, SIZE, type TextStyle } from '../text.ts';
import type { KaplanMeierArm, KaplanMeierChart } from './chart.ts';

const HEAD: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
const NAME: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
const NUMBER: TextStyle = { size: SIZE.label, weight: 400, fill: 'ink' };
const RISK: TextStyle = { size: SIZE.label, weight: 400, fill: 'ink' };
const TICK: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };

const LINE = { head: 14, name: 14, risk: 15 };
const GAP = 12;
const PLOT = { wide: 190, narrow: 170 };
/** Room for the percentages, and beside the last time for half its number. */
const MARGIN = { left: 30, right: 12 };
/** Widest name that stands beside its numbers at risk and not over them. */
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
export interface Leader {
  from: { x: number; y: number };
  to: { x: number; y: number };
}

/** Everything of the figure that is known before chart.js scales its axes. All in px. */
export interface KaplanMeierLayout {
  texts: PlacedText[];
  /** By arm. */
  leaders: Leader[];
  plot: { left: number; right: number; top: number; bottom: number };
  height: number;
}

/** The end of the axis of times: the first mark that no curve goes beyond. */
export function endOf({ arms, every }: KaplanMeierChart): number {
  const last = Math.max(0, ...arms.map((arm) => arm.last));
  return Math.max(1, Math.ceil(last / every - 1e-9)) * every;
}

export function placeKaplanMeier(chart: KaplanMeierChart, sheet: Sheet): KaplanMeierLayout {
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

/** Room at the right of the axes: for the names, and for medians that stand on the lines of numbers at risk. */
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
  const needed = Math.max(widestRisk, widest(all.map(String), TICK, sheet)) + 8;
  const skip = Math.ceil(needed / room);
  const times = all.filter((_, i) => i % skip === 0);
  const texts = times.map(
    (time): PlacedText => ({
      text: String(time),
      x: plot.left + ((plot.right - plot.left) * time) / end,
      y: plot.bottom + 15,
      anchor: 'center',
      style: TICK,
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
