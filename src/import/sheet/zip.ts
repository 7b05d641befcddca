import { inflateRawSync } from 'node:zlib';

/** Bytes that are no zip archive, or one that cannot be read. */
export class NotZip extends Error {}

interface Entry {
  method: number;
  isEncrypted: boolean;
  packed: number;
  /** Offset of its own header. */
  start: number;
}

const signatures = { end: 0x06054b50, entry: 0x02014b50, file: 0x04034b50 };

/** Bytes of the end record, without the comment that may follow it. */
const endLength = 22;

/** The files of a zip archive, each unpacked when it is read. */
export class Zip {
  private readonly bytes: Buffer;
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly limit: number;

  /** No file may have more than `limit` bytes unpacked. Throws NotZip. */
  constructor(bytes: Buffer, limit: number) {
    this.bytes = bytes;
    this.limit = limit;
    this.entries = understood(() => entriesOf(bytes));
  }

  /** A file by its path in the archive, undefined where there is none. Throws NotZip when it is damaged. */
  read(name: string): Buffer | undefined {
    const entry = this.entries.get(name);
    if (!entry) return undefined;
    if (entry.isEncrypted) throw new NotZip('it is protected by a password');
    return understood(() => this.unpack(entry));
  }

  private unpack({ method, packed, start }: Entry): Buffer {
    if (this.bytes.readUInt32LE(start) !== signatures.file) throw new NotZip('it is damaged');
    const from = start + 30 + this.bytes.readUInt16LE(start + 26) + this.bytes.readUInt16LE(start + 28);
    const data = this.bytes.subarray(from, from + packed);
    if (method === 0) return data;
    if (method !== 8) throw new NotZip('it is packed in an unusual way');
    return inflateRawSync(data, { maxOutputLength: this.limit });
  }
}

/** Offsets that lead out of the archive and data that cannot be unpacked are damage. */
function understood<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotZip) throw error;
    throw new NotZip('it is damaged, or far too large when unpacked');
  }
}

function entriesOf(bytes: Buffer): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const end = endOf(bytes);
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    if (bytes.readUInt32LE(at) !== signatures.entry) throw new NotZip('it is damaged');
    const length = bytes.readUInt16LE(at + 28);
    entries.set(bytes.toString('utf8', at + 46, at + 46 + length), {
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      start: bytes.readUInt32LE(at + 42),
    });
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function endOf(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - endLength - 0xffff);
  for (let at = bytes.length - endLength; at >= first; at -= 1)
    if (bytes.readUInt32LE(at) === signatures.end) return at;
  throw new NotZip('it is damaged: its end is missing');
}
