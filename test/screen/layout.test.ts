import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeTables } from '../gallery/tables-page.ts';
import { openScreen, type Screen } from './screen.ts';
import { asFiles, shippedPages } from './shipped-pages.ts';

const TABLES = 'tables';

let screen: Screen;
let files: ReturnType<typeof asFiles>;

beforeAll(async () => {
  files = asFiles({ ...(await shippedPages()), [TABLES]: (await composeTables()).composed.html });
  screen = await openScreen();
});

afterAll(async () => {
  await screen[Symbol.asyncDispose]();
  files[Symbol.dispose]();
});

const names = [
  '2026-04-21-car-t-moves-upstream',
  '2026-04-14-aquila-delays-myeloma',
  '2026-04-28-daratumumab-added-to-vrd',
  TABLES,
  'index',
];
const widths = [320, 390, 820, 1440];
const looks = names.flatMap((name) => widths.map((width) => ({ name, width })));

test.each(looks)('$name is no wider than a window of $width px', async ({ name, width }) => {
  const page = await screen.open(files.addresses[name] ?? '', { width });
  const beyond = await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(beyond).toBe(0);
  await page.close();
});

test.each(names.slice(0, 3))('no table of %s scrolls where there is room for it', async (name) => {
  const page = await screen.open(files.addresses[name] ?? '', { width: 1440 });
  const hidden = await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const scrolls = [...document.querySelectorAll('.scroll')];
    return scrolls.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  });
  expect(hidden.length).toBeGreaterThan(1);
  expect(hidden.filter((pixels) => pixels !== 0)).toEqual([]);
  await page.close();
});
