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
const SHORT_TABLE = 9;
const MILLIMETRE = 72 / 25.4;
/** Text, gutter and evidence margin, in points. */
const WIDTH = 481;
/** Between text and the foot of a sheet in points, as src/page/style.ts has it. */
const FOOT = 15 * MILLIMETRE;
/** Sizes of letters in points: so many at most, and none below. */
const SIZES = { most: 6, least: 7.8 };
/** Of an exponent, as 10-base.css has it. */
const RAISED = 0.68;
/** A space at a line's end hangs over it. */
const HANGING = 3;
const WHOLE = 0.85;
const POINTS_PER_PIXEL = 0.75;

/** What a reader would call badly set, each as a sentence; `names` may not break at their hyphens. */
export function layoutFaults(printed: Printed, names: readonly string[] = []): string[] {
  const blocks = blocksOf(printed.tree).filter(({ ink }) => ink.length > 0);
  return [
    ...orphanedHeadings(blocks),
    ...blocks.filter(({ role }, index) => index < endOf(blocks) || role !== 'LI').flatMap(looseLines),
    ...blocks.slice(0, endOf(blocks)).flatMap(splitText),
    ...blocks.flatMap((block) => brokenNames(block, names)),
    ...typeSizes(printed),
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

/** Where the end matter begins, in which texts may go over a page, and sources run in. */
function endOf(blocks: readonly Block[]): number {
  const end = blocks.findIndex(
    (block) => isHeading(block) && /^(?:What differs|Evidence ledger)/.test(wordsOf(block.ink)),
  );
  return end < 0 ? blocks.length : end;
}

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
    return lines.length === 1 && rest.length > 0 && next?.role !== 'TH'
      ? [`${name} on page ${end.page} keeps one line only`]
      : [];
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

/** A paragraph, item or note in the margin of which a part is on the next page, or behind a figure. */
function splitText({ role, ink }: Block): string[] {
  if (!['P', 'LI'].includes(role)) return [];
  const pages = pagesOf(lettersOf(ink));
  const name = `‘${wordsOf(ink).slice(0, 40)}’`;
  if (pages.length > 1) return [`${name} is on pages ${pages.join(' and ')}`];
  return fragmentsOf(ink).flatMap((lines) =>
    lines.slice(1).flatMap((line, index) => {
      const above = lines[index];
      const isParted =
        above !== undefined && above.bottom - line.bottom > 4 * Math.max(above.size, line.size);
      return isParted ? [`${name} is parted on page ${line.page}`] : [];
    }),
  );
}

function brokenNames({ ink }: Block, names: readonly string[]): string[] {
  return fragmentsOf(ink).flatMap((lines) =>
    lines.slice(1).flatMap((line, index) => {
      const start = /\S+[-\u2010]$/.exec(lines[index]?.text.trim() ?? '')?.[0];
      const broken = start && `${start}${/^[\p{L}\p{N}-]+/u.exec(line.text.trim())?.[0] ?? ''}`;
      return broken && names.includes(broken) ? [`‘${broken}’ breaks on page ${line.page}`] : [];
    }),
  );
}

/** How many sizes the letters outside drawings have, and which of them are too small. An exponent follows its line. */
function typeSizes({ tree, untagged }: Printed): string[] {
  const drawn = new Set(
    elementsOf(tree)
      .filter(({ role }) => role === 'Figure')
      .flatMap(inkOf),
  );
  const letters = [...lettersOf(inkOf(tree)), ...lettersOf(untagged)];
  const sizes = [...new Set(letters.filter((ink) => !drawn.has(ink)).map(rounded))];
  const isExponent = ({ text, size }: Ink) =>
    /^[−-]?\d+$/.test(text.trim()) && sizes.some((of) => Math.abs(of * RAISED - size) < 0.15);
  const set = [...new Set(letters.filter((ink) => !drawn.has(ink) && !isExponent(ink)).map(rounded))];
  const small = letters.filter((ink) => !drawn.has(ink) && ink.size < SIZES.least - 0.05 && !isExponent(ink));
  return [
    ...(set.length > SIZES.most
      ? [`${set.length} sizes of letters: ${set.sort((a, b) => a - b).join(', ')}`]
      : []),
    ...[...Map.groupBy(small, rounded)].map(
      ([size, [{ text, page } = { text: '', page: 0 }]]) => `‘${text.trim()}’ on page ${page} has ${size} pt`,
    ),
  ];
}

/** The smallest letters of drawings, in points. */
export function leastDrawn({ tree }: Printed): number {
  const drawings = elementsOf(tree).filter(({ role }) => role === 'Figure');
  return Math.min(...drawings.flatMap((drawing) => lettersOf(inkOf(drawing)).map(rounded)));
}

function rounded({ size }: Ink): number {
  return Math.round(size * 10) / 10;
}

/**
 * Drawings, and figures and tables with their titles, sources and what is said beneath of their comparison. The full
 * list of caveats may go on overleaf.
 */
function splitExhibits({ tree }: Printed): string[] {
  return elementsOf(tree).flatMap((element) => {
    const rows = elementsOf(element).filter(({ role }) => role === 'TR').length;
    const name = exhibitNumber(element) ?? (element.role === 'Figure' ? 'drawing' : undefined);
    if (!name || rows > SHORT_TABLE) return [];
    const kids = element.kids.flatMap((kid) =>
      isInk(kid) || kid.role !== 'Aside' ? [kid] : firstLineOf(kid),
    );
    const pages = pagesOf(kids.flatMap(inkOf));
    return pages.length > 1 ? [`${name} is split over pages ${pages.join(', ')}`] : [];
  });
}

/** A list of caveats begins on the page of what it limits. */
function firstLineOf(list: Element): Ink[] {
  return lettersOf(inkOf(list)).slice(0, 1);
}

/** `Figure 2`, of an element among whose first two paragraphs one begins so. */
function exhibitNumber({ kids }: Element): string | undefined {
  const [first, second] = kids.flatMap((kid) => (isInk(kid) ? [] : [kid]));
  const starts = [first, second].map((kid) =>
    kid?.role === 'P' ? /^(?:Figure|Table) \d+(?= |$)/.exec(wordsOf(inkOf(kid)))?.[0] : undefined,
  );
  return starts.find((start) => start !== undefined);
}

function splitTable(table: Element): string[] {
  if (table.role !== 'Table') return [];
  const rows = elementsOf(table).filter(({ role }) => role === 'TR');
  const pages = pagesOf(lettersOf(inkOf(table)));
  return [...headlessPages(rows, pages), ...rows.flatMap((row) => splitRow(row))];
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
    const side = (sheet.right - sheet.left - WIDTH) / 2;
    const sides = box.left < sheet.left + side - slack || box.right > sheet.right - side + slack;
    return sides || (vertically && box.bottom < sheet.bottom + FOOT - slack);
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
