import { createHash } from 'node:crypto';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import path from 'node:path';

/** A file of an archive; `plain` unless it is a link, a device or the like. */
export interface WalkedFile {
  /** Relative to the archive, with forward slashes. */
  path: string;
  plain: boolean;
}

/** Files under a folder in order of path; folders without files are nothing. None where there is no folder. */
export async function walkFiles(top: string): Promise<WalkedFile[]> {
  const entries = await readdir(top, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({
      path: path.relative(top, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
      plain: entry.isFile(),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** How many files are read at a time, and how much of each: enough to keep a disk busy. */
const inFlight = 8;
const chunk = 256 * 1024;

/**
 * Hashes files as fast as the disk gives them, holding a piece of each; `notice` hears of every file that
 * is done. Throws what the file system throws.
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
      await using handle = await open(path.join(folder, file));
      const { sha256, bytes } = await hashThrough(handle, buffer);
      notice(file, sha256, bytes);
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, files.length) }, worker));
}

async function hashThrough(handle: FileHandle, buffer: Buffer): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, bytes);
    if (bytesRead === 0) return { sha256: hash.digest('hex'), bytes };
    hash.update(buffer.subarray(0, bytesRead));
    bytes += bytesRead;
  }
}
