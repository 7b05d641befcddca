import type { Sheet } from './layout.ts';
import { placeBlock } from './lines.ts';
import { type PlacedText, SIZE, type TextStyle } from './text.ts';

const NAME: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
const ABOUT: TextStyle = { size: SIZE.label, weight: 400, fill: 'muted' };
const GAP = 7;

/** From one line to the next, px. */
export const LABEL_LINE = 15;

/** A name, and what is said of it in grey. */
export interface RowLabel {
  label: string;
  sublabel: string;
  /** One of a group under a heading, which alone is bold. */
  plain?: boolean;
}

function nameOf({ plain = false }: RowLabel): TextStyle {
  return plain ? { ...NAME, weight: 400 } : NAME;
}

/** Of both on one line, px. */
export function labelWidth(row: RowLabel, { measure }: Sheet): number {
  const { label, sublabel } = row;
  return measure(label, nameOf(row)) + (sublabel === '' ? 0 : GAP + measure(sublabel, ABOUT));
}

/** Px. */
interface Room {
  top: number;
  width: number;
  /** Of lines below the name, where both do not fit on one. */
  under: number;
}

/** On one line where they fit, else the second under the first. */
export function placeLabel(
  row: RowLabel,
  { top, width, under }: Room,
  sheet: Sheet,
): { name: PlacedText[]; about: PlacedText[]; height: number } {
  const { label, sublabel } = row;
  const block = { x: 0, line: LABEL_LINE, anchor: 'left' as const };
  const name = placeBlock({ ...block, text: label, top, width, style: nameOf(row) }, sheet);
  const fits = labelWidth(row, sheet) <= width;
  const place = fits
    ? { x: sheet.measure(label, nameOf(row)) + GAP, top, width }
    : { top: top + name.length * LABEL_LINE, width: under };
  const about = placeBlock({ ...block, ...place, text: sublabel, style: ABOUT }, sheet);
  return { name, about, height: (name.length + (fits ? 0 : about.length)) * LABEL_LINE };
}
