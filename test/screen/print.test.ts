import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import type { Browser } from '../../src/ports.ts';
import { readText } from '../outputs/sample.ts';
import { type Look, openScreen, type Screen } from './screen.ts';
import { asFiles, shippedEditions, shippedPages } from './shipped-pages.ts';

let screen: Screen;
let printer: Browser;
let pages: Record<string, string>;
let files: ReturnType<typeof asFiles>;

beforeAll(async () => {
  pages = await shippedPages();
  files = asFiles(pages);
  [screen, printer] = await Promise.all([openScreen(), launchBrowser()]);
});

afterAll(async () => {
  await Promise.all([screen[Symbol.asyncDispose](), printer[Symbol.asyncDispose]()]);
  files[Symbol.dispose]();
});

/** The words of what a reader gets who presses Print. */
async function printedFrom(name: string, look: Look, before: (page: Page) => Promise<void>): Promise<string> {
  const page = await screen.open(files.addresses[name] ?? '', look);
  await before(page);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  await page.close();
  return readText(pdf);
}

const asOpened = async () => {};

async function readAndUnfolded(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await page.focus('.prose a.finding');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#entry:popover-open');
}

describe.each([...shippedEditions, 'corrected'])('%s', (name) => {
  test('printed by its reader holds, page by page, what its PDF holds', async () => {
    const pdf = await readText(await printer.print({ html: pages[name] ?? '', paper: 'A4' }));
    expect(pdf).toContain('Evidence ledger');
    const onDesk: Look = { width: 1440 };
    expect(await printedFrom(name, onDesk, asOpened)).toBe(pdf);
    expect(await printedFrom(name, onDesk, readAndUnfolded)).toBe(pdf);
    const onPhone: Look = { width: 390, scheme: 'dark' };
    expect(await printedFrom(name, onPhone, readAndUnfolded)).toBe(pdf);
    expect(await printedFrom(name, { ...onPhone, javaScript: false }, asOpened)).toBe(pdf);
  });
});
