/** Of the names that a font bears: its trademark, which is not ours to claim, and the words of its licence. */
const TRADEMARK = 7;
const KEPT = new Set([0, 13, 14]);

/**
 * A TrueType font under another name, as the Open Font License asks of one that is changed and has a Reserved
 * Font Name. `rename` is given each name but copyright and licence; the trademark is left out.
 */
export function renameFont(font, rename) {
  const tables = tablesOf(font);
  tables.set('name', renamed(tables.get('name'), rename));
  return writeFont(font.readUInt32BE(0), tables);
}

function tablesOf(font) {
  return new Map(
    Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
      const at = 12 + 16 * index;
      const [offset, length] = [font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)];
      return [font.toString('latin1', at, at + 4), Buffer.from(font.subarray(offset, offset + length))];
    }),
  );
}

/** Records are of 12 bytes: platform, encoding, language, id, length, and offset among the strings. */
function renamed(table, rename) {
  const [count, strings] = [table.readUInt16BE(2), table.readUInt16BE(4)];
  const records = Array.from({ length: count }, (_, index) => table.subarray(6 + 12 * index, 18 + 12 * index))
    .filter((record) => record.readUInt16BE(6) !== TRADEMARK)
    .map((record) => {
      const start = strings + record.readUInt16BE(10);
      const isWide = record.readUInt16BE(0) !== 1;
      const bytes = Buffer.from(table.subarray(start, start + record.readUInt16BE(8)));
      const text = isWide ? bytes.swap16().toString('utf16le') : bytes.toString('latin1');
      const name = KEPT.has(record.readUInt16BE(6)) ? text : rename(text);
      return { record, bytes: isWide ? Buffer.from(name, 'utf16le').swap16() : Buffer.from(name, 'latin1') };
    });
  const head = Buffer.alloc(6 + 12 * records.length);
  head.writeUInt16BE(records.length, 2);
  head.writeUInt16BE(head.length, 4);
  let offset = 0;
  for (const [index, { record, bytes }] of records.entries()) {
    record.copy(head, 6 + 12 * index);
    head.writeUInt16BE(bytes.length, 6 + 12 * index + 8);
    head.writeUInt16BE(offset, 6 + 12 * index + 10);
    offset += bytes.length;
  }
  return Buffer.concat([head, ...records.map(({ bytes }) => bytes)]);
}

function writeFont(version, tables) {
  tables.get('head').writeUInt32BE(0, 8);
  const names = [...tables.keys()].sort();
  const power = 2 ** Math.floor(Math.log2(names.length));
  const directory = Buffer.alloc(12 + 16 * names.length);
  directory.writeUInt32BE(version, 0);
  directory.writeUInt16BE(names.length, 4);
  directory.writeUInt16BE(16 * power, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE(16 * (names.length - power), 10);
  const parts = [directory];
  let end = directory.length;
  let headAt = 0;
  for (const [index, name] of names.entries()) {
    const table = tables.get(name);
    const at = 12 + 16 * index;
    directory.write(name, at, 'latin1');
    directory.writeUInt32BE(sumOf(table), at + 4);
    directory.writeUInt32BE(end, at + 8);
    directory.writeUInt32BE(table.length, at + 12);
    if (name === 'head') headAt = end;
    const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
    parts.push(padded);
    end += padded.length;
  }
  const font = Buffer.concat(parts);
  font.writeUInt32BE((0xb1b0afba - sumOf(font)) >>> 0, headAt + 8);
  return font;
}

/** The sum of all words of four bytes, as the format defines a checksum. */
function sumOf(bytes) {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) {
    const word = Buffer.alloc(4);
    bytes.copy(word, 0, at, Math.min(at + 4, bytes.length));
    sum = (sum + word.readUInt32BE(0)) >>> 0;
  }
  return sum;
}
