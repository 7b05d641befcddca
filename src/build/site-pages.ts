import { atomFeed } from '../archive/site/atom.ts';
import { bibtexOf, cslOf } from '../archive/site/citations.ts';
import { type SiteEdition, seriesKey, trialsEver } from '../archive/site/editions.ts';
import { jsonFeed } from '../archive/site/json-feed.ts';
import { type ChangesByRevision, editionPage, latestPage } from '../archive/site/pages/edition.ts';
import type { Site } from '../archive/site/pages/frame.ts';
import { homePage } from '../archive/site/pages/home.ts';
import { seriesDirectory, seriesPage, trialDirectory, yearPage } from '../archive/site/pages/lists.ts';
import { trialPage } from '../archive/site/pages/trial.ts';
import type { SearchDocument } from '../archive/site/search-document.ts';
import { searchScript, shardOf, shardScript, shardsOf } from '../archive/site/search-shards.ts';
import { sitePaths } from '../archive/site/site-files.ts';
import { historyOf, type TrialRecord } from '../archive/site/trial-history.ts';
import { sha256 } from '../outputs/artifact.ts';
import type { ArchiveRenderer } from '../pages/archive/renderer.ts';

/** What pages are made from beside the manifests; each is asked for only when its page is written. */
export interface SiteSources {
  changesOf(edition: SiteEdition): ChangesByRevision;
  /** What editions held of a trial, in order of sealing. */
  recordsOf(trial: string): TrialRecord[];
  documentsOf(editions: readonly SiteEdition[]): ReadonlyMap<string, SearchDocument>;
}

/** Every page and data file of the site by its path, made when called. `made` changes with the tool and the house. */
export function sitePages(
  site: Site,
  { render, made }: { render: ArchiveRenderer; made: string },
  sources: SiteSources,
): Map<string, () => string> {
  const { house, editions } = site;
  const feed = { house, editions };
  const shards = shardsOf(editions);
  return new Map<string, () => string>([
    [
      sitePaths.search,
      () =>
        searchScript(
          editions,
          shards.map((own) => keyOf(own, made)),
        ),
    ],
    [sitePaths.index, () => render.home(homePage(site))],
    [sitePaths.atom, () => atomFeed(feed)],
    [sitePaths.json, () => jsonFeed(feed)],
    [sitePaths.allTrials, () => render.directory(trialDirectory(site))],
    ...(site.series.size > 0
      ? [[sitePaths.allSeries, () => render.directory(seriesDirectory(site))] as const]
      : []),
    ...[...site.years.keys()].map(
      (year) => [sitePaths.year(year), () => render.list(yearPage(site, year))] as const,
    ),
    ...[...site.series.keys()].map(
      (key) => [sitePaths.series(key), () => render.list(seriesPage(site, key))] as const,
    ),
    ...[...site.trials.keys()].map(
      (id) =>
        [
          sitePaths.trial(id),
          () => render.trial(trialPage(site, id, historyOf(sources.recordsOf(id)))),
        ] as const,
    ),
    ...editions.flatMap((edition) => pagesOf(edition, site, render, sources)),
    ...shards.map(
      (own, index) =>
        [sitePaths.shard(index + 1), () => shardScript(index + 1, own, sources.documentsOf(own))] as const,
    ),
  ]);
}

/** Changes with what is in a shard. */
function keyOf(editions: readonly SiteEdition[], made: string): string {
  return shortHash([made, ...editions.map(({ newest }) => newest.sealed.hash)].join(' '));
}

/** Enough to tell one state of a file from the next. */
export function shortHash(content: string): string {
  return sha256(content).slice(0, 10);
}

function pagesOf(
  edition: SiteEdition,
  site: Site,
  render: ArchiveRenderer,
  sources: SiteSources,
): [string, () => string][] {
  const cited = { edition, house: site.house };
  return [
    [
      sitePaths.edition(edition),
      () => render.edition(editionPage(site, edition, sources.changesOf(edition))),
    ],
    [sitePaths.latest(edition), () => render.latest(latestPage(site, edition))],
    [sitePaths.bibtex(edition), () => bibtexOf(cited)],
    [sitePaths.csl(edition), () => cslOf(cited)],
  ];
}

/** Paths of what tells of revisions that were sealed since the site was last brought up to date. */
export function touchedBy(added: readonly string[], site: Site): Set<string> {
  const hashes = new Set(added);
  const changed = site.editions.filter(({ revisions }) =>
    revisions.some(({ sealed }) => hashes.has(sealed.hash)),
  );
  const { index, search, atom, json, allSeries, allTrials } = sitePaths;
  return new Set([
    ...[index, search, atom, json, allSeries, allTrials],
    ...changed.flatMap((edition) => [
      sitePaths.year(edition.date.slice(0, 4)),
      sitePaths.shard(shardOf(site.editions.indexOf(edition))),
      ...trialsEver(edition).map(sitePaths.trial),
      ...seriesEver(edition).map(sitePaths.series),
      ...[edition, ...neighboursOf(edition, site)].flatMap(ownPaths),
    ]),
  ]);
}

function ownPaths(edition: SiteEdition): string[] {
  const { edition: page, latest, bibtex, csl } = sitePaths;
  return [page, latest, bibtex, csl].map((pathOf) => pathOf(edition));
}

/** Keys of the series that a revision of the edition is or was in. */
function seriesEver({ revisions }: SiteEdition): string[] {
  const named = revisions.flatMap(({ sealed }) => sealed.manifest.series ?? []);
  return [...new Set(named.map(seriesKey))];
}

/** Editions whose pages lead to this one; all of a series that it left. */
function neighboursOf(edition: SiteEdition, { series }: Site): SiteEdition[] {
  return seriesEver(edition).flatMap((key) => {
    const all = series.get(key) ?? [];
    const place = all.indexOf(edition);
    return place < 0 ? all : all.filter((_, index) => Math.abs(index - place) === 1);
  });
}
