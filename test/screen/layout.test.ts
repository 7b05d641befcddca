import { expect, test } from 'vitest';
import { composeTables } from '../gallery/tables-page.ts';
import { openedPages, shippedEditions, shippedPages } from './shipped-pages.ts';

const TABLES = 'tables';

const shown = openedPages(async () => ({
  ...(await shippedPages()),
  [TABLES]: (await composeTables()).composed.html,
}));

const names = [...shippedEditions, 'corrected', TABLES, 'index'];
const widths = [320, 390, 820, 1440];
const looks = names.flatMap((name) => widths.map((width) => ({ name, width })));

test.each(looks)('$name is no wider than a window of $width px', async ({ name, width }) => {
  const page = await shown.open(name, { width });
  const beyond = await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(beyond).toBe(0);
  await page.close();
});

test.each(names.slice(0, 3))('no table of %s scrolls where there is room for it', async (name) => {
  const page = await shown.open(name, { width: 1440 });
  const hidden = await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const scrolls = [...document.querySelectorAll('.scroll')];
    return scrolls.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  });
  expect(hidden.length).toBeGreaterThan(1);
  expect(hidden.filter((pixels) => pixels !== 0)).toEqual([]);
  await page.close();
});
