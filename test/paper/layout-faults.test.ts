import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import type { Browser } from '../../src/ports.ts';
import { layoutFaults } from './layout-faults.ts';
import { readPrinted } from './printed.ts';
import { sheet, TITLE } from './sheet.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser[Symbol.asyncDispose]());

const LINES = 'One line of the text<br>and a second one<br>and the third of it<br>and its very last.';
const ON_TWO = '‘One line of the text and a second one an’ is on pages 1 and 2';
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
      ON_TWO,
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
      ON_TWO,
    ]);
    expect(await layoutOf(`${TITLE}<p>Text.</p>${fill(48)}<ul><li>${LINES}</li></ul>`)).toEqual([
      'widow line on page 2: ‘and its very last.’',
      ON_TWO,
    ]);
    expect(await layoutOf(`${TITLE}<p>Text.</p>${fill(49)}<p>${LINES}</p>`)).toEqual([ON_TWO]);
    const ledger = `<h2>Evidence ledger</h2><p>${LINES}</p>`;
    expect(await layoutOf(`${TITLE}<p>Text.</p>${fill(48)}${ledger}`)).toEqual([]);
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
    const exhibit = `<div role="group"><p>Table 1</p>${table(8)}</div>`;
    expect(await layoutOf(`${TITLE}<p>Text.</p>${fill(46)}${exhibit}`)).toEqual([
      'Table 1 is split over pages 1, 2',
    ]);
    expect(await layoutOf(`${TITLE}<p>Text.</p>${fill(30)}${table(30)}`)).toEqual([]);
    const once = 'thead { display: table-row-group }';
    expect(await layoutOf(`${TITLE}<p>Text.</p>${fill(30)}${table(30)}`, once)).toEqual([
      'a table on page 2 has no head',
    ]);
    expect(
      await layoutOf(`${TITLE}<p>Text.</p>${fill(29)}${table(20, 'A<br>B')}`, 'tr { break-inside: auto }'),
    ).toEqual([expect.stringMatching(/^row ‘A’ is split over pages 1, 2$/)]);
  });

  test('a paragraph on two pages, and one that is parted', async () => {
    expect(await layoutOf(`${TITLE}<p>Text.</p>${fill(49)}<p>${LINES}</p>`)).toEqual([ON_TWO]);
    const gap = '<br><span style="display: inline-block; height: 40mm"></span>';
    expect(await layoutOf(`${TITLE}<p>Before${gap}and after</p>`)).toEqual([
      '‘Before and after’ is parted on page 1',
    ]);
  });

  test('a name that breaks at its hyphen', async () => {
    const broken = `${TITLE}<p>With D-<br>VRd and D-<br>Rd, in CAR-<br>PRISM.</p>`;
    const printed = await readPrinted(await browser.print({ html: sheet(broken), paper: 'A4' }));
    expect(layoutFaults(printed, ['D-VRd', 'CAR-PRISM'])).toEqual([
      '‘D-VRd’ breaks on page 1',
      '‘CAR-PRISM’ breaks on page 1',
    ]);
  });

  test('letters that are too small, and too many sizes of them', async () => {
    const sized = (...sizes: number[]) =>
      `${TITLE}${sizes.map((size) => `<p style="font-size: ${size}pt">Of this size</p>`).join('')}`;
    expect(await layoutOf(sized(7.8, 9, 11, 12, 14))).toEqual([]);
    expect(await layoutOf(sized(7.8, 9, 11, 12, 14, 15))).toEqual([
      '7 sizes of letters: 7.8, 9, 10, 11, 12, 14, 15',
    ]);
    expect(await layoutOf(sized(7))).toEqual(['‘Of this size’ on page 1 has 7 pt']);
    const power = (sign: string) => `${TITLE}<p>At 10<sup style="font-size: 6.8pt">${sign}</sup> cells</p>`;
    expect(await layoutOf(power('−6'))).toEqual([]);
    expect(await layoutOf(power('§'))).toEqual(['‘§’ on page 1 has 6.8 pt']);
  });

  test('a text that lies on another', async () => {
    expect(await layoutOf(`${TITLE}<p>Text.</p><p style="margin-top: -4mm">Higher</p>`)).toEqual([
      '‘Text.’ lies on ‘Higher’ on page 1',
    ]);
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
    expect(await layoutOf(`${TITLE}<p>Text.</p>${bar('width: 180mm')}`)).toContain(
      'the text is shrunk to 95%',
    );
  });
});
