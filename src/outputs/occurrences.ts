import type { HtmlNumber } from '../pages/bound-numbers.ts';
import type { PageDifference } from './parity.ts';
import type { PdfPlaces } from './pdf-links.ts';

/** Where the number of one entry of the ledger stands. */
export interface Occurrences {
  /** On the page: the part, the printed form and, where the number is a link, its id. */
  html: { where: string; text: string; anchor?: string }[];
  /** Pages of the PDF, from 1, rising. */
  pdfPages: number[];
}

/** Of every entry, by evidence id; `ids` are those of the ledger in its order. */
export function occurrencesOf(
  ids: readonly string[],
  numbers: readonly HtmlNumber[],
  { ledgerPages, figurePages }: PdfPlaces,
): Map<string, Occurrences> {
  const found = new Map(
    ids.map((id, index) => [id, { html: [], pdfPages: ledgerPages.get(index + 1) ?? [] } as Occurrences]),
  );
  for (const { id, text, where, anchor, drawing } of numbers) {
    if (where === 'ledger') continue;
    for (const one of id.split(' ').some((part) => found.has(part)) ? id.split(' ') : [id]) {
      const own = found.get(one);
      own?.html.push({ where, text, ...(anchor !== undefined && { anchor }) });
      const page = drawing === undefined ? undefined : figurePages[drawing - 1];
      if (own && page !== undefined) own.pdfPages = rising([...own.pdfPages, page]);
    }
  }
  return found;
}

function rising(pages: number[]): number[] {
  return [...new Set(pages)].sort((a, b) => a - b);
}

/** Entries that the page shows in print and the PDF nowhere leads to, each once. */
export function lostInPrint(numbers: readonly HtmlNumber[], { ledgerPages }: PdfPlaces): PageDifference[] {
  const lost = numbers.filter(
    ({ entry, visibleInPrint, where }) =>
      entry !== undefined && visibleInPrint && where !== 'ledger' && !ledgerPages.has(entry),
  );
  const once = new Map(lost.map((number) => [number.entry, number]));
  return [...once.values()].map(({ id, entry, text, where }) => ({
    kind: 'missing',
    id,
    text,
    where,
    ...(entry !== undefined && { entry }),
  }));
}
