import { type PlacedKey, placeKey } from '../key.ts';
import type { Sheet } from '../layout.ts';
import { placeBlock, widest } from '../lines.ts';
import { type NumberAxis, numberAxis } from '../number-axis.ts';
import type { Band } from '../placed-rows.ts';
import { type PlacedText, SIZE, type TextStyle } from '../text.ts';
import type { SwimmerChart, SwimmerRow, SwimmerSymbol } from './chart.ts';
import { swarm } from './swarm.ts';

const LABEL: TextStyle = { size: SIZE.label, weight: 400, fill: 'ink' };
const NUMBER: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
const TICK: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };

/** Px: a line of a label, a bar, between rows (fewer and more than 20), the arrow beyond a bar. */
const LINE = 15;
export const BAR = 11;
const GAP = { few: 6, many: 3, columns: 12, label: 3, symbols: 2 };
export const ARROW = 14;
const AXIS = { ticks: 17, title: 17 };

export interface PlacedSwimmerBar {
  row: SwimmerRow;
  /** Its middle. */
  y: number;
  left: number;
  right: number;
  marks: { x: number; y: number; is: SwimmerSymbol; hollow: boolean }[];
}

/** The whole figure. All in px. */
export interface SwimmerLayout {
  key: PlacedKey<SwimmerSymbol>;
  bars: PlacedSwimmerBar[];
  texts: PlacedText[];
  /** Where the lines of the axis stand, and what they cross. */
  ticks: number[];
  band: Band;
  height: number;
}

export function placeSwimmer(chart: SwimmerChart, sheet: Sheet): SwimmerLayout {
  const key = placeKey(keyOf(chart), sheet);
  const labels = widest(
    chart.rows.map(({ label }) => label),
    LABEL,
    sheet,
  );
  const isAbove = labels > sheet.width * 0.4;
  const numbers = Math.max(
    widest(
      chart.rows.map(({ printed }) => printed),
      NUMBER,
      sheet,
    ),
    sheet.measure(chart.head, TICK),
  );
  const right = sheet.width - Math.ceil(numbers) - GAP.columns - ARROW;
  const left = isAbove ? 6 : Math.ceil(labels) + GAP.columns;
  const axis = numberAxis(0, Math.max(...chart.rows.map(({ end }) => end), 1e-9), 6);
  const xOf = (time: number) => left + ((right - left) * time) / axis.to;
  const head = { text: chart.head, x: sheet.width, anchor: 'right' as const, style: TICK };
  const placement: SwimmerLayout = {
    key,
    bars: [],
    texts: [...key.texts, { ...head, y: key.height + 14 }],
    ticks: axis.ticks.map((tick) => Math.round(xOf(tick)) + 0.5),
    band: { top: key.height + 20, bottom: 0 },
    height: key.height + 22,
  };
  const gap = chart.rows.length > 20 ? GAP.many : GAP.few;
  for (const row of chart.rows) {
    const marks = row.marks.toSorted((a, b) => a.at - b.at);
    const below = swarm(marks.map(({ at }) => xOf(at)));
    const room = {
      width: isAbove ? sheet.width : left - GAP.columns,
      beyond: Math.max(0, ...below),
      isAbove,
    };
    const y = placeRow(row, room, { sheet, placement });
    placement.bars.push({
      row,
      y,
      left,
      right: xOf(row.end),
      marks: marks.map(({ at, is, hollow }, i) => ({ x: xOf(at), y: y + (below[i] ?? 0), is, hollow })),
    });
    placement.height += gap;
  }
  placement.band.bottom = placement.height;
  placeAxis(axis, xOf, chart.axis, { sheet, placement });
  return placement;
}

interface Context {
  sheet: Sheet;
  placement: SwimmerLayout;
}

/** Of a row. Px. */
interface Room {
  /** Of its label, which may stand above the bar. */
  width: number;
  isAbove: boolean;
  /** How far above and below its bar’s middle symbols stand. */
  beyond: number;
}

/** Places label and number of a row; returns the middle of its bar. */
function placeRow(row: SwimmerRow, { width, isAbove, beyond }: Room, { sheet, placement }: Context): number {
  const top = placement.height + (isAbove ? 0 : Math.max(0, beyond - GAP.symbols));
  const block = { text: row.label, x: 0, top, width, line: LINE, anchor: 'left' as const, style: LABEL };
  const lines = placeBlock(block, sheet);
  placement.texts.push(
    ...lines.map((line) => ({ ...line, ...(/\p{N}/u.test(line.text) && { datum: row.datum }) })),
  );
  const y = isAbove
    ? top + lines.length * LINE + GAP.label + BAR / 2 + beyond
    : top + (lines.length * LINE) / 2;
  const number = { text: row.printed, x: sheet.width, y: y + 4.5, anchor: 'right' as const, style: NUMBER };
  placement.texts.push({ ...number, datum: row.datum });
  placement.height = isAbove
    ? y + BAR / 2 + 4 + beyond
    : top + lines.length * LINE + Math.max(0, beyond - GAP.symbols);
  return y;
}

function placeAxis(
  axis: NumberAxis,
  xOf: (time: number) => number,
  title: string,
  { sheet, placement }: Context,
) {
  const y = placement.height + AXIS.ticks - 3;
  for (const tick of axis.ticks) {
    const half = sheet.measure(String(tick), TICK) / 2;
    const x = Math.min(Math.max(xOf(tick), half), sheet.width - half);
    placement.texts.push({ text: String(tick), x, y, anchor: 'center', style: TICK, tick: true });
  }
  const top = placement.height + AXIS.ticks;
  const x = Math.min(xOf(0), sheet.width * 0.35);
  const block = {
    text: title,
    x,
    top,
    width: sheet.width - x,
    line: AXIS.title,
    anchor: 'left' as const,
    style: TICK,
  };
  const lines = placeBlock(block, sheet);
  placement.texts.push(...lines);
  placement.height = Math.ceil(top + lines.length * AXIS.title + 3);
}

const order: readonly SwimmerSymbol[] = ['sCR', 'CR', 'VGPR', 'PR', 'MR', 'SD', 'PD', 'died', 'ongoing'];
const names: Partial<Record<SwimmerSymbol, string>> = { PD: 'progression', died: 'died', ongoing: 'ongoing' };

function keyOf({ rows }: SwimmerChart) {
  const used = new Set<SwimmerSymbol>(
    rows.flatMap(({ marks, ending }) => [...marks.map(({ is }) => is), ...(ending ? [ending] : [])]),
  );
  return order.filter((one) => used.has(one)).map((name) => ({ name, text: names[name] ?? name }));
}
