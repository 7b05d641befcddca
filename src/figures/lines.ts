import type { Sheet } from './layout.ts';
import { type PlacedText, type TextStyle, wrap } from './text.ts';

export interface Block {
  text: string;
  /** Where the anchor stands, px. */
  x: number;
  /** Top of the first line, px. */
  top: number;
  /** Room for a line, px. */
  width: number;
  /** From one line to the next, px. */
  line: number;
  anchor: PlacedText['anchor'];
  style: TextStyle;
}

/** The lines of a text that must fit a width, each within its own strip of the sheet. */
export function placeBlock({ text, x, top, width, line, anchor, style }: Block, sheet: Sheet): PlacedText[] {
  const lines = wrap(text, width, (candidate) => sheet.measure(candidate, style));
  return lines.map((part, i) => {
    const y = top + (i + 1) * line - 4;
    return { text: part, x, y, anchor, style, ...(i > 0 && { continued: true }) };
  });
}

/** Width of the widest of some texts, px; 0 for none. */
export function widest(texts: readonly string[], style: TextStyle, { measure }: Sheet): number {
  return Math.max(0, ...texts.map((text) => measure(text, style)));
}
