import type { Sheet } from './layout.ts';
import { type PlacedText, SIZE, type TextStyle } from './text.ts';

const STYLE: TextStyle = { size: SIZE.label, weight: 400, fill: 'ink' };
const ROOM = { symbol: 20, between: 18 };
const LINE = 18;

/** What each symbol stands for, in lines from the top. All in px. */
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
