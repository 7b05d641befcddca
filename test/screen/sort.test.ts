import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { openedPages, shippedPages } from './shipped-pages.ts';

const shown = openedPages(shippedPages);

async function open(javaScript = true): Promise<Page> {
  return shown.open('2026-04-21-car-t-moves-upstream', { width: 1440, javaScript });
}

/** The cells of a column of the sales, without their marks; `n/a` where none is known. */
function column(page: Page, number: number): Promise<string[]> {
  return page.$$eval(
    '#figure-sales tbody tr',
    (rows, at) => rows.map((row) => (row.children[at]?.textContent ?? '').replace(/[†‡§~]/g, '')),
    number,
  );
}

const quarters = [2024, 2025].flatMap((year) => [1, 2, 3, 4].map((quarter) => `Q${quarter} ${year}`));
const authors = [...quarters, 'Q1 2026'];

test('the sales of a product are sorted by keyboard, and come back to the author’s order', async () => {
  const page = await open();
  await page.focus('#figure-sales summary');
  await page.keyboard.press('Enter');
  const isGrowth = () => page.evaluate(() => document.activeElement?.textContent === 'Year on year');
  for (let times = 0; times < 6 && !(await isGrowth()); times += 1) await page.keyboard.press('Tab');
  expect(await isGrowth()).toBe(true);
  const sortedBy = () =>
    page.$$eval('#figure-sales th[aria-sort]', (heads) => heads.map((one) => one.ariaSort));
  expect(await column(page, 0)).toEqual(authors);
  expect(await sortedBy()).toEqual([]);

  const growths = await column(page, 2);
  const known = growths
    .filter((one) => one !== 'n/a')
    .sort((a, b) => Number.parseFloat(b) - Number.parseFloat(a));
  const unknown = growths.filter((one) => one === 'n/a');
  expect([known.length, unknown.length]).toEqual([7, 2]);

  await page.keyboard.press('Enter');
  expect(await sortedBy()).toEqual(['descending']);
  expect(await column(page, 2)).toEqual([...known, ...unknown]);
  await page.keyboard.press('Space');
  expect(await sortedBy()).toEqual(['ascending']);
  expect(await column(page, 2)).toEqual([...known.toReversed(), ...unknown]);
  await page.keyboard.press('Enter');
  expect(await sortedBy()).toEqual([]);
  expect(await column(page, 0)).toEqual(authors);
  await page.close();
});

test('the quarters are sorted by time and not by name', async () => {
  const page = await open();
  await page.$eval('#figure-sales thead button', (button) => button.click());
  expect(await column(page, 0)).toEqual(authors.toReversed());
  await page.close();
});

test('no table that sets trials side by side can be sorted', async () => {
  const page = await open();
  const sortable = await page.$$eval('table', (tables) =>
    tables.map((table) => [
      table.closest('[id^=figure-], [id^=table-], details.annex')?.id,
      table.querySelectorAll('th button').length,
    ]),
  );
  expect(sortable).toEqual([
    ['figure-depth', 0],
    ['figure-sales', 3],
    ['differences', 0],
    ['ledger', 0],
  ]);
  await page.close();
});

test('where scripts do not run nothing offers to sort', async () => {
  const page = await open(false);
  expect(await page.$$('th button')).toEqual([]);
  await page.close();
});
