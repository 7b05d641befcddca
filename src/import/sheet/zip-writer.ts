import { crc32, deflateRawSync } from 'node:zlib';

/** 1 January 1980, the first day that the format knows: an archive of the same files is always the same. */
const day = 0x21;

/** A zip archive of files by their paths, in this order. */
export function writeZip(files: ReadonlyMap<string, string>): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let start = 0;
  for (const [name, text] of files) {
    const bytes = Buffer.from(text);
    const packed = deflateRawSync(bytes, { level: 9 });
    const path = Buffer.from(name);
    const fields = commonFields({ bytes, packed, path });
    const body = Buffer.concat([numbers([0x04034b50, 4]), fields, path, packed]);
    const about = numbers([0, 2], [0, 2], [0, 2], [0, 4], [start, 4]);
    entries.push(Buffer.concat([numbers([0x02014b50, 4], [20, 2]), fields, about, path]));
    bodies.push(body);
    start += body.length;
  }
  const directory = Buffer.concat(entries);
  const count = entries.length;
  const end = numbers(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [directory.length, 4],
    [start, 4],
    [0, 2],
  );
  return Buffer.concat([...bodies, directory, end]);
}

/** What the header of a file and its entry in the directory have in common: version, flags (UTF-8), method and so on. */
function commonFields({ bytes, packed, path }: Record<'bytes' | 'packed' | 'path', Buffer>): Buffer {
  return numbers(
    [20, 2],
    [0x800, 2],
    [8, 2],
    [0, 2],
    [day, 2],
    [crc32(bytes), 4],
    [packed.length, 4],
    [bytes.length, 4],
    [path.length, 2],
    [0, 2],
  );
}

/** Numbers, each with its bytes, the lowest first. */
function numbers(...all: [value: number, bytes: number][]): Buffer {
  return Buffer.concat(
    all.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    }),
  );
}
