import { unexpected } from './pdf-file.ts';
import { openObjects, pagesOf, referenceIn, sheetOf } from './pdf-objects.ts';

/** Where in a PDF a link leads to. */
export interface Destination {
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
