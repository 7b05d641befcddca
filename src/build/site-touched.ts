import { type SiteEdition, seriesKey, trialsEver } from '../archive/site/editions.ts';
import type { Site } from '../archive/site/pages/frame.ts';
import { shardOf } from '../archive/site/search-shards.ts';
import { sitePaths } from '../archive/site/site-files.ts';

/** Paths of the files affected by revisions sealed since the site was last updated. */
export function touchedBy(added: readonly string[], site: Site): Set<string> {
  const hashes = new Set(added);
  const changed = site.editions.filter(({ revisions }) =>
    revisions.some(({ sealed }) => hashes.has(sealed.hash)),
  );
  const { index, search, atom, json, allSeries, allTrials } = sitePaths;
  return new Set([
    ...[index, search, atom, json, allSeries, allTrials],
    ...[...yearsTouched(changed, hashes, site)].map(sitePaths.year),
    ...changed.flatMap((edition) => [
      sitePaths.shard(shardOf(site.editions.indexOf(edition))),
      ...trialsEver(edition).map(sitePaths.trial),
      ...seriesEver(edition).map(sitePaths.series),
      ...[edition, ...neighboursOf(edition, site)].flatMap(ownPaths),
    ]),
  ]);
}

/** Years of the editions; all when one of them is new, because each year's page leads to every other. */
function yearsTouched(
  changed: readonly SiteEdition[],
  added: ReadonlySet<string>,
  { years }: Site,
): Iterable<string> {
  const own = new Set(changed.map(({ date }) => date.slice(0, 4)));
  const isNew = (year: string) => years.get(year)?.every(({ first }) => added.has(first.sealed.hash));
  return [...own].some(isNew) ? years.keys() : own;
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

/**
 * Editions whose pages can lead to this one: beside it in the archive or in a series; all of a series that it
 * left.
 */
function neighboursOf(edition: SiteEdition, { series, newestFirst }: Site): SiteEdition[] {
  const ofSeries = seriesEver(edition).flatMap((key) => {
    const all = series.get(key) ?? [];
    return all.includes(edition) ? besideIn(all, edition) : all;
  });
  return [...besideIn(newestFirst, edition), ...ofSeries];
}

function besideIn(all: readonly SiteEdition[], edition: SiteEdition): SiteEdition[] {
  const place = all.indexOf(edition);
  return all.filter((_, index) => Math.abs(index - place) === 1);
}
