import type { HomeModel } from '../../../pages/archive/models.ts';
import { trialName } from '../editions.ts';
import { linkFrom, sitePaths } from '../site-files.ts';
import { editionEntry, spanOf } from './entries.ts';
import { counted, frameOf, type Site } from './frame.ts';

/** Editions that are told in full, and trials that are named, on the first page. */
const longest = { editions: 20, trials: 24 };

/** index.html: the latest editions, and the ways to all others. */
export function homePage(site: Site): HomeModel {
  const file = sitePaths.index;
  const editions = site.newestFirst;
  const trials = [...site.trials].map(([id, own]) => ({
    ...way(trialName(id, own), own, sitePaths.trial(id)),
  }));
  const summary =
    editions.length === 0
      ? 'Nothing has been published yet.'
      : `${counted(editions.length, 'edition')}, ${spanOf(editions)}.`;
  return {
    ...frameOf(site, file, { description: `${site.house.publication}: ${summary}` }),
    summary,
    entries: editions
      .slice(0, longest.editions)
      .map((edition) => editionEntry(edition, { file, isFull: true })),
    isAll: editions.length <= longest.editions,
    years: [...site.years].map(([year, own]) => way(year, own, sitePaths.year(year))),
    series: [...site.series].map(([key, own]) => way(own[0]?.series ?? '', own, sitePaths.series(key))),
    trials: trials
      .toSorted((a, b) => b.count - a.count)
      .slice(0, longest.trials)
      .sort((a, b) => (a.href < b.href ? -1 : 1)),
    ...(trials.length > longest.trials && { moreTrials: `All ${trials.length} trials` }),
  };

  function way(label: string, own: readonly unknown[], target: string) {
    return {
      label,
      href: linkFrom(file, target),
      count: own.length,
      countLabel: counted(own.length, 'edition'),
    };
  }
}
