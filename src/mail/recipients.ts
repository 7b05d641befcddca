import { type Diagnostic, type Outcome, outcomeOf, type Place, problem, warning } from '../diagnostics.ts';
import { readAddress } from './address.ts';
import { type Cell, NotCsv, type Row } from './csv-rows.ts';
import type { Recipient } from './letter.ts';

export interface RecipientList {
  /** In the order of the list, each mailbox once. */
  recipients: Recipient[];
  /** Names of the columns, in lower case. */
  columns: string[];
}

/**
 * Checks every row of a list: an address is exactly one plain addr-spec. A bad row is an error, so that a list
 * with one is not mailed to at all; a mailbox that stands there twice is told and taken once.
 */
export async function checkRecipients(
  rows: AsyncIterable<Row>,
  file: string,
): Promise<Outcome<RecipientList>> {
  const diagnostics: Diagnostic[] = [];
  const list: RecipientList = { recipients: [], columns: [] };
  const seen = new Map<string, Place>();
  let header: Header | undefined;
  try {
    for await (const row of rows) {
      if (!header) {
        header = readHeader(row, file, diagnostics);
        if (!header) return { ok: false, diagnostics };
        list.columns = header.names;
      } else addRow(row, header, { list, seen, file, diagnostics });
    }
  } catch (error) {
    if (!(error instanceof NotCsv)) throw error;
    const place = { file, line: error.line, column: 1 };
    diagnostics.push(problem(error.isText ? 'list-syntax' : 'not-text', error.message, place));
  }
  const isEmpty = list.recipients.length === 0 && diagnostics.length === 0;
  const top = { file, line: 1, column: 1 };
  if (isEmpty) diagnostics.push(problem('list-empty', 'the list names nobody', top, { hints: [example] }));
  return outcomeOf(list, diagnostics);
}

const example = 'a list begins with a line of column names, as in ‘email,name’, and has one recipient a line';

interface Header {
  names: string[];
  email: number;
}

const emailNames = new Set(['email', 'e-mail', 'email address', 'e-mail address', 'mail']);

function readHeader(row: Row, file: string, diagnostics: Diagnostic[]): Header | undefined {
  const names = row.map(({ text }) => oneLine(text).toLowerCase());
  const email = names.findIndex((name) => emailNames.has(name));
  const twice = names.findIndex((name, index) => name !== '' && names.indexOf(name) < index);
  if (twice >= 0) {
    const message = `two columns are called ‘${names[twice]}’`;
    diagnostics.push(problem('list-header', message, placeOf(row[twice] as Cell, file)));
    return undefined;
  }
  if (email >= 0) return { names, email };
  const isHeaderless = names.some((name) => name.includes('@'));
  const message = isHeaderless
    ? 'the first line is a recipient; the names of the columns are missing'
    : 'no column is called ‘email’';
  diagnostics.push(problem('list-header', message, placeOf(row[0] as Cell, file), { hints: [example] }));
  return undefined;
}

interface Reading {
  list: RecipientList;
  /** Where each mailbox stood first. */
  seen: Map<string, Place>;
  file: string;
  diagnostics: Diagnostic[];
}

function addRow(row: Row, header: Header, reading: Reading): void {
  const { list, seen, file, diagnostics } = reading;
  const excess = row[header.names.length];
  if (excess && row.slice(header.names.length).some(({ text }) => text.trim() !== '')) {
    const message = `this row has ${row.length} cells for ${header.names.length} columns`;
    const hints = ['put quotation marks around a cell that holds the separator'];
    diagnostics.push(problem('list-columns', message, placeOf(excess, file), { hints }));
    return;
  }
  const cell = row[header.email] ?? (row[0] as Cell);
  const recipient = readRecipient(row, header, reading);
  if (!recipient) return;
  const first = seen.get(recipient.key);
  const place = placeOf(cell, file);
  if (first) {
    const related = [{ message: 'it stands here first', place: first }];
    const message = `${recipient.address} stands in the list before; it gets one message`;
    diagnostics.push(warning('duplicate-recipient', message, place, { related }));
    return;
  }
  seen.set(recipient.key, place);
  list.recipients.push(recipient);
}

function readRecipient(
  row: Row,
  { names, email }: Header,
  { file, diagnostics }: Reading,
): Recipient | undefined {
  const cell = row[email];
  if (!cell || cell.text.trim() === '') {
    diagnostics.push(problem('bad-address', 'this row has no address', placeOf(row[0] as Cell, file)));
    return undefined;
  }
  const text = cell.text.replace(/^ +| +$/g, '');
  const address = readAddress(text);
  if ('problem' in address) {
    const message = `not one plain address: ${address.problem}`;
    const hints = address.hint ? [address.hint] : [];
    diagnostics.push(
      problem('bad-address', message, { ...placeOf(cell, file), length: text.length }, { hints }),
    );
    return undefined;
  }
  return { ...address, fields: fieldsOf(row, names, email) };
}

/** Values are for one line of a message. */
function fieldsOf(row: Row, names: readonly string[], email: number): Record<string, string> {
  const fields = names.flatMap((name, index) => {
    const value = oneLine(row[index]?.text ?? '');
    return name === '' || index === email || value === '' ? [] : [[name, value] as const];
  });
  return Object.fromEntries(fields);
}

function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 200);
}

function placeOf({ line, column }: Cell, file: string): Place {
  return { file, line, column };
}
