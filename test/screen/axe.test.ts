import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { faintTexts } from './contrast.ts';
import type { Look } from './screen.ts';
import { galleryPages, openedPages, shippedEditions, shippedPages } from './shipped-pages.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const TABLES = 'gallery of tables';

const shown = openedPages(async () => ({ ...(await shippedPages()), ...(await galleryPages()) }));

/** A page with all that is folded unfolded. */
async function unfolded(name: string, look: Look): Promise<Page> {
  const page = await shown.open(name, look);
  await page.evaluate(axe);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  return page;
}

/** What breaks a rule of axe-core, or what it leaves undecided except colours, as `rule: element`. */
async function findingsOn(page: Page, part = 'html'): Promise<string[]> {
  const { violations, incomplete, passes } = (await page.evaluate(
    `axe.run('${part}', { resultTypes: ['violations', 'incomplete'] })`,
  )) as AxeResults;
  expect(passes.length).toBeGreaterThan(9);
  const undecided = incomplete.filter(({ id }) => id !== 'color-contrast');
  return [...violations, ...undecided].flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

const names = [...shippedEditions, 'corrected', TABLES, 'index'];
const looks = [390, 1440].flatMap((width) =>
  (['light', 'dark'] as const).map((scheme) => ({ width, scheme })),
);

describe.each(names)('%s', (name) => {
  test.each(looks)(
    'breaks no rule of axe-core at $width px, $scheme, in both modes, nor does a panel',
    async (look) => {
      const page = await unfolded(name, look);
      expect(await findingsOn(page)).toEqual([]);
      expect(await page.evaluate(faintTexts)).toEqual([]);
      if (name !== 'index') {
        await page.keyboard.press('e');
        expect(await page.$eval('.prose .evidence', (one) => one.checkVisibility())).toBe(true);
        expect(await findingsOn(page)).toEqual([]);
        expect(await page.evaluate(faintTexts)).toEqual([]);
        await page.focus('.prose a.finding');
        await page.keyboard.press('Enter');
        expect(await page.$('#entry:popover-open')).not.toBeNull();
        expect(await findingsOn(page, '#entry')).toEqual([]);
        expect(await page.evaluate(faintTexts)).toEqual([]);
      }
      await page.close();
    },
  );
});

test.each(['light', 'dark'] as const)(
  'the gallery of figures breaks no rule of axe-core, %s',
  async (scheme) => {
    const page = await unfolded('gallery of figures', { width: 1440, scheme });
    expect(await findingsOn(page)).toEqual([]);
    await page.close();
  },
);

test('what breaks a rule is found', async () => {
  const page = await unfolded(names[0] ?? '', { width: 1440 });
  await page.addStyleTag({ content: '.fig-muted { fill: #909090 } .dek { color: #909090 }' });
  await page.evaluate(() => document.querySelector('.end-matter thead th')?.replaceChildren());
  const found = (await findingsOn(page)).map((one) => one.replace(/: .*/s, ''));
  expect(found.toSorted()).toEqual(['color-contrast', 'empty-table-header']);
  const faint = await page.evaluate(faintTexts);
  expect(faint.some((one) => /^dek "A single infusion.* 3\.\d\d$/.test(one))).toBe(true);
  expect(faint.some((one) => one.startsWith('fig-muted "100'))).toBe(true);
  await page.close();
});
