import { writeDate } from '../notation/dates.ts';
import { editionsOf, type SiteEdition, statusOf } from '../site/editions.ts';
import {
  narrow,
  readQuery,
  type SearchFilters,
  type SearchQuery,
  snippetOf,
  toFts,
  wordsAsked,
} from '../site/query.ts';
import { withSearchIndex } from '../site/search-document.ts';
import type { SearchDatabase } from '../site/shelf.ts';
import { openArchiveReader } from '../site/shelf.ts';
import { findNearest } from '../suggest.ts';
import { archiveNamed } from './archive-folder.ts';
import { type Console, exit } from './console.ts';
import type { ProjectPaths } from './sources.ts';

export interface SearchOptions extends SearchFilters {
  out: string;
  archive?: string;
  /** Maximum number of results. */
  limit: number;
}

/** Searches the newest revisions of an archive's editions; the best match first. */
export async function runSearch(
  typed: string,
  options: SearchOptions,
  console: Console,
  place: ProjectPaths,
): Promise<number> {
  const archive = archiveNamed(options, place);
  const shelf = openArchiveReader(archive.folder);
  const editions = editionsOf(shelf.revisions());
  const refuse = (message: string) => {
    console.warn(message);
    return exit.usage;
  };
  if (editions.length === 0) return refuse(`there is no edition in ${archive.shownAs}/; publish one first`);
  const among = narrow(editions, options);
  if ('problem' in among) return refuse(among.problem);
  const query = readQuery(typed);
  const match = toFts(query);
  if (match === undefined) return refuse('give words to search for, such as: search "cilta-cel MRD"');
  return withSearchIndex(shelf, editions, (index) => {
    const ids = among.editions.map(({ id }) => id);
    const hits = index.find({ match, among: ids, limit: options.limit });
    const documents = index.documents(hits.map(({ edition }) => edition));
    const found = hits.flatMap(({ edition: id, score }) => {
      const [edition, text] = [editions.find((one) => one.id === id), documents.get(id)?.text ?? ''];
      return edition ? describe(edition, score, snippetOf(text, query)) : [];
    });
    if (console.json)
      console.result(JSON.stringify({ schema: 1, command: 'search', query: typed, found }, null, 2));
    else for (const one of found) console.result(`${linesOf(one, archive.shownAs).join('\n')}\n`);
    if (found.length > 0) return exit.done;
    console.warn([`no edition matches ‘${typed}’`, ...hintsFor(query, index)].join('; '));
    return exit.failed;
  });
}

/** A search result, as printed. */
function describe(edition: SiteEdition, score: number, snippet: string) {
  const { id, title, date, series, trials, newest } = edition;
  return {
    id,
    folder: newest.sealed.folder,
    title,
    date,
    ...(series !== undefined && { series }),
    trials: trials.map(({ name }) => name),
    revision: newest.number,
    standing: statusOf(edition) ?? 'as published',
    score: Number(score.toFixed(3)),
    snippet,
  };
}

type Found = ReturnType<typeof describe>;

function linesOf(
  { title, date, series, trials, standing, folder, snippet }: Found,
  archive: string,
): string[] {
  const facts = [writeDate(date), series, trials.join(', ')].filter(Boolean).join('; ');
  const mark = standing === 'as published' ? '' : `  [${standing}]`;
  return [
    `${title}${mark}`,
    `  ${facts}`,
    ...(snippet === '' ? [] : [`  ${snippet}`]),
    `  ${archive}/${folder}/index.html`,
  ];
}

/** Suggests a word for the first one that occurs in no edition. */
function hintsFor(query: SearchQuery, index: SearchDatabase): string[] {
  const words = index.words();
  const known = new Set(words);
  for (const word of wordsAsked(query)) {
    if (known.has(word) || words.some((other) => other.startsWith(word))) continue;
    const nearest = findNearest(word, words);
    return [`‘${word}’ occurs in no edition${nearest === undefined ? '' : `; did you mean ‘${nearest}’?`}`];
  }
  return [];
}
