import { openObjects } from './objects.ts';
import { entryOf, type LinkLine, linesInSight, type PdfPiece, readTags } from './tags.ts';

/** A number of the PDF that is a link to an entry of the ledger; `page` is where it begins, from 1. */
export interface BoundNumber {
  entry: number;
  text: string;
  page: number;
}

/** What a reader of a PDF finds in it. */
export interface PdfText {
  /** In reading order. */
  numbers: BoundNumber[];
  /** The words of each drawing, in reading order. */
  drawings: { page: number; text: string }[];
  /** The words of each page as `toPlainText` writes them: in reading order, then what has no tag. */
  pages: string[];
}

/**
 * Reads a PDF as Chromium prints it, not a sealed one, as a screen reader does: by its tags. What CSS adds
 * before or after an element has none, and belongs to no number. Takes a tenth of a second or more:
 * `ledgerPages` gives only the pages. Throws when the PDF is of an unknown form.
 */
export async function readPdfText(pdf: Buffer): Promise<PdfText> {
  const { parts, pieces } = readTags(openObjects(pdf));
  const pages = await readPages(pdf);
  return {
    numbers: parts.flatMap((part) => {
      const entry = entryOf(part);
      if (entry === undefined) return [];
      const lines = linesInSight(part);
      const text = wordsOf(part.pieces, pages, lines);
      return text ? [{ entry, text, page: lines[0]?.page ?? 0 }] : [];
    }),
    drawings: parts
      .filter(({ role }) => role === 'Figure')
      .map((part) => ({ page: part.pieces[0]?.page ?? 0, text: wordsOf(part.pieces, pages) })),
    pages: pages.map(({ untagged }, index) => {
      const tagged = pieces.filter(({ page }) => page === index + 1);
      return toPlainText(`${wordsOf(tagged, pages)} ${untagged}`);
    }),
  };
}

/**
 * The words of some pieces, for a link those on its lines: some letters of text at a page's
 * top are at the foot of the page before as well, out of sight.
 */
function wordsOf(
  pieces: readonly PdfPiece[],
  pages: readonly PageText[],
  lines?: readonly LinkLine[],
): string {
  const isOnLine = (page: number, height: number) =>
    !lines || lines.some((line) => line.page === page && height > line.bottom && height < line.top);
  let words = '';
  for (const [index, { page, mark }] of pieces.entries()) {
    const runs = pages[page - 1]?.tagged.get(mark) ?? [];
    if (index > 0 && pieces[index - 1]?.page !== page) words += '\n';
    for (const { text, height } of runs) if (text.trim() === '' || isOnLine(page, height)) words += text;
  }
  return toPlainText(words);
}

/** Some letters in a row, with their height over the page's foot in points. */
interface Run {
  text: string;
  height: number;
}

/** The words of a page: of each marked content by its number, and of running heads and the like. */
interface PageText {
  tagged: Map<number, Run[]>;
  untagged: string;
}

async function readPages(bytes: Uint8Array): Promise<PageText[]> {
  // Only builds that compare their outputs need it, and it takes longer to load than to use.
  // The other build of pdfjs asks for a newer Node.
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: Uint8Array.from(bytes),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
  });
  try {
    const document = await task.promise;
    const pages: PageText[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      pages.push(readPage((await page.getTextContent({ includeMarkedContent: true })).items));
    }
    return pages;
  } finally {
    await task.destroy();
  }
}

/** What pdfjs gives: pieces of text between the beginnings and ends of marked contents. */
type Item = { str: string; hasEOL: boolean; transform: number[] } | { type: string; id?: string };

function readPage(items: readonly Item[]): PageText {
  const page: PageText = { tagged: new Map(), untagged: '' };
  const open: (number | undefined)[] = [];
  for (const [index, item] of items.entries()) {
    if (!('str' in item)) {
      if (item.type === 'endMarkedContent') open.pop();
      else open.push(markOf(item.id));
      continue;
    }
    const inSpan = open.length > 0 && open.at(-1) === undefined;
    if (inSpan && isHyphenAtBreak(items.slice(index))) continue;
    const text = item.hasEOL ? `${item.str}\n` : item.str;
    const mark = open.findLast((one) => one !== undefined);
    if (mark === undefined) page.untagged += text;
    else page.tagged.set(mark, [...(page.tagged.get(mark) ?? []), { text, height: item.transform[5] ?? 0 }]);
  }
  return page;
}

/** The number in `p7R_mc0`; marked contents that are not tags have none. */
function markOf(id: string | undefined): number | undefined {
  const mark = /_mc(\d+)$/.exec(id ?? '')?.[1];
  return mark === undefined ? undefined : Number(mark);
}

/** The hyphen that Chromium shows for a soft one, in a span of its own: nobody wrote it. */
function isHyphenAtBreak([hyphen, ...rest]: readonly Item[]): boolean {
  if (!hyphen || !('str' in hyphen) || !/^[-‐]$/.test(hyphen.str)) return false;
  const next = rest.find((item) => 'str' in item);
  return next === undefined || (next.str === '' && next.hasEOL);
}

/**
 * Text as it is compared and searched: ligatures, superscripts and the like as plain characters,
 * every run of spaces as one, and nothing that is not seen. `10⁻⁵` becomes `10−5`, as which
 * `10<sup>−5</sup>` is read from a page too.
 */
export function toPlainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * A number without what two printings of it may differ in: spaces, for it may break over a line,
 * and the marks of its grade.
 */
export function toBareNumber(text: string): string {
  return toPlainText(text).replace(/[\s†‡§]/g, '');
}

/** Whether a plain text contains a number as itself and not as part of a longer one. */
export function hasNumber(text: string, number: string): boolean {
  const characters = [...toBareNumber(number)].map((character) => character.replace(/\W/u, '\\$&'));
  return new RegExp(`(?<!\\d|\\d[.,])${characters.join('\\s*')}(?![.,]?\\d)`).test(text);
}
