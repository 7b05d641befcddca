import { ArchiveDamaged } from '../archive/damaged.ts';
import { cleanText } from '../archive/site/clean-text.ts';
import type { SiteEdition } from '../archive/site/editions.ts';
import { searchDocumentOf } from '../archive/site/search-document.ts';
import { foldedWords } from '../archive/site/search-words.ts';
import type { ArchiveReader, Indexed, SearchDatabase } from '../archive/site/shelf.ts';
import { mainMatterOf } from '../pages/archive/main-matter.ts';
import { TooDeep } from '../pages/html-document.ts';

/** Does something with the search index of an archive: one that is absent or stale is filled first. */
export function withSearchIndex<T>(
  shelf: ArchiveReader,
  editions: readonly SiteEdition[],
  use: (index: SearchDatabase) => T | Promise<T>,
): Promise<T> {
  return shelf.withSearch((index) => {
    bringUpToDate(index, shelf, editions);
    return use(index);
  });
}

function bringUpToDate(index: SearchDatabase, shelf: ArchiveReader, editions: readonly SiteEdition[]): void {
  const held = index.indexed();
  const known = new Set(editions.map(({ id }) => id));
  const gone = [...held.keys()].filter((id) => !known.has(id));
  if (gone.length > 0) index.drop(gone);
  const stale = editions.filter(({ id, newest }) => held.get(id) !== newest.sealed.hash);
  if (stale.length > 0) index.put(stale.map((edition) => documentOf(shelf, edition)));
}

function documentOf(shelf: ArchiveReader, edition: SiteEdition): Indexed {
  const document = searchDocumentOf(edition, readMainMatter(shelf, edition));
  const { title, trials, keywords, dek, text } = document;
  const words = (written: string) => foldedWords(written).join(' ');
  return {
    document,
    words: {
      title: words(title),
      trials: words(trials),
      keywords: words(keywords),
      dek: words(dek),
      text: words(text),
    },
  };
}

function readMainMatter(shelf: ArchiveReader, { newest: { sealed } }: SiteEdition): string[] {
  const html = shelf.read(sealed, 'index.html').toString('utf8');
  try {
    return mainMatterOf(html).map(cleanText);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    throw new ArchiveDamaged(`${sealed.folder}/index.html cannot be read: ${error.message}`);
  }
}
