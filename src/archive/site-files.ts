import path from 'node:path';

/** Folders at the top of an archive that are the site's. */
const top = {
  assets: 'assets',
  search: 'search',
  series: 'series',
  trials: 'trials',
  years: 'years',
} as const;

/** The folder of an edition that leads on to its newest revision. */
const latest = 'latest';

/** Where each part of the site lies, relative to the archive, with forward slashes. */
export const sitePaths = {
  index: 'index.html',
  atom: 'feed.atom',
  json: 'feed.json',
  search: 'search.js',
  shard: (number: number) => `${top.search}/${number}.js`,
  year: (year: string) => `${top.years}/${year}/index.html`,
  allSeries: `${top.series}/index.html`,
  series: (key: string) => `${top.series}/${key}/index.html`,
  allTrials: `${top.trials}/index.html`,
  trial: (id: string) => `${top.trials}/${id}/index.html`,
  edition: ({ slug, date }: EditionKey) => `${slug}/${date}/index.html`,
  latest: ({ slug, date }: EditionKey) => `${slug}/${date}/${latest}/index.html`,
  bibtex: ({ slug, date }: EditionKey) => `${slug}/${date}/citation.bib`,
  csl: ({ slug, date }: EditionKey) => `${slug}/${date}/citation.csl.json`,
  asset: (name: string) => `${top.assets}/${name}`,
};

/** What the site calls its own folders and the files at the top, without their endings: no edition is called so. */
export const siteNames: readonly string[] = [
  ...Object.values(top),
  latest,
  ...[sitePaths.index, sitePaths.atom, sitePaths.json, sitePaths.search].map(
    (file) => file.split('.')[0] as string,
  ),
];

export interface EditionKey {
  slug: string;
  date: string;
}

const slug = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const siteFile = new RegExp(
  `^(?:${[
    `index\\.html|feed\\.(?:atom|json)|search\\.js|${top.search}/[1-9]\\d*\\.js`,
    `${top.assets}/(?:site\\.css|fonts\\.css|site\\.js|minisearch\\.js|licences\\.txt)`,
    `${top.years}/\\d{4}/index\\.html`,
    `(?:${top.series}|${top.trials})/(?:${slug}/)?index\\.html`,
    `${slug}/\\d{4}-\\d{2}-\\d{2}/(?:(?:${latest}/)?index\\.html|citation\\.bib|citation\\.csl\\.json)`,
  ].join('|')})$`,
);

/** As `writeWhole` names a file until it is whole; one that stays was left by a builder that was killed. */
const halfWritten = /(^|\/)\.([^/]+)\.new-\d+$/;

/**
 * Whether a file of an archive, named relative to it with forward slashes, is one of those that the site is
 * made of: derived from what is sealed, never itself sealed, and made again by `trialbrief site`.
 */
export function isSiteFile(file: string): boolean {
  return siteFile.test(file.replace(halfWritten, '$1$2'));
}

/** How one page of the site links to another: from disk as from a server. */
export function linkFrom(page: string, target: string): string {
  return path.posix.relative(path.posix.dirname(page), target);
}

/** Address of a page for good; the folder's where that is what is meant. */
export function addressOn(site: string, file: string): string {
  const folder = new URL(site);
  folder.search = '';
  folder.hash = '';
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  return new URL(file.replace(/(^|\/)index\.html$/, '$1'), folder).href;
}
