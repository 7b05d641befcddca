import type { Place } from '../diagnostics.ts';
import type { Adjustment } from '../shapes/adjusted.ts';
import type { Datum, Show } from './datum.ts';
import type { Sale } from './product.ts';
import type { Source } from './source.ts';
import type { Finding } from './trial.ts';

export const spans = ['quarter', 'half', 'year', 'trailing-year'] as const;
export type Span = (typeof spans)[number];

/** Spans over which the growth of a sale can be computed. */
export function spansOf({ period: { kind } }: Sale): Span[] {
  return spans.filter(
    (span) => span === 'year' || span === kind || (span === 'trailing-year' && kind === 'quarter'),
  );
}

/** An expression with its arguments checked and resolved. */
export type Call =
  | { name: 'value'; datum: Datum; show: Show; as?: Adjustment }
  | { name: 'range'; findings: Finding[] }
  | { name: 'gap'; from: Finding; to: Finding; show: 'usual' | 'full' }
  | { name: 'growth'; sale: Sale; over: Span }
  | { name: 'cite'; sources: Source[] }
  | { name: 'figure'; id: string }
  | { name: 'table'; id: string }
  | { name: 'plain'; text: string; reason: string };

export type Segment =
  | { kind: 'text'; text: string; at: PlaceAt }
  | { kind: 'call'; call: Call; place: Place };

/** Place in the author's file of an offset in a text; `length` defaults to 1. */
export type PlaceAt = (offset: number, length?: number) => Place;

/** An author's text with its expressions compiled. */
export interface Prose {
  segments: Segment[];
  place: Place;
}

/** The calls of some texts, in reading order. */
export function callsOf(...texts: (Prose | undefined)[]): Call[] {
  return texts.flatMap((prose) =>
    (prose?.segments ?? []).flatMap((segment) => (segment.kind === 'call' ? [segment.call] : [])),
  );
}
