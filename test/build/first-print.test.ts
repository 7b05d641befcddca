import { expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import { printPage } from '../../src/page/print.ts';
import { readPlaces } from '../../src/pdf/tags.ts';
import { Desk } from '../pages/proofed.ts';

test('the pages that a page names are found in a print without its ledger and sources', async () => {
  const { html } = await new Desk([]).finished('car-t-moves-upstream');
  await using browser = await launchBrowser();
  const prints: Buffer[] = [];
  const printed = await printPage(
    html,
    (entry, { ledgerPages }) => ledgerPages.get(entry) ?? [],
    async (page) => {
      prints.push(Buffer.from(await browser.print({ html: page, paper: 'A4' })));
      return prints.at(-1) ?? Buffer.alloc(0);
    },
  );
  const [first, last] = prints.map(readPlaces);
  expect(prints).toHaveLength(2);
  expect(first?.pageCount).toBeLessThan(last?.pageCount ?? 0);
  expect(first?.ledgerPages).toEqual(last?.ledgerPages);
  const named = [...printed.html.matchAll(/data-page="e(\d+)">([^<]*)</g)];
  expect(named.length).toBeGreaterThan(30);
  const found = [...printed.places.ledgerPages].map(([entry, pages]) => [`${entry}`, pages.join(', ')]);
  expect(named.map(([, entry, pages]) => [entry, pages]).filter(([, pages]) => pages !== '')).toEqual(found);
  expect(printed.html).not.toContain('.end-matter > :not(#differences){display:none!important}');
});
