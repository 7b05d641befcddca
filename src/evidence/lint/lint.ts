import type { Place } from '../../diagnostics.ts';
import type { PlaceAt } from '../../model/briefing.ts';
import { hasDisguise } from './digits.ts';
import { type EndpointNames, withinNames } from './endpoint-names.ts';
import type { Matcher } from './matcher.ts';
import { type FoundNumber, findQuantitiesIn } from './quantities.ts';
import { boundMark, readPlainly } from './reading.ts';
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
 * contain a figure. The rest of `numbers` is unsourced.
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
  /** The whole text around it, its bound and waived parts as marks. */
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
interface Known {
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

/** Position of the first of the characters from `start` to `end`, and how many of them are on its line. */
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

/** A sentence that cites a source. `start` and `end` are offsets in the text that was read. */
interface Citation {
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

/** The sentences of a text that cite: a citation belongs to the sentence that it is in or directly follows. */
function citationsOf(segments: readonly LintSegment[], read: string): Citation[] {
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

/** A text from a file: a YAML scalar, or a stretch of a template. */
export interface FiledText {
  text: string;
  at: PlaceAt;
}

/** So many characters around a quantity are enough to know a text by. */
const enough = 12;

/** Where a quantity was written: in the text that shares most of its surroundings, if one does. */
export function findOrigin(stray: Stray, texts: Iterable<FiledText>): Place | undefined {
  const sought = toSought(stray);
  if (!sought) return undefined;
  let best: { shared: number; place: () => Place } | undefined;
  for (const { text, at } of texts) {
    if (!text.includes(sought.token) && !hasDisguise(text)) continue;
    const { text: candidate, offsets } = readPlainly(text);
    for (const found of occurrences(candidate, sought.quantity)) {
      const shared = sharedAround(sought, candidate, found);
      if (shared === undefined || shared <= (best?.shared ?? -1)) continue;
      const [start = 0, last = 0] = [offsets[found], offsets[found + sought.quantity.length - 1]];
      best = { shared, place: () => at(start, last + 1 - start) };
    }
  }
  return best?.place();
}

interface Sought {
  /** The whole text that was read. */
  around: string;
  start: number;
  quantity: string;
  /** A part of it that no mark or space can divide. */
  token: string;
}

function toSought({ read, start, end }: Stray): Sought | undefined {
  const { text: around, offsets } = readPlainly(read);
  const [from, to] = [offsets.indexOf(start), offsets.findLastIndex((offset) => offset < end) + 1];
  const [quantity = ''] = around.slice(from, to).split(boundMark);
  const token = /[\p{L}\p{N}]+/u.exec(quantity)?.[0];
  return token === undefined ? undefined : { around, start: from, quantity: quantity.trimEnd(), token };
}

function occurrences(text: string, part: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at);
  return found;
}

/** How many characters around the quantity are the same; undefined when they do not show a common origin. */
function sharedAround(
  { around, start, quantity }: Sought,
  candidate: string,
  at: number,
): number | undefined {
  const same = (step: number) => {
    const char = around.charAt(start + step);
    return char !== '' && char === candidate.charAt(at + step);
  };
  let [left, right] = [0, 0];
  while (start - left > 0 && at - left > 0 && same(-left - 1)) left += 1;
  while (same(quantity.length + right)) right += 1;
  const shared = left + right;
  const possible = Math.min(around.trim().length, candidate.trim().length) - quantity.length;
  const words = around.slice(start - left, start + quantity.length + right);
  return shared >= Math.min(enough, possible) && /\p{L}/u.test(words) ? shared : undefined;
}

/** A kind of number. What the matcher finds is taken whole, if the words after it allow. */
export interface LintRule {
  why: string;
  matcher: Matcher;
  /** What has to come next. */
  before?: Matcher;
  /** What must not come next: none of these. */
  notBefore?: Matcher[];
  /** What an expression cannot state. */
  holds?: (found: string) => boolean;
}
