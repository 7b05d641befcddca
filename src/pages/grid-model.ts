import type { Align, Cell, Column, Grid, Piece } from '../tables/spec.ts';
import { bindComputation, bindDatum, type Entries } from './binding.ts';
import type { Grid as GridModel } from './display-model.ts';
import { html } from './markup.ts';

/** A planned table as its partial sees it: numbers bound, decimals padded so that they align. */
export function toGridModel({ groups, columns, rows, sortable = false }: Grid, entries: Entries): GridModel {
  const places = columns.map((column, index) =>
    longestFraction(
      column,
      rows.map((row) => row[index]),
    ),
  );
  return {
    ...(groups && { groups: groups.map(({ label = '', span }) => ({ label, span })) }),
    columns: columns.map(({ label, align }) => ({ label: html(label.html), align })),
    sortable,
    rows: rows.map((row) => ({
      cells: row.map((cell, index) =>
        cellModel(cell, columns[index]?.align ?? 'start', index === 0, places[index] ?? 0, entries),
      ),
    })),
  };
}

function cellModel(cell: Cell, align: Align, heading: boolean, places: number, entries: Entries) {
  const content = html(piecesHtml(cell.main, entries));
  const pad = align === 'number' && !heading ? missingDigits(textOf(cell), places) : '';
  const sub = cell.sub && html(piecesHtml(cell.sub, entries));
  return { content, align, heading, ...(pad && { pad }), ...(sub && { sub }) };
}

/** Pieces of a sentence or cell, those with a datum bound to it. */
export function piecesHtml(pieces: readonly Piece[], entries: Entries): string {
  return pieces.map((piece) => pieceHtml(piece, entries)).join('');
}

function pieceHtml({ written, datum, unmarked, small, computation }: Piece, entries: Entries): string {
  const markup = computation
    ? bindComputation(written, computation.id, computation.mark, entries)
    : datum
      ? bindDatum(written, datum, entries, unmarked ? '' : undefined)
      : written.html;
  return small ? `<span class="sub">${markup}</span>` : markup;
}

function textOf({ main }: Cell): string {
  return main.map(({ written }) => written.text).join('');
}

/** `1,004.5`, `~597`, `+22.5`, `8/176 (4.5)`. */
const plainNumber = /^(?:[\d,]+\/[\d,]+ )?\(?[~+\u2212-]?[\d,]+(?:\.(\d+))?\)?$/;

function longestFraction({ align }: Column, cells: (Cell | undefined)[]): number {
  if (align !== 'number') return 0;
  return Math.max(0, ...cells.map((cell) => plainNumber.exec(cell ? textOf(cell) : '')?.[1]?.length ?? 0));
}

/** What a number lacks of the longest fraction in its column, set invisibly behind it. */
function missingDigits(text: string, places: number): string {
  const match = plainNumber.exec(text);
  if (!match || places === 0) return '';
  const own = match[1]?.length ?? 0;
  return own === 0 ? `.${'0'.repeat(places)}` : '0'.repeat(places - own);
}
