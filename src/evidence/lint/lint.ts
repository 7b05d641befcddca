import type { Place } from '../../diagnostics.ts';
import { findQuantities, type Quantity } from './quantities.ts';
import { boundMark } from './reading.ts';

/** A part of a text: typed by an author, bound to data, or waived by `plain` with its reason. */
export type LintSegment =
  | { kind: 'text'; text: string; at?: (offset: number) => Place }
  | { kind: 'bound'; text: string }
  | { kind: 'waived'; text: string; reason: string };

/** Something that a reader sees or hears: a paragraph, a cell, a title, an alternative text. */
export interface LintText {
  /** What it is, in words for a message: `title`, `figure depth, alternative text`. */
  where: string;
  segments: LintSegment[];
}

/** A number that leads to no source. */
interface Unsourced {
  text: string;
  where: string;
  why: string;
  place?: Place;
}

/** `names`: names, dates, doses and labels that hold a figure. The rest of `numbers` is unsourced. */
export interface Counts {
  numbers: number;
  traced: number;
  names: number;
  waived: number;
}

export interface LintResult {
  unsourced: Unsourced[];
  counts: Counts;
}

export function lintTexts(texts: LintText[]): LintResult {
  const results = texts.map(lintText);
  const sum = (key: keyof Counts) => results.reduce((total, { counts }) => total + counts[key], 0);
  return {
    unsourced: results.flatMap(({ unsourced }) => unsourced),
    counts: { numbers: sum('numbers'), traced: sum('traced'), names: sum('names'), waived: sum('waived') },
  };
}

/** `214 numbers: 201 traced, 9 names and dates, 4 waived`, and how many are unsourced if any are. */
export function coverageLine({ numbers, traced, names, waived }: Counts): string {
  const unsourced = numbers - traced - names - waived;
  const parts = [`${traced} traced`, `${names} names and dates`, `${waived} waived`];
  return `${numbers} numbers: ${[...parts, ...(unsourced > 0 ? [`${unsourced} unsourced`] : [])].join(', ')}`;
}

function lintText({ where, segments }: LintText): LintResult {
  const quantities = findQuantities(segments.map(asRead).join(''));
  const unsourced = quantities.filter(({ kind }) => kind === 'evidence');
  const names = quantities.filter(({ kind, text }) => kind === 'pass' && /\p{Nd}/u.test(text)).length;
  const traced = segments.filter(({ kind, text }) => kind === 'bound' && text !== '').length;
  const waived = segments.filter(({ kind }) => kind === 'waived').length;
  return {
    unsourced: unsourced.map((quantity) => unsourcedAt(quantity, where, segments)),
    counts: { numbers: unsourced.length + names + traced + waived, traced, names, waived },
  };
}

function asRead({ kind, text }: LintSegment): string {
  return kind === 'text' ? text : boundMark;
}

function unsourcedAt({ start, text, why }: Quantity, where: string, segments: LintSegment[]): Unsourced {
  const place = placeAt(start, segments);
  return { text: text.replaceAll(boundMark, '…'), where, why, ...(place && { place }) };
}

function placeAt(offset: number, segments: LintSegment[]): Place | undefined {
  let begin = 0;
  for (const segment of segments) {
    const length = asRead(segment).length;
    if (offset < begin + length) return segment.kind === 'text' ? segment.at?.(offset - begin) : undefined;
    begin += length;
  }
  return undefined;
}
