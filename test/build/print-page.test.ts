import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import { printPage } from '../../src/page/print.ts';
import { readDestinations } from '../../src/pdf/tags.ts';
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
  const page = await printPage(
    html,
    (entry, places) => places.ledgerPages.get(entry) ?? [],
    (one) => {
      prints += 1;
      return browser.print({ html: one, paper: 'A4' });
    },
  );
  return { ...page, bare: html };
}

/** What the contents of a page say: title and page. */
function contentsIn(html: string): [string, string][] {
  const nav = /<nav class="contents"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '';
  const rows = nav.matchAll(/<a href="#([^"]*)">.*?<\/a><span class="leaf"[^>]*>(\d*)<\/span>/g);
  return [...rows].map(([, id = '', page = '']) => [id, page]);
}

/** Places that a page names, each with the pages it says. */
function slotsIn(html: string): [string, string][] {
  const slots = html.matchAll(/data-page="([^"]+)">([^<]*)<\/span>/g);
  return [...slots].map(([, place = '', pages = '']) => [place, pages]);
}

describe('a PDF', () => {
  test('of a short text has no contents, and is printed again with the pages that it names', async () => {
    const { html, bare, pdf, places } = await printed(1);
    expect(prints).toBe(2);
    expect(html).toMatch(/<nav class="contents"[^>]* hidden/);
    expect(await readText(pdf)).not.toContain('Contents');
    const found = readDestinations(pdf);
    const named = slotsIn(html);
    const expected = named.map(([place]) => {
      const entry = /^e(\d+)$/.exec(place)?.[1];
      const pages = entry ? places.ledgerPages.get(Number(entry)) : [found.get(place)?.page];
      return [place, (pages ?? []).join(', ')];
    });
    expect(named).toEqual(expected);
    expect(slotsIn(bare).every(([, pages]) => pages === '')).toBe(true);
    expect(named.map(([place]) => place)).toEqual(expect.arrayContaining(['differences', 'e1']));
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
      'differences',
      'ledger',
      'sources',
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
