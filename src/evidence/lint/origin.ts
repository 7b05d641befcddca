import type { Place } from '../../diagnostics.ts';
import type { PlaceAt } from '../../model/prose.ts';
import { hasDisguise } from './digits.ts';
import type { Stray } from './lint.ts';
import { boundMark, readPlainly } from './reading.ts';

/** A text that stands in some file: a scalar of YAML, a stretch of a template. */
export interface FiledText {
  text: string;
  at: PlaceAt;
}

/** So many characters around a quantity are enough to know a text by. */
const enough = 12;

/** Where a quantity was written: in the text that shares the most of what stands around it, if one does. */
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
