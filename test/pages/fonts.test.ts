import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { describe, expect, test } from 'vitest';
import { FONT_FACES, fontFaceCss } from '../../src/page/style.ts';
import { createCanvas, registerFont } from '../../vendor/canvas/index.js';

const FONTS = join(import.meta.dirname, '../../templates/fonts');
const read = (file: string) => readFileSync(join(FONTS, file));
const CHART_FONTS = ['TrialbriefSans-Regular.ttf', 'TrialbriefSans-Semibold.ttf'];

const HOUSE_STYLE =
  'ABCXYZabcxyz0123456789 .,;:()[]%&/+-=<>"\'*#@' +
  '\u00a0\u2009\u202f–—‘’“”†‡§•…′−×±≥≤≠≈∞½←→↑↓αβγδκλμ®™€£¥·éüñøßłőšžğ';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉';

async function tablesOf(file: string, preserveNameIds: number[] = []): Promise<Map<string, Buffer>> {
  const keepAll = { keepAllGlyphs: true, targetFormat: 'truetype' as const, preserveNameIds };
  const font = await subsetFont(read(file), '', keepAll);
  const count = font.readUInt16BE(4);
  const records = Array.from({ length: count }, (_, i) => font.subarray(12 + 16 * i, 28 + 16 * i));
  return new Map(
    records.map((record) => {
      const [offset, length] = [record.readUInt32BE(8), record.readUInt32BE(12)];
      return [record.toString('latin1', 0, 4), font.subarray(offset, offset + length)];
    }),
  );
}

/** Names by their number; 0 is the copyright, 13 and 14 the licence. */
function namesIn(table: Buffer): Map<number, string> {
  const strings = table.readUInt16BE(4);
  return new Map(
    Array.from({ length: table.readUInt16BE(2) }, (_, index) => {
      const at = 6 + 12 * index;
      const start = strings + table.readUInt16BE(at + 10);
      const bytes = Buffer.from(table.subarray(start, start + table.readUInt16BE(at + 8)));
      return [table.readUInt16BE(at + 6), bytes.swap16().toString('utf16le')] as const;
    }),
  );
}

/** Of the first format 4 subtable. */
function codePointsOf(cmap: Buffer): Set<number> {
  const offsets = Array.from({ length: cmap.readUInt16BE(2) }, (_, i) => cmap.readUInt32BE(8 + 8 * i));
  const table = cmap.subarray(offsets.find((offset) => cmap.readUInt16BE(offset) === 4));
  const segments = table.readUInt16BE(6) / 2;
  const points = new Set<number>();
  for (let i = 0; i < segments; i++) {
    const [end, start] = [table.readUInt16BE(14 + 2 * i), table.readUInt16BE(16 + 2 * (segments + i))];
    for (let point = start; point <= end; point++) points.add(point);
  }
  return points;
}

function featuresOf(gsub: Buffer): Set<string> {
  const list = gsub.subarray(gsub.readUInt16BE(6));
  const tags = Array.from({ length: list.readUInt16BE(0) }, (_, i) =>
    list.toString('latin1', 2 + 6 * i, 6 + 6 * i),
  );
  return new Set(tags);
}

describe.each([...FONT_FACES.map((face) => face.file), ...CHART_FONTS])('%s', (file) => {
  test('has every character of the house style', async () => {
    const points = codePointsOf((await tablesOf(file)).get('cmap') as Buffer);
    const wanted = HOUSE_STYLE + SUPERSCRIPTS + (file.includes('Sans') ? '⁺⁻' : '');
    expect([...wanted].filter((c) => !points.has(c.codePointAt(0) as number))).toEqual([]);
  });

  test('bears a name of its own, for the licence reserves the one it was made from', async () => {
    const names = namesIn((await tablesOf(file, [7])).get('name') as Buffer);
    expect(names.get(1)).toMatch(/^Trialbrief Sans|^Trialbrief Serif/);
    const reserved = [...names].filter(([id, name]) => id !== 0 && id < 13 && /source/i.test(name));
    expect(reserved).toEqual([]);
    expect(names.get(0)).toContain('Reserved Font Name');
  });

  test('is a static face with its kerning and superiors', async () => {
    const tables = await tablesOf(file);
    expect(tables.has('fvar')).toBe(false);
    expect(tables.has('GPOS')).toBe(true);
    expect([...featuresOf(tables.get('GSUB') as Buffer)]).toContain('sups');
  });
});

test.each(FONT_FACES)(
  '$file: figures are of one width for tables, or of their own for prose',
  async ({ file }) => {
    registerFont(join(FONTS, file), { family: file });
    const ctx = createCanvas(1, 1).getContext('2d');
    ctx.font = `100px "${file}"`;
    const widths = [...'0123456789'].map((digit) => ctx.measureText(digit).width);
    expect(new Set(widths).size).toBe(1);
    expect([...featuresOf((await tablesOf(file)).get('GSUB') as Buffer)]).toContain('pnum');
  },
);

test('all faces together leave room for the page in 400 KB', () => {
  const sizes = FONT_FACES.map(({ file }) => read(file).length);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(170_000);
});

test('the rules carry the fonts themselves', () => {
  const css = fontFaceCss(read);
  expect(css.match(/@font-face/g)).toHaveLength(FONT_FACES.length);
  expect(css).not.toMatch(/url\((?!data:font\/woff2;base64,d09GMg)/);
  expect(css).toContain('font-family:"Trialbrief Serif";font-weight:400;font-style:italic');
});

test('the licence lies beside the fonts', () => {
  expect(read('OFL.txt').toString()).toContain('SIL OPEN FONT LICENSE');
});
