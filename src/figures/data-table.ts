import type { Call, Prose } from '../model/briefing.ts';
import type { Datum } from '../model/library.ts';
import type { Finding } from '../model/trial.ts';
import { type Computed, evidenceIdOf, type NumberCall, proseText, writeNumber } from '../notation/calls.ts';
import { type Written, written } from '../notation/written.ts';
import type { Cell, Column, Piece } from '../text/table.ts';

/** A cell of the table behind a figure; with a datum its content is a number that is bound to its source. */
export function cell(content: string | Written, datum?: Datum): Cell {
  const main = typeof content === 'string' ? written(content) : content;
  return { main: [{ written: main, ...(datum && { datum }) }] };
}

/** Columns under plain labels; those in `words` contain text, the others numbers. */
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

/** A part of a text; with a datum it is a number bound to that address. */
export interface BoundRun {
  text: string;
  datum?: string;
}

/** Characters that authors cannot write replace the numbers while the rest loses its markup. */
const mark = (index: number) => `\ue002${index}\ue003`;
const marks = /\ue002(\d+)\ue003/;

/** A prose as plain text in parts, its numbers bound: citations and markup are left out. */
export function boundRuns(prose: Prose | undefined, computed: Computed): BoundRun[] {
  if (!prose) return [];
  const calls: NumberCall[] = [];
  const segments = prose.segments.map((segment) => {
    if (segment.kind === 'text' || !isNumber(segment.call)) return segment;
    calls.push(segment.call);
    return { kind: 'text' as const, text: mark(calls.length - 1), at: () => prose.place };
  });
  return proseText({ ...prose, segments }, computed)
    .split(marks)
    .flatMap((text, i): BoundRun[] => {
      if (i % 2 === 0) return text === '' ? [] : [{ text }];
      const call = calls[Number(text)] as NumberCall;
      return [{ text: writeNumber(call, computed).text, datum: evidenceIdOf(call) }];
    });
}

function isNumber(call: Call): call is NumberCall {
  return ['value', 'range', 'gap', 'growth'].includes(call.name);
}
