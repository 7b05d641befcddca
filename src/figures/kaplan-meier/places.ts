import { NARROW, type Sheet } from '../layout.ts';
import { placeBlock, widest } from '../lines.ts';
import type { PlacedText, TextStyle } from '../text.ts';
import type { KaplanMeierArm, KaplanMeierChart } from './chart.ts';

const HEAD: TextStyle = { size: 12, weight: 400, fill: 'muted' };
const NAME: TextStyle = { size: 13.5, weight: 600, fill: 'ink' };
const NUMBER: TextStyle = { size: 13.5, weight: 400, fill: 'ink' };
const RISK: TextStyle = { size: 12.5, weight: 400, fill: 'ink' };
const TICK: TextStyle = { size: 12, weight: 400, fill: 'muted' };

const LINE = { head: 16, name: 18, risk: 17 };
const GAP = 14;
/** A sample of the curve before its name, and the room it takes. Px. */
export const SAMPLE = { width: 22, room: 30 };
const PLOT = { wide: 250, narrow: 220 };
/** Room for the percentages, and beside the last time for half its number. */
const MARGIN = { left: 34, right: 16 };
/** Widest name that stands beside its numbers at risk and not over them. */
const BESIDE = 96;
const AXIS = 40;

/** Everything of the figure that is known before chart.js scales its axes. All in px. */
export interface Placement {
  texts: PlacedText[];
  /** Middles of the samples at the left, by arm. */
  samples: number[];
  /** Foot of the key. */
  rule: number;
  plot: { left: number; right: number; top: number; bottom: number };
  height: number;
}

/** The end of the axis of times: the first mark that no curve goes beyond. */
export function endOf({ arms, every }: KaplanMeierChart): number {
  const last = Math.max(0, ...arms.map((arm) => arm.last));
  return Math.max(1, Math.ceil(last / every - 1e-9)) * every;
}

export function placeKaplanMeier(chart: KaplanMeierChart, sheet: Sheet): Placement {
  const key = placeKey(chart, sheet);
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
  const right = sheet.width - Math.ceil(Math.max(MARGIN.right, widestRisk / 2 + 1));
  const texts: PlacedText[] = [...key.texts, ...placeOutcome(chart, key.bottom, sheet)];
  const top = Math.max(...texts.map(({ y }) => y)) + 14;
  const plot = { left, right, top, bottom: top + (sheet.width < NARROW ? PLOT.narrow : PLOT.wide) };
  const axis = placeAxis(chart, plot, widestRisk, sheet);
  const risk = placeRisk(chart, { plot, beside, times: axis.times, sheet });
  texts.push(...axis.texts, ...risk.texts);
  return { texts, samples: key.samples, rule: key.rule, plot, height: Math.ceil(risk.bottom + 4) };
}

/** What the percentages are of, and at the right, or under it where there is no room, the ratio. */
function placeOutcome({ outcome, ratio }: KaplanMeierChart, top: number, sheet: Sheet): PlacedText[] {
  const block = { x: 0, top: top + 4, line: LINE.head, anchor: 'left' as const, style: HEAD };
  const texts = placeBlock({ ...block, text: outcome, width: sheet.width }, sheet);
  if (!ratio) return texts;
  const { printed: text, datum } = ratio;
  const room = sheet.width - sheet.measure(text, NAME) - GAP;
  const last = texts.at(-1)?.y ?? top;
  const y = widest([outcome], HEAD, sheet) <= room ? last : last + LINE.name;
  return [...texts, { text, x: sheet.width, y, anchor: 'right', style: NAME, datum }];
}

/** A sample, the name and the median of each arm. */
function placeKey({ arms, median }: KaplanMeierChart, sheet: Sheet) {
  const texts: PlacedText[] = [];
  const samples: number[] = [];
  const column = Math.max(
    widest([median], HEAD, sheet),
    widest(
      arms.map((arm) => arm.median),
      NUMBER,
      sheet,
    ),
  );
  const x = Math.floor(sheet.width - column);
  texts.push({ text: median, x, y: LINE.head - 4, anchor: 'left', style: HEAD });
  let top = LINE.head + 6;
  for (const arm of arms) {
    const block = {
      x: SAMPLE.room,
      top,
      width: x - SAMPLE.room - GAP,
      line: LINE.name,
      anchor: 'left' as const,
    };
    const lines = placeBlock({ ...block, text: arm.label, style: nameOf(arm) }, sheet);
    texts.push(...lines, {
      text: arm.median,
      x,
      y: top + LINE.name - 4,
      anchor: 'left',
      style: NUMBER,
      ...(arm.datum && { datum: arm.datum }),
    });
    samples.push(top + LINE.name / 2);
    top += lines.length * LINE.name;
  }
  return { texts, samples, rule: LINE.head + 2.5, bottom: top + 6 };
}

/** Names of grey curves stay black, to be read. */
function nameOf({ role }: KaplanMeierArm): TextStyle {
  return role === 'accent' ? { ...NAME, fill: 'accent' } : NAME;
}

type Plot = Placement['plot'];

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
      y: plot.bottom + 18,
      anchor: 'center',
      style: TICK,
      tick: true,
    }),
  );
  const middle = (plot.left + plot.right) / 2;
  const title: PlacedText = {
    text: chart.time,
    x: middle,
    y: plot.bottom + 35,
    anchor: 'center',
    style: HEAD,
  };
  return { times, texts: [...texts, title] };
}

/** The table of numbers at risk, and under it what the curves are. */
function placeRisk(
  chart: KaplanMeierChart,
  { plot, beside, times, sheet }: { plot: Plot; beside: boolean; times: number[]; sheet: Sheet },
) {
  const end = endOf(chart);
  const texts: PlacedText[] = [];
  let y = plot.bottom + AXIS;
  const isKnown = chart.arms.some(({ atRisk }) => atRisk.length > 0);
  if (isKnown) {
    y += LINE.risk + 2;
    texts.push({ text: 'Number at risk', x: 0, y, anchor: 'left', style: HEAD });
  }
  for (const arm of isKnown ? chart.arms : []) {
    const style: TextStyle = { ...RISK, fill: arm.role === 'accent' ? 'accent' : 'ink' };
    const block = { text: arm.label, x: 0, width: beside ? plot.left : sheet.width, line: LINE.risk };
    const lines = placeBlock({ ...block, top: y + 5, anchor: 'left', style }, sheet);
    texts.push(...lines);
    y += lines.length * LINE.risk + (beside ? 0 : LINE.risk);
    if (arm.atRisk.length === 0) texts.push({ text: '—', x: plot.left, y: y + 1, anchor: 'center', style });
    for (const { time, printed, datum } of arm.atRisk) {
      if (!times.includes(time)) continue;
      const x = plot.left + ((plot.right - plot.left) * time) / end;
      texts.push({ text: printed, x, y: y + 1, anchor: 'center', style, datum });
    }
  }
  if (!chart.caution) return { texts, bottom: y + 2 };
  const note = { text: chart.caution, x: 0, width: sheet.width, line: LINE.risk, anchor: 'left' as const };
  const lines = placeBlock({ ...note, top: y + 10, style: { ...HEAD, fill: 'ink' } }, sheet);
  return { texts: [...texts, ...lines], bottom: y + 10 + lines.length * LINE.risk };
}
