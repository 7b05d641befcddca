import { createHash } from 'node:crypto';

/** A PDF of Chromium's, taken apart as far as sealing needs. */
export interface PdfFile {
  /** Everything before the table of offsets. */
  body: Buffer;
  /** The table of offsets, 20 bytes an object. */
  offsets: Buffer;
  /** One more than the highest object number. */
  size: number;
  root: number;
  info: number;
  /** The catalog's dictionary, without its closing bracket. */
  catalog: string;
}

/** An object to add, or to put in the place of the one that had its number. */
export interface PdfObject {
  number: number;
  content: string | Buffer;
}

const ENTRY_LENGTH = 20;

/** Where the objects of a PDF stand. */
export interface PdfTable {
  /** Offset of the table itself, and the end of the last object. */
  start: number;
  offsets: Buffer;
  size: number;
  root: number;
  info: number;
}

/** Takes a PDF apart, and blanks its properties in place. Throws when it is not as Chromium writes them. */
export function readPdf(pdf: Buffer): PdfFile {
  const { start, offsets, size, root, info } = readTable(pdf);
  const body = blankObject(pdf.subarray(0, start), offsetOf(offsets, info));
  return { body, offsets, size, root, info, catalog: catalogAt(body, offsetOf(offsets, root)) };
}

/** The table of a PDF that Chromium printed, sealed or not. Throws unless it is one plain table with one trailer. */
export function readTable(pdf: Buffer): PdfTable {
  const tail = pdf.toString('latin1', Math.max(0, pdf.length - 200));
  const start = numberIn(tail, /startxref\s+(\d+)\s+%%EOF\s*$/);
  const size = numberIn(tail, /\/Size (\d+)/);
  const root = numberIn(tail, /\/Root (\d+) 0 R/);
  const info = numberIn(tail, /\/Info (\d+) 0 R/);
  const heading = `xref\n0 ${size}\n`;
  const table = start + heading.length;
  if (pdf.toString('latin1', start, table) !== heading) throw unexpected('its table of offsets');
  return { start, offsets: pdf.subarray(table, table + size * ENTRY_LENGTH), size, root, info };
}

function numberIn(text: string, pattern: RegExp): number {
  const match = pattern.exec(text);
  if (!match) throw unexpected(`no ${pattern.source} at its end`);
  return Number(match[1]);
}

export function unexpected(what: string): Error {
  return new Error(`The browser made a PDF of an unknown form: ${what}.`);
}

/** Where an object begins. */
export function offsetOf(offsets: Buffer, object: number): number {
  const entry = object * ENTRY_LENGTH;
  return Number(offsets.toString('latin1', entry, entry + 10));
}

/** Chromium's own properties hold the time of printing, and are replaced: nothing of them may stay. */
function blankObject(body: Buffer, start: number): Buffer {
  const content = body.indexOf('<<', start);
  body.fill(' ', content, body.indexOf('endobj', start) - 1).write('null', content);
  return body;
}

function catalogAt(body: Buffer, start: number): string {
  const catalog = body.toString('latin1', start, body.indexOf('endobj', start));
  const dictionary = /^\d+ 0 obj\s*(<<\/Type \/Catalog.*)>>\s*$/s.exec(catalog)?.[1];
  if (!dictionary || /\/(Names|AF|Metadata)\b/.test(dictionary)) throw unexpected('its catalog');
  return dictionary;
}

/**
 * Counts the ids of tags from 1 in their own order, in place. Chromium counts them on from whatever
 * the same page printed before.
 */
export function steadyIds(pdf: Buffer): Buffer {
  const places = findIds(pdf);
  const order = [...new Set(places.map(({ id }) => id))].sort();
  const rank = new Map(order.map((id, index) => [id, index + 1]));
  for (const { at, id } of places) {
    pdf.write(`${rank.get(id)}`.padStart(id.length, '0'), at, 'latin1');
  }
  return pdf;
}

const ID_START = '(node';

function findIds(pdf: Buffer): { at: number; id: string }[] {
  const found: { at: number; id: string }[] = [];
  for (let at = pdf.indexOf(ID_START); at >= 0; at = pdf.indexOf(ID_START, at + 1)) {
    const digits = at + ID_START.length;
    const id = /^\d{8,}(?=\))/.exec(pdf.toString('latin1', digits, digits + 24))?.[0];
    if (id) found.push({ at: digits, id });
  }
  return found;
}

/** Puts a PDF together again, with objects added or replaced and an id that is its content's hash. */
export function writePdf(pdf: PdfFile, objects: readonly PdfObject[]): Buffer {
  const size = Math.max(pdf.size, ...objects.map(({ number }) => number + 1));
  const offsets = Buffer.alloc(size * ENTRY_LENGTH);
  pdf.offsets.copy(offsets);
  const parts = [pdf.body];
  let length = pdf.body.length;
  for (const { number, content } of objects) {
    offsets.write(`${String(length).padStart(10, '0')} 00000 n \n`, number * ENTRY_LENGTH);
    const part = toObject(number, content);
    parts.push(part);
    length += part.length;
  }
  parts.push(Buffer.from(`xref\n0 ${size}\n`), offsets);
  const id = hashOf(parts);
  parts.push(
    Buffer.from(
      `trailer\n<</Size ${size}\n/Root ${pdf.root} 0 R\n/Info ${pdf.info} 0 R\n/ID [<${id}> <${id}>]>>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

function toObject(number: number, content: string | Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`${number} 0 obj\n`),
    Buffer.from(content as Buffer),
    Buffer.from('\nendobj\n'),
  ]);
}

function hashOf(parts: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 32);
}
