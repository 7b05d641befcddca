import { deflateSync, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import { withShortPages } from '../../src/pdf/content.ts';
import { toPdfStream } from '../../src/pdf/objects.ts';
import { sealPdf } from '../../src/pdf/seal.ts';
import { readDrawn } from '../paper/drawn.ts';
import { readBytes } from '../targets/pdf-bytes.ts';
import { samplePage } from './sample.ts';

const objects = {
  page: '<</Type /Page\n/Resources <</Font <</F4 4 0 R\n/F5 5 0 R>>>>\n/Contents 2 0 R>>',
  font: '<</Type /Font\n/Subtype /Type0\n/DescendantFonts [6 0 R]>>',
  bitmaps: '<</Type /Font\n/Subtype /Type3>>',
  descendant: '<</Type /Font\n/Subtype /CIDFontType2\n/W [1 [500 250] 4 6 700]\n/DW 600>>',
};

/** What becomes of a page's drawing. */
async function shortened(drawing: string): Promise<string> {
  const { page, font, bitmaps, descendant } = objects;
  const stream = toPdfStream('/Filter /FlateDecode\n', deflateSync(Buffer.from(drawing, 'latin1'))).replace(
    '>>\nstream',
    '>> stream',
  );
  const all = [page, stream, '', font, bitmaps, descendant];
  const short = await withShortPages(new Map(all.map((object, index) => [index + 1, object])));
  const [head = ''] = /^.*?stream\n/s.exec(short.get(2) ?? '') ?? [];
  const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
  return inflateSync(Buffer.from((short.get(2) ?? '').substr(head.length, length), 'latin1')).toString(
    'latin1',
  );
}

const line = (font: string, letters: string) => `BT\n/${font} 10 Tf\n1 0 0 -1 7 9 Tm\n${letters}ET\n`;

test.each([
  ['by their widths', '<0001> Tj\n5 0 Td <0002> Tj\n2.5 0 Td <0003> Tj\n', '<000100020003> Tj\n'],
  ['of ranges of widths', '<0005> Tj\n7 0 Td <0006> Tj\n7 0 Td <0001> Tj\n', '<000500060001> Tj\n'],
  [
    'nearer or farther',
    '<0001> Tj\n4.5 0 Td <0002> Tj\n3 0 Td <0001> Tj\n',
    '[<0001>50<0002>-50<0001>] TJ\n',
  ],
  [
    'that drift apart',
    '<0001> Tj\n5.02 0 Td <0001> Tj\n5.02 0 Td <0001> Tj\n5.02 0 Td <0001> Tj\n',
    '[<000100010001>-6<0001>] TJ\n',
  ],
])('letters %s are a run', async (_, letters, run) => {
  expect(await shortened(line('F4', letters))).toBe(line('F4', run));
});

test.each([
  ['of a font of another kind', line('F5', '<01> Tj\n5 0 Td <02> Tj\n')],
  ['on several lines', line('F4', '<0001> Tj\n5 3 Td <0002> Tj\n')],
  ['of which a later one leaves the line', line('F4', '<0001> Tj\n5 0 Td <0002> Tj\n5 3 Td <0002> Tj\n')],
])('letters %s stay where they are', async (_, drawing) => {
  expect(await shortened(drawing)).toBe(drawing);
});

test('shapes with curves begin at nought, and are alike wherever they are', async () => {
  const circle = (x: number, y: number) =>
    `${x} ${y} m\n${x + 1} ${y - 2} ${x + 3} ${y - 3} ${x + 6.00004} ${y} c\n${x + 6} ${y + 4} l\nh\nf\n`;
  const moved = (x: number, y: number) => `q\n1 0 0 1 ${x} ${y} cm\n0 0 m\n1 -2 3 -3 6 0 c\n6 4 l\nh\nf\nQ\n`;
  expect(await shortened(circle(100, 50) + circle(7.5, 900))).toBe(moved(100, 50) + moved(7.5, 900));
});

test.each([
  ['that clip', '1 1 m\n9 9 9 9 20 1 c\nh\nW n\n'],
  ['without curves', '1 1 m\n20 1 l\nS\n'],
  ['too small for it', '.1 .1 m\n.2 .2 .3 .3 .9 .1 c\nh\nf\n'],
])('shapes %s stay as they are', async (_, drawing) => {
  expect(await shortened(drawing)).toBe(drawing);
});

test('a page looks as it did, in fewer bytes', async () => {
  const body = `<h1>Words <em>in</em> several sizes: AV To fi 10<sup>−6</sup></h1>
<p style="font-size: 9px">${'Letters that are set with kerning, Table, WAVE. '.repeat(40)}</p>
<span style="border: 1px solid; border-radius: 50%; display: inline-block; width: 9px; height: 9px"></span>`;
  await using browser = await launchBrowser();
  const printed = await browser.print({ html: samplePage(body), paper: 'A4' });
  const seal = { title: 'T', author: 'A', subject: 'S', keywords: [], attachments: [] };
  const sealed = await sealPdf(printed, { ...seal, date: '2026-04-21', language: 'en', revision: 'r1' });
  expect((await readBytes(sealed)).pages).toBeLessThan(0.7 * (await readBytes(printed)).pages);
  const [before, after] = [await readDrawn(printed), await readDrawn(sealed)];
  expect([...after.ink.keys()]).toEqual([...before.ink.keys()]);
  for (const [key, ink] of before.ink) {
    const own = after.ink.get(key) ?? [];
    expect(own.map(({ text }) => text)).toEqual(ink.map(({ text }) => text));
    for (const [index, { box }] of ink.entries())
      for (const side of ['left', 'right', 'top', 'bottom'] as const)
        expect(Math.abs((own[index]?.box[side] ?? 0) - box[side])).toBeLessThan(0.1);
  }
});
