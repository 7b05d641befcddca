import { linkFrom, sitePaths } from '../archive/site-files.ts';
import { type SiteEdition, trialName } from './editions.ts';
import { counted, frameOf, type Site } from './frame.ts';
import { byMonth, editionEntry, newestPage, spanOf } from './models.ts';
import type { DirectoryModel, HomeModel, ListModel } from './template-model.ts';

/** Editions shown in full, and trials named, on the first page. */
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

/** years/<year>/index.html */
export function yearPage(site: Site, year: string): ListModel {
  const file = sitePaths.year(year);
  const { years } = site;
  const own = years.get(year) ?? [];
  const summary = `${counted(own.length, 'edition')}.`;
  return {
    ...frameOf(site, file, {
      title: year,
      description: `The editions of ${year}: ${counted(own.length, 'edition')}.`,
    }),
    kicker: 'Editions by date',
    heading: year,
    summary,
    groups: byMonth(own, file),
    siblings:
      years.size < 2
        ? []
        : [...years.keys()].map((label) => ({
            label,
            href: linkFrom(file, sitePaths.year(label)),
            isCurrent: label === year,
          })),
  };
}

/** series/<key>/index.html */
export function seriesPage(site: Site, key: string): ListModel {
  const file = sitePaths.series(key);
  const own = site.series.get(key) ?? [];
  const name = own[0]?.series ?? key;
  const summary = `${counted(own.length, 'edition')}, ${spanOf(own)}.`;
  return {
    ...frameOf(site, file, { title: name, description: `The series ${name}: ${summary}` }),
    kicker: 'Series',
    heading: name,
    summary,
    groups: [
      {
        heading: 'Editions',
        entries: own.map((edition) => editionEntry(edition, { file, isFull: true, withoutSeries: true })),
      },
    ],
    siblings: [],
  };
}

/** series/index.html */
export function seriesDirectory(site: Site): DirectoryModel {
  const all = [...site.series].map(([key, own]) => ({
    name: own[0]?.series ?? key,
    target: sitePaths.series(key),
    own,
  }));
  return directory(site, all, {
    file: sitePaths.allSeries,
    heading: 'Series',
    summary: `${counted(all.length, 'series', 'series')}.`,
  });
}

/** trials/index.html */
export function trialDirectory(site: Site): DirectoryModel {
  const all = [...site.trials].map(([id, own]) => ({
    name: trialName(id, own),
    target: sitePaths.trial(id),
    own,
  }));
  return directory(site, all, {
    file: sitePaths.allTrials,
    heading: 'Trials',
    summary: `${counted(all.length, 'trial')}, each with its values as editions reported them over time.`,
  });
}

interface Listed {
  name: string;
  target: string;
  /** Newest first. */
  own: SiteEdition[];
}

function directory(
  site: Site,
  all: readonly Listed[],
  { file, heading, summary }: { file: string; heading: string; summary: string },
): DirectoryModel {
  return {
    ...frameOf(site, file, { title: heading, description: `${heading}: ${summary}` }),
    heading,
    summary,
    items: all.flatMap(({ name, target, own }) => {
      const [latest] = own;
      if (!latest) return [];
      return {
        label: name,
        href: linkFrom(file, target),
        count: own.length,
        countLabel: counted(own.length, 'edition'),
        latest: { label: latest.title, href: linkFrom(file, newestPage(latest)) },
        when: spanOf(own),
      };
    }),
  };
}
