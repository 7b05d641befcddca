import {
  chmodSync,
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { makeFolder, naming, removeEmpty } from '../files/files.ts';
import { lockFolder } from '../files/lock.ts';
import { fileInside, placeInside } from './inside.ts';

/** A file to seal; structurally an Artifact. */
interface NamedBytes {
  path: string;
  bytes: Uint8Array;
}

const readOnly = { file: 0o444, folder: 0o555 };
const writable = { file: 0o644, folder: 0o755 };

/** Takes the archive for one publisher, making its folder if there is none; undefined when another has it. */
export function lockArchive(archive: string): Disposable | undefined {
  return lockFolder(fileInside(archive, '.lock'), lasting);
}

/**
 * Puts a folder into the archive for good, whole or not at all, whenever a kill or a full disk may strike:
 * everything is written and synced in a hidden folder, in the order given, and one rename makes it visible
 * together with those of its parents that are new. The caller must hold the lock.
 */
export function sealFolder(archive: string, folder: string, files: readonly NamedBytes[]): void {
  const temporary = path.join(archive, '.new-revision');
  try {
    for (const file of files) {
      const target = path.join(temporary, folder, file.path);
      makeFolder(path.dirname(target));
      writeSynced(target, file.bytes, readOnly.file);
    }
    for (const inner of foldersIn(temporary).reverse()) syncFolder(inner);
    for (const inner of foldersIn(path.join(temporary, folder)).slice(1)) chmodSync(inner, readOnly.folder);
    const visible = firstMissing(archive, folder);
    renameSync(path.join(temporary, visible), path.join(archive, visible));
    syncFolder(path.dirname(path.join(archive, visible)));
  } catch (error) {
    removeTree(temporary);
    throw error;
  }
  // Only now: a folder that moves to another parent has to be writable.
  chmodSync(path.join(archive, folder), readOnly.folder);
  removeTree(temporary);
}

/** What lies where a folder of the archive is to be made, and is none, such as a link to one; undefined when nothing does. */
export function findFileInPlaceOf(archive: string, folder: string): string | undefined {
  return prefixesOf(folder).find((prefix) => {
    const found = lstatSync(path.join(archive, prefix), { throwIfNoEntry: false });
    return found !== undefined && !found.isDirectory();
  });
}

/** Writes a file beside the sealed folders, whole or not at all. The caller must hold the lock. */
export function replaceFile(archive: string, name: string, bytes: Uint8Array): void {
  const temporary = path.join(archive, '.new-file');
  const target = placeInside(archive, name);
  const folders = makeFolder(path.dirname(target), lasting);
  try {
    writeSynced(temporary, bytes, writable.file);
    renameSync(temporary, target);
  } catch (error) {
    removeTree(temporary);
    removeEmpty(folders);
    throw error;
  }
  syncFolder(path.dirname(target));
}

/** Removes what a killed publisher was still writing. The caller must hold the lock. */
export function clearLeftovers(archive: string): void {
  const leftovers = readdirSync(archive).filter((name) => name.startsWith('.new-'));
  for (const name of leftovers) removeTree(path.join(archive, name));
}

function writeSynced(file: string, bytes: Uint8Array, mode: number): void {
  const handle = openSync(file, 'wx', writable.file);
  try {
    naming(file, () => {
      writeFileSync(handle, bytes);
      fchmodSync(handle, mode);
      fsyncSync(handle);
    });
  } finally {
    closeSync(handle);
  }
}

/** Makes the disk know of a folder that is new. */
function lasting(folder: string): void {
  syncFolder(path.dirname(folder));
}

/** The topmost part of a path that is not there yet, or all of it. */
function firstMissing(archive: string, folder: string): string {
  return prefixesOf(folder).find((prefix) => !existsSync(path.join(archive, prefix))) ?? folder;
}

/** `a`, `a/b`, `a/b/c`. */
function prefixesOf(folder: string): string[] {
  const parts = folder.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Makes names in a folder last. Windows has no such call, and keeps them by itself. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Removes a file, or a folder whose folders may be read-only. */
function removeTree(top: string): void {
  const found = lstatSync(top, { throwIfNoEntry: false });
  if (found?.isDirectory()) makeWritable(top);
  rmSync(top, { recursive: true, force: true });
}

function makeWritable(folder: string): void {
  chmodSync(folder, writable.folder);
  for (const inner of subfoldersOf(folder)) makeWritable(inner);
}

/** A folder and all below it, each before its own. */
function foldersIn(folder: string): string[] {
  return [folder, ...subfoldersOf(folder).flatMap(foldersIn)];
}

function subfoldersOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join(folder, name));
}
