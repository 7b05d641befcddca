import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readPlainFile } from './plain-file.ts';

/** How much is read of one of an edition's own files. */
const limit = 256_000_000;

/** A file of an edition in a folder; undefined where there is none. Throws `FileRefused`, and what the file system throws. */
export function readEditionFile(folder: string, name: string): Buffer | undefined {
  try {
    return readPlainFile(path.join(folder, name), { limit });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Names of the folders of drafts, oldest first; none where there is no such folder. */
export function draftsIn(out: string): string[] {
  try {
    return readdirSync(out, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && /^\d{4}-\d{2}-\d{2}-/.test(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}
