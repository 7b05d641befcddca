import { placeBlock } from './axes.ts';
import type { Sheet } from './layout.ts';
import { type PlacedText, type Role, SIZE, type TextStyle } from './text.ts';

/** Hairlines across the sheet at some heights. All in px. */
export function strokeRules(ctx: CanvasRenderingContext2D, rules: readonly number[], width: number): void {
  ctx.strokeStyle = 'rule';
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (const y of rules) {
    ctx.moveTo(0, y);
    ctx.lineTo(width, y);
  }
  ctx.stroke();
}

/** Dashed lines to the edge of the sheet, where populations part. All in px. */
export function strokePartings(
  ctx: CanvasRenderingContext2D,
  partings: readonly PlacedParting[],
  width: number,
): void {
  const long = partings.filter(({ left }) => left < width);
  if (long.length === 0) return;
  ctx.strokeStyle = 'muted';
  ctx.lineWidth = 0.8;
  ctx.setLineDash([2.5, 2.5]);
  ctx.beginPath();
  for (const { left, y } of long) {
    ctx.moveTo(left, y);
    ctx.lineTo(width, y);
  }
  ctx.stroke();
  ctx.setLineDash([]);
}

/** An interval with a cap at either end, `cap` px up and down. */
export function strokeWhisker(
  ctx: CanvasRenderingContext2D,
  { low, high, y, cap, role }: { low: number; high: number; y: number; cap: number; role: Role },
): void {
  ctx.strokeStyle = role;
  ctx.lineWidth = 1.75;
  ctx.beginPath();
  ctx.moveTo(low, y);
  ctx.lineTo(high, y);
  for (const end of [low, high]) {
    ctx.moveTo(end, y - cap);
    ctx.lineTo(end, y + cap);
  }
  ctx.stroke();
}

const SIGN: TextStyle = { size: SIZE.label, weight: 600, fill: 'amber' };
const WORDS: TextStyle = { size: SIZE.label, weight: 400, fill: 'muted', italic: true };
const PARTING_LINE = 15;

/** A dashed line from `left` to the edge of the sheet. Px. */
export interface PlacedParting {
  left: number;
  y: number;
}

interface Row {
  below?: string | undefined;
  datum: string;
}

/** All in px. */
interface Placement {
  texts: PlacedText[];
  partings: PlacedParting[];
  plot: { bottom: number };
}

/** Puts `≠ below: newly diagnosed multiple myeloma` and a dashed line over a row where populations part. */
export function putParting({ below, datum }: Row, gap: number, placement: Placement, sheet: Sheet): void {
  if (below === undefined) return;
  const { texts, partings, plot } = placement;
  const x = sheet.measure('≠', SIGN) + 3;
  const block = { text: `below: ${below}`, x, top: plot.bottom, width: sheet.width - x, line: PARTING_LINE };
  const lines = placeBlock({ ...block, anchor: 'left', style: WORDS }, sheet);
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return;
  texts.push({ text: '≠', x: 0, y: first.y, anchor: 'left', style: SIGN });
  texts.push(...lines.map((line) => ({ ...line, ...(/\p{N}/u.test(below) && { datum }) })));
  partings.push({ left: x + sheet.measure(last.text, WORDS) + 8, y: Math.round(last.y - 4) + 0.5 });
  plot.bottom += lines.length * PARTING_LINE + gap;
}

/** Emphasis of a mark: the study in focus carries the accent, comparators are grey. */
export interface Emphasis {
  focus: boolean;
  /** Not confirmed in a primary publication: drawn hollow. */
  hollow: boolean;
}

const STYLE: TextStyle = { size: SIZE.label, weight: 400, fill: 'ink' };
const ROOM = { symbol: 20, between: 18 };
const LINE = 18;

/** The meaning of each symbol, in lines from the top. All in px. */
export interface PlacedKey<Name extends string> {
  symbols: { name: Name; x: number; y: number }[];
  texts: PlacedText[];
  height: number;
}

/** Symbols (their middles) with their names beside, in as many lines as they need. */
export function placeKey<Name extends string>(
  entries: readonly { name: Name; text: string }[],
  sheet: Sheet,
): PlacedKey<Name> {
  const key: PlacedKey<Name> = { symbols: [], texts: [], height: 0 };
  if (entries.length === 0) return key;
  let [x, y] = [0, 12];
  for (const { name, text } of entries) {
    const width = ROOM.symbol + sheet.measure(text, STYLE);
    if (x > 0 && x + width > sheet.width) [x, y] = [0, y + LINE];
    key.symbols.push({ name, x: x + 8, y: y - 4.5 });
    key.texts.push({ text, x: x + ROOM.symbol, y, anchor: 'left', style: STYLE });
    x += width + ROOM.between;
  }
  return { ...key, height: y + 8 };
}
