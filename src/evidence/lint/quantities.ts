import type { LintRule } from './lint.ts';
import { anyCase, beginsAt, type Found, findAll, foldCase } from './matcher.ts';
import { numerals } from './numbers.ts';
import { passRules } from './passes.ts';
import { protocolNumbers } from './protocol.ts';
import { boundMark, lengthAt, type PlainText, readPlainly, takenMark } from './reading.ts';
import { couldContainNumber } from './vocabulary.ts';
import { rulesAfterNumerals, rulesBeforeNumerals } from './words.ts';

/** A number, in figures or words. `start` and `end` are offsets in the text that was searched. */
export interface FoundNumber {
  start: number;
  end: number;
  /** As read: without emphasis marks, with plain spaces. */
  text: string;
  /**
   * `pass` for what is known to be no evidence: names, dates, doses, labels, idioms. `protocol` for what says how a
   * trial was done: a source has to state it. `evidence` for all else: it has to be bound to data.
   */
  kind: 'evidence' | 'protocol' | 'pass';
  why: string;
}

const evidenceRules = [...rulesBeforeNumerals, numerals, ...rulesAfterNumerals];

/**
 * Every quantity of a text, in order. What no rule knows to be harmless is evidence.
 * Ordinals (first-line), `single`, `both arms` and degrees (most, few, several) are no quantities.
 */
export function findQuantities(text: string, inField = false): FoundNumber[] {
  return findQuantitiesIn([text], inField)[0] ?? [];
}

/**
 * The quantities of each text. All are read in one go: to begin to use a rule costs more than to use it. `inField`:
 * the texts are fields of a trial that only say how it was done.
 */
export function findQuantitiesIn(texts: string[], inField = false): FoundNumber[][] {
  const readings = texts.map((text): Folded => {
    const reading = readPlainly(text);
    return { ...reading, lower: foldCase(reading.text) };
  });
  const held = readings.filter(({ lower }) => couldContainNumber(lower));
  const found = findSpans(
    {
      text: held.map(({ text }) => text).join('\n'),
      lower: held.map(({ lower }) => lower).join('\n'),
    },
    inField,
  );
  const [isHeld, sorted] = [new Set(held), found.values()];
  let begin = 0;
  let next = sorted.next();
  return readings.map((reading, index) => {
    if (!isHeld.has(reading)) return [];
    const end = begin + reading.text.length;
    const quantities: FoundNumber[] = [];
    for (; !next.done && next.value.start < end; next = sorted.next())
      quantities.push(inOriginal(next.value, begin, reading, texts[index] ?? ''));
    begin = end + 1;
    return quantities;
  });
}

/** A text, and the same with its case folded. */
interface Folding {
  text: string;
  lower: string;
}

type Folded = PlainText & Folding;

function findSpans(reading: Folding, inField: boolean): Span[] {
  const found = findPassed(reading);
  let left = take(reading, found);
  for (const rule of evidenceRules) {
    const spans = spansOf(left, rule);
    left = take(left, spans);
    for (const span of spans) found.push({ ...span, kind: 'evidence', why: rule.why });
  }
  found.sort((a, b) => a.start - b.start);
  return withProtocol(reading.text, found, inField);
}

/** Beyond so many unsourced numbers no text is a protocol, and to judge each in its sentence takes too long. */
const mostJudged = 1000;

function withProtocol(text: string, spans: Span[], inField: boolean): Span[] {
  const evidence = spans.filter(({ kind }) => kind === 'evidence');
  if (evidence.length > mostJudged) return spans;
  const verdicts = protocolNumbers(text, evidence, inField);
  const ofProtocol = new Set(evidence.filter((_, index) => verdicts[index]));
  return spans.map((span) => (ofProtocol.has(span) ? { ...span, kind: 'protocol' } : span));
}

type Span = Omit<FoundNumber, 'text'>;

function findPassed(reading: Folding): Span[] {
  const spans = passRules.flatMap((rule) =>
    spansOf(reading, rule)
      .filter((found) => !isPartOfNumber(reading.text, found))
      .map((found): Span => ({ ...found, kind: 'pass', why: rule.why })),
  );
  return withoutOverlap(spans);
}

function spansOf({ text, lower }: Folding, { matcher, before, notBefore, holds }: LintRule): Found[] {
  return findAll(text, matcher, lower).filter(
    ({ start, end }) =>
      (!before || beginsAt(text, end, before)) &&
      !notBefore?.some((one) => beginsAt(text, end, one)) &&
      (!holds || holds(text.slice(start, end))),
  );
}

/** The longest of overlapping spans stays. */
function withoutOverlap(spans: Span[]): Span[] {
  const longestFirst = spans.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const taken = new Uint8Array(spans.reduce((last, { end }) => Math.max(last, end), 0));
  return longestFirst.filter(({ start, end }) => {
    // What overlaps and is not longer begins or ends within it.
    if (taken[start] || taken[end - 1]) return false;
    taken.fill(1, start, end);
    return true;
  });
}

const goesOn = anyCase(`(?:[.,·]?\\d| ?[%‰]|[- ]per ?cent\\b|${boundMark})`);
const beginsAsNumber = anyCase(`(?:[\\d${boundMark}]|\\d[.,·]|[$€£¥=<>±] ?)(?![^])`);

/** What touches further digits, a per cent sign or a bound number is not the harmless thing it looks like. */
function isPartOfNumber(text: string, { start, end }: Found): boolean {
  return (
    beginsAt(text, end, goesOn) ||
    findAll(text.slice(Math.max(0, start - 3), start), beginsAsNumber).length > 0
  );
}

function take({ text, lower }: Folding, spans: Found[]): Folding {
  if (spans.length === 0) return { text, lower };
  return { text: withTaken(text, spans), lower: withTaken(lower, spans) };
}

function withTaken(text: string, spans: Found[]): string {
  const chars = text.split('');
  for (const { start, end } of spans) chars.fill(takenMark, start, end);
  return chars.join('');
}

/** `begin` is the offset of the text among those read with it. */
function inOriginal(span: Span, begin: number, { text, offsets }: PlainText, original: string): FoundNumber {
  const [from, to] = [span.start - begin, span.end - begin];
  const start = offsets[from] ?? 0;
  const last = offsets[to - 1] ?? 0;
  const end = last + lengthAt(original, last);
  return { ...span, start, end, text: text.slice(from, to) };
}
