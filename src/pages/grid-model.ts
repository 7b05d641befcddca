import type { Align, Cell, Column, Grid, Piece } from '../tables/spec.ts';
import { bindDatum } from './binding.ts';
import { type Grid as GridModel, html } from './page-model.ts';

/** A planned table as its partial sees it: numbers bound, decimals padded so that they align. */
export function toGridModel({ columns, rows }: Grid): GridModel {
  const places = columns.map((column, index) =>
    longestFraction(
      column,
      rows.map((row) => row[index]),
    ),
  );
  return {
    columns: columns.map(({ label, align }) => ({ label: html(label.html), align })),
    rows: rows.map((row) => ({
      cells: row.map((cell, index) =>
        cellModel(cell, columns[index]?.align ?? 'start', index === 0, places[index] ?? 0),
      ),
    })),
  };
}

function cellModel(cell: Cell, align: Align, heading: boolean, places: number) {
  const content = html(cell.main.map(pieceHtml).join(''));
  const pad = align === 'number' && !heading ? missingDigits(textOf(cell), places) : '';
  const sub = cell.sub && html(cell.sub.map(pieceHtml).join(''));
  return { content, align, heading, ...(pad && { pad }), ...(sub && { sub }) };
}

function pieceHtml({ written, datum, unmarked }: Piece): string {
  if (!datum) return written.html;
  const bound = bindDatum(written, datum);
  return unmarked ? bound.replace(/<sup class="mark">.*<\/sup>/, '') : bound;
}

function textOf({ main }: Cell): string {
  return main.map(({ written }) => written.text).join('');
}

const plainNumber = /^[~\u2212-]?[\d,]+(?:\.(\d+))?$/;

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
