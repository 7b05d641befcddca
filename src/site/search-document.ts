import { searchWords } from '../../templates/archive/words.js';
import { ArchiveDamaged } from '../archive/errors.ts';
import { TooDeep } from '../page/html-document.ts';
import { cleanText, type SiteEdition, statusOf } from './editions.ts';
import type { ArchiveReader, Indexed, SearchDatabase } from './shelf.ts';
import { mainMatterOf } from './template-model.ts';

/** What can be found of an edition. */
export interface SearchDocument {
  /** Id of the edition. */
  edition: string;
  /** Of the newest revision's manifest, to see whether this is up to date. */
  hash: string;
  title: string;
  dek: string;
  /** Names and ids of trials. */
  trials: string;
  /** Series, authors and keywords. */
  keywords: string;
  /** The main matter in paragraphs, a line each. */
  text: string;
}

/** `paragraphs` are the main matter of its newest revision. */
function searchDocumentOf(edition: SiteEdition, paragraphs: readonly string[]): SearchDocument {
  const { id, newest, title, dek, series = '', authors, keywords, trials } = edition;
  const standing = statusOf(edition);
  return {
    edition: id,
    hash: newest.sealed.hash,
    title,
    dek,
    trials: trials.flatMap((trial) => [trial.name, trial.id]).join(', '),
    keywords: [series, ...authors, ...keywords, ...(standing ? [standing] : [])].filter(Boolean).join(', '),
    text: paragraphs.filter((one) => one !== title && one !== dek).join('\n'),
  };
}

/** Words in every edition, which find nothing. */
export const ignoredWords: readonly string[] =
  'a an and are as at be been but by for from had has have in is it its no not of on or than that the their there this to was were which with'.split(
    ' ',
  );

/** The words of a text as they are looked up, in their order. */
export function foldedWords(text: string): string[] {
  return searchWords(text).map(({ word }) => word);
}

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
