import { PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import { type PdfSeal, sealPdf } from '../../src/pdf/seal.ts';
import type { Browser } from '../../src/ports.ts';
import { openPdf, samplePage } from './sample.ts';

const COUNT = 120;
const SEAL: PdfSeal = {
  title: 'Numbers',
  author: 'The editor',
  subject: 'Many of them',
  keywords: [],
  date: '2026-04-21',
  language: 'en',
  revision: 'r1',
  attachments: [],
};

/** As a briefing with its ledger: many links within the page, over several pages. */
function longPage(): string {
  const numbers = Array.from({ length: COUNT }, (_, index) => index + 1);
  const bound = numbers.map(
    (number) => `<p id="n${number}">Arm ${number}: <a href="#e${number}">${number}.5%</a></p>`,
  );
  const entries = numbers.map(
    (number) => `<li id="e${number}"><a href="#n${number}">${number}.5%</a> of patients</li>`,
  );
  const elsewhere = '<p><a href="https://clinicaltrials.gov/">The registry</a></p>';
  return samplePage(
    `<h1>Numbers</h1>${bound.join('')}<h2>Ledger</h2><ol>${entries.join('')}</ol>${elsewhere}`,
  );
}

/** All that a reader gets of a PDF's pages; object numbers are as they were printed. */
async function readAll(bytes: Uint8Array) {
  await using pdf = await openPdf(bytes);
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str : '')).join('');
    const tree = JSON.stringify(await page.getStructTree());
    pages.push({
      view: page.view,
      text,
      tree,
      annotations: (await page.getAnnotations()).map(withoutContents),
    });
  }
  const destinations = await pdf.getDestinations();
  return { pages, outline: await pdf.getOutline(), destinations, mark: await pdf.getMarkInfo() };
}

/** Sealing says in words where each link leads. */
function withoutContents({ contentsObj: _, ...link }: Record<string, unknown>) {
  return link;
}

/** Every stream but the pages' drawings, and those that hold packed objects or the table of offsets. */
async function streamsOf(bytes: Uint8Array): Promise<string[]> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
  const ours = [PDFName.of('ObjStm'), PDFName.of('XRef')];
  const drawings = pdf.getPages().map(({ node }) => node.get(PDFName.of('Contents')));
  return pdf.context.enumerateIndirectObjects().flatMap(([ref, object]) => {
    if (!(object instanceof PDFRawStream) || drawings.includes(ref)) return [];
    const type = object.dict.get(PDFName.of('Type'));
    return ours.every((name) => name !== type)
      ? [`${ref} ${Buffer.from(object.contents).toString('base64')}`]
      : [];
  });
}

let browser: Browser;
let printed: Uint8Array;
let sealed: Uint8Array;

beforeAll(async () => {
  browser = await launchBrowser();
  printed = await browser.print({ html: longPage(), paper: 'A4' });
  sealed = await sealPdf(printed, SEAL);
}, 60_000);

afterAll(() => browser[Symbol.asyncDispose]());

describe('packing the objects of a PDF', () => {
  test('keeps texts, tags, links, destinations and outline of every page', async () => {
    const before = await readAll(printed);
    expect(await readAll(sealed)).toEqual(before);
    expect(before.pages.flatMap(({ annotations }) => annotations)).toHaveLength(2 * COUNT + 1);
    expect(before.destinations.size).toBe(2 * COUNT);
    expect(before.pages.filter(({ tree }) => tree.includes('"role":"Link"')).length).toBe(
      before.pages.length,
    );
  });

  test('keeps every other stream, to the byte, and adds the properties', async () => {
    const before = await streamsOf(printed);
    const after = await streamsOf(sealed);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after).toHaveLength(before.length + 1);
  });

  test('leaves no tag or link uncompressed', () => {
    const count = (bytes: Uint8Array) =>
      Buffer.from(bytes)
        .toString('latin1')
        .match(/\/(StructElem|Annot|Page|Catalog)\b/g)?.length;
    expect(count(printed)).toBeGreaterThan(8 * COUNT);
    expect(count(sealed)).toBeUndefined();
    expect(sealed.length).toBeLessThan(0.5 * printed.length);
  });

  test('leaves nothing of the properties that the browser wrote', async () => {
    expect(Buffer.from(printed).toString('latin1')).toContain('Skia');
    const pdf = await PDFDocument.load(sealed, { updateMetadata: false });
    const all = pdf.context.enumerateIndirectObjects().map(([, object]) => object.toString());
    expect(all.filter((object) => object.includes('Skia'))).toEqual([]);
    expect(all.filter((object) => object.includes('/Type /Catalog'))).toHaveLength(1);
  });

  test('is refused where an object is not where the table says', async () => {
    const broken = Buffer.from(printed);
    broken.write('endobk', broken.indexOf('endobj'));
    await expect(sealPdf(broken, SEAL)).rejects.toThrow(/unknown form: its object \d+\./);
  });
});
