import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { isPdfStream, toPdfStream } from './objects.ts';

/** What a PDF is written from: its objects by number, in latin1, and two of these numbers. */
export interface PdfContent {
  objects: ReadonlyMap<number, string>;
  root: number;
  info: number;
}

type Numbered = readonly [number: number, content: string];

/** A row of the table of offsets: in the file at `place`, or in the stream `place` as its `index`th. */
type Row = readonly [kind: 0 | 1 | 2, place: number, index: number];

/** 1.5 brought streams of objects, 1.7 attachments with their descriptions. */
const HEADER = '%PDF-1.7\n%\xD3\xEB\xE9\xE1\n';
const OBJECTS_A_STREAM = 600;
const ROW_LENGTH = 7;
const FREE: Row = [0, 0, 65535];

/**
 * Writes a PDF whose objects lie packed in compressed streams, with a table of offsets that is one
 * too, and an id that is its content's hash. Objects that are streams stay as they are.
 *
 * Chromium writes each tag and each link as an uncompressed object: 2800 of them and their table were
 * 330 KB of a briefing of seven pages, and so are 50 KB. Level 6 would take 5 ms less of 11 and make
 * them 3 KB more.
 */
export function writePdf({ objects, root, info }: PdfContent): Buffer {
  const sorted = [...objects].sort(([a], [b]) => a - b);
  const first = 1 + (sorted.at(-1)?.[0] ?? 0);
  const packs = toPacks(sorted.filter(([, content]) => !isPdfStream(content)));
  const packed = packs.map((pack, index): Numbered => [first + index, packObjects(pack)]);
  const whole = [...sorted.filter(([, content]) => isPdfStream(content)), ...packed];
  const body = HEADER + whole.map(toObject).join('');
  const number = first + packs.length;
  const rows = toRows(number + 1, [
    ...placePacked(packs, first),
    ...placeWhole(whole),
    [number, [1, body.length, 0]],
  ]);
  const id = createHash('sha256').update(body, 'latin1').update(rows).digest('hex').slice(0, 32);
  const table = toPdfStream(
    `/Type /XRef /Size ${number + 1} /Root ${root} 0 R /Info ${info} 0 R /ID [<${id}> <${id}>] /W [1 4 2] /Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns ${ROW_LENGTH}>>`,
    deflate(toDifferences(rows)),
  );
  const end = `startxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + toObject([number, table]) + end, 'latin1');
}

function toPacks(objects: readonly Numbered[]): Numbered[][] {
  const count = Math.ceil(objects.length / OBJECTS_A_STREAM);
  return Array.from({ length: count }, (_, index) =>
    objects.slice(index * OBJECTS_A_STREAM, (index + 1) * OBJECTS_A_STREAM),
  );
}

/** A stream of objects: first the number and the offset of each, then their contents. */
function packObjects(pack: readonly Numbered[]): string {
  const heads: string[] = [];
  let offset = 0;
  for (const [number, content] of pack) {
    heads.push(`${number} ${offset}`);
    offset += content.length + 1;
  }
  const head = `${heads.join(' ')}\n`;
  const contents = pack.map(([, content]) => content).join('\n');
  return toPdfStream(
    `/Type /ObjStm /N ${pack.length} /First ${head.length} /Filter /FlateDecode`,
    deflate(Buffer.from(head + contents, 'latin1')),
  );
}

function deflate(bytes: Buffer): Buffer {
  return deflateSync(bytes, { level: 9 });
}

function toObject([number, content]: Numbered): string {
  return `${number} 0 obj\n${content}\nendobj\n`;
}

function placePacked(packs: readonly Numbered[][], first: number): [number, Row][] {
  return packs.flatMap((pack, stream) =>
    pack.map(([number], index): [number, Row] => [number, [2, first + stream, index]]),
  );
}

function placeWhole(objects: readonly Numbered[]): [number, Row][] {
  let offset = HEADER.length;
  return objects.map((object) => {
    const row: Row = [1, offset, 0];
    offset += toObject(object).length;
    return [object[0], row];
  });
}

/** The table of offsets. A number without an object is free for good. */
function toRows(size: number, placed: readonly [number, Row][]): Buffer {
  const byNumber = new Map(placed);
  const rows = Buffer.alloc(size * ROW_LENGTH);
  for (let number = 0; number < size; number += 1) {
    const [kind, place, index] = byNumber.get(number) ?? FREE;
    const start = number * ROW_LENGTH;
    rows.writeUInt8(kind, start);
    rows.writeUInt32BE(place, start + 1);
    rows.writeUInt16BE(index, start + 5);
  }
  return rows;
}

/** Each row as its difference from the one above, after the mark of this: PNG's predictor "up". */
function toDifferences(rows: Buffer): Buffer {
  const mark = 2;
  const differences = Buffer.alloc((rows.length / ROW_LENGTH) * (ROW_LENGTH + 1));
  let end = 0;
  for (const [at, byte] of rows.entries()) {
    if (at % ROW_LENGTH === 0) differences[end++] = mark;
    differences[end++] = byte - (rows[at - ROW_LENGTH] ?? 0);
  }
  return differences;
}
