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

interface Span {
  start: number;
  end: number;
}

/** Those of some parts of a text, in the order of their beginnings, that lie within a name which it contains as a whole. */
export function withinNames<Part extends Span>(
  text: string,
  parts: readonly Part[],
  names: EndpointNames,
): Set<Part> {
  if (parts.length === 0) return new Set();
  const spans = spansOf(plainly(text), names());
  let [index, furthest] = [0, 0];
  return new Set(
    parts.filter(({ start, end }) => {
      for (let span = spans[index]; span && span.start <= start; span = spans[index]) {
        furthest = Math.max(furthest, span.end);
        index += 1;
      }
      return furthest >= end;
    }),
  );
}

/** Where names are in a text, in the order of their beginnings. */
function spansOf(text: string, names: readonly string[]): Span[] {
  const found: Span[] = [];
  for (const name of names)
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
      if (isWhole(text, at, at + name.length)) found.push({ start: at, end: at + name.length });
  return found.sort((a, b) => a.start - b.start);
}

/** Not a part of a longer word or number: `PASI 75` is no part of `PASI 75.3`. */
function isWhole(text: string, start: number, end: number): boolean {
  const [before, after] = [text.slice(Math.max(0, start - 2), start), text.slice(end, end + 4)];
  return !/[\p{L}\p{N}]$/u.test(before) && !/^(?:[\p{L}\p{N}]|[.,·/–-]\p{N}|[ \u00a0]?%)/u.test(after);
}

/** Every character keeps its place. */
function plainly(text: string): string {
  return foldCase(text).replaceAll('\u00a0', ' ');
}
