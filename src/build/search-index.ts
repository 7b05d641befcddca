import path from 'node:path';
import { readSealedFile } from '../adapters/archive-disk.ts';
import {
  mendOf,
  openSearchDatabase,
  removeDatabase,
  type SearchDatabase,
} from '../adapters/search-database.ts';
import { cleanText } from '../archive/site/clean-text.ts';
import type { SiteEdition } from '../archive/site/editions.ts';
import { type SearchDocument, searchDocumentOf } from '../archive/site/search-document.ts';
import { mainMatterOf } from '../pages/archive/main-matter.ts';

/** Hidden, and no part of what the archive holds. */
const databaseFile = '.search.sqlite';

/**
 * Does something with the search index of an archive, brought up to date. One that is absent or stale is
 * filled, one that cannot be read is made anew, and where nothing can be written it is made in memory.
 */
export async function withSearchIndex<T>(
  archive: string,
  editions: readonly SiteEdition[],
  use: (index: SearchDatabase) => T | Promise<T>,
): Promise<T> {
  const file = path.join(archive, databaseFile);
  const attempt = async (where: string) => {
    using index = openSearchDatabase(where);
    bringUpToDate(index, archive, editions);
    return await use(index);
  };
  try {
    return await attempt(file);
  } catch (error) {
    const mend = mendOf(error);
    if (mend === undefined) throw error;
    if (mend === 'remove it') removeDatabase(file);
    return attempt(mend === 'remove it' ? file : ':memory:');
  }
}

function bringUpToDate(index: SearchDatabase, archive: string, editions: readonly SiteEdition[]): void {
  const held = index.held();
  const known = new Set(editions.map(({ id }) => id));
  const gone = [...held.keys()].filter((id) => !known.has(id));
  if (gone.length > 0) index.drop(gone);
  const stale = editions.filter(({ id, newest }) => held.get(id) !== newest.sealed.hash);
  if (stale.length > 0) index.put(stale.map((edition) => documentOf(archive, edition)));
}

function documentOf(archive: string, edition: SiteEdition): SearchDocument {
  const html = readSealedFile(archive, edition.newest.sealed, 'index.html').toString('utf8');
  return searchDocumentOf(edition, mainMatterOf(html).map(cleanText));
}
