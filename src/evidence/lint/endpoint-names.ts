import type { Endpoint } from '../../model/endpoint.ts';
import { foldCase } from './matcher.ts';
import { findQuantitiesIn } from './quantities.ts';

/**
 * Labels and short forms that contain a number: `HbA1c below 7%`, `PASI 75`. It says what was measured, and is no
 * result. Sought out when first asked for: most pages have no number that needs them.
 */
export type EndpointNames = () => readonly string[];

export function endpointNames(endpoints: Iterable<Endpoint>): EndpointNames {
  let names: readonly string[] | undefined;
  return () => (names ??= namesWithNumbers(endpoints));
}

/** A name that is nothing but a number does not count: it would let any such number pass. */
function namesWithNumbers(endpoints: Iterable<Endpoint>): string[] {
  const all = [...endpoints].flatMap(({ label, abbreviation }) =>
    abbreviation ? [label, abbreviation] : [label],
  );
  const names = [...new Set(all.map(plainly))];
  const quantities = findQuantitiesIn(names);
  return names.filter((name, index) => {
    const found = (quantities[index] ?? []).filter(({ kind }) => kind !== 'pass');
    const rest = found.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), name);
    return found.length > 0 && /\p{L}{2}/u.test(rest);
  });
}

/** Whether the characters from `start` to `end` are a part of a name that the text contains as a whole. */
export function isWithinName(text: string, start: number, end: number, names: EndpointNames): boolean {
  const read = plainly(text);
  return names().some((name) => {
    for (let at = read.indexOf(name); at >= 0 && at <= start; at = read.indexOf(name, at + 1)) {
      if (at + name.length >= end && isWhole(read, at, name)) return true;
    }
    return false;
  });
}

/** Not a part of a longer word or number: `PASI 75` is no part of `PASI 75.3`. */
function isWhole(text: string, at: number, name: string): boolean {
  const [before, after] = [text.slice(0, at), text.slice(at + name.length)];
  return !/[\p{L}\p{N}]$/u.test(before) && !/^(?:[\p{L}\p{N}]|[.,·/–-]\p{N}|[ \u00a0]?%)/u.test(after);
}

/** Every character keeps its place. */
function plainly(text: string): string {
  return foldCase(text).replaceAll('\u00a0', ' ');
}
