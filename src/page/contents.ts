import { type Block, sectionsOf } from '../text/block.ts';
import { charactersOf } from '../text/run.ts';

/** A section of the page that its contents list. */
export interface Section {
  anchor: string;
  title: string;
}

/** The sections of a text, by its headings. */
export function headingsOf(blocks: readonly Block[]): Section[] {
  return sectionsOf(blocks).flatMap(({ heading }) =>
    heading ? [{ anchor: heading.id, title: charactersOf(heading.text) }] : [],
  );
}

/** Whether a page has contents that could be shown: an author's template may do without. */
export function hasContents(page: string): boolean {
  return hiddenContents.test(page);
}

const hiddenContents = /(<nav class="contents"[^>]*?) hidden(?:="")?>/;

/** A page with its contents shown. */
export function showContents(page: string): string {
  return page.replace(hiddenContents, '$1>');
}

/** A page without what it does not show of its contents. */
export function withoutHiddenContents(page: string): string {
  return page.replace(hiddenNav, '');
}

const hiddenNav = /<nav class="contents"[^>]*? hidden(?:="")?>.*?<\/nav>/s;

const pageSlot = /(<span [^>]*?data-page="([^"]+)">)[^<]*(?=<\/span>)/g;

/** Whether a page names pages of its PDF. */
export function namesPages(page: string): boolean {
  return page.search(pageSlot) >= 0;
}

/** A page with the pages of the PDF on which its sections begin and its numbers appear. */
export function setPages(page: string, pagesOf: (place: string) => string): string {
  return page.replace(pageSlot, (_, slot: string, place: string) => `${slot}${pagesOf(place)}`);
}
