import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';
import type { Screen } from '../screen/screen.ts';

/** What the message of a page is made of, up to its end matter, as its styles for print set it. */
export interface Message {
  /** Superscripts and other raised signs that are no exponents. */
  raised: string[];
  words: { message: number; caveats: number };
  /** Width times size of letters, and drawings as they are, in square CSS pixels. */
  area: { message: number; apparatus: number };
}

/** Numbers of a page with a value behind them, and which of these lead to no entry of the ledger. */
export interface Numbers {
  count: number;
  astray: string[];
}

/** Text between the margins of an A4 sheet: 481 pt. */
const printWidth = 642;

/** Neither paper nor phones give room to a scroll bar. */
const withoutBar = 'html { scrollbar-width: none }';

/** A phone's window, in CSS pixels. */
const phone = { width: 390, height: 844 };

export async function readMessage(screen: Screen, address: string): Promise<Message & { numbers: Numbers }> {
  const page = await screen.open(address, { width: printWidth });
  await page.emulateMediaType('print');
  await page.addStyleTag({ content: withoutBar });
  try {
    return { ...(await page.evaluate(messageOfPage)), numbers: await page.evaluate(numbersOfPage) };
  } finally {
    await page.close();
  }
}

/** How many windows of a phone a page fills with its end matter closed. */
export async function phoneScreens(screen: Screen, address: string): Promise<number> {
  const page = await screen.open(address, phone);
  await page.addStyleTag({ content: withoutBar });
  try {
    return await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = false;
      return document.documentElement.scrollHeight / window.innerHeight;
    });
  } finally {
    await page.close();
  }
}

/** What breaks a rule of axe-core on a phone and a desktop, light and dark, when reading and with the evidence shown. */
export async function axeViolations(screen: Screen, address: string, axe: string): Promise<string[]> {
  const found: string[] = [];
  for (const width of [phone.width, 1440])
    for (const scheme of ['light', 'dark'] as const) {
      const page = await screen.open(address, { width, scheme });
      await page.evaluate(axe);
      for (const mode of ['reading', 'evidence']) {
        await page.evaluate((shown) => {
          document.documentElement.dataset.mode = shown;
          for (const details of document.querySelectorAll('details')) details.open = true;
        }, mode);
        found.push(...(await violationsOn(page)).map((one) => `${width} px, ${scheme}, ${mode}: ${one}`));
      }
      await page.close();
    }
  return found;
}

async function violationsOn(page: Page): Promise<string[]> {
  const { violations } = (await page.evaluate(`axe.run({ resultTypes: ['violations'] })`)) as AxeResults;
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Runs in the page. */
function messageOfPage(): Message {
  const apparatus = '.evidence, .differs, .unlike, .caveats, .source, .masthead, .byline, .contents';
  const caveats = '.differs, .unlike, .caveats';
  const result: Message = {
    raised: [],
    words: { message: 0, caveats: 0 },
    area: { message: 0, apparatus: 0 },
  };
  const isShown = (element: Element) => element.checkVisibility() && element.closest('.aside') === null;
  const main = document.querySelector('main') ?? document.body;
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  let before = '';
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const text = node.textContent ?? '';
    const parent = node.parentElement;
    if (!parent || text.trim() === '' || parent.closest('.end-matter, svg, script') || !isShown(parent))
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const width = [...range.getClientRects()].reduce((sum, rect) => sum + rect.width, 0);
    const area = width * Number.parseFloat(getComputedStyle(parent).fontSize);
    const words = text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
    result.area[parent.closest(apparatus) ? 'apparatus' : 'message'] += area;
    if (parent.closest(caveats)) result.words.caveats += words;
    else if (!parent.closest(apparatus)) result.words.message += words;
    if (isRaised(parent) && !(/10$/.test(before) && /^[−-]?\d+$/.test(text.trim()))) result.raised.push(text);
    result.raised.push(...(text.match(/[†‡§¶*]|(?<!10[⁻⁰¹²³⁴-⁹]*)[⁻⁰¹²³⁴-⁹]/g) ?? []));
    before = text;
  }
  for (const drawing of main.querySelectorAll('svg')) {
    if (drawing.closest('.end-matter, .masthead') || !isShown(drawing)) continue;
    const { width, height } = drawing.getBoundingClientRect();
    result.area.message += width * height;
  }
  return result;

  function isRaised(element: Element): boolean {
    for (let one: Element | null = element; one && one !== main; one = one.parentElement) {
      const { display, position, top, verticalAlign } = getComputedStyle(one);
      if (!display.startsWith('inline')) return false;
      if (position === 'relative' && Number.parseFloat(top) < 0) return true;
      if (verticalAlign === 'super' || verticalAlign === 'text-top' || Number.parseFloat(verticalAlign) > 0)
        return true;
    }
    return false;
  }
}

/** Runs in the page. */
function numbersOfPage(): Numbers {
  const all = [...document.querySelectorAll('main a.finding, main data')];
  const astray = all.filter((element) => {
    const link = element.closest('a.finding');
    const href = link?.getAttribute('href') ?? '';
    const row = href.startsWith('#') ? document.getElementById(href.slice(1)) : null;
    return !row?.matches('#ledger tr') || href !== `#e${link?.getAttribute('data-entry')}`;
  });
  return { count: all.length, astray: astray.map(({ textContent }) => textContent ?? '') };
}
