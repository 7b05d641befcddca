import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import { sealPdf } from '../../src/pdf/seal.ts';
import type { Browser } from '../../src/ports.ts';
import { openPdf, samplePage } from './sample.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
});

const seal = {
  ...{
    title: 'T',
    author: 'A',
    subject: 'S',
    revision: 'r1',
    keywords: [],
    date: '2026-01-01',
    language: 'en',
  },
  attachments: [],
};

test('every link of a sealed PDF says where it leads', async () => {
  const links = ['e11', 'n11-2', 'source-3', 'note-b', 'figure-depth', 's-was-shown', 's-größe'];
  const body = `${links.map((id) => `<p id="${id}">x <a href="#${id}">y</a></p>`).join('')}
    <p><a href="https://example.org/a_(b)?c=1">z</a> <a href="mailto:notes@example.com">m</a></p>`;
  const pdf = await sealPdf(await browser.print({ html: samplePage(body), paper: 'A4' }), seal);
  await using opened = await openPdf(pdf);
  const page = await opened.getPage(1);
  const texts = (await page.getAnnotations()).map(
    (one: { contentsObj?: { str: string } }) => one.contentsObj?.str,
  );
  expect(texts).toEqual([
    'Entry 11 of the evidence ledger',
    'Where entry 11 of the evidence ledger is printed',
    'Source 3',
    'Note b',
    'To the figure depth',
    'To was shown',
    'To größe',
    'https://example.org/a_(b)?c=1',
    'mailto:notes@example.com',
  ]);
});
