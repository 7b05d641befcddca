import { createHash, type Hash } from 'node:crypto';
import { close, open, readdirSync, read as readInto } from 'node:fs';
import path from 'node:path';

/** A file of an archive; `plain` unless it is a link, a device or the like. */
export interface WalkedFile {
  /** Relative to the archive, with forward slashes. */
  path: string;
  plain: boolean;
}

/** Files under a folder in order of path; folders without files are nothing. */
export function walkFiles(top: string): WalkedFile[] {
  return filesIn(top, '').sort((a, b) => (a.path < b.path ? -1 : 1));
}

function filesIn(top: string, folder: string): WalkedFile[] {
  return readdirSync(path.join(top, folder), { withFileTypes: true }).flatMap((entry) => {
    const inner = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(top, inner) : [{ path: inner, plain: entry.isFile() }];
  });
}

/** How many files are read at a time, and how much of each: enough to keep a disk busy. */
const inFlight = 8;
const chunk = 256 * 1024;

/**
 * Hashes files as fast as the disk gives them, holding a piece of each; `notice` hears of every file that is
 * done. Throws what the file system throws.
 */
export async function hashFiles(
  folder: string,
  files: readonly string[],
  notice: (file: string, sha256: string, bytes: number) => void,
): Promise<void> {
  const queue = files.values();
  const worker = async () => {
    const buffer = Buffer.allocUnsafe(chunk);
    for (const file of queue) {
      const { sha256, bytes } = await hashFile(path.join(folder, file), buffer);
      notice(file, sha256, bytes);
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, files.length) }, worker));
}

interface Hashed {
  sha256: string;
  bytes: number;
}

/** With callbacks, because a promise for each step takes as long as the reading of most files. */
function hashFile(file: string, buffer: Buffer): Promise<Hashed> {
  return new Promise((resolve, reject) => {
    open(file, (problem, handle) => {
      if (problem) return reject(problem);
      hashThrough({ handle, buffer, hash: createHash('sha256'), bytes: 0 }, (trouble, hashed) => {
        close(handle, (late) => {
          const first = trouble ?? late;
          if (first) reject(first);
          else resolve(hashed);
        });
      });
    });
  });
}

/** A file that is being read, and what was read of it. */
interface Reading {
  handle: number;
  buffer: Buffer;
  hash: Hash;
  bytes: number;
}

function hashThrough(reading: Reading, done: (problem: Error | null, hashed: Hashed) => void): void {
  const { handle, buffer, hash, bytes: before } = reading;
  readInto(handle, buffer, 0, buffer.length, null, (problem, count) => {
    hash.update(buffer.subarray(0, problem ? 0 : count));
    const bytes = before + count;
    // A file gives less than it was asked for only at its end.
    if (problem || count < buffer.length) done(problem, { sha256: hash.digest('hex'), bytes });
    else hashThrough({ ...reading, bytes }, done);
  });
}
