import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Code points that a TrueType font has a glyph for. Throws when it has no Unicode table of a usual form. */
export function charactersOf(font: Uint8Array): Set<number> {
  const file = Buffer.from(font.buffer, font.byteOffset, font.byteLength);
  const cmap = tableOf(file, 'cmap');
  const subtables = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) =>
    cmap.subarray(cmap.readUInt32BE(8 + 8 * index)),
  );
  const full = subtables.find((table) => table.readUInt16BE(0) === 12);
  const short = subtables.find((table) => table.readUInt16BE(0) === 4);
  if (full) return new Set(groupsOf(full));
  if (short) return new Set(segmentsOf(short));
  throw new Error('The font has no supported character map.');
}

function tableOf(file: Buffer, name: string): Buffer {
  for (let index = 0; index < file.readUInt16BE(4); index += 1) {
    const at = 12 + 16 * index;
    if (file.toString('latin1', at, at + 4) !== name) continue;
    const offset = file.readUInt32BE(at + 8);
    return file.subarray(offset, offset + file.readUInt32BE(at + 12));
  }
  throw new Error(`The font has no table ‘${name}’.`);
}

/** Format 12: groups of first and last code point and the glyph of the first. */
function* groupsOf(table: Buffer): Iterable<number> {
  for (let index = 0; index < table.readUInt32BE(12); index += 1) {
    const at = 16 + 12 * index;
    const [first, last, glyph] = [0, 4, 8].map((offset) => table.readUInt32BE(at + offset)) as [
      number,
      number,
      number,
    ];
    for (let point = first; point <= last; point += 1) if (glyph + point - first > 0) yield point;
  }
}

/** Format 4: segments, each with a distance to its glyphs or with a place in a list of them. */
function* segmentsOf(table: Buffer): Iterable<number> {
  const length = table.readUInt16BE(6);
  const part = (index: number, segment: number) => 14 + index * length + (index > 0 ? 2 : 0) + segment;
  for (let segment = 0; segment < length; segment += 2) {
    const last = table.readUInt16BE(part(0, segment));
    const first = table.readUInt16BE(part(1, segment));
    const distance = table.readUInt16BE(part(2, segment));
    const place = part(3, segment);
    const offset = table.readUInt16BE(place);
    for (let point = first; point <= last && point < 0xffff; point += 1) {
      const glyph =
        offset === 0 ? (point + distance) & 0xffff : table.readUInt16BE(place + offset + 2 * (point - first));
      if (glyph !== 0) yield point;
    }
  }
}

/** A file of a package of fonts, and for which characters it may be asked. */
export interface FontFile {
  /** Name of the file without ending; also the name of its family where it is drawn with. */
  name: string;
  path: string;
  /** Whether its weight has to be set. */
  variable: boolean;
  mayHave(point: number): boolean;
}

/** Asked in this order. None of them has a Reserved Font Name, so that parts of them may bear their name. */
const packages = [
  '@fontsource-variable/noto-sans',
  '@fontsource-variable/noto-sans-arabic',
  '@fontsource-variable/noto-sans-hebrew',
  '@fontsource/noto-sans-math',
  '@fontsource-variable/noto-sans-symbols',
  '@fontsource/noto-sans-symbols-2',
  '@fontsource-variable/noto-sans-sc',
  '@fontsource-variable/noto-sans-kr',
];

/** The math font lists a few of its characters, and has thousands. */
const unlisted = new Set(['@fontsource/noto-sans-math']);

/** Every file of the fallback fonts, in the order in which they are asked. */
export function fontFiles(): FontFile[] {
  const { resolve } = createRequire(import.meta.url);
  return packages.flatMap((name) => {
    const folder = path.dirname(resolve(`${name}/LICENSE`));
    const variable = name.includes('-variable/');
    const listed: Record<string, string> = JSON.parse(
      readFileSync(path.join(folder, 'unicode.json'), 'utf8'),
    );
    return Object.entries(listed).map(([part, ranges]): FontFile => {
      const own = `${path.basename(name)}-${part.replace(/[[\]]/g, '')}-${variable ? 'wght' : '400'}-normal`;
      const mayHave = unlisted.has(name) ? () => true : inRanges(ranges);
      return { name: own, path: path.join(folder, 'files', `${own}.woff2`), variable, mayHave };
    });
  });
}

/** `U+0600-06FF,U+200C`. */
function inRanges(text: string): (point: number) => boolean {
  const ranges = text.split(',').map((range) => {
    const [first = '', last = first] = range.trim().slice(2).split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
  });
  return (point) => ranges.some(([first, last]) => point >= first && point <= last);
}
