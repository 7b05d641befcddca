import { readdirSync } from 'node:fs';
import { readFile, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { fileInside, placeInside } from '../archive/inside.ts';
import { writeWhole } from '../files/edition-disk.ts';

/**
 * Writes a file of an archive whole, unless it already has that content; true if it did. Throws
 * `ArchiveDamaged` where it would be elsewhere or replace a link or a device.
 */
export async function writeIfOther(archive: string, name: string, content: string): Promise<boolean> {
  const file = fileInside(archive, name);
  const bytes = Buffer.from(content);
  const standing = await readFile(file).catch(() => undefined);
  if (standing?.equals(bytes)) return false;
  await writeWhole(file, bytes);
  return true;
}

/** Removes a file, and the folders that it leaves empty up to `top`; true if it existed. */
export async function removeFile(top: string, file: string): Promise<boolean> {
  const full = placeInside(top, file);
  const isThere = await rm(full).then(
    () => true,
    () => false,
  );
  if (!isThere) return false;
  for (let folder = path.dirname(full); folder !== path.resolve(top); folder = path.dirname(folder)) {
    const isEmpty = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!isEmpty) break;
  }
  return true;
}

/** Files of an archive outside its sealed and hidden folders, relative to it with forward slashes. */
export function findUnsealed(archive: string, folder = ''): string[] {
  const entries = readdirSync(path.join(archive, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (!entry.isDirectory()) return [file];
    return entry.name.startsWith('.') || /\/r[1-9]\d*$/.test(file) ? [] : findUnsealed(archive, file);
  });
}
