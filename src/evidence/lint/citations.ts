import type { LintSegment } from './lint.ts';
import { boundMark, readPlainly } from './reading.ts';

/** A sentence that cites a source. `start` and `end` are offsets in the text that was read. */
export interface Citation {
  start: number;
  end: number;
  context: string;
  sources: { id: string }[];
}

/** Paragraphs, headings and items of lists end a sentence as stops do. */
const sentenceEnd =
  /[.!?]+["”’')\]*_]*(?=\s+["“‘'(*_[]*[\p{Lu}\d\ue002]|\s*$)\s*|\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*+>] |#|\d{1,2}[.)] |:::))/gu;
const abbreviated =
  /(?:^|[\s(])(?:vs|e\.g|i\.e|cf|figs?|refs?|nos?|dr|al|approx|ca|st|inc|corp|ltd|pp?|vol|v|resp|incl|excl|max|min)\.$/i;

/** The sentences of a text that cite: a citation belongs to the sentence that it stands in or directly after. */
export function citationsOf(segments: readonly LintSegment[], read: string): Citation[] {
  const cites = citesOf(segments);
  if (cites.length === 0) return [];
  return sentencesOf(read).flatMap(({ start, end }): Citation[] => {
    const own = cites.filter(({ at }) => at > start && at <= end).flatMap(({ sources }) => sources);
    if (own.length === 0) return [];
    const context = plainContext(read.slice(start, end));
    return [{ start, end, context, sources: [...new Set(own)].map((id) => ({ id })) }];
  });
}

function citesOf(segments: readonly LintSegment[]): { at: number; sources: string[] }[] {
  let at = 0;
  return segments.flatMap((segment) => {
    if (segment.kind === 'cite') return [{ at, sources: segment.sources }];
    at += segment.kind === 'text' ? segment.text.length : boundMark.length;
    return [];
  });
}

/** Each with the spaces after it. */
function sentencesOf(text: string): { start: number; end: number }[] {
  const sentences: { start: number; end: number }[] = [];
  let start = 0;
  for (const { index, 0: found } of text.matchAll(sentenceEnd)) {
    if (abbreviated.test(text.slice(Math.max(start, index - 12), index + 1))) continue;
    sentences.push({ start, end: index + found.length });
    start = index + found.length;
  }
  return [...sentences, { start, end: text.length }];
}

/** As a reader of the ledger wants it: without emphasis, with `…` for what is bound. */
function plainContext(text: string): string {
  return readPlainly(text)
    .text.replaceAll(boundMark, '…')
    .replace(/^\s*(?:#+ |[-*+>] |\d{1,2}[.)] )/, '')
    .trim();
}
