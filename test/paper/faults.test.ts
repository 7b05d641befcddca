import { PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../src/adapters/chromium.ts';
import { type PdfSeal, sealPdf } from '../../src/outputs/pdf.ts';
import type { Browser } from '../../src/ports.ts';
import { openScreen } from '../screen/screen.ts';
import { asFiles } from '../screen/shipped-pages.ts';
import { layoutFaults } from './layout-faults.ts';
import { readPrinted } from './printed.ts';
import { structureFaults } from './structure-faults.ts';
import { lostWords, wordsInPrint } from './words.ts';

const SEAL: PdfSeal = {
  title: 'Title',
  author: 'A',
  subject: 'S',
  keywords: [],
  date: '2026-04-21',
  language: 'en-GB',
  attachments: [],
};

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser[Symbol.asyncDispose]());

const LINES = 'One line of the text<br>and a second one<br>and the third of it<br>and its very last.';
const TITLE = '<h1>Title</h1>';

/** A page of lines 5 mm high, 261 mm of them to a sheet; its first line is its title. */
function sheet(body: string, css = ''): string {
  return `<!DOCTYPE html><html lang="en"><head><title>Title</title><style>
@page { margin: 18mm 20mm }
body { margin: 0; font: 10pt/5mm "Source Sans 3"; orphans: 1; widows: 1 }
:is(h1, h2, h3, p, ul, table, th) { margin: 0; font: inherit; break-after: auto }
table { border-spacing: 0 } td, th { padding: 0 }
${css}</style></head><body>${body}</body></html>`;
}

/** So many lines of 52 on the sheet, with its title's. */
const fill = (lines: number) => `<div style="height: ${5 * (lines - 1)}mm"></div>`;

async function layoutOf(body: string, css?: string): Promise<string[]> {
  return layoutFaults(await readPrinted(await browser.print({ html: sheet(body, css), paper: 'A4' })));
}

