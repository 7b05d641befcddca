import { type Html, html } from './markup.ts';

/** A section of the page that its contents list. */
export interface Section {
  anchor: string;
  title: Html;
}

const heading = /<h2 id="([^"]+)"[^>]*>(.*?)<\/h2>/gs;

/** The sections of a text that was set, by its headings; citations and marks are no part of a name. */
export function sectionsOf(body: Html): Section[] {
  return [...body.toString().matchAll(heading)].map(([, anchor = '', title = '']) => ({
    anchor,
    title: html(title.replace(/<sup class="(?:cite|mark)">.*?<\/sup>|<[^>]*>/gs, '')),
  }));
}

/** Whether a page has contents that could be shown: an author's template may do without. */
export function hasContents(page: string): boolean {
  return hiddenContents.test(page);
}

const hiddenContents = /(<nav class="contents"[^>]*?) hidden(?:="")?>/;

/** A page with its contents shown, and in them the pages of the PDF on which its sections begin. */
export function setContents(page: string, pageOf: ReadonlyMap<string, number>): string {
  return page
    .replace(hiddenContents, '$1>')
    .replace(
      /(<span class="leaf" data-section="([^"]+)">)(?=<\/span>)/g,
      (slot, _, anchor: string) => `${slot}${pageOf.get(anchor) ?? ''}`,
    );
}
