import {
  attributeOf,
  compact,
  elementsOf,
  hasClass,
  seenTexts,
  type Tree,
  type TreeElement,
} from './finished-tree.ts';

/** What a page says of its comparisons and of what is behind its numbers, to be found again in its PDF. */
export interface PrintedCaveats {
  /** The sentences beneath displays, without white space and without the pages that they name. */
  sentences: string[];
  /** Points of what differs, by their heads. */
  points: string[];
  /** Signs ≠ beside paragraphs. */
  signs: number;
  /** Names of entries of the ledger, `e12`, outside of drawings. */
  entries: number;
}

export function caveatsPrinted(tree: Tree): PrintedCaveats {
  const printed = elementsOf(tree);
  const ofClass = (name: string) => printed.filter((one) => hasClass(one, name));
  const textOf = (one: TreeElement) => seenTexts(one, isLeftOut).join('');
  return {
    sentences: ofClass('unlike').map(textOf),
    points: printed.filter((one) => attributeOf(one, 'id') === 'differences').flatMap(headsIn),
    signs: ofClass('differs').length,
    entries: entriesIn(seenTexts(tree, isNotPrinted).join(' ')),
  };
}

/** What is missing of it in a PDF, of which `drawings` are the words of the drawings; empty when nothing is. */
export function caveatsMissing(
  required: PrintedCaveats,
  { pages, drawings }: { pages: readonly string[]; drawings: readonly { text: string }[] },
): string[] {
  const printed = asSet(pages.join(' '));
  const signs = printed.match(/≠page/g)?.length ?? 0;
  const entries = entriesIn(pages.join(' ')) - entriesIn(drawings.map(({ text }) => text).join(' '));
  return [
    ...[...required.sentences, ...required.points].filter((text) => !printed.includes(asSet(text))),
    ...(signs < required.signs
      ? [`${required.signs - signs} of ${required.signs} signs ≠ beside paragraphs`]
      : []),
    ...(entries < required.entries
      ? [`${required.entries - entries} of ${required.entries} names of entries`]
      : []),
  ];
}

/** Print writes ligatures and hyphens in other characters than the page, and hyphens where lines end. */
function asSet(text: string): string {
  return compact(text.normalize('NFKC')).replace(/[-\u2010]/g, '');
}

function entriesIn(text: string): number {
  return text.match(/(?<![\p{L}\p{N}])e\d+/gu)?.length ?? 0;
}

function headsIn(differences: TreeElement): string[] {
  return elementsOf(differences)
    .filter((one) => one.tagName === 'th' && attributeOf(one, 'scope') === 'row')
    .map((one) => seenTexts(one, isLeftOut).join(''));
}

function isNotPrinted(element: TreeElement): boolean {
  return (
    ['svg', 'nav', 'head'].includes(element.tagName) ||
    attributeOf(element, 'data-screen-only') !== undefined ||
    ['narrow', 'data', 'aside', 'leaf'].some((name) => hasClass(element, name))
  );
}

/** Pages of the PDF are not known yet, and names of marks are for those who hear the page. */
function isLeftOut(element: TreeElement): boolean {
  return hasClass(element, 'leaf') || hasClass(element, 'aside') || hasClass(element, 'all');
}
