import { findQuantities } from '../../../src/evidence/lint/quantities.ts';

/** What needs a source, and what passes with the reason, in the order of the text. */
export function asRead(text: string): string[] {
  return findQuantities(text).map(({ kind, text: found, why }) =>
    kind === 'pass' ? `${found} (${why})` : found,
  );
}
