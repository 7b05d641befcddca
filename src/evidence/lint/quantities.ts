import { anyCase, beginsAt, type Found, findAll, foldCase } from './matcher.ts';
import { numerals } from './numbers.ts';
import { passRules } from './passes/pass-rules.ts';
import { boundMark, type Reading, readPlainly, takenMark } from './reading.ts';
import type { LintRule } from './rule.ts';
import { mayHoldQuantity } from './vocabulary.ts';
import { rulesAfterNumerals, rulesBeforeNumerals } from './words.ts';

/** A number, in figures or words. `start` and `end` are offsets in the text that was searched. */
export interface Quantity {
  start: number;
  end: number;
  /** As read: without emphasis marks, with plain spaces. */
  text: string;
  /** `pass` for what is known to be no evidence: names, dates, doses, labels, idioms. */
  kind: 'evidence' | 'pass';
  why: string;
}

const evidenceRules = [...rulesBeforeNumerals, numerals, ...rulesAfterNumerals];

/**
 * Every quantity of a text, in order. What no rule knows to be harmless is evidence.
 * Ordinals (first-line), `single`, `both arms` and degrees (most, few, several) are no quantities.
 */
export function findQuantities(text: string): Quantity[] {
  const reading = readPlainly(text);
  if (!mayHoldQuantity(foldCase(reading.text))) return [];
  const found = findPassed(reading);
  let left = take(reading.text, found);
  let lower = foldCase(left);
  for (const rule of evidenceRules) {
    const spans = spansOf(left, rule, lower);
    if (spans.length === 0) continue;
    left = take(left, spans);
    lower = foldCase(left);
    found.push(...spans.map((span): Span => ({ ...span, kind: 'evidence', why: rule.why })));
  }
  return found.sort((a, b) => a.start - b.start).map((span) => inOriginal(span, reading));
}

type Span = Omit<Quantity, 'text'>;

function findPassed({ text }: Reading): Span[] {
  const lower = foldCase(text);
  const spans = passRules.flatMap((rule) =>
    spansOf(text, rule, lower)
      .filter((found) => !isPartOfNumber(text, found))
      .map((found): Span => ({ ...found, kind: 'pass', why: rule.why })),
  );
  return withoutOverlap(spans);
}

function spansOf(text: string, { matcher, before, notBefore, holds }: LintRule, lower?: string): Found[] {
  return findAll(text, matcher, lower).filter(
    ({ start, end }) =>
      (!before || beginsAt(text, end, before)) &&
      (!notBefore || !beginsAt(text, end, notBefore)) &&
      (!holds || holds(text.slice(start, end))),
  );
}

/** The longest of overlapping spans stays. */
function withoutOverlap(spans: Span[]): Span[] {
  const longestFirst = spans.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: Span[] = [];
  for (const span of longestFirst) {
    if (kept.every((other) => span.end <= other.start || span.start >= other.end)) kept.push(span);
  }
  return kept;
}

const goesOn = anyCase(`(?:[.,·]?\\d| ?[%‰]|[- ]per ?cent\\b|${boundMark})`);
const beginsAsNumber = anyCase(`(?:[\\d${boundMark}]|\\d[.,·]|[$€£¥=<>±] ?)$`);

/** What touches further digits, a per cent sign or a bound number is not the harmless thing it looks like. */
function isPartOfNumber(text: string, { start, end }: Found): boolean {
  return (
    beginsAt(text, end, goesOn) ||
    findAll(text.slice(Math.max(0, start - 3), start), beginsAsNumber).length > 0
  );
}

function take(text: string, spans: Found[]): string {
  if (spans.length === 0) return text;
  const chars = text.split('');
  for (const { start, end } of spans) chars.fill(takenMark, start, end);
  return chars.join('');
}

function inOriginal(span: Span, { text, offsets }: Reading): Quantity {
  const start = offsets[span.start] ?? 0;
  const end = (offsets[span.end - 1] ?? 0) + 1;
  return { ...span, start, end, text: text.slice(span.start, span.end) };
}
