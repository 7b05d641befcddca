/** A PDF of Chromium's, taken apart as far as sealing needs. */
export interface PdfFile {
  /** By number, in the order of numbers: what stands between `obj` and `endobj`, in latin1. */
  objects: ReadonlyMap<number, string>;
  /** One more than the highest object number. */
  size: number;
  root: number;
  info: number;
  /** The catalog's dictionary, without its closing bracket. */
  catalog: string;
}

const ENTRY_LENGTH = 20;
const OBJECT_END = '\nendobj\n';

/** Takes a PDF apart. Throws when it is not as Chromium writes them: one plain table, one trailer. */
export function readPdf(pdf: Buffer): PdfFile {
  const text = pdf.toString('latin1');
  const tail = text.slice(-200);
  const start = numberIn(tail, /startxref\s+(\d+)\s+%%EOF\s*$/);
  const size = numberIn(tail, /\/Size (\d+)/);
  const root = numberIn(tail, /\/Root (\d+) 0 R/);
  const info = numberIn(tail, /\/Info (\d+) 0 R/);
  const heading = `xref\n0 ${size}\n`;
  if (!text.startsWith(heading, start)) throw unexpected('its table of offsets');
  const starts = readOffsets(text, start + heading.length, size);
  const objects = readObjects(text.slice(0, start), starts);
  return { objects, size, root, info, catalog: toCatalog(objects.get(root)) };
}

function numberIn(text: string, pattern: RegExp): number {
  const match = pattern.exec(text);
  if (!match) throw unexpected(`no ${pattern.source} at its end`);
  return Number(match[1]);
}

export function unexpected(what: string): Error {
  return new Error(`The browser made a PDF of an unknown form: ${what}.`);
}

/** The offset of each number's object, 0 where there is none. */
function readOffsets(text: string, table: number, size: number): number[] {
  return Array.from({ length: size }, (_, number) => {
    const entry = table + number * ENTRY_LENGTH;
    return Number(text.slice(entry, entry + 10));
  });
}

/** Objects follow each other without a gap, so each ends where the next one starts. */
function readObjects(body: string, starts: readonly number[]): Map<number, string> {
  const sorted = [...starts, body.length].sort((a, b) => a - b);
  const ends = new Map(sorted.map((start, index) => [start, sorted[index + 1]]));
  const objects = new Map<number, string>();
  for (const [number, start] of starts.entries()) {
    if (start > 0) objects.set(number, contentOf(body.slice(start, ends.get(start)), number));
  }
  return objects;
}

function contentOf(object: string, number: number): string {
  const heading = `${number} 0 obj\n`;
  const isWhole = object.startsWith(heading) && object.endsWith(OBJECT_END);
  if (!isWhole) throw unexpected(`its object ${number}`);
  return object.slice(heading.length, -OBJECT_END.length);
}

function toCatalog(object = ''): string {
  const dictionary = /^(<<\/Type \/Catalog.*)>>\s*$/s.exec(object)?.[1];
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
