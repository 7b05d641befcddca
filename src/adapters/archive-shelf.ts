import { existsSync } from 'node:fs';
import path from 'node:path';
import { ArchiveDamaged } from '../archive/damaged.ts';
import type { ArchiveReader } from '../archive/site/shelf.ts';
import { readArchive, readSealedFile } from './archive-disk.ts';
import { fileInside } from './inside.ts';
import { databaseEndings, withSearchDatabase } from './search-database.ts';
import { findUnsealed, removeFile, writeIfOther } from './site-disk.ts';

/** Hidden, and no part of what the archive holds. */
const databaseFile = '.search.sqlite';

/** The archive in a folder, as its site needs it. */
export function openArchiveReader(archive: string): ArchiveReader {
  return {
    revisions: () => readArchive(archive),
    read: (revision, file) => readSealedFile(archive, revision, file),
    isThere: (file) => existsSync(path.join(archive, file)),
    unsealed: () => findUnsealed(archive),
    write: (file, content) => writeIfOther(archive, file, content),
    remove: (file) => removeFile(archive, file),
    withSearch: (use) => withSearchDatabase(databaseIn(archive), use),
  };
}

/** The file of the search index, or, where something else stands in its place, such as a link, memory. */
function databaseIn(archive: string): string {
  try {
    for (const ending of databaseEndings) fileInside(archive, `${databaseFile}${ending}`);
    return path.join(archive, databaseFile);
  } catch (error) {
    if (error instanceof ArchiveDamaged) return ':memory:';
    throw error;
  }
}
