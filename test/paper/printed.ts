import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import { type Box, type Ink, readDrawn } from './drawn.ts';

/** A tagged element with what it shows. */
export interface Element {
  role: string;
  alt?: string;
  scope?: string;
  /** Elements and ink in reading order. */
  kids: (Element | Ink)[];
}

export interface Bookmark {
  title: string;
  /** 1 for the outermost. */
  level: number;
}

/** A finished PDF, sealed or not, as the checks see it. */
export interface Printed {
  sheets: Box[];
  tree: Element;
  /** Running heads and the like. */
  untagged: Ink[];
  bookmarks: Bookmark[];
  language: string;
  title: string;
  showsTitle: boolean;
  /** `TrialbriefSans-Regular`, its kind, and whether its letters are inside. */
  fonts: { name: string; kind: string; embedded: boolean }[];
}

export async function readPrinted(bytes: Uint8Array): Promise<Printed> {
  const { sheets, ink } = await readDrawn(bytes);
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const pages = new Map(pdf.getPages().map(({ ref }, index) => [ref.toString(), index + 1]));
  const root = dictionary(pdf.catalog.lookup(PDFName.of('StructTreeRoot')));
  const pieces = (page: number, mark: number) => ink.get(`${page}:${mark}`) ?? [];
  const preferences = dictionary(pdf.catalog.lookup(PDFName.of('ViewerPreferences')));
  return {
    sheets,
    tree: { role: 'Root', kids: root ? kidsOf(root, undefined, pages, pieces) : [] },
    untagged: [...ink].flatMap(([key, found]) => (key.endsWith(':') ? found : [])),
    bookmarks: bookmarksBelow(dictionary(pdf.catalog.lookup(PDFName.of('Outlines'))), 1),
    language: textOf(pdf.catalog.lookup(PDFName.of('Lang'))),
    title: pdf.getTitle() ?? '',
    showsTitle: String(preferences?.lookup(PDFName.of('DisplayDocTitle'))) === 'true',
    fonts: fontsOf(pdf),
  };
}

function dictionary(object: unknown): PDFDict | undefined {
  return object instanceof PDFDict ? object : undefined;
}

function textOf(object: unknown): string {
  return object instanceof PDFString || object instanceof PDFHexString ? object.decodeText() : '';
}

function nameOf(object: unknown): string {
  return object instanceof PDFName ? object.decodeText() : '';
}

type Pieces = (page: number, mark: number) => Ink[];

function kidsOf(
  element: PDFDict,
  page: number | undefined,
  pages: ReadonlyMap<string, number>,
  pieces: Pieces,
): Element['kids'] {
  const pageOf = (holder: PDFDict) => pages.get(String(holder.get(PDFName.of('Pg')))) ?? page;
  const own = pageOf(element);
  const raw = element.lookup(PDFName.of('K'));
  const kids = raw instanceof PDFArray ? raw.asArray().map((_, index) => raw.lookup(index)) : [raw];
  return kids.flatMap((kid): Element['kids'] => {
    if (kid instanceof PDFNumber) return pieces(own ?? 0, kid.asNumber());
    if (!(kid instanceof PDFDict)) return [];
    const mark = kid.get(PDFName.of('MCID'));
    if (mark instanceof PDFNumber) return pieces(pageOf(kid) ?? own ?? 0, mark.asNumber());
    if (!kid.has(PDFName.of('S'))) return [];
    const alt = textOf(kid.lookup(PDFName.of('Alt')));
    const scope = scopeOf(kid.lookup(PDFName.of('A')));
    return [
      {
        role: nameOf(kid.lookup(PDFName.of('S'))),
        ...(alt && { alt }),
        ...(scope && { scope }),
        kids: kidsOf(kid, own, pages, pieces),
      },
    ];
  });
}

function scopeOf(attributes: unknown): string {
  const all =
    attributes instanceof PDFArray
      ? attributes.asArray().map((_, at) => attributes.lookup(at))
      : [attributes];
  const scopes = all.map((one) => nameOf(dictionary(one)?.lookup(PDFName.of('Scope'))));
  return scopes.find((scope) => scope !== '') ?? '';
}

function bookmarksBelow(parent: PDFDict | undefined, level: number): Bookmark[] {
  const found: Bookmark[] = [];
  for (
    let item = dictionary(parent?.lookup(PDFName.of('First')));
    item;
    item = dictionary(item.lookup(PDFName.of('Next')))
  ) {
    found.push(
      { title: textOf(item.lookup(PDFName.of('Title'))), level },
      ...bookmarksBelow(item, level + 1),
    );
  }
  return found;
}

function fontsOf(pdf: PDFDocument): Printed['fonts'] {
  const all = pdf.context.enumerateIndirectObjects().flatMap(([, object]) => dictionary(object) ?? []);
  const fonts = all.filter((one) => nameOf(one.lookup(PDFName.of('Type'))) === 'Font');
  return fonts.map((font) => {
    const descendants = font.lookup(PDFName.of('DescendantFonts'));
    const described = descendants instanceof PDFArray ? dictionary(descendants.lookup(0)) : font;
    const descriptor = dictionary(described?.lookup(PDFName.of('FontDescriptor')));
    return {
      name: nameOf(font.lookup(PDFName.of('BaseFont'))).replace(/^[A-Z]{6}\+/, ''),
      kind: nameOf(font.lookup(PDFName.of('Subtype'))),
      embedded: ['FontFile', 'FontFile2', 'FontFile3'].some(
        (key) => descriptor?.get(PDFName.of(key)) instanceof PDFRef,
      ),
    };
  });
}
