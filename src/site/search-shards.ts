import MiniSearch from 'minisearch';
import { newestFirst, type SiteEdition, statusOf } from './editions.ts';
import type { SearchDocument } from './search-document.ts';
import { foldedWords, ignoredWords } from './search-document.ts';

/** Editions to a shard: a new edition changes one small file, and a reader loads the newest first. */
const shardSize = 50;

const fields = ['title', 'trials', 'keywords', 'dek', 'text'];
const unsaid = new Set(ignoredWords);
const boost = { title: 6, trials: 5, keywords: 3, dek: 3, text: 1 };

/** Number of the shard with an edition, from 1, by its index among the editions in order of sealing. */
export function shardOf(index: number): number {
  return Math.floor(index / shardSize) + 1;
}

/** The editions of each shard, the first shard first. `editions` are in order of sealing. */
export function shardsOf(editions: readonly SiteEdition[]): SiteEdition[][] {
  const count = Math.ceil(editions.length / shardSize);
  return Array.from({ length: count }, (_, index) =>
    editions.slice(index * shardSize, (index + 1) * shardSize),
  );
}

/** A script that hands one shard's index to the page. */
export function shardScript(
  number: number,
  editions: readonly SiteEdition[],
  documents: ReadonlyMap<string, SearchDocument>,
): string {
  const index = new MiniSearch<SearchDocument>({
    fields,
    idField: 'edition',
    tokenize: foldedWords,
    processTerm: (term) => (unsaid.has(term) ? null : term),
  });
  index.addAll(editions.map(({ id }) => documents.get(id)).filter((one) => one !== undefined));
  const cards = Object.fromEntries(editions.map((edition) => [edition.id, cardOf(edition)]));
  return `trialbriefSearch.take(${toScript({ number, cards, index: index.toJSON() })});\n`;
}

/** What is shown of an edition that was found. */
function cardOf(edition: SiteEdition): object {
  const { title, dek, date, series, trials, newest } = edition;
  const standing = statusOf(edition);
  return {
    title,
    dek,
    date,
    page: `${newest.sealed.folder}/index.html`,
    ...(series !== undefined && { series }),
    ...(trials.length > 0 && { trials: trials.map(({ name }) => name).join(', ') }),
    ...(standing !== undefined && { standing }),
  };
}

/** search.js: how shards are read, and which there are. `keys` change with them, for browsers' caches. */
export function searchScript(editions: readonly SiteEdition[], keys: readonly string[]): string {
  return `trialbriefSearch.open(${toScript({
    unsaid: ignoredWords,
    fields,
    boost,
    editions: editions.length,
    from: newestFirst(editions).at(-1)?.date.slice(0, 4),
    shards: keys,
  })});\n`;
}

/** JSON that is also a JavaScript expression in any encoding of a line. */
function toScript(value: object): string {
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);
}
