import { type Diagnostic, type Outcome, outcomeOf, type Place, problem, warning } from '../diagnostics.ts';
import { type CsvCell, type CsvRow, NotCsv } from '../files/csv.ts';
import { readAddress } from '../mail/address.ts';
import type { Recipient } from '../mail/letter.ts';

/** Where recipients are kept while a list is read: it is never in memory as a whole. */
interface Register {
  /** How many are kept. */
  readonly count: number;
  /** Keeps a recipient, unless the same mailbox is kept already: then gives the place of that. */
  add(recipient: Recipient, place: Spot): Spot | undefined;
}

type Spot = Pick<Place, 'line' | 'column'>;

/**
 * Checks every row of a list and puts its recipients into the register: an address is exactly one plain
 * addr-spec. A bad row is an error, so that a list with one is not mailed to at all; a mailbox that appears
 * twice is reported and taken once. Of each kind 20 are shown and the others counted. Gives the names of the
 * columns, in lower case.
 */
export async function checkRecipients(
  rows: AsyncIterable<CsvRow>,
  file: string,
  register: Register,
): Promise<Outcome<string[]>> {
  const diagnostics: Diagnostic[] = [];
  const crowd: Crowd = new Map();
  let header: Header | undefined;
  try {
    for await (const row of rows) {
      if (!header) {
        header = readHeader(row, file, diagnostics);
        if (!header) return { ok: false, diagnostics };
      } else addRow(row, header, { register, file, report: (one) => report(one, diagnostics, crowd) });
    }
  } catch (error) {
    if (!(error instanceof NotCsv)) throw error;
    const place = { file, line: error.line, column: 1 };
    diagnostics.push(problem(error.isText ? 'list-syntax' : 'not-text', error.message, place));
  }
  for (const { count, first } of crowd.values()) {
    if (count <= mostShown) continue;
    const rest = count - mostShown;
    const message = `${rest} more ${rest === 1 ? 'row has' : 'rows have'} the same fault, the first of them here`;
    diagnostics.push({ ...first, message, hints: [], related: [] });
  }
  const isEmpty = register.count === 0 && diagnostics.length === 0;
  const top = { file, line: 1, column: 1 };
  if (isEmpty) diagnostics.push(problem('list-empty', 'the list names nobody', top, { hints: [example] }));
  return outcomeOf(header?.names ?? [], diagnostics);
}

/** Of one kind of fault in a list. */
const mostShown = 20;

/** How often each kind was found, and the first that is not shown. */
type Crowd = Map<string, { count: number; first: Diagnostic }>;

function report(one: Diagnostic, diagnostics: Diagnostic[], crowd: Crowd): void {
  const known = crowd.get(one.code);
  const count = (known?.count ?? 0) + 1;
  if (count <= mostShown) diagnostics.push(one);
  if (known) {
    known.count = count;
    if (count === mostShown + 1) known.first = one;
  } else crowd.set(one.code, { count, first: one });
}

const example = 'a list begins with a line of column names, as in ‘email,name’, and has one recipient a line';

interface Header {
  names: string[];
  email: number;
}

const emailNames = new Set(['email', 'e-mail', 'email address', 'e-mail address', 'mail']);

function readHeader(row: CsvRow, file: string, diagnostics: Diagnostic[]): Header | undefined {
  const names = row.map(({ text }) => oneLine(text).toLowerCase());
  const email = names.findIndex((name) => emailNames.has(name));
  const twice = names.findIndex((name, index) => name !== '' && names.indexOf(name) < index);
  if (twice >= 0) {
    const message = `two columns are called ‘${names[twice]}’`;
    diagnostics.push(problem('list-header', message, placeOf(row[twice] as CsvCell, file)));
    return undefined;
  }
  if (email >= 0) return { names, email };
  const isHeaderless = names.some((name) => name.includes('@'));
  const message = isHeaderless
    ? 'the first line is a recipient; the names of the columns are missing'
    : 'no column is called ‘email’';
  diagnostics.push(problem('list-header', message, placeOf(row[0] as CsvCell, file), { hints: [example] }));
  return undefined;
}

interface Reading {
  register: Register;
  file: string;
  report(fault: Diagnostic): void;
}

function addRow(row: CsvRow, header: Header, reading: Reading): void {
  const { register, file, report } = reading;
  const excess = row[header.names.length];
  if (excess && row.slice(header.names.length).some(({ text }) => text.trim() !== '')) {
    const message = `this row has ${row.length} cells for ${header.names.length} columns`;
    const hints = ['put quotation marks around a cell that contains the separator'];
    report(problem('list-columns', message, placeOf(excess, file), { hints }));
    return;
  }
  const cell = row[header.email] ?? (row[0] as CsvCell);
  const recipient = readRecipient(row, header, reading);
  if (!recipient) return;
  const place = placeOf(cell, file);
  const first = register.add(recipient, place);
  if (!first) return;
  const related = [{ message: 'it appears here first', place: { file, ...first } }];
  const message = `${recipient.address} is already in the list; it gets one message`;
  report(warning('duplicate-recipient', message, place, { related }));
}

function readRecipient(
  row: CsvRow,
  { names, email }: Header,
  { file, report }: Reading,
): Recipient | undefined {
  const cell = row[email];
  if (!cell || cell.text.trim() === '') {
    report(problem('bad-address', 'this row has no address', placeOf(row[0] as CsvCell, file)));
    return undefined;
  }
  const text = cell.text.replace(/^ +| +$/g, '');
  const address = readAddress(text);
  if ('problem' in address) {
    const message = `not a plain email address: ${address.problem}`;
    const hints = address.hint ? [address.hint] : [];
    report(problem('bad-address', message, { ...placeOf(cell, file), length: text.length }, { hints }));
    return undefined;
  }
  return { ...address, fields: fieldsOf(row, names, email) };
}

/** Values are for one line of a message. */
function fieldsOf(row: CsvRow, names: readonly string[], email: number): Record<string, string> {
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

function placeOf({ line, column }: CsvCell, file: string): Place {
  return { file, line, column };
}

/** Addresses, of which there may be a million. */
interface Names {
  count: number;
  /** The first hundred of them, normalised. */
  first: string[];
}

/** How a list changed since it was planned, or since an earlier edition. */
export interface ListChange {
  added: Names;
  removed: Names;
  /** The same mailboxes with other columns. */
  changed: Names;
}

export function isSameList({ added, removed, changed }: ListChange): boolean {
  return added.count + removed.count + changed.count === 0;
}

/** `2 new (a@example.com, b@example.com), 1 gone (c@example.com)`; empty when there is no change. */
export function describeChange({ added, removed, changed }: ListChange, most = 3): string {
  const part = ({ count, first }: Names, what: string) => {
    if (count === 0) return [];
    const named = first.slice(0, most);
    const more = count > named.length ? `, and ${count - named.length} more` : '';
    return [`${count} ${what} (${named.join(', ')}${more})`];
  };
  return [...part(added, 'new'), ...part(removed, 'gone'), ...part(changed, 'with other columns')].join(', ');
}
