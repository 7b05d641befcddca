import type { Place } from '../../diagnostics.ts';
import type { PlaceAt } from '../../model/prose.ts';
import { citationsOf } from './citations.ts';
import { type EndpointNames, withinNames } from './endpoint-names.ts';
import { type FoundNumber, findQuantitiesIn } from './quantities.ts';
import { boundMark } from './reading.ts';
import { type Fields, statedInField } from './stated.ts';

/**
 * A part of a text: typed by an author, bound to data, a citation, or waived by `plain` with its reason. Of a
 * citation the ids of its sources count and no text.
 */
export type LintSegment =
  | { kind: 'text'; text: string; at?: PlaceAt }
  | { kind: 'bound'; text: string; place?: Place }
  | { kind: 'cite'; text: ''; sources: string[]; place?: Place }
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
  /** It says how a trial was done, so a citation would do. */
  protocol: boolean;
  place?: Place;
}

/** A number of a protocol, and the sources that state it. */
export interface StatedNumber {
  text: string;
  /** Part of the page: `text`, `table trials`. */
  where: string;
  /** The sentence, or the text of the field: what the source states. */
  context: string;
  sources: { id: string; locator?: string }[];
}

/**
 * `stated`: numbers of protocols whose sentence or trial names a source. `names`: names, dates, doses and labels that
 * hold a figure. The rest of `numbers` is unsourced.
 */
export interface Counts {
  numbers: number;
  traced: number;
  stated: number;
  names: number;
  waived: number;
}

export interface LintResult {
  unsourced: Unsourced[];
  counts: Counts;
}

const noNames: EndpointNames = () => [];

export function lintTexts(texts: LintText[], names: EndpointNames = noNames): LintResult {
  const results = lintEach(texts, { names });
  return {
    unsourced: results.flatMap(({ strays }) => strays.map(toUnsourced)),
    counts: sumCounts(results.map(({ counts }) => counts)),
  };
}

export function sumCounts(all: Counts[]): Counts {
  const sum = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0);
  return {
    numbers: sum('numbers'),
    traced: sum('traced'),
    stated: sum('stated'),
    names: sum('names'),
    waived: sum('waived'),
  };
}

function toUnsourced({ text, where, why, protocol, place }: Stray): Unsourced {
  return { text, where, why, protocol, ...(place && { place }) };
}

/**
 * `214 numbers: 201 traced, 9 names and dates, 4 waived`, and how many a cited source states and how many are
 * unsourced, if any are.
 */
export function coverageLine({ numbers, traced, stated, names, waived }: Counts): string {
  const unsourced = numbers - traced - stated - names - waived;
  const parts = [
    `${traced} traced`,
    ...(stated > 0 ? [`${stated} stated by a cited source`] : []),
    `${names} names and dates`,
    `${waived} waived`,
    ...(unsourced > 0 ? [`${unsourced} unsourced`] : []),
  ];
  return `${numbers} numbers: ${parts.join(', ')}`;
}

/** A quantity without a source. `start` and `end` are offsets in `read`. */
export interface Stray extends Unsourced {
  /** The whole text that it stands in, its bound and waived parts as marks. */
  read: string;
  start: number;
  end: number;
}

/** Of one text, or of a page, so many numbers without a source are placed one by one. */
export const mostPlaced = 500;

/** What is found in one text. */
interface Linted {
  strays: Stray[];
  stated: StatedNumber[];
  counts: Counts;
}

/** What the library knows that a number may belong to. */
export interface Known {
  /** Of endpoints: a number within one is a part of the name. */
  names?: EndpointNames;
  /** The texts of trials that name their source. */
  fields?: () => Fields;
}

/** What is found in each text. */
export function lintEach(texts: LintText[], known: Known = {}): Linted[] {
  const read = texts.map(({ segments }) => segments.map(asRead).join(''));
  const quantities = findQuantitiesIn(read);
  return texts.map((text, index) => lintText(text, read[index] ?? '', quantities[index] ?? [], known));
}

function lintText(
  { where, segments }: LintText,
  read: string,
  quantities: FoundNumber[],
  { names: known = noNames, fields }: Known,
): Linted {
  const counted = quantities.filter(({ kind }) => kind !== 'pass');
  const named = withinNames(read, counted, known);
  const open = counted.filter((quantity) => !named.has(quantity));
  const citations = open.length > 0 ? citationsOf(segments, read) : [];
  const stated: StatedNumber[] = [];
  const strays: Stray[] = [];
  for (const quantity of open) {
    const { start, end, why, kind } = quantity;
    const text = quantity.text.replaceAll(boundMark, '…');
    const cited =
      kind === 'protocol' ? citations.find((one) => start >= one.start && end <= one.end) : undefined;
    const own = cited ?? (fields && statedInField({ read, where, start, end }, fields()));
    const place = strays.length < mostPlaced ? placeOf(start, end, segments) : undefined;
    if (own) stated.push({ text, where, context: own.context, sources: own.sources });
    else
      strays.push({
        text,
        where,
        why,
        protocol: kind === 'protocol',
        ...(place && { place }),
        read,
        start,
        end,
      });
  }
  const passed = quantities.filter(({ kind, text }) => kind === 'pass' && /\p{Nd}/u.test(text));
  const names = passed.length + named.size;
  const traced = segments.filter(({ kind, text }) => kind === 'bound' && text !== '').length;
  const waived = segments.filter(({ kind }) => kind === 'waived').length;
  const numbers = open.length + names + traced + waived;
  return { strays, stated, counts: { numbers, traced, stated: stated.length, names, waived } };
}

function asRead({ kind, text }: LintSegment): string {
  return kind === 'text' || kind === 'cite' ? text : boundMark;
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