describe('a fault of layout is found', () => {
  test('a heading that its text leaves', async () => {
    const body = `${TITLE}<p>Text.</p>${fill(50)}<h2>Alone</h2><p>${LINES}</p>`;
    expect(await layoutOf(body)).toEqual(['heading ‘Alone’ at the foot of page 1 is left by its text']);
    expect(await layoutOf(body, 'h2 { break-after: avoid }')).toEqual([]);
  });

  test('a heading with one line of its text', async () => {
    expect(await layoutOf(`${TITLE}<p>Text.</p>${fill(49)}<h2>Nearly</h2><p>${LINES}</p>`)).toEqual([
      'heading ‘Nearly’ on page 1 keeps one line only',
      'orphan line on page 1: ‘One line of the text’',
    ]);
  });

  test('a heading at a column’s foot', async () => {
    const body = `${TITLE}<p>Text.</p><div style="columns: 2; height: 40mm; column-fill: auto">${fill(8)}<h2>Low</h2><p>${LINES}</p></div>`;
    expect(await layoutOf(body)).toEqual(['heading ‘Low’ at a column’s foot on page 1 is left by its text']);
  });

  test('a heading over nothing', async () => {
    expect(await layoutOf(`${TITLE}<p>Text.</p><h2>Void</h2>`)).toEqual([
      'heading ‘Void’ stands over nothing',
    ]);
  });

  test('a first or last line that stands alone', async () => {
    expect(await layoutOf(`${TITLE}<p>Text.</p>${fill(50)}<p>${LINES}</p>`)).toEqual([
      'orphan line on page 1: ‘One line of the text’',
    ]);
    expect(await layoutOf(`${TITLE}<p>Text.</p>${fill(48)}<ul><li>${LINES}</li></ul>`)).toEqual([
      'widow line on page 2: ‘and its very last.’',
    ]);
    expect(await layoutOf(`${TITLE}<p>Text.</p>${fill(49)}<p>${LINES}</p>`)).toEqual([]);
  });

  const drawing = (height: number) =>
    `<svg role="img" aria-label="Bars" width="200" height="${height}mm"><rect width="50" height="${height}mm"/></svg>`;

  test('a drawing that no sheet can hold', async () => {
    expect(await layoutOf(`${TITLE}<p>Text.</p>${drawing(300)}`)).toEqual(
      expect.arrayContaining(['drawing is split over pages 2, 3']),
    );
  });

  test('a figure that its title or its caveats leave', async () => {
    const exhibit = (caveats: string) =>
      `<div role="group"><p>Figure 1</p>${drawing(60)}<p>Source</p><aside>${caveats}</aside></div>`;
    expect(await layoutOf(`${TITLE}<p>Text.</p>${fill(45)}${exhibit('')}`)).toEqual([
      'Figure 1 is split over pages 1, 2',
    ]);
    expect(await layoutOf(`${TITLE}<p>Text.</p>${fill(38)}${exhibit('<p>Caveat.</p>')}`)).toEqual([
      'Figure 1 is split over pages 1, 2',
    ]);
  });

  const table = (rows: number, cell = 'A cell') =>
    `<table><thead><tr><th scope="col">Head</th></tr></thead>${`<tr><td>${cell}</td></tr>`.repeat(rows)}</table>`;

  test('a short table on two pages, and a row on two', async () => {
    expect(await layoutOf(`${TITLE}<p>Text.</p>${fill(47)}${table(8)}`)).toEqual([
      'table of 9 rows is split over pages 1, 2',
    ]);
    expect(await layoutOf(`${TITLE}<p>Text.</p>${fill(30)}${table(30)}`)).toEqual([]);
    expect(
      await layoutOf(`${TITLE}<p>Text.</p>${fill(29)}${table(20, 'A<br>B')}`, 'tr { break-inside: auto }'),
    ).toEqual([expect.stringMatching(/^row ‘A’ is split over pages 1, 2$/)]);
  });

  test('letters that are cut, and what reaches into the margin', async () => {
    const low = '<p style="height: 2mm; overflow: hidden">Half a line</p>';
    expect(await layoutOf(`${TITLE}<p>Text.</p>${low}`)).toEqual([
      expect.stringMatching(/^cut on page 1: ‘H/),
    ]);
    expect(await layoutOf(`${TITLE}<p style="margin-left: -5mm">Too far left</p>`)).toEqual([
      expect.stringMatching(/^in the margin of page 1: ‘.*far left’$/),
    ]);
    const head = "@page { @top-left { content: 'Running head'; margin-left: -10mm } }";
    expect(await layoutOf(`${TITLE}<p>Text.</p>`, head)).toEqual(['in the margin of page 1: ‘Running head’']);
    const bar = (css: string) =>
      `<svg role="img" aria-label="Bar" width="90mm" height="9mm" style="${css}"><rect width="100%" height="9"/></svg>`;
    expect(await layoutOf(`${TITLE}<p>Text.</p>${bar('margin-left: -9mm')}`)).toEqual([
      'a drawing in the margin of page 1',
    ]);
    expect(await layoutOf(`${TITLE}<p>Text.</p>${bar('width: 180mm')}`)).toEqual([
      'the text is shrunk to 95%',
    ]);
  });
});

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

test('words that are cut off are found', async () => {
  const cut = (css: string) =>
    sheet(
      `${TITLE}<p style="white-space: nowrap; ${css}">Words that go on behind the edge of it</p><p hidden>Not seen</p>`,
    );
  await using screen = await openScreen();
  const faultsOf = async (html: string) => {
    using files = asFiles({ html });
    const page = await screen.open(files.addresses.html ?? '', { width: 1440 });
    const words = await wordsInPrint(page);
    await page.close();
    return lostWords(words, await readPrinted(await browser.print({ html, paper: 'A4' })));
  };
  expect(await faultsOf(cut(''))).toEqual([]);
  expect(await faultsOf(cut('width: 30mm; overflow: hidden'))).toEqual([
    expect.stringMatching(/^printed ‘\w{12}’ for ‘\w{14,24}’$/),
  ]);
});

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
