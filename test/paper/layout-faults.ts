import {
  type Block,
  blocksOf,
  elementsOf,
  fragmentsOf,
  inkOf,
  isInk,
  isSeen,
  lettersOf,
  pagesOf,
  wordsOf,
} from './blocks.ts';
import type { Box, Ink } from './drawn.ts';
import { overlaps } from './overlaps.ts';
import type { Element, Printed } from './printed.ts';

/** Rows up to which a table stands on one page, as templates/styles/90-print.css has it. */
const SHORT_TABLE = 18;
const MILLIMETRE = 72 / 25.4;
/** Between text and the sheet's edge in points, as 90-print.css has them; the first page has 16 mm above. */
const MARGIN = { side: 20 * MILLIMETRE, foot: 18 * MILLIMETRE };
/** A space at a line's end hangs over it. */
const HANGING = 3;
const WHOLE = 0.85;
const POINTS_PER_PIXEL = 0.75;
/** What a heading over a figure takes of its page, in points. */
const HEADING = 40;

/** What a reader would call badly set, each as a sentence. */
export function layoutFaults(printed: Printed): string[] {
  const blocks = blocksOf(printed.tree).filter(({ ink }) => ink.length > 0);
  return [
    ...orphanedHeadings(blocks),
    ...blocks.flatMap(looseLines),
    ...splitExhibits(printed),
    ...elementsOf(printed.tree).flatMap(splitTable),
    ...blocks.flatMap((block) => cutLetters(block.ink)),
    ...cutLetters(printed.untagged),
    ...outside(printed),
    ...shrunk(blocks),
    ...overlaps(blocks),
  ];
}

const isHeading = ({ role }: { role: string }) => /^H[1-6]$/.test(role);

function orphanedHeadings(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block, index) => {
    if (!isHeading(block)) return [];
    const name = `heading ‘${wordsOf(block.ink)}’`;
    const head = fragmentsOf(block.ink);
    const next = blocks.slice(index + 1).find(({ ink }) => lettersOf(ink).length > 0);
    const [lines = [], ...rest] = next ? fragmentsOf(next.ink) : [];
    const [first] = lines;
    const end = head.at(-1)?.at(-1);
    if (!first || !end) return [`${name} stands over nothing`];
    if (head.length > 1) return [`${name} is split`];
    const top = head[0]?.[0]?.bottom ?? 0;
    if (first.page !== end.page) return [`${name} at the foot of page ${end.page} is left by its text`];
    if (first.bottom > top + end.size)
      return [`${name} at a column’s foot on page ${end.page} is left by its text`];
    return lines.length === 1 && rest.length > 0 ? [`${name} on page ${end.page} keeps one line only`] : [];
  });
}

/** Lines of a text that stand alone on a page or in a column. */
function looseLines({ role, ink }: Block): string[] {
  const fragments = fragmentsOf(ink);
  if (fragments.length < 2 || ['H1', 'H2', 'H3', 'Figure', 'TH', 'TD'].includes(role)) return [];
  return fragments.flatMap((lines, index) => {
    const [line] = lines;
    if (!line || lines.length > 1) return [];
    const kind = index === 0 ? 'orphan' : 'widow';
    return [`${kind} line on page ${line.page}: ‘${line.text.trim()}’`];
  });
}

/**
 * Drawings, and figures and tables with their titles, sources and caveats. Of those that no page could
 * hold, the caveats may stand on the next.
 */
function splitExhibits({ tree, sheets }: Printed): string[] {
  return elementsOf(tree).flatMap((element) => {
    const rows = elementsOf(element).filter(({ role }) => role === 'TR').length;
    const name = exhibitNumber(element) ?? (element.role === 'Figure' ? 'drawing' : undefined);
    if (!name || rows > SHORT_TABLE) return [];
    const fits = heightOf(inkOf(element)) <= roomOf(sheets[0]) - HEADING;
    const kids = element.kids.filter((kid) => fits || isInk(kid) || kid.role !== 'Aside');
    const pages = pagesOf(kids.flatMap(inkOf));
    return pages.length > 1 ? [`${name} is split over pages ${pages.join(', ')}`] : [];
  });
}

