import { type PdfPlaces, readDestinations, readPlaces } from '../pdf/tags.ts';
import { hasContents, namesPages, setPages, showContents, withoutHiddenContents } from './contents.ts';

/** A page as it was printed. */
export interface PrintedPage {
  /** With the pages that it names, and its contents where it has some. */
  html: string;
  pdf: Buffer;
  places: PdfPlaces;
}

/** A text of more pages than these has its contents on the first. */
const pagesWithoutContents = 4;

/** Prints that the pages which a page names may take until they no longer move. */
const mostPrints = 4;

/**
 * Prints a page. Chromium cannot report on which page a heading or number will appear, so a page that names
 * some is printed for that first, without what is at its end after what differs, and then with them, until
 * they are right.
 */
export async function printPage(
  html: string,
  pagesOfEntry: PagesOfEntry,
  print: (html: string) => Promise<Uint8Array>,
): Promise<PrintedPage> {
  if (!namesPages(html)) return printOnce(html, print);
  let printed = await printOnce(withoutEnd(html), print);
  const isLong = hasContents(html) && lastPageOfText(printed) > pagesWithoutContents;
  const bare = isLong ? showContents(html) : html;
  let numbered = withPages(bare, printed, pagesOfEntry);
  for (let prints = 1; prints < mostPrints; prints += 1) {
    printed = await printOnce(numbered, print);
    numbered = withPages(bare, printed, pagesOfEntry);
    if (withoutHiddenContents(numbered) === withoutHiddenContents(printed.html))
      return { ...printed, html: numbered };
  }
  throw new Error('The page numbers in the contents do not settle.');
}

/** The ledger and what follows it are half the work of printing, and nothing is named by its page there. */
function withoutEnd(html: string): string {
  const hidden = '<style>@media print{.end-matter > :not(#differences){display:none!important}}</style>';
  return html.replace('</head>', () => `${hidden}</head>`);
}

async function printOnce(html: string, print: (html: string) => Promise<Uint8Array>): Promise<PrintedPage> {
  const pdf = Buffer.from(await print(html));
  return { html, pdf, places: readPlaces(pdf) };
}

/** The pages on which the numbers of an entry of the ledger appear, rising. */
type PagesOfEntry = (entry: number, places: PdfPlaces) => readonly number[];

/** With the page of each section, and the pages of the numbers of each entry. */
function withPages(html: string, { pdf, places }: PrintedPage, pagesOfEntry: PagesOfEntry): string {
  const destinations = readDestinations(pdf);
  return setPages(html, (place) => {
    const entry = /^e(\d+)$/.exec(place)?.[1];
    if (entry !== undefined) return pagesOfEntry(Number(entry), places).join(', ');
    return String(destinations.get(place)?.page ?? '');
  });
}

/** What is at the end begins with what differs, or was not printed. */
function lastPageOfText({ pdf, places }: PrintedPage): number {
  const end = readDestinations(pdf).get('differences');
  return end ? end.page - (end.leads ? 1 : 0) : places.pageCount;
}
