import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber } from '@cantoo/pdf-lib';
import { blocksOf, elementsOf, inkOf, lettersOf, wordsOf } from '../paper/blocks.ts';
import type { Ink } from '../paper/drawn.ts';
import { type Printed, readPrinted } from '../paper/printed.ts';

/** A printed edition as its targets see it. */
export interface Sheets {
  count: number;
  /** Pages up to the end of the prose. */
  commentary: number;
  /** Of the smallest letters that are no exponents, in points. */
  smallest: number;
  /** Sizes of letters outside drawings that are no exponents, in points, from the smallest. */
  sizes: number[];
  /** The page that first says that something is unlike; undefined where none does. */
  firstContrast: number | undefined;
  /** Running heads and feet of the commentary's pages: width times size of their letters, in square points. */
  running: number;
  /** What it says, block by block. */
  blocks: string[];
}

export async function readSheets(bytes: Uint8Array): Promise<Sheets> {
  const printed = await readPrinted(bytes);
  const { tree, untagged, sheets } = printed;
  const commentary = await lastPageOfProse(bytes);
  const drawings = new Set(elementsOf(tree).flatMap((one) => (one.role === 'Figure' ? inkOf(one) : [])));
  const letters = withoutExponents([...lettersOf(inkOf(tree)), ...lettersOf(untagged)]);
  const set = letters.filter((ink) => !drawings.has(ink));
  return {
    count: sheets.length,
    commentary,
    smallest: Math.min(...letters.map(({ size }) => tenths(size))),
    sizes: [...new Set(set.map(({ size }) => tenths(size)))].sort((a, b) => a - b),
    firstContrast: firstContrastIn(printed),
    running: lettersOf(untagged)
      .filter(({ page }) => page <= commentary)
      .reduce((sum, { box, size }) => sum + (box.right - box.left) * size, 0),
    blocks: blocksOf(tree).map(({ ink }) => wordsOf(ink)),
  };
}

function tenths(points: number): number {
  return Math.round(points * 10) / 10;
}

/** A whole number, raised and small behind `10`. */
function withoutExponents(letters: readonly Ink[]): Ink[] {
  return letters.filter(({ text, size, box }, index) => {
    const base = letters[index - 1];
    const isRaised = base !== undefined && size < base.size && box.bottom > base.box.bottom;
    return !(isRaised && /10$/.test(base.text.trim()) && /^[−-]?\d+$/.test(text.trim()));
  });
}

function firstContrastIn({ tree }: Printed): number | undefined {
  const pages = lettersOf(inkOf(tree)).flatMap(({ text, page }) => (text.includes('≠') ? [page] : []));
  return pages.length > 0 ? Math.min(...pages) : undefined;
}

/** A line of text, in points: what begins so near to its page's top is the first on it. */
const SLACK = 20;

/** The end matter begins with what differs, or with the ledger; both are named places. */
async function lastPageOfProse(bytes: Uint8Array): Promise<number> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const places = pdf.catalog.lookup(PDFName.of('Dests'), PDFDict);
  const [end] = ['differences', 'ledger'].flatMap((id) => places.lookupMaybe(PDFName.of(id), PDFArray) ?? []);
  if (!end) throw new Error('The PDF has no end matter.');
  const page = pdf.getPages().findIndex(({ ref }) => ref === end.get(0));
  const height = end.lookup(3, PDFNumber).asNumber();
  const isFirst = height > (pdf.getPages()[page]?.getHeight() ?? 0) - SLACK;
  return page + 1 - (isFirst ? 1 : 0);
}
