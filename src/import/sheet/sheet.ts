import { type Outcome, outcomeOf, type Place, problem } from '../../diagnostics.ts';
import { NotCsv, readRows } from '../../files/csv.ts';
import { fieldOfCsv } from '../../notation/files.ts';
import { readWorkbook } from './xlsx.ts';
import { NotZip } from './zip.ts';

/** What a person entered in a spreadsheet, row by row, from CSV or a workbook. */
export interface Sheet {
  /** Without rows that have no text. A cell that is missing or empty is undefined. */
  rows: (SheetCell | undefined)[][];
  /** Visible sheets of the workbook that were not read. */
  others: string[];
}

export interface SheetCell {
  /** Without spaces around it. */
  text: string;
  /** Of CSV the line and column in the text, of a workbook the numbers of row and column. */
  place: Place;
  /** Why a cell of a workbook has no text. */
  problem?: string;
}

/**
 * Reads CSV (UTF-8; commas, semicolons or tabs) or the sheet of a workbook with the name `wanted`, without one the
 * first that is not hidden. `shownAs` names the file in places.
 */
export async function readSheet(bytes: Buffer, shownAs: string, wanted?: string): Promise<Outcome<Sheet>> {
  const top = { file: shownAs, line: 1, column: 1 };
  try {
    if (bytes.subarray(0, 4).equals(oldWorkbook))
      return refuse('it is a workbook of an old kind, or protected by a password', top);
    return isZip(bytes) ? readFromWorkbook(bytes, shownAs, wanted) : await readFromCsv(bytes, shownAs);
  } catch (error) {
    if (error instanceof NotCsv) return refuse(error.message, { ...top, line: error.line });
    if (error instanceof NotZip) return refuse(error.message, top);
    throw error;
  }
}

const oldWorkbook = Buffer.from('d0cf11e0', 'hex');

function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 2).toString('latin1') === 'PK';
}

function refuse(message: string, place: Place): Outcome<Sheet> {
  const hints = ['save the table as .xlsx without a password, or as CSV in UTF-8'];
  return {
    ok: false,
    diagnostics: [problem('table-syntax', `the table cannot be read: ${message}`, place, { hints })],
  };
}

async function readFromCsv(bytes: Buffer, file: string): Promise<Outcome<Sheet>> {
  const rows: Sheet['rows'] = [];
  for await (const row of readRows(piecesOf(bytes)))
    rows.push(
      row.map(({ text, line, column }) => {
        const own = fieldOfCsv(trimmed(text));
        return own === '' ? undefined : { text: own, place: { file, line, column, length: text.length } };
      }),
    );
  return outcomeOf({ rows, others: [] }, []);
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** Without spaces and tabs at its ends; line breaks stay. */
export function trimmed(text: string): string {
  return text.replace(/^[ \t\u00a0]+|[ \t\u00a0]+$/g, '');
}

function readFromWorkbook(bytes: Buffer, shownAs: string, wanted: string | undefined): Outcome<Sheet> {
  const visible = readWorkbook(bytes).filter(({ isHidden }) => !isHidden);
  const sheet = wanted === undefined ? visible[0] : visible.find(({ name }) => name === wanted);
  const names = visible.map(({ name }) => name);
  if (!sheet) {
    const missing = wanted === undefined ? 'it has no visible sheet' : `it has no visible sheet ‘${wanted}’`;
    const hints = names.length > 0 ? [`its sheets: ${names.join(', ')}`] : [];
    const place = { file: `${shownAs}#${wanted ?? ''}`, line: 1, column: 1 };
    return { ok: false, diagnostics: [problem('table-syntax', missing, place, { hints })] };
  }
  const file = `${shownAs}#${sheet.name}`;
  const rows = sheet.readCells().map((row, line) =>
    row.map((cell, column) => {
      const text = trimmed(cell?.text ?? '');
      if (!cell || (text === '' && !cell.problem)) return undefined;
      return { ...cell, text, place: { file, line: line + 1, column: column + 1 } };
    }),
  );
  const filled = rows.filter((row) => row.some((cell) => cell));
  return outcomeOf({ rows: filled, others: names.filter((name) => name !== sheet.name) }, []);
}
