import type { Datum } from '../model/datum.ts';
import type { Finding } from '../model/trial.ts';
import { type Written, written } from '../notation/written.ts';
import type { Cell, Column, Piece } from '../tables/spec.ts';

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

export function textPiece(text: string): Piece {
  return { written: written(text) };
}

/** A number of a generated text, bound to the finding that it is of. */
export function numberPiece(text: string, finding: Finding): Piece {
  return { written: written(text), datum: finding };
}

/** Words from the data: bound, without a mark, if they contain a number. */
export function labelPiece(text: string, finding: Finding): Piece {
  return /\p{N}/u.test(text) ? { ...numberPiece(text, finding), unmarked: true } : textPiece(text);
}

/** Lists of pieces with a text between each and the next. */
export function joined(lists: readonly Piece[][], between: string): Piece[] {
  return lists.flatMap((pieces, i) => (i === 0 ? pieces : [textPiece(between), ...pieces]));
}

/** `not comparable with those before, newly diagnosed multiple myeloma: `, ahead of a row where populations part. */
export function formatParting(below: string | undefined, bind: (text: string) => Piece): Piece[] {
  if (below === undefined) return [];
  const text = `not comparable with those before, ${below}: `;
  return [/\p{N}/u.test(below) ? { ...bind(text), unmarked: true } : textPiece(text)];
}
