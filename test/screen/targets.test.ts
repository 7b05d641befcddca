import { describe, expect, test } from 'vitest';
import { openedPages, shippedEditions, shippedPages } from './shipped-pages.ts';

const names = shippedEditions;

const shown = openedPages(shippedPages);

/** On a phone that is touched. */
async function touched(name: string) {
  const page = await shown.open(name, { width: 390 });
  await page.setViewport({ width: 390, height: 844, hasTouch: true, isMobile: true });
  expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true);
  return page;
}

describe.each(names)('for a finger, %s', (name) => {
  test('numbers in its text are at least 24 px high', async () => {
    const page = await touched(name);
    const heights = await page.$$eval('.prose p a.finding, .bottom-line a.finding, .dek a.finding', (links) =>
      links.flatMap((link) => [...link.getClientRects()].map(({ height }) => height)),
    );
    expect(heights.length).toBeGreaterThan(4);
    expect(heights.filter((height) => height < 24)).toEqual([]);
    await page.close();
  });
});

test('a row of results opens its entry wherever it is touched', async () => {
  const page = await touched(names[0] ?? '');
  const rows = await page.$$('.results > li:has(.numeral a.finding)');
  expect(rows.length).toBeGreaterThan(6);
  for (const row of rows) {
    const hit = await row.evaluate((item) => {
      item.scrollIntoView({ block: 'center' });
      const { left, right, top, height } = item.getBoundingClientRect();
      const middle = top + height / 2;
      const href = item.querySelector('.numeral a.finding')?.getAttribute('href');
      return [0.05, 0.5, 0.95].map((part) => {
        const at = document.elementFromPoint(left + part * (right - left), middle);
        const link = at?.closest('a.finding');
        return link !== null && (link?.getAttribute('href') === href || item.contains(link ?? null));
      });
    });
    expect(hit).toEqual([true, true, true]);
  }
  await page.close();
});
