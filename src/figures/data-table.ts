import type { Datum } from '../model/datum.ts';
import { type Written, written } from '../notation/written.ts';
import type { Cell, Column } from '../tables/spec.ts';

/** A cell of the table behind a figure; with a datum its content is a number that is bound to its source. */
export function cell(content: string | Written, datum?: Datum): Cell {
  const main = typeof content === 'string' ? written(content) : content;
  return { main: [{ written: main, ...(datum && { datum }) }] };
}

/** Columns under plain labels; those in `words` hold text, the others numbers. */
export function columns(labels: readonly string[], words: readonly string[]): Column[] {
  return labels.map((label) => ({
    label: written(label),
    align: words.includes(label) ? 'start' : 'number',
  }));
}
