import { NothingPrinted } from '../browser/refusal.ts';
import {
  openObjects,
  type PdfObjects,
  pagesOf,
  referenceIn,
  sheetOf,
  toPdfText,
  unexpected,
} from './objects.ts';

/** Marked content: its page, from 1, and its number on that page. */
export interface PdfPiece {
  page: number;
  mark: number;
  /** Object number of the form in which the number counts, where that is not the page itself. */
  form?: number;
}

/** Where a link can be clicked: its part on one line, with heights over the page's foot in points. */
export interface LinkLine {
  page: number;
  bottom: number;
  top: number;
}

/** A part of the document as it is tagged. */
export interface TaggedPart {
  role: 'Link' | 'Figure';
  /** Object number of its structure element. */
  element: number;
  /** In reading order. */
  pieces: PdfPiece[];
  /** Of a link. */
  lines: LinkLine[];
  /** The name that a link leads to, when it leads to a place in the document. */
  destination?: string;
}

interface Tags {
  pageCount: number;
  /**
   * Links and drawings. A figure around a drawing is not a second one; a link that runs over a line
   * or a page is one.
   */
  parts: TaggedPart[];
  /** Every figure, those around another one too. */
  figures: TaggedPart[];
  /** All that is tagged. */
  pieces: PdfPiece[];
}

interface Walk extends Pick<Tags, 'parts' | 'pieces'> {
  pdf: PdfObjects;
  pageOf: ReadonlyMap<number, number>;
  /** Figures that contain another one. */
  holders: Set<TaggedPart>;
}

/** The tags of a document, in reading order. Throws when it has none. */
export function readTags(pdf: PdfObjects): Tags {
  const tree = referenceIn(pdf.read(pdf.root), 'StructTreeRoot');
  if (tree === undefined) throw new NothingPrinted();
  const pageOf = new Map(pagesOf(pdf).map((object, index) => [object, index + 1]));
  const walk: Walk = { pdf, pageOf, parts: [], pieces: [], holders: new Set() };
  visit(tree, walk, []);
  return {
    pageCount: pageOf.size,
    parts: walk.parts.filter((part) => !walk.holders.has(part)),
    figures: walk.parts.filter(({ role }) => role === 'Figure'),
    pieces: walk.pieces,
  };
}

/** Adds the pieces of an element to all parts around it. */
function visit(element: number, walk: Walk, around: readonly TaggedPart[]): void {
  const dictionary = walk.pdf.read(element);
  const part = partOf(element, dictionary, walk, around);
  const inside = part ? [...around, part] : around;
  const kids = KIDS.exec(dictionary);
  for (const kid of kids?.[1]?.match(KID) ?? []) {
    if (kid.endsWith('R')) {
      visit(Number.parseInt(kid, 10), walk, inside);
      continue;
    }
    const mark = kid.startsWith('<') ? /\/MCID (\d+)/.exec(kid)?.[1] : kid;
    if (mark !== undefined) {
      const object = referenceIn(kid, 'Pg') ?? referenceIn(dictionary.slice(0, kids?.index), 'Pg');
      const form = referenceIn(kid, 'Stm');
      const piece = { page: pageNumber(object, walk), mark: Number(mark), ...(form && { form }) };
      for (const one of [walk, ...inside]) one.pieces.push(piece);
    } else if (part) addLine(part, kid, walk);
  }
}

/** An element's children, its last entry: one or several of the next. */
const KIDS = /\/K (\[[^\]]*\]|\d+ 0 R|\d+|<<[^>]*>>)/;
/** Something given at length, another element, or marked content on the element's own page. */
const KID = /<<[^>]*>>|\d+ 0 R|\d+/g;

function partOf(
  element: number,
  dictionary: string,
  walk: Walk,
  around: readonly TaggedPart[],
): TaggedPart | undefined {
  const role = /\/S \/(Link|Figure)\b/.exec(dictionary)?.[1] as TaggedPart['role'] | undefined;
  if (!role) return undefined;
  const part: TaggedPart = { role, element, pieces: [], lines: [] };
  walk.parts.push(part);
  for (const outer of role === 'Figure' ? around : []) {
    if (outer.role === 'Figure') walk.holders.add(outer);
  }
  return part;
}

/** `kid` refers to an annotation: the place of a link on one line. */
function addLine(part: TaggedPart, kid: string, walk: Walk): void {
  const object = referenceIn(kid, 'Obj');
  if (object === undefined) return;
  const annotation = walk.pdf.read(object);
  const [, bottom = 0, , top = 0] = /\/Rect \[(.*?)\]/.exec(annotation)?.[1]?.split(' ').map(Number) ?? [];
  const destination = /\/Dest \/([^\s/<>[\]()]+)/.exec(annotation)?.[1];
  part.lines.push({ page: pageNumber(referenceIn(kid, 'Pg'), walk), bottom, top });
  if (destination !== undefined) part.destination = destination;
}

function pageNumber(object: number | undefined, { pageOf }: Walk): number {
  const page = pageOf.get(object ?? 0);
  if (page === undefined) throw unexpected('a tag on no page');
  return page;
}

