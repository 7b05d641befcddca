import type { DataFact } from './snapshot.ts';

/** Something of the data as it was or is. */
export interface DataPart {
  by: 'before' | 'after';
  fact: DataFact;
  text: string;
  isValue?: true;
}

/** A part of a reported change: fixed words, or data. */
export type ChangeText =
  | { by: 'words'; text: string }
  | DataPart
  /** Where the value before it was read; `named`: the sentence is about them. */
  | { by: 'sources'; of: 'before' | 'after'; fact: DataFact; named?: true };

export function literal(text: string): ChangeText {
  return { by: 'words', text };
}

export function was(fact: DataFact, text: string): DataPart {
  return { by: 'before', fact, text };
}

export function is(fact: DataFact, text: string, isValue = false): DataPart {
  return { by: 'after', fact, text, ...(isValue && { isValue }) };
}

export function now(fact: DataFact): ChangeText[] {
  return [is(fact, fact.value, true)];
}

export function sourcesOf(fact: DataFact, of: 'before' | 'after'): ChangeText[] {
  return [{ by: 'sources', of, fact }];
}

const quantity = /^([\d.,]+)\s([a-z]+)$/;

/** `28.0` and `64.5 months`: a unit that both have is said once. */
export function inOneUnit(before: string, after: string): [string, string] {
  const [old, young] = [quantity.exec(before), quantity.exec(after)];
  return old?.[1] && old[2] === young?.[2] ? [old[1], after] : [before, after];
}
