import { atomFeed } from '../archive/site/atom.ts';
import { bibtexOf, cslOf } from '../archive/site/citations.ts';
import type { SiteEdition } from '../archive/site/editions.ts';
import { jsonFeed } from '../archive/site/json-feed.ts';
import { type ChangesByRevision, editionPage, latestPage } from '../archive/site/pages/edition.ts';
import type { Site } from '../archive/site/pages/frame.ts';
import { homePage } from '../archive/site/pages/home.ts';
import { seriesDirectory, seriesPage, trialDirectory, yearPage } from '../archive/site/pages/lists.ts';
import { trialPage } from '../archive/site/pages/trial.ts';
import type { SearchDocument } from '../archive/site/search-document.ts';
import { searchScript, shardScript, shardsOf } from '../archive/site/search-shards.ts';
import { sitePaths } from '../archive/site/site-files.ts';
import { historyOf, type TrialRecord } from '../archive/site/trial-history.ts';
import { sha256 } from '../outputs/artifact.ts';
import type { ArchiveRenderer } from '../pages/archive/renderer.ts';

/** What pages are made from beside the manifests; each is asked for only when its page is written. */
export interface SiteSources {
  changesOf(edition: SiteEdition): ChangesByRevision;
  /** Each edition's data of a trial, in order of sealing. */
  recordsOf(trial: string): TrialRecord[];
  documentsOf(editions: readonly SiteEdition[]): ReadonlyMap<string, SearchDocument>;
}

/** What makes the files of a site. */
export interface Press {
  site: Site;
  render: ArchiveRenderer;
  sources: SiteSources;
  /** Changes with the tool and the house. */
  made: string;
}

/** A file of the site by its path, made when called. */
type Page = readonly [path: string, make: () => string];

/** Every page and data file of the site, but for what is under assets/. */
export function sitePages(press: Press): Map<string, () => string> {
  const ofEditions = press.site.editions.flatMap((edition) => editionPages(edition, press));
  return new Map([...topPages(press), ...listPages(press), ...ofEditions, ...searchPages(press)]);
}

function topPages({ site, render }: Press): Page[] {
  const { index, atom, json, allTrials, allSeries } = sitePaths;
  const all: Page[] = [
    [index, () => render.home(homePage(site))],
    [atom, () => atomFeed(site)],
    [json, () => jsonFeed(site)],
    [allTrials, () => render.directory(trialDirectory(site))],
    [allSeries, () => render.directory(seriesDirectory(site))],
  ];
  return all.filter(([path]) => path !== allSeries || site.series.size > 0);
}

function listPages({ site, render, sources }: Press): Page[] {
  const historyOfTrial = (id: string) => historyOf(sources.recordsOf(id));
  return [
    ...site.years.keys().map((year): Page => [sitePaths.year(year), () => render.list(yearPage(site, year))]),
    ...site.series
      .keys()
      .map((key): Page => [sitePaths.series(key), () => render.list(seriesPage(site, key))]),
    ...site.trials
      .keys()
      .map((id): Page => [sitePaths.trial(id), () => render.trial(trialPage(site, id, historyOfTrial(id)))]),
  ];
}

function editionPages(edition: SiteEdition, { site, render, sources }: Press): Page[] {
  const { edition: page, latest, bibtex, csl } = sitePaths;
  const cited = { edition, house: site.house };
  return [
    [page(edition), () => render.edition(editionPage(site, edition, sources.changesOf(edition)))],
    [latest(edition), () => render.latest(latestPage(site, edition))],
    [bibtex(edition), () => bibtexOf(cited)],
    [csl(edition), () => cslOf(cited)],
  ];
}

function searchPages({ site: { editions }, sources, made }: Press): Page[] {
  const shards = shardsOf(editions);
  const keys = shards.map((own) =>
    shortHash([made, ...own.map(({ newest }) => newest.sealed.hash)].join(' ')),
  );
  return [
    [sitePaths.search, () => searchScript(editions, keys)],
    ...shards.map((own, index): Page => {
      const number = index + 1;
      return [sitePaths.shard(number), () => shardScript(number, own, sources.documentsOf(own))];
    }),
  ];
}

/** A short hash that distinguishes versions of a file. */
export function shortHash(content: string): string {
  return sha256(content).slice(0, 10);
}
