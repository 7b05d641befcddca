import type { Located } from '../content/parse.ts';
import type { Place } from '../diagnostics.ts';
import type { Call } from '../model/prose.ts';
import { placeholder } from '../notation/markdown.ts';

/** An expression in Markdown; without a call when it was complained of. */
export interface ExpressionStretch {
  kind: 'expression';
  start: number;
  place: Place;
  call: Call | undefined;
}

/** A stretch of prose as Markdown reads it; a comment is an empty text. */
export type MarkedStretch = { kind: 'text'; text: string; start: number } | ExpressionStretch;

/** Prose as Markdown reads it, its expressions as numbered placeholders, with the way back to the author's text. */
export interface Marked {
  text: string;
  /** By the number of the placeholder. */
  expressions: ExpressionStretch[];
  /** Offset of a line, which counts from 0. */
  lineStart(line: number): number;
  placeAt(offset: number, length: number): Place;
}

export function markProse(stretches: MarkedStretch[], located: Located): Marked {
  const expressions: ExpressionStretch[] = [];
  const starts: { marked: number; stretch: MarkedStretch }[] = [];
  let text = '';
  for (const stretch of stretches) {
    starts.push({ marked: text.length, stretch });
    text += stretch.kind === 'text' ? stretch.text : placeholder(expressions.push(stretch) - 1);
  }
  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return {
    text,
    expressions,
    lineStart: (line) => lineStarts[line] ?? text.length,
    placeAt: (offset, length) => {
      const found = starts.findLast(({ marked }) => marked <= offset);
      if (!found) return located.at(1, 1);
      if (found.stretch.kind === 'expression') return found.stretch.place;
      const { line, column } = positionOf(located.text, found.stretch.start + offset - found.marked);
      return located.at(line, column, length);
    },
  };
}

/** Line and column, both from 1, of an offset. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
