import { type PdfFile, unexpected } from './pdf-file.ts';
import { around, type Box, readInk } from './pdf-ink.ts';
import { objectsOf, pagesOf } from './pdf-objects.ts';
import { readTags, type TaggedPart } from './pdf-tags.ts';

/**
 * Objects of a PDF in which every figure says what rectangle of its page it takes: `/A <</O /Layout /BBox …>>` of
 * its structure element (PDF 1.7, 14.8.5.4.3; PDF/UA-1, 7.3), in points from the sheet's lower left corner. Chromium
 * leaves that out. A figure on several pages has the rectangle on its first one, and one that shows nothing has none.
 * Other objects stay as they are. Throws when the PDF is not as Chromium prints them.
 */
export function withFigureBoxes({ objects, root }: PdfFile): ReadonlyMap<number, string> {
  if (![...objects.values()].some((object) => FIGURE.test(object))) return objects;
  const pdf = objectsOf({ objects, root });
  const pages = pagesOf(pdf);
  const inks = new Map<number, ReadonlyMap<string, Box>>();
  const inkOf = (page: number) => {
    const ink = inks.get(page) ?? readInk(pages[page - 1] ?? 0, objects);
    inks.set(page, ink);
    return ink;
  };
  const changed = new Map(objects);
  for (const figure of readTags(pdf).figures) {
    if (/\/A\b/.test(pdf.read(figure.element))) throw unexpected('a figure with attributes');
    const box = boxOf(figure, inkOf);
    const object = objects.get(figure.element);
    if (box && object !== undefined) changed.set(figure.element, withBox(object, box));
  }
  return changed;
}

const FIGURE = /^<<\/Type \/StructElem\s+\/S \/Figure\b/;

function boxOf({ pieces }: TaggedPart, inkOf: (page: number) => ReadonlyMap<string, Box>): Box | undefined {
  for (const page of new Set(pieces.map((piece) => piece.page))) {
    const boxes = pieces
      .filter((piece) => piece.page === page)
      .map(({ form, mark }) => inkOf(page).get(`${form ?? ''}:${mark}`));
    const box = boxes.reduce((all, one) => (all && one ? around(all, one) : (all ?? one)), undefined);
    if (box) return box;
  }
  return undefined;
}

function withBox(element: string, box: Box): string {
  const sides = box.map((side) => Math.round(side * 100) / 100);
  return element.replace(/>>\s*$/, `\n/A <</O /Layout /BBox [${sides.join(' ')}]>>>>`);
}
