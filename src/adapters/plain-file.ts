import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';

/** A file that is not read: it is no plain file, or has more bytes than may be read of it. */
export class FileRefused extends Error {
  readonly file: string;
  /** `is a named pipe, not a plain file`, `has more than 1000000 bytes`. */
  readonly reason: string;

  constructor(file: string, reason: string) {
    super(`${file} ${reason}`);
    this.name = 'FileRefused';
    this.file = file;
    this.reason = reason;
  }
}

interface Following {
  /** Whether a link to a plain file is as good as the file; true unless it is told. */
  follow?: boolean;
}

/**
 * Opens a plain file to read from; gives its descriptor. A device, a named pipe or a socket in its place is
 * neither waited for nor read. Throws `FileRefused`, and what the file system throws.
 */
export function openPlainFile(file: string, { follow = true }: Following = {}): number {
  insistOnPlain(file, follow ? statSync(file) : lstatSync(file));
  // What was put there since is not followed, and does not keep us waiting.
  const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
  const handle = openSync(file, O_RDONLY | O_NONBLOCK | (follow ? 0 : O_NOFOLLOW));
  try {
    insistOnPlain(file, fstatSync(handle));
    return handle;
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

/**
 * All bytes of a plain file, at most `limit`: of a larger one no more than that is read. Throws `FileRefused`,
 * and what the file system throws.
 */
export function readPlainFile(file: string, { limit, ...following }: Following & { limit: number }): Buffer {
  const handle = openPlainFile(file, following);
  try {
    const { size } = fstatSync(handle);
    const pieces: Buffer[] = [];
    let total = 0;
    while (size <= limit && total <= limit) {
      const piece = Buffer.allocUnsafe(Math.max(size - total + 1, 65_536));
      const count = readSync(handle, piece);
      if (count === 0) return Buffer.concat(pieces);
      total += count;
      pieces.push(piece.subarray(0, count));
    }
    throw new FileRefused(file, `has more than ${limit} bytes`);
  } finally {
    closeSync(handle);
  }
}

/** Throws `FileRefused` where something stands in place of a file that is to be opened by others, as by SQLite. */
export function refuseUnlessPlain(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found) insistOnPlain(file, found);
}

function insistOnPlain(file: string, found: Stats): void {
  const what = kindOf(found);
  if (what !== undefined) throw new FileRefused(file, `is ${what}, not a plain file`);
}

/** What stands where a plain file was looked for; undefined of a plain file. */
function kindOf(found: Stats): string | undefined {
  if (found.isFile()) return undefined;
  if (found.isDirectory()) return 'a folder';
  if (found.isSymbolicLink()) return 'a link';
  if (found.isFIFO()) return 'a named pipe';
  return found.isSocket() ? 'a socket' : 'a device';
}
