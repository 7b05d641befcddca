import type { Ink } from './drawn.ts';
import type { Element } from './printed.ts';

/** Text that flows as one: a paragraph, a heading, an item, a cell, or what stands between such. */
export interface Block {
  role: string;
  ink: Ink[];
}

/** Letters on one baseline. */
interface Line {
  page: number;
  bottom: number;
  size: number;
  text: string;
}

const INLINE = /^(?:NonStruct|Link|Span|Lbl|Strong|Em|Sub|Quote|Code|Annot|Reference)$/;
const SEEN = 0.5;
const SHAPE_SEEN = 0.02;

export function isInk(kid: Element | Ink): kid is Ink {
  return !('role' in kid);
}

export function inkOf(kid: Element | Ink): Ink[] {
  return isInk(kid) ? [kid] : kid.kids.flatMap(inkOf);
}

/** All elements below one, and itself, in reading order. */
export function elementsOf(element: Element): Element[] {
  return [element, ...element.kids.flatMap((kid) => (isInk(kid) ? [] : elementsOf(kid)))];
}

/** The blocks of an element in reading order. */
export function blocksOf(element: Element, role = element.role): Block[] {
  if (!element.kids.some(holdsBlock)) return [{ role, ink: element.kids.flatMap(inkOf) }];
  const blocks: Block[] = [];
  let anonymous: Block | undefined;
  for (const kid of element.kids) {
    if (isInk(kid) || !holdsBlock(kid)) {
      if (!anonymous) {
        anonymous = { role, ink: [] };
        blocks.push(anonymous);
      }
      anonymous.ink.push(...inkOf(kid));
    } else {
      anonymous = undefined;
      blocks.push(...blocksOf(kid, INLINE.test(kid.role) ? role : kid.role));
    }
  }
  return blocks;
}

function holdsBlock(kid: Element | Ink): boolean {
  return !isInk(kid) && (!INLINE.test(kid.role) || kid.kids.some(holdsBlock));
}

/** Of letters more than a sliver, of shapes any part. */
export function isSeen({ inSight, text }: Ink): boolean {
  return inSight >= (text === '' ? SHAPE_SEEN : SEEN);
}

/** Letters that a reader sees. */
export function lettersOf(ink: readonly Ink[]): Ink[] {
  return ink.filter((one) => one.text.trim() !== '' && isSeen(one));
}

/** The lines of a text, by pages and columns. */
export function fragmentsOf(ink: readonly Ink[]): Line[][] {
  const fragments: Line[][] = [];
  let line: Line | undefined;
  for (const { page, text, size, box } of lettersOf(ink)) {
    const letters = Math.max(size, line?.size ?? 0);
    const goesOn = line?.page === page && box.bottom < line.bottom + letters;
    if (line && goesOn && box.bottom > line.bottom - 0.6 * letters) {
      line.text += text;
      line.bottom = Math.min(line.bottom, box.bottom);
      line.size = letters;
      continue;
    }
    line = { page, bottom: box.bottom, size, text };
    if (goesOn) fragments.at(-1)?.push(line);
    else fragments.push([line]);
  }
  return fragments;
}

/** As one line; a word that breaks at its hyphen is whole. */
export function wordsOf(ink: readonly Ink[]): string {
  return fragmentsOf(ink)
    .flat()
    .map(({ text }) => text.trim())
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/(?<=\S-) /g, '');
}

export function pagesOf(ink: readonly Ink[]): number[] {
  return [...new Set(ink.filter(isSeen).map(({ page }) => page))].sort((a, b) => a - b);
}
