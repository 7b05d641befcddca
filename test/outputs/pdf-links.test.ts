import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import { sealPdf } from '../../src/pdf/seal.ts';
import { readPlaces } from '../../src/pdf/tags.ts';
import type { Browser } from '../../src/ports.ts';
import { bound, contractPage, drawing, fillPage } from './contract-page.ts';

const NEXT_PAGE = '<p style="break-before: page">Next page.</p>';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser[Symbol.asyncDispose]());

async function print(html: string): Promise<Buffer> {
  return Buffer.from(await browser.print({ html, paper: 'A4' }));
}

function seal(pdf: Uint8Array): Promise<Uint8Array> {
  return sealPdf(Uint8Array.from(pdf), {
    title: 'T',
    author: 'A',
    subject: '/Dest /e99',
    keywords: [],
    date: '2026-04-21',
    language: 'en',
    revision: 'r1',
    attachments: [
      { name: 'evidence.json', mediaType: 'application/json', bytes: Buffer.from('{}'), description: 'D' },
    ],
  });
}

const numbers = `<p>${bound(2, 'a.orr.x', '64%')} and ${bound(1, 'a.cr.x', '8%')}.</p>${NEXT_PAGE}
<p>${bound(2, 'a.orr.x', '64%')}, ${bound(2, 'a.orr.x', '64%')} and <a href="#elsewhere" id="elsewhere">a link</a>,
<a href="https://example.org/#e7">an address</a>, <a href="#e12x" id="e12x">no entry</a>.</p>`;

describe('ledger pages', () => {
  test('tells the pages of each entry once, in the order of the entries', async () => {
    expect([...readPlaces(await print(contractPage(numbers))).ledgerPages]).toEqual([
      [1, [1]],
      [2, [1, 2]],
    ]);
  });

  test('leaves the PDF as it is, and reads none that was sealed', async () => {
    const printed = await print(contractPage(numbers));
    const before = Buffer.from(printed);
    readPlaces(printed);
    expect(printed.equals(before)).toBe(true);
    const sealed = Buffer.from(await seal(printed));
    expect(() => readPlaces(sealed)).toThrow(/unknown form/);
  });

  test('counts on past the eighth page, where Chromium nests pages', async () => {
    const html = contractPage(`${NEXT_PAGE.repeat(10)}<p>${bound(3, 'a', '1%')}</p>`);
    expect([...readPlaces(await print(html)).ledgerPages]).toEqual([[3, [10]]]);
  });

  test('puts a number that runs over two pages on both', async () => {
    const broken = `<p style="width: 35mm">Page ${bound(4, 'a.os.hr', 'HR 0.49 (95% CI 0.36–0.67)')}</p>`;
    const html = contractPage(`${fillPage(1)}${broken}`);
    expect([...readPlaces(await print(html)).ledgerPages]).toEqual([[4, [1, 2]]]);
  });

  test('puts a number at the top of a page on that page alone', async () => {
    const html = contractPage(`<p>First.</p><p style="break-before: page">${bound(4, 'a', '7%')}</p>`);
    expect([...readPlaces(await print(html)).ledgerPages]).toEqual([[4, [2]]]);
  });

  test('finds nothing in a page without numbers', async () => {
    expect([
      ...readPlaces(await print('<!doctype html><html lang="en"><p>No numbers.</p>')).ledgerPages,
    ]).toEqual([]);
  });

  test('refuses what is not a PDF of Chromium’s', async () => {
    expect(() => readPlaces(Buffer.from('%PDF-1.7\nnothing'))).toThrow(
      /The browser made a PDF of an unknown form: no startxref/,
    );
    const moved = await print(contractPage(numbers));
    const table = moved.lastIndexOf('xref\n0 ');
    const second = moved.indexOf('\n', moved.indexOf('\n', table) + 1) + 1 + 20;
    moved.write('0000000003', second + 20 * 20, 'latin1');
    expect(() => readPlaces(moved)).toThrow(/unknown form: its object \d+/);
  });
});

describe('figure pages', () => {
  const tick = '<text x="0" y="12">1</text>';

  test('tells the page of each drawing in reading order, whatever its alternative text says', async () => {
    const html = contractPage(
      `<p>One</p>${drawing(tick)}${NEXT_PAGE}${NEXT_PAGE}${drawing(tick, 'plain endobj (x) /Pg 1 0 R')}${drawing(tick)}`,
    );
    const printed = await print(html);
    expect(readPlaces(printed).figurePages).toEqual([1, 3, 3]);
  });

  test('counts a drawing in its frame once, and none that is not printed or only adorns', async () => {
    const html = contractPage(`<figure>${drawing(tick)}<figcaption>Figure 1</figcaption></figure>
<div class="narrow">${drawing(tick)}</div><svg width="9" height="9" aria-hidden="true">${tick}</svg>
${NEXT_PAGE}<div class="figure" role="group">${drawing(tick)}</div>`);
    expect(readPlaces(await print(html)).figurePages).toEqual([1, 2]);
  });
});
