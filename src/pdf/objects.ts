import { inflateSync } from 'node:zlib';

/** A PDF of Chromium's, taken apart as far as sealing needs. */
export interface PdfFile {
  /** By number, in the order of numbers: the text between `obj` and `endobj`, in latin1. */
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

/** The objects of a PDF as text, without the words in them. */
export interface PdfObjects {
  /** Object number of the catalog. */
  root: number;
  /** An object's dictionary: strings are emptied, so that no word in them is taken for syntax. Throws when there is none. */
  read(number: number): string;
}

/** Opens a PDF for reading. Throws when it is not as Chromium prints them. */
export function openObjects(pdf: Buffer): PdfObjects {
  return objectsOf(readPdf(pdf));
}

/** The objects of a PDF that is open already. */
export function objectsOf({ objects, root }: Pick<PdfFile, 'objects' | 'root'>): PdfObjects {
  return {
    root,
    read(number) {
      const object = objects.get(number);
      if (object === undefined) throw unexpected(`no object ${number}`);
      return object.includes('(') ? object.replace(STRING, '') : object;
    },
  };
}

/** A string in brackets, in which Chromium escapes brackets. Other texts it writes in digits. */
const STRING = /\((?:\\.|[^\\()])*\)/gs;

const REFERENCE = {
  Dests: /\/Dests (\d+) 0 R/,
  Obj: /\/Obj (\d+) 0 R/,
  Pages: /\/Pages (\d+) 0 R/,
  Pg: /\/Pg (\d+) 0 R/,
  Stm: /\/Stm (\d+) 0 R/,
  StructTreeRoot: /\/StructTreeRoot (\d+) 0 R/,
};

/** What `/Key 12 0 R` refers to. */
export function referenceIn(dictionary: string, key: keyof typeof REFERENCE): number | undefined {
  const found = REFERENCE[key].exec(dictionary)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Object numbers of the pages, from the first to the last. */
export function pagesOf(pdf: PdfObjects): number[] {
  const below = (node: number): number[] => {
    const dictionary = pdf.read(node);
    if (/\/Type \/Page\b/.test(dictionary)) return [node];
    if (!/\/Type \/Pages\b/.test(dictionary)) throw unexpected('its pages');
    const kids = /\/Kids \[([^\]]*)\]/.exec(dictionary)?.[1] ?? '';
    return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => below(Number(kid)));
  };
  const pages = referenceIn(pdf.read(pdf.root), 'Pages');
  if (pages === undefined) throw unexpected('no pages');
  return below(pages);
}

/** Left, bottom, right and top of a page's sheet in points. */
export function sheetOf(page: string): [number, number, number, number] {
  const box = /\/MediaBox \[(.*?)\]/.exec(page)?.[1]?.split(' ').map(Number);
  const [left, bottom, right, top] = box ?? [];
  if (left === undefined || bottom === undefined || right === undefined || top === undefined)
    throw unexpected('a page without a size');
  return [left, bottom, right, top];
}

const STREAM_END = 'endstream';

/** A text string: as it is when plain, else UTF-16 with its byte order mark. */
export function toPdfText(text: string): string {
  if (isPlainText(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`;
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}

/** Whether all characters can be written unescaped in a PDF string. */
export function isPlainText(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** A name, such as a media type: `/application#2Fjson`. */
export function toPdfName(text: string): string {
  const toCode = (character: string) =>
    `#${Buffer.from(character).toString('hex').toUpperCase().padStart(2, '0')}`;
  return `/${text.replace(/[^A-Za-z0-9+._-]/g, toCode)}`;
}

/** Midnight UTC of a day given as YYYY-MM-DD, in the width that Chromium writes. */
export function toPdfDate(day: string): string {
  return `(D:${day.replaceAll('-', '')}000000+00'00')`;
}

/** A stream, in latin1; `dictionary` is given without its brackets and its length. */
export function toPdfStream(dictionary: string, content: Uint8Array): string {
  const text = Buffer.from(content).toString('latin1');
  return `<<${dictionary} /Length ${text.length}>>\nstream\n${text}\n${STREAM_END}`;
}

/** The unpacked content of a stream of drawing operators, in latin1; undefined for other objects and compressions. */
export function readStream(object = ''): string | undefined {
  const [head, dictionary = '', length] = /^<<(.*?)\/Length (\d+)>>\s+stream\n/s.exec(object) ?? [];
  if (head === undefined) return undefined;
  const content = object.substr(head.length, Number(length));
  if (!dictionary.includes('/Filter')) return content;
  if (!/\/Filter \/FlateDecode\b/.test(dictionary)) return undefined;
  return inflateSync(Buffer.from(content, 'latin1')).toString('latin1');
}

/** Whether the text between `obj` and `endobj` is a stream. */
export function isPdfStream(content: string): boolean {
  return content.endsWith(STREAM_END);
}
