import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ArchiveShelf } from '../archive/site/shelf.ts';
import { readArchive, readSealedFile } from './archive-disk.ts';
import { withSearchDatabase } from './search-database.ts';
import { findUnsealed, removeFile, writeIfOther } from './site-disk.ts';

/** Hidden, and no part of what the archive holds. */
const databaseFile = '.search.sqlite';

/** The archive in a folder, as its site needs it. */
export function openShelf(archive: string): ArchiveShelf {
  return {
    revisions: () => readArchive(archive),
    read: (revision, file) => readSealedFile(archive, revision, file),
    isThere: (file) => existsSync(path.join(archive, file)),
    unsealed: () => findUnsealed(archive),
    write: (file, content) => writeIfOther(path.join(archive, file), content),
    remove: (file) => removeFile(archive, file),
    withSearch: (use) => withSearchDatabase(path.join(archive, databaseFile), use),
  };
}
