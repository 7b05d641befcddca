import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import { withFigureBoxes } from '../../src/pdf/ink.ts';
import { readPdf } from '../../src/pdf/objects.ts';
import { sealPdf } from '../../src/pdf/seal.ts';
import type { Browser } from '../../src/ports.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser[Symbol.asyncDispose]());

/** A sheet of 400 by 600 points with margins of 50; everything on it is placed in points. */
const page = (body: string, style = '') => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Boxes</title><style>
@page { size: 400pt 600pt; margin: 50pt; } body { margin: 0; font: 10pt/12pt serif; } figure { margin: 0; }
p { margin: 0; } svg, img { display: block; } ${style}</style></head><body><main>${body}</main></body></html>`;

const print = async (html: string) => Buffer.from(await browser.print({ html, paper: 'A4' }));

const seal = {
  ...{ title: 'T', author: 'A', subject: 'S', revision: 'r1', keywords: [], attachments: [] },
  ...{ date: '2026-01-01', language: 'en' },
};

/** Of every figure of a sealed PDF, in the order of its elements: its alternative text, owner and box. */
async function figuresOf(html: string) {
  const pdf = await PDFDocument.load(await sealPdf(await print(html), seal), { updateMetadata: false });
  return pdf.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || object.get(PDFName.of('S')) !== PDFName.of('Figure')) return [];
    const layout = object.lookupMaybe(PDFName.of('A'), PDFDict);
    const box = layout?.lookup(PDFName.of('BBox'), PDFArray);
    const alt = object.get(PDFName.of('Alt'))?.toString().slice(1, -1);
    const [owner, on] = [layout?.get(PDFName.of('O')), object.get(PDFName.of('Pg'))];
    const number = on instanceof PDFRef ? pdf.getPages().findIndex(({ ref }) => ref === on) + 1 : undefined;
    return [
      { alt, owner: owner?.toString(), page: number, box: box?.asArray().map((side) => Number(`${side}`)) },
    ];
  });
}

const svg = (name: string, inside: string, more = '') =>
  `<svg width="200pt" height="80pt" viewBox="0 0 200 80" role="img" aria-label="${name}" ${more}>${inside}</svg>`;
/** Reaches from 10 to 190 across and from 20 to 60 down. */
const bar = '<rect x="10" y="20" width="180" height="40" fill="#246"/>';
const space = (height: number) => `<div style="height: ${height}pt"></div>`;

/** Within a point of what was wanted. */
function expectBox(box: readonly number[] | undefined, wanted: readonly number[], slack = 1): void {
  expect(box).toHaveLength(4);
  for (const [index, side] of wanted.entries()) {
    expect(Math.abs((box?.[index] ?? Number.NaN) - side), `${box} for ${wanted}`).toBeLessThanOrEqual(slack);
  }
}

describe('boxes of figures', () => {
  test('are those of what each shows, on a page with several of them and on the next one', async () => {
    const next = `<p style="break-before: page">Text.</p>${svg('three', bar)}`;
    const found = await figuresOf(
      page(`${svg('one', bar)}${space(20)}${svg('two', bar, 'style="margin-left: 60pt"')}${next}`),
    );
    expect(found.map(({ alt, owner, page: on }) => [alt, owner, on])).toEqual([
      ['one', '/Layout', 1],
      ['two', '/Layout', 1],
      ['three', '/Layout', 2],
    ]);
    expectBox(found[0]?.box, [60, 490, 240, 530]);
    expectBox(found[1]?.box, [120, 390, 300, 430]);
    expectBox(found[2]?.box, [60, 478, 240, 518]);
    for (const side of found.flatMap(({ box = [] }) => box)) expect(`${side}`).toMatch(/^\d+(\.\d\d?)?$/);
  });

  test.each([
    [
      'a turned group',
      '<g transform="rotate(90 100 40)"><rect x="80" y="30" width="40" height="10"/></g>',
      [100, 20, 110, 60],
    ],
    [
      'half the width of a line, on all its sides',
      '<path d="M20 40H150" stroke="#000" stroke-width="10" fill="none"/>',
      [15, 35, 155, 45],
    ],
    ['a curve', '<circle cx="50" cy="40" r="30"/>', [20, 10, 80, 70]],
    [
      'what a clip leaves',
      `<clipPath id="c"><rect x="50" y="0" width="20" height="80"/></clipPath><g clip-path="url(#c)">${bar}</g>`,
      [50, 20, 70, 60],
    ],
    [
      'a transparent group',
      `<g opacity=".5">${bar}<rect x="0" y="50" width="5" height="30"/></g>`,
      [0, 20, 190, 80],
    ],
    [
      'a gradient',
      '<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><rect x="30" y="10" width="60" height="50" fill="url(#g)"/>',
      [30, 10, 90, 60],
    ],
    ['nothing outside its frame', '<rect x="-50" y="-50" width="500" height="500"/>', [0, 0, 200, 80]],
  ] as [string, string, number[]][])(
    'count %s',
    async (_, inside, [left = 0, top = 0, right = 0, bottom = 0]) => {
      const [figure] = await figuresOf(page(svg('one', inside)));
      expectBox(figure?.box, [50 + left, 550 - bottom, 50 + right, 550 - top]);
    },
  );

  test('enclose letters from their first to their last, and by their height', async () => {
    const inside = '<text x="40" y="50" font-size="20" textLength="100">Hxxxg</text>';
    const [figure] = await figuresOf(page(svg('one', inside)));
    expectBox(figure?.box, [90, 495, 190, 520], 3);
  });

  test('are those of pictures, and of frames with their captions', async () => {
    const png =
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const image = `<img alt="picture" src="${png}" style="width: 90pt; height: 30pt">`;
    const found = await figuresOf(
      page(`${image}${space(20)}<figure>${svg('one', bar)}<figcaption>Under it</figcaption></figure>`),
    );
    expect(found.map(({ alt }) => alt)).toEqual(['picture', undefined, 'one']);
    expectBox(found[0]?.box, [50, 520, 140, 550]);
    expectBox(found[2]?.box, [60, 440, 240, 480]);
    expectBox(found[1]?.box, [50, 408, 240, 480], 4);
  });

  test('are those of their place in columns, also of a figure across them', async () => {
    const columns =
      'main { columns: 2; column-gap: 20pt; column-fill: auto; height: 300pt } .all { column-span: all }';
    const narrow =
      '<svg width="140pt" height="80pt" viewBox="0 0 140 80" role="img" aria-label="right"><rect width="140" height="80"/></svg>';
    const wide =
      '<svg class="all" width="300pt" height="60pt" viewBox="0 0 300 60" role="img" aria-label="wide"><rect width="300" height="60"/></svg>';
    const found = await figuresOf(page(`${wide}<p style="height: 200pt">Text.</p>${narrow}`, columns));
    expect(found.map(({ alt }) => alt)).toEqual(['wide', 'right']);
    expectBox(found[0]?.box, [50, 490, 350, 550]);
    expectBox(found[1]?.box, [210, 410, 350, 490]);
  });

  test('tell the first page of a figure on two', async () => {
    const block = (height: number) =>
      `<div style="height: ${height}pt; background: #246; print-color-adjust: exact">x</div>`;
    const [figure] = await figuresOf(page(`<p>Text.</p><figure>${block(400)}${block(200)}</figure>`));
    expectBox(figure?.box, [50, 50, 350, 538]);
  });

  test('are left out where nothing is shown', async () => {
    const found = await figuresOf(page(`${svg('none', '<path d="M0 0L9 9"/>')}${svg('one', bar)}`));
    expect(found.map(({ alt, box }) => [alt, box?.length])).toEqual([
      ['none', undefined],
      ['one', 4],
    ]);
  });
});

test('a PDF without figures, and all that is no figure, stays as it is', async () => {
  const plain = readPdf(await print(page('<h1>No /S /Figure</h1><p>Text.</p>')));
  expect(withFigureBoxes(plain)).toBe(plain.objects);
  const drawn = readPdf(await print(page(`<p>Text.</p>${svg('one', bar)}`)));
  const after = withFigureBoxes(drawn);
  const changed = [...drawn.objects].filter(([number, object]) => after.get(number) !== object);
  expect([...after.keys()]).toEqual([...drawn.objects.keys()]);
  expect(changed.map(([, object]) => /\/S \/Figure\b/.test(object))).toEqual([true]);
});

test('a figure that has attributes is of an unknown form', async () => {
  const { objects, ...rest } = readPdf(await print(page(svg('one', bar))));
  const given = new Map(
    [...objects].map(([number, object]) => [number, object.replace('/S /Figure', '/S /Figure\n/A 9 0 R')]),
  );
  expect(() => withFigureBoxes({ ...rest, objects: given })).toThrow(
    /unknown form: a figure with attributes/,
  );
});
