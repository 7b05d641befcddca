import type { Sheet } from './layout.ts';
import { placeBlock } from './lines.ts';
import { type PlacedText, SIZE, type TextStyle } from './text.ts';

const SIGN: TextStyle = { size: SIZE.label, weight: 600, fill: 'amber' };
const WORDS: TextStyle = { size: SIZE.label, weight: 400, fill: 'muted', italic: true };
const LINE = 15;

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
  const block = { text: `below: ${below}`, x, top: plot.bottom, width: sheet.width - x, line: LINE };
  const lines = placeBlock({ ...block, anchor: 'left', style: WORDS }, sheet);
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return;
  texts.push({ text: '≠', x: 0, y: first.y, anchor: 'left', style: SIGN });
  texts.push(...lines.map((line) => ({ ...line, ...(/\p{N}/u.test(below) && { datum }) })));
  partings.push({ left: x + sheet.measure(last.text, WORDS) + 8, y: Math.round(last.y - 4) + 0.5 });
  plot.bottom += lines.length * LINE + gap;
}
