import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { writePdf } from '../../src/pdf/writer.ts';
import { openPdf } from './sample.ts';

const STREAM = '<</Length 4>> stream\n\xFF\x00\r\n\nendstream';

/** A catalog, a page tree of one empty page, properties, and fillers up to 1251; no object 5. */
const OBJECTS = new Map([
  [1, '<</Type /Catalog /Pages 2 0 R>>'],
  [2, '<</Type /Pages /Kids [3 0 R] /Count 1>>'],
  [3, '<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 6 0 R>>'],
  [4, '<</Title (Small)>>'],
  [6, STREAM],
  ...Array.from({ length: 1245 }, (_, index): [number, string] => [7 + index, `${index}`]),
]);

const written = writePdf({ objects: OBJECTS, root: 1, info: 4 });
const text = written.toString('latin1');

/** The dictionary of an object that is a stream, and its content inflated. */
function streamAt(offset: number): { dictionary: string; content: Buffer } {
  const start = text.indexOf('stream\n', offset) + 'stream\n'.length;
  const dictionary = text.slice(offset, start);
  const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
  expect(text.slice(start + length, start + length + 17)).toBe('\nendstream\nendobj');
  return { dictionary, content: inflateSync(written.subarray(start, start + length)) };
}

/** The rows of the table of offsets, with the predictor undone. */
function readRows(): number[][] {
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  expect(text.slice(start)).toMatch(/^1255 0 obj\n<<\/Type \/XRef \/Size 1256 /);
  const { content } = streamAt(start);
  expect(content.length).toBe(1256 * 8);
  let above = Buffer.alloc(7);
  return Array.from({ length: 1256 }, (_, number) => {
    const row = content.subarray(number * 8, number * 8 + 8);
    expect(row[0]).toBe(2);
    above = Buffer.from(above.map((byte, column) => byte + (row[column + 1] as number)));
    return [above.readUInt8(0), above.readUInt32BE(1), above.readUInt16BE(5)];
  });
}

/** Content of the object that a row leads to. */
function follow(rows: readonly number[][], number: number): string {
  const [kind, place = 0, index = 0] = rows[number] ?? [];
  if (kind === 1) {
    const heading = `${number} 0 obj\n`;
    expect(text.slice(place, place + heading.length)).toBe(heading);
    return text.slice(place + heading.length, text.indexOf('\nendobj\n', place));
  }
  const { dictionary, content } = streamAt(rows[place]?.[1] as number);
  const first = Number(/\/First (\d+)/.exec(dictionary)?.[1]);
  const head = content.toString('latin1', 0, first).trim().split(' ').map(Number);
  expect(head.length).toBe(2 * Number(/\/N (\d+)/.exec(dictionary)?.[1]));
  expect(head[2 * index]).toBe(number);
  const [start, end] = [head[2 * index + 1] as number, head[2 * index + 3]];
  return content.toString('latin1', first + start, end === undefined ? undefined : first + end);
}

describe('a written PDF', () => {
  test('leads from its table of offsets to each object, packed or not', () => {
    const rows = readRows();
    for (const [number, content] of OBJECTS) {
      expect(follow(rows, number).replace(/\n$/, '')).toBe(content);
    }
    expect(rows[0]).toEqual([0, 0, 65535]);
    expect(rows[5]).toEqual([0, 0, 65535]);
    expect(rows.map(([kind]) => kind).filter((kind) => kind === 1)).toHaveLength(5);
  });

  test('packs at most 600 objects into a stream, and no stream', () => {
    const counts = [...text.matchAll(/\/Type \/ObjStm \/N (\d+) /g)].map(([, count]) => count);
    expect(counts).toEqual(['600', '600', '49']);
    expect(text.split(`\n6 0 obj\n${STREAM}\nendobj\n`)).toHaveLength(2);
  });

  test('is of the version that its streams of objects need', () => {
    expect(text.slice(0, 9)).toBe('%PDF-1.7\n');
  });

  test('is read by a reader', async () => {
    await using pdf = await openPdf(written);
    expect((await pdf.getMetadata()).info).toMatchObject({
      Title: 'Small',
      PDFFormatVersion: '1.7',
    });
    expect((await pdf.getPage(1)).view).toEqual([0, 0, 300, 400]);
  });

  test('is the same whatever the order it got its objects in', () => {
    const objects = new Map([...OBJECTS].reverse());
    expect(writePdf({ objects, root: 1, info: 4 }).equals(written)).toBe(true);
  });

  test.each([
    ['packed', 7, 'x'],
    ['in a stream of the same length', 6, STREAM.replace('\xFF', '\xFE')],
  ])('has an id that follows what is %s', (_, number, content) => {
    const objects = new Map([...OBJECTS, [number, content]]);
    const idOf = (pdf: Buffer) => /\/ID \[(<[0-9a-f]{32}>) \1\]/.exec(pdf.toString('latin1'))?.[1];
    const id = idOf(writePdf({ objects, root: 1, info: 4 }));
    expect(id).toHaveLength(34);
    expect(id).not.toBe(idOf(written));
  });
});
