import { unexpected } from './pdf-file.ts';
import { openObjects } from './pdf-objects.ts';
import { entryOf, linesInSight, readTags, type TaggedPart } from './pdf-tags.ts';

/** On which pages of a PDF, from 1, things stand. */
export interface PdfPlaces {
  pageCount: number;
  /** For each entry of the ledger the pages with links to it, rising. A link that runs over two pages stands on both. */
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