/** In points, of what a thing takes on each of its pages. */
function heightOf(ink: readonly Ink[]): number {
  const heights = pagesOf(ink).map((page) => {
    const boxes = ink.filter((one) => one.page === page && isSeen(one)).map(({ box }) => box);
    return Math.max(...boxes.map(({ top }) => top)) - Math.min(...boxes.map(({ bottom }) => bottom));
  });
  return heights.reduce((sum, height) => sum + height, 0);
}

function roomOf(sheet: Box | undefined): number {
  return sheet ? sheet.top - sheet.bottom - 2 * MARGIN.foot : 0;
}

/** `Figure 2`, of an element whose first paragraph says so. */
function exhibitNumber({ kids }: Element): string | undefined {
  const first = kids.find((kid) => !isInk(kid));
  if (!first || isInk(first) || first.role !== 'P') return undefined;
  return /^(?:Figure|Table) \d+$/.exec(wordsOf(inkOf(first)))?.[0];
}

function splitTable(table: Element): string[] {
  if (table.role !== 'Table') return [];
  const rows = elementsOf(table).filter(({ role }) => role === 'TR');
  const pages = pagesOf(lettersOf(inkOf(table)));
  const short =
    rows.length <= SHORT_TABLE && pages.length > 1
      ? [`table of ${rows.length} rows is split over pages ${pages.join(', ')}`]
      : [];
  return [...short, ...headlessPages(rows, pages), ...rows.flatMap((row) => splitRow(row))];
}

/** Pages of a table on which its head does not stand again. */
function headlessPages(rows: readonly Element[], pages: readonly number[]): string[] {
  const head = rows.find((row) => !elementsOf(row).some(({ role }) => role === 'TD'));
  if (!head || pages.length < 2) return [];
  const headed = pagesOf(lettersOf(inkOf(head)));
  return pages.filter((page) => !headed.includes(page)).map((page) => `a table on page ${page} has no head`);
}

/** A head that stands again on each page is no split row. */
function splitRow(row: Element): string[] {
  const letters = lettersOf(inkOf(row));
  const pages = pagesOf(letters);
  const words = pages.map((page) => wordsOf(letters.filter((ink) => ink.page === page)));
  if (new Set(words).size < 2) return [];
  return [`row ‘${words[0]}’ is split over pages ${pages.join(', ')}`];
}

/** Letters that are not whole, unless they are so on the page before or after. */
function cutLetters(ink: readonly Ink[]): string[] {
  const letters = ink.filter(({ text }) => text.trim() !== '');
  const whole = new Set(letters.filter(({ inSight }) => inSight >= WHOLE).map(({ text }) => text));
  const cut = letters.filter(({ inSight, text }) => inSight < WHOLE && !whole.has(text));
  return cut.map(({ text, page }) => `cut on page ${page}: ‘${text.trim()}’`);
}

/** Letters in the margins, and shapes of drawings. */
function outside({ tree, sheets, untagged }: Printed): string[] {
  const reaches = ({ box, page }: Ink, slack: number, vertically: boolean) => {
    const sheet = sheets[page - 1] as Box;
    const sides =
      box.left < sheet.left + MARGIN.side - slack || box.right > sheet.right - MARGIN.side + slack;
    return sides || (vertically && box.bottom < sheet.bottom + MARGIN.foot - slack);
  };
  const drawings = elementsOf(tree).filter(({ role }) => role === 'Figure');
  const shapes = drawings.flatMap(inkOf).filter((ink) => ink.text === '' && isSeen(ink));
  const letters = [
    ...lettersOf(inkOf(tree)).filter((ink) => reaches(ink, HANGING, true)),
    ...lettersOf(untagged).filter((ink) => reaches(ink, HANGING, false)),
  ];
  return [
    ...letters.map(({ text, page }) => `in the margin of page ${page}: ‘${text.trim()}’`),
    ...shapes
      .filter((ink) => reaches(ink, 1.5, true))
      .map(({ page }) => `a drawing in the margin of page ${page}`),
  ];
}

/** What is too wide makes Chromium shrink all of the text. */
function shrunk(blocks: readonly Block[]): string[] {
  const letters = blocks.filter(({ role }) => role !== 'Figure').flatMap(({ ink }) => lettersOf(ink));
  const share = Math.min(...letters.map(({ scale }) => scale / POINTS_PER_PIXEL));
  return share < 0.995 ? [`the text is shrunk to ${Math.round(100 * share)}%`] : [];
}
