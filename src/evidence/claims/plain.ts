import { anyCase, foldCase } from '../lint/matcher.ts';
import { readPlainly } from '../lint/reading.ts';
import { type Sentence, typedText } from './sentences.ts';

/** A sentence as the patterns read it: lower case, plain spaces, hyphens and apostrophes, no emphasis. */
export interface Plain {
  /** Each bound number is a run of `boundMark`. */
  text: string;
  /** Offset in the sentence of each character, and of the end. */
  offsets: number[];
}

const read = new WeakMap<Sentence, Plain>();

export function plainOf(sentence: Sentence): Plain {
  const known = read.get(sentence);
  if (known) return known;
  const { text, offsets } = readPlainly(typedText(sentence));
  const plain = { text: foldCase(text).replaceAll('’', "'").replaceAll('‑', '-'), offsets };
  read.set(sentence, plain);
  return plain;
}

/** Whole words of a folded text. A source writes `\\p{L}` inside a class only. */
export function words(source: string): RegExp {
  return anyCase(`(?<![\\p{L}\\d])(?:${source})(?![\\p{L}\\d])`).regex;
}

export function has(text: string, pattern: RegExp): boolean {
  return text.search(pattern) >= 0;
}
