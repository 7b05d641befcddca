import { readdirSync } from 'node:fs';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder, named, readPlainFile, removeEmpty } from './files.ts';

/** A file to write; structurally an Artifact. */
interface NamedBytes {
  path: string;
  bytes: Uint8Array;
}

/**
 * Writes a folder whole or not at all: into a temporary sibling that is then renamed over the old one.
 * At no moment is there a folder of that name with some of its files. Throws what the file system throws.
 */
export async function writeFolder(folder: string, files: readonly NamedBytes[]): Promise<void> {
  const temporary = siblingOf(folder, 'new');
  const folders = makeFolder(path.dirname(folder));
  try {
    const directories = new Set(files.map((file) => path.dirname(path.join(temporary, file.path))));
    for (const directory of directories) makeFolder(directory);
    const writes = files.map((file) => write(path.join(temporary, file.path), file.bytes));
    // Not before all have ended: one that is under way would put its file back.
    await Promise.allSettled(writes);
    await Promise.all(writes);
    await replaceFolder(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    removeEmpty(folders);
    throw error;
  }
}

/** Writes a file whole or not at all. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const folders = makeFolder(path.dirname(file));
  const temporary = siblingOf(file, 'new');
  try {
    await write(temporary, content);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    removeEmpty(folders);
    throw error;
  }
}

function write(file: string, content: string | Uint8Array): Promise<void> {
  return writeFile(file, content).catch((error) => {
    throw named(error, file);
  });
}

/** A non-empty folder cannot be renamed over: the old one steps aside first and is put back on failure. */
async function replaceFolder(from: string, to: string): Promise<void> {
  const aside = siblingOf(to, 'old');
  const stoodThere = await rename(to, aside).then(
    () => true,
    (error) => absent(error),
  );
  try {
    await rename(from, to);
  } catch (error) {
    if (stoodThere) await rename(aside, to);
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

function absent(error: NodeJS.ErrnoException): false {
  if (error.code === 'ENOENT') return false;
  throw error;
}

/** Hidden, beside the target, so that a rename never crosses a file system. */
function siblingOf(target: string, what: 'new' | 'old'): string {
  return path.join(path.dirname(target), `.${path.basename(target)}.${what}-${process.pid}`);
}

/**
 * Clears up after builds that were killed: an old folder without its successor is put back,
 * half-written ones go.
 */
export async function recoverFolders(parent: string): Promise<void> {
  const names = await readdir(parent).catch((): string[] => []);
  for (const name of names) {
    const match = /^\.(.+)\.(new|old)-(\d+)$/.exec(name);
    if (!match?.[1] || isRunning(Number(match[3]))) continue;
    const leftover = path.join(parent, name);
    if (match[2] === 'old' && !names.includes(match[1])) await rename(leftover, path.join(parent, match[1]));
    else await rm(leftover, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

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
