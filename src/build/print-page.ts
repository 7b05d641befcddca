import { type Destination, readDestinations } from '../outputs/pdf-destinations.ts';
import { type PdfPlaces, readPlaces } from '../outputs/pdf-links.ts';
import { hasContents, setContents } from '../pages/contents.ts';

/** A page as it was printed. */
export interface PrintedPage {
  /** With its contents and their pages where it has some. */
  html: string;
  pdf: Buffer;
  places: PdfPlaces;
}

/** A text of more pages than these has its contents on the first. */
const PAGES_WITHOUT_CONTENTS = 4;

/**
 * Prints a page. Chromium cannot tell on which page a heading will stand, so a long one is printed again with
 * the pages of its sections, and once more when its contents moved them. All others are printed once.
 */
export async function printPage(
  html: string,
  print: (html: string) => Promise<Uint8Array>,
): Promise<PrintedPage> {
  const printed = await printOnce(html, print);
  const isShort = printed.places.pageCount <= PAGES_WITHOUT_CONTENTS || !hasContents(html);
  const destinations = isShort ? new Map<string, Destination>() : readDestinations(printed.pdf);
  if (lastPageOfText(destinations) <= PAGES_WITHOUT_CONTENTS) return printed;
  return settle(setContents(html, pagesIn(destinations)), html, print);
}

async function printOnce(html: string, print: (html: string) => Promise<Uint8Array>): Promise<PrintedPage> {
  const pdf = Buffer.from(await print(html));
  return { html, pdf, places: readPlaces(pdf) };
}

/** The contents take as much room whatever the numbers in them, so the second print has the right ones. */
async function settle(
  first: string,
  bare: string,
  print: (html: string) => Promise<Uint8Array>,
): Promise<PrintedPage> {
  const numbered = (printed: PrintedPage) => setContents(bare, pagesIn(readDestinations(printed.pdf)));
  const shown = await printOnce(first, print);
  const second = numbered(shown);
  if (second === first) return shown;
  const settled = await printOnce(second, print);
  if (numbered(settled) !== second) throw new Error('The pages of the contents do not settle.');
  return settled;
}

/** The list of sources follows the text. */
function lastPageOfText(destinations: ReadonlyMap<string, Destination>): number {
  const sources = destinations.get('sources');
  return sources ? sources.page - (sources.leads ? 1 : 0) : 0;
}

function pagesIn(destinations: ReadonlyMap<string, Destination>): Map<string, number> {
  return new Map([...destinations].map(([id, { page }]) => [id, page]));
}
