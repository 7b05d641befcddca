import { unexpected } from './pdf-file.ts';
import { type PdfObjects, pagesOf, referenceIn } from './pdf-objects.ts';
import { NothingPrinted } from './refusal.ts';

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

export interface Tags {
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
  /** Figures that hold another one. */
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

/** Adds the pieces of an element to all parts that it stands in. */
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

/** What an element holds, which stands last in it: one or several of the next. */
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
 * The lines on which a link is seen. Letters reach over their line, so what stands at a page's top
 * leaves a sliver, out of sight, at the foot of the page before.
 */
export function linesInSight({ lines }: TaggedPart): LinkLine[] {
  const tallest = Math.max(...lines.map(({ bottom, top }) => top - bottom));
  return lines.filter(({ bottom, top }) => top - bottom > tallest / 2);
}
