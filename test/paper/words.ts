import type { Page } from 'puppeteer-core';
import { isInk, isSeen } from './blocks.ts';
import type { Ink } from './drawn.ts';
import type { Element, Printed } from './printed.ts';

/**
 * What a PDF cannot tell: Chromium writes no letter that is wholly outside what clips it. So the words come
 * from the browser's own tree, as its styles for print show it.
 */
export async function wordsInPrint(page: Page): Promise<string> {
  await page.emulateMediaType('print');
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let words = '';
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      const isTitle = parent?.closest('script, style, title, desc, .aside') !== null;
      if (!isTitle && parent?.checkVisibility()) words += walker.currentNode.textContent;
    }
    return words;
  });
}

/** Where the letters of the page and of its PDF part, if they do. */
export function lostWords(words: string, printed: Printed): string[] {
  const [wanted, found] = [lettersOnly(words), lettersOnly(textOf(printed.tree))];
  if (wanted === found) return [];
  const at = [...wanted].findIndex((letter, index) => letter !== found[index]);
  const from = at < 0 ? wanted.length : at;
  return [`printed ‘${found.slice(from - 12, from + 12)}’ for ‘${wanted.slice(from - 12, from + 12)}’`];
}

/** Without numbers of lists, and a table's head once. */
function textOf(element: Element): string {
  if (element.role === 'Lbl') return '';
  const ink = element.role === 'TH' ? firstPage(element) : undefined;
  if (ink) return ink.map(({ text }) => text).join('');
  return element.kids.map((kid) => (isInk(kid) ? (isSeen(kid) ? kid.text : '') : textOf(kid))).join('');
}

function firstPage(element: Element): Ink[] {
  const all = (one: Element): Ink[] => one.kids.flatMap((kid) => (isInk(kid) ? [kid] : all(kid)));
  const seen = all(element).filter(isSeen);
  return seen.filter(({ page }) => page === seen[0]?.page);
}

/** Hyphens may come from a break, and are written in several ways. */
function lettersOnly(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u00AD\u200B-\u200D\u2060\uFEFF\u2010-]/g, '');
}
