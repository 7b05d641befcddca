import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../src/adapters/chromium.ts';
import { printPage } from '../../src/build/print-page.ts';
import { readDestinations } from '../../src/outputs/pdf-destinations.ts';
import type { Browser } from '../../src/ports.ts';
import { readText } from '../outputs/sample.ts';
import { Desk } from '../pages/proofed.ts';

const brief = 'content/briefings/2026-04-28-daratumumab-added-to-vrd.md';
const anchor = '## What would change the conclusions';
const paragraph =
  'The sources were read as far as they could be opened. A reader who appraises will want to know which of the values rest on a report and which on a publication, and the ledger says so of each.\n\n';
const headings = [
  'How the sources were read',
  'In the laboratory',
  'Treatment & the time after it',
  'Open ends',
];

let browser: Browser;
let prints = 0;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser[Symbol.asyncDispose]());

async function printed(paragraphs: number) {
  const more = headings.map((heading) => `## ${heading}\n\n${paragraph.repeat(paragraphs)}`).join('');
  const { html } = await new Desk([[brief, anchor, `${more}${anchor}`]]).finished('added-to-vrd');
  prints = 0;
  const page = await printPage(html, (one) => {
    prints += 1;
    return browser.print({ html: one, paper: 'A4' });
  });
  return { ...page, bare: html };
}

/** What the contents of a page say: title and page. */
function contentsIn(html: string): [string, string][] {
  const nav = /<nav class="contents"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '';
  const rows = nav.matchAll(/<a href="#([^"]*)">.*?<\/a><span class="leaf"[^>]*>(\d*)<\/span>/g);
  return [...rows].map(([, id = '', page = '']) => [id, page]);
}

describe('a PDF', () => {
  test('of a short text has no contents and is printed once', async () => {
    const { html, bare, pdf } = await printed(1);
    expect([html === bare, prints]).toEqual([true, 1]);
    expect(contentsIn(html).every(([, page]) => page === '')).toBe(true);
    expect(await readText(pdf)).not.toContain('Contents');
  });

  test('of a text beyond four pages lists its sections with the pages on which they stand', async () => {
    const { html, pdf } = await printed(14);
    const found = readDestinations(pdf);
    const contents = contentsIn(html);
    expect(contents.map(([id]) => id)).toEqual([
      'bottom-line',
      's-the-trials',
      's-depth-of-response',
      's-harms',
      's-how-the-sources-were-read',
      's-in-the-laboratory',
      's-treatment-the-time-after-it',
      's-open-ends',
      's-what-would-change-the-conclusions',
      'sources',
      'ledger',
    ]);
    expect(contents).toEqual(contents.map(([id]) => [id, String(found.get(id)?.page)]));
    expect(new Set(contents.map(([, page]) => page)).size).toBeGreaterThan(3);
    expect(prints).toBeLessThanOrEqual(3);
    const text = await readText(pdf);
    expect(text).toContain('Contents');
    expect(text).toContain('Treatment & the time after it');
  });

  test('is the same whoever prints it when', async () => {
    const [one, other] = [await printed(14), await printed(14)];
    expect(other.html).toBe(one.html);
  });
});
