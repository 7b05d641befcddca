import { lstatSync } from 'node:fs';
import path from 'node:path';
import { ArchiveDamaged } from './errors.ts';

/**
 * Where a file or folder of an archive lies, or would lie, on the disk. Throws `ArchiveDamaged` where its name
 * leads out of the archive, and where a link or a file replaces one of the folders on the way: what is
 * read or written there would not be the archive's.
 */
export function placeInside(archive: string, name: string): string {
  const top = path.resolve(archive);
  const full = path.resolve(top, name);
  if (name.includes('\0') || !full.startsWith(top === path.sep ? top : top + path.sep))
    throw new ArchiveDamaged(`${JSON.stringify(name)} leads out of the archive`);
  const parts = path.relative(top, full).split(path.sep);
  for (const count of parts.keys()) {
    if (count === 0) continue;
    const folder = parts.slice(0, count).join('/');
    const found = lstatSync(path.join(top, folder), { throwIfNoEntry: false });
    if (!found) break;
    if (!found.isDirectory())
      throw new ArchiveDamaged(`${folder} is ${found.isSymbolicLink() ? 'a link' : 'a file'}, not a folder`);
  }
  return full;
}

/**
 * The same of a file that is to be written or replaced: where there is something other than a plain file, such as
 * a link or a device, throws `ArchiveDamaged`.
 */
export function fileInside(archive: string, name: string): string {
  const full = placeInside(archive, name);
  const found = lstatSync(full, { throwIfNoEntry: false });
  if (!found || found.isFile()) return full;
  const what = found.isSymbolicLink() ? 'a link' : found.isDirectory() ? 'a folder' : 'a device or pipe';
  throw new ArchiveDamaged(`${name} is ${what}, not a plain file`);
}
