import type { Place } from '../../diagnostics.ts';
import type { PlaceAt } from '../../model/prose.ts';
import { findQuantitiesIn, type Quantity } from './quantities.ts';
import { boundMark } from './reading.ts';

/** A part of a text: typed by an author, bound to data, or waived by `plain` with its reason. */
export type LintSegment =
  | { kind: 'text'; text: string; at?: PlaceAt }
  | { kind: 'bound'; text: string; place?: Place }
  | { kind: 'waived'; text: string; reason: string; place?: Place };

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
  const results = lintEach(texts);
  return {
    unsourced: results.flatMap(({ strays }) => strays.map(toUnsourced)),
    counts: sumCounts(results.map(({ counts }) => counts)),
  };
}

export function sumCounts(all: Counts[]): Counts {
  const sum = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0);
  return { numbers: sum('numbers'), traced: sum('traced'), names: sum('names'), waived: sum('waived') };
}

function toUnsourced({ text, where, why, place }: Stray): Unsourced {
  return { text, where, why, ...(place && { place }) };
}

/** `214 numbers: 201 traced, 9 names and dates, 4 waived`, and how many are unsourced if any are. */
export function coverageLine({ numbers, traced, names, waived }: Counts): string {
  const unsourced = numbers - traced - names - waived;
  const parts = [`${traced} traced`, `${names} names and dates`, `${waived} waived`];
  return `${numbers} numbers: ${[...parts, ...(unsourced > 0 ? [`${unsourced} unsourced`] : [])].join(', ')}`;
}

/** A quantity without a source. `start` and `end` are offsets in `read`. */
export interface Stray extends Unsourced {
  /** The whole text that it stands in, its bound and waived parts as marks. */
  read: string;
  start: number;
  end: number;
}

/** Of one text, or of a page, so many numbers without a source are placed one by one; nobody reads more. */
export const mostPlaced = 500;

/** What is found in each text. */
export function lintEach(texts: LintText[]): { strays: Stray[]; counts: Counts }[] {
  const read = texts.map(({ segments }) => segments.map(asRead).join(''));
  const quantities = findQuantitiesIn(read);
  return texts.map((text, index) => lintText(text, read[index] ?? '', quantities[index] ?? []));
}

function lintText({ where, segments }: LintText, read: string, quantities: Quantity[]) {
  const strays = quantities
    .filter(({ kind }) => kind === 'evidence')
    .map(({ start, end, text, why }, index): Stray => {
      const place = index < mostPlaced ? placeOf(start, end, segments) : undefined;
      return { text: text.replaceAll(boundMark, '…'), where, why, ...(place && { place }), read, start, end };
    });
  const names = quantities.filter(({ kind, text }) => kind === 'pass' && /\p{Nd}/u.test(text)).length;
  const traced = segments.filter(({ kind, text }) => kind === 'bound' && text !== '').length;
  const waived = segments.filter(({ kind }) => kind === 'waived').length;
  return { strays, counts: { numbers: strays.length + names + traced + waived, traced, names, waived } };
}

function asRead({ kind, text }: LintSegment): string {
  return kind === 'text' ? text : boundMark;
}

/** Where the first of the characters from `start` to `end` stands, and how many of them stand on its line. */
function placeOf(start: number, end: number, segments: LintSegment[]): Place | undefined {
  let begin = 0;
  for (const segment of segments) {
    const length = asRead(segment).length;
    if (start < begin + length) {
      if (segment.kind !== 'text') return segment.place;
      const [line = ''] = segment.text.slice(start - begin, end - begin).split('\n');
      return segment.at?.(start - begin, line.length);
    }
    begin += length;
  }
  return undefined;
}