/** The entry of the ledger that a link leads to. */
export function entryOf({ destination }: TaggedPart): number | undefined {
  const number = /^e(\d+)$/.exec(destination ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}

/**
 * The lines on which a link is seen. Letters reach over their line, so text at a page's top
 * leaves a sliver, out of sight, at the foot of the page before.
 */
export function linesInSight({ lines }: TaggedPart): LinkLine[] {
  const tallest = Math.max(...lines.map(({ bottom, top }) => top - bottom));
  return lines.filter(({ bottom, top }) => top - bottom > tallest / 2);
}

/** The pages of a PDF, from 1, on which things appear. */
export interface PdfPlaces {
  pageCount: number;
  /** For each entry of the ledger the pages with links to it, rising. A link that runs over two pages counts for both. */
  ledgerPages: Map<number, number[]>;
  /** The page on which each drawing begins, in reading order. */
  figurePages: number[];
}

/**
 * Finds numbers and drawings by the tags alone, in a few milliseconds. Throws when the PDF is not as
 * Chromium prints them; a sealed one is packed.
 */
export function readPlaces(pdf: Buffer): PdfPlaces {
  const { pageCount, parts } = readTags(openObjects(pdf));
  return {
    pageCount,
    ledgerPages: ledgerPagesOf(parts),
    figurePages: parts.filter(({ role }) => role === 'Figure').map(firstPage),
  };
}

function ledgerPagesOf(parts: readonly TaggedPart[]): Map<number, number[]> {
  const found = new Map<number, Set<number>>();
  for (const part of parts) {
    const entry = entryOf(part);
    if (entry === undefined) continue;
    const pages = found.get(entry) ?? new Set();
    for (const { page } of linesInSight(part)) pages.add(page);
    found.set(entry, pages);
  }
  const inOrder = [...found].sort(([a], [b]) => a - b);
  return new Map(inOrder.map(([entry, pages]) => [entry, [...pages].sort((a, b) => a - b)]));
}

function firstPage({ pieces: [first] }: TaggedPart): number {
  if (!first) throw unexpected('a drawing on no page');
  return first.page;
}

/** Where in a PDF a link leads to. */
interface Destination {
  /** From 1. */
  page: number;
  /** Whether it is the first thing on its page. */
  leads: boolean;
}

/** `/s-harms [123 0 R /XYZ 0 359.67 0]`, one a line. Chromium measures from the sheet's foot to its own top margin. */
const NAMED = /\/(\S+) \[(\d+) 0 R \/XYZ \S+ (\S+) \S+\]/g;

/** A line of text, in points. */
const SLACK = 20;

/**
 * The places that links of a document lead to, by their ids, whether or not the links are seen. Ids of other
 * than letters, digits and hyphens are written otherwise in PDFs, and found as they are written there. Throws
 * when the PDF is not as Chromium prints them.
 */
export function readDestinations(bytes: Buffer): Map<string, Destination> {
  const pdf = openObjects(bytes);
  const named = referenceIn(pdf.read(pdf.root), 'Dests');
  if (named === undefined) return new Map();
  const pages = pagesOf(pdf);
  const found = [...pdf.read(named).matchAll(NAMED)].map(([, id = '', object, height]) => {
    const index = pages.indexOf(Number(object));
    const sheet = pages[index];
    if (sheet === undefined) throw unexpected('a link to no page');
    const [, , , top] = sheetOf(pdf.read(sheet));
    return [id, { page: index + 1, leads: Number(height) > top - SLACK }] as const;
  });
  return new Map(found);
}

const kinds: [pattern: RegExp, words: (found: RegExpExecArray) => string][] = [
  [/^e(\d+)$/, ([, number]) => `Entry ${number} of the evidence ledger`],
  [/^n(\d+)-\d+$/, ([, number]) => `Where entry ${number} of the evidence ledger is printed`],
  [/^source-(\d+)$/, ([, number]) => `Source ${number}`],
  [/^note-([a-z]+)$/, ([, letter]) => `Note ${letter}`],
  [/^(figure|table)-(.+)$/, ([, kind, id]) => `To the ${kind} ${id}`],
];

/**
 * Objects of a PDF in which every link says where it leads, for those who hear it (PDF/UA-1, 7.18.5). Chromium
 * leaves that out. Other objects stay as they are.
 */
export function withLinkTexts(objects: ReadonlyMap<number, string>): Map<number, string> {
  return new Map(
    [...objects].map(([number, object]) => {
      const text = isBareLink(object) ? textOf(object) : undefined;
      return [
        number,
        text === undefined ? object : object.replace(/>>\s*$/, `\n/Contents ${toPdfText(text)}>>`),
      ];
    }),
  );
}

function isBareLink(object: string): boolean {
  return (
    object.startsWith('<<') &&
    /\/Type \/Annot\b/.test(object) &&
    /\/Subtype \/Link\b/.test(object) &&
    !/\/Contents\b/.test(object)
  );
}

function textOf(link: string): string | undefined {
  const address = /\/URI \(((?:\\.|[^\\)])*)\)/s.exec(link)?.[1];
  if (address !== undefined) return address.replace(/\\(.)/gs, '$1');
  const place = /\/Dest \/([^\s/<>[\]()]+)/.exec(link)?.[1];
  if (place === undefined) return undefined;
  const id = Buffer.from(
    place.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  ).toString('utf8');
  for (const [pattern, words] of kinds) {
    const found = pattern.exec(id);
    if (found) return words(found);
  }
  return `To ${percentDecoded(id).replace(/^s-/, '').replaceAll('-', ' ')}`;
}

function percentDecoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
