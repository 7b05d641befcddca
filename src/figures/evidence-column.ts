import { type Evidence, type PlacedGrade, writeEntries } from './evidence.ts';
import type { Sheet } from './layout.ts';
import { widest } from './lines.ts';
import { type PlacedText, SIZE, type TextStyle } from './text.ts';

export const ENTRY: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
export const EVIDENCE = 'evidence';

/** Px: from the left edge to the middle of the mark, and to the entry after it. */
const MARK = { middle: 4.5, room: 14 };

/** Width of the last column of a figure of rows, px: a mark and an entry, under a head unless there is none. */
export function evidenceWidth(all: readonly Evidence[], sheet: Sheet, headed: boolean): number {
  const entries = MARK.room + widest(all.map(writeEntries), ENTRY, sheet);
  return Math.ceil(Math.max(entries, headed ? sheet.measure(EVIDENCE, ENTRY) : 0));
}

/** Puts the mark at the left edge of the column and the entry at its right edge, on one line. */
export function putEvidence(
  evidence: Evidence,
  { left, right, y }: { left: number; right: number; y: number },
  { grades, texts }: { grades: PlacedGrade[]; texts: PlacedText[] },
): void {
  const [entry] = evidence.entries;
  grades.push({ grade: evidence.grade, x: left + MARK.middle, y: y - 3.8 });
  texts.push({ text: writeEntries(evidence), x: right, y, anchor: 'right', style: ENTRY, entry });
}
