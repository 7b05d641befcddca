import type { SiteEdition } from './editions.ts';
import { statusOf } from './notices.ts';

/** What can be found of an edition. */
export interface SearchDocument {
  /** Id of the edition. */
  edition: string;
  /** Of the newest revision's manifest: tells whether this is up to date. */
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
export function searchDocumentOf(edition: SiteEdition, paragraphs: readonly string[]): SearchDocument {
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
