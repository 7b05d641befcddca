import { PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import { type PdfSeal, sealPdf } from '../../src/pdf/seal.ts';
import type { Browser } from '../../src/ports.ts';
import { readPrinted } from './printed.ts';
import { sheet, TITLE } from './sheet.ts';
import { structureFaults } from './structure-faults.ts';

const SEAL: PdfSeal = {
  title: 'Title',
  author: 'A',
  subject: 'S',
  keywords: [],
  date: '2026-04-21',
  language: 'en-GB',
  revision: 'r1',
  attachments: [],
};

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser[Symbol.asyncDispose]());

/** Faults of a page that was sealed, after a change of its document. */
async function structureOf(
  body: string,
  change?: (pdf: PDFDocument) => unknown,
  seal = SEAL,
): Promise<string[]> {
  const printed = await browser.print({ html: sheet(body), paper: 'A4' });
  let bytes = await sealPdf(printed, seal);
  if (change) {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
    await change(pdf);
    bytes = await pdf.save();
  }
  return structureFaults(await readPrinted(bytes));
}

describe('a fault of structure is found', () => {
  const whole = `${TITLE}<h2>Part</h2><p>Text.</p>`;

  test('none in a page that has none', async () => {
    expect(await structureOf(whole)).toEqual([]);
  });

  test('headings without the one at the top, with two, and with jumps', async () => {
    expect(await structureOf('<h2>Part</h2><p>Text.</p>')).toEqual([
      'bookmark ‘1 Part’ where the heading is ‘2 Part’',
      '0 headings of the first level',
      'heading ‘Part’ jumps to level 2',
    ]);
    expect(await structureOf(`${whole}<h1>Again</h1>`)).toContain('2 headings of the first level');
    expect(await structureOf(`${TITLE}<h3>Deep</h3>`)).toContain('heading ‘Deep’ jumps to level 3');
  });

  test('a bookmark with its words twice, and one without a space', async () => {
    const twice = '<h2 style="break-before: page; line-height: 0.6; font-size: 20pt">Twice</h2><p>Text.</p>';
    expect(await structureOf(`${TITLE}<p>Text.</p>${twice}`)).toEqual([
      'bookmark ‘2 TwiceTwice’ where the heading is ‘2 Twice’',
    ]);
    const lost = '<h2>Two<br>lines</h2>';
    expect(await structureOf(`${TITLE}${lost}`)).toEqual([
      'bookmark ‘2 Twolines’ where the heading is ‘2 Two lines’',
    ]);
  });

  test('a drawing without words, a head without scope', async () => {
    expect(
      await structureOf(`${TITLE}<svg role="img" width="9" height="9"><rect width="9" height="9"/></svg>`),
    ).toEqual(['a drawing without alternative text']);
    const table = '<table><tr><th scope="col">Head</th></tr><tr><td>1</td></tr></table>';
    expect(await structureOf(`${TITLE}${table}`)).toEqual([]);
    expect(
      await structureOf(`${TITLE}${table}`, (pdf) => {
        for (const [, object] of pdf.context.enumerateIndirectObjects()) {
          const text = String(object);
          if (/\/S \/TH\b/.test(text) && 'delete' in object)
            (object as { delete(k: PDFName): void }).delete(PDFName.of('A'));
        }
      }),
    ).toEqual(['head ‘Head’ without scope']);
  });

  test('no language, no title, or a title that is not shown', async () => {
    const without = (key: string) => (pdf: PDFDocument) => pdf.catalog.delete(PDFName.of(key));
    expect(await structureOf(whole, without('Lang'))).toEqual(['no language']);
    expect(await structureOf(whole, without('ViewerPreferences'))).toEqual([
      'the title is not shown in the window’s bar',
    ]);
    expect(await structureOf(whole, undefined, { ...SEAL, title: '' })).toEqual(['no title']);
  });

  test('a strange font, one that is not embedded, and one of Type 3', async () => {
    expect(await structureOf(whole, (pdf) => pdf.embedFont(StandardFonts.Helvetica))).toEqual([
      'font ‘Helvetica’ is not ours',
      'font ‘Helvetica’ is not embedded',
    ]);
    const bold = '<p style="font-weight: 900">A weight that the family lacks is drawn bolder</p>';
    expect(await structureOf(`${whole}${bold}`)).toEqual(['font ‘’ is not ours', 'font ‘’ is of Type 3']);
  });
});
