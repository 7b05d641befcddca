import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmdirSync,
  type Stats,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

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
  /** Whether a link to a plain file is as good as the file; true by default. */
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

/** Names in a folder that match, in order; none where there is no such folder. Throws what the file system throws. */
export function namesIn(folder: string, pattern: RegExp): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => pattern.test(name))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A file, or those of a folder whose names match, in order; each as it is given, from `cwd`. */
export function filesUnder(given: string, pattern: RegExp, cwd: string): string[] {
  const full = path.resolve(cwd, given);
  if (!statSync(full).isDirectory()) return [given];
  return namesIn(full, pattern).map((name) => path.join(given, name));
}

/** Bytes as they are, or unpacked where they are gzip's. Throws what zlib throws, also for more than `limit` bytes. */
export function unpacked(bytes: Buffer, limit: number): Buffer {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isPacked ? gunzipSync(bytes, { maxOutputLength: limit }) : bytes;
}

/** Throws `FileRefused` unless a file to be opened by other code, such as SQLite, is plain. */
export function refuseUnlessPlain(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found) insistOnPlain(file, found);
}

function insistOnPlain(file: string, found: Stats): void {
  const what = kindOf(found);
  if (what !== undefined) throw new FileRefused(file, `is ${what}, not a plain file`);
}

/** What was found instead of a plain file; undefined for a plain file. */
function kindOf(found: Stats): string | undefined {
  if (found.isFile()) return undefined;
  if (found.isDirectory()) return 'a folder';
  if (found.isSymbolicLink()) return 'a link';
  if (found.isFIFO()) return 'a named pipe';
  return found.isSocket() ? 'a socket' : 'a device';
}

/**
 * A failure with the file that it is about: a full disk and a damaged database do not say by themselves which
 * file it was. Gives the error itself, with `path` where it had none, and with `fix`: what helps.
 */
export function named(error: unknown, file: string, fix?: string): unknown {
  if (error instanceof Error && !('path' in error)) Object.assign(error, { path: file, ...(fix && { fix }) });
  return error;
}

/** Does something with a file; what it throws says which file it was. */
export function naming<T>(file: string, work: () => T, fix?: string): T {
  try {
    return work();
  } catch (error) {
    throw named(error, file, fix);
  }
}

/** Something that a command was given, or needs, cannot be used as it is; the message says what helps. Exit code 2. */
export class Unusable extends Error {
  constructor(message: string, fix: string) {
    super(`${message}\n  ${fix}`);
    this.name = 'Unusable';
  }
}

/**
 * Makes a folder, and those above it as far as they are missing; `made` hears of each, and the outermost is the
 * first of those it gives. Leaves none behind when one cannot be made, and throws what the file system throws.
 * (Node's own `recursive` never ends where a folder is there and nothing can be made in it, as under /proc.)
 */
export function makeFolder(folder: string, made: (folder: string) => void = () => {}): string[] {
  if (isFolder(folder)) return [];
  const above = path.dirname(folder);
  const outer = above === folder ? [] : makeFolder(above, made);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have been first.
    if (isFolder(folder)) return outer;
    removeEmpty(outer);
    throw error;
  }
  made(folder);
  return [...outer, folder];
}

/** Removes folders, the last first, as far as they are empty. */
export function removeEmpty(folders: readonly string[]): void {
  try {
    for (const folder of folders.toReversed()) rmdirSync(folder);
  } catch {
    // Something is in it, and so in those around it.
  }
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Whether anything can be created in a folder, which permissions alone do not show: tries it, and leaves nothing. */
export function canHoldFiles(folder: string): boolean {
  try {
    rmdirSync(mkdtempSync(path.join(folder, '.trialbrief-')));
    return true;
  } catch {
    return false;
  }
}
