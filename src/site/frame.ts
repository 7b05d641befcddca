import { addressOn, linkFrom, sitePaths } from '../archive/site-files.ts';
import type { Html } from '../page/renderer.ts';
import type { Imprint } from './editions.ts';
import { bySeries, byYear, editionsByTrial, newestFirst, type SiteEdition } from './editions.ts';
import type { Frame } from './template-model.ts';

/** What every page of the site is made from. */
export interface Site {
  house: Imprint;
  logo?: Html;
  /** A data URI. */
  icon: string;
  assets: Frame['assets'];
  /** In order of first sealing. */
  editions: readonly SiteEdition[];
  newestFirst: readonly SiteEdition[];
  /** The ways to them, each newest first: by year, by key of the series, by id of the trial. */
  years: ReadonlyMap<string, SiteEdition[]>;
  series: ReadonlyMap<string, SiteEdition[]>;
  trials: ReadonlyMap<string, SiteEdition[]>;
}

/** A site of the editions in order of first sealing. */
export function siteOf(
  shared: Pick<Site, 'house' | 'logo' | 'icon' | 'assets'>,
  editions: readonly SiteEdition[],
): Site {
  return {
    ...shared,
    editions,
    newestFirst: newestFirst(editions),
    years: byYear(editions),
    series: bySeries(editions),
    trials: editionsByTrial(editions),
  };
}

/** The frame of the page that lies at `file`. */
export function frameOf(site: Site, file: string, words: { title?: string; description: string }): Frame {
  const { house, logo, icon, assets } = site;
  const root = linkFrom(file, '.');
  const ways: [string, string, boolean][] = [
    ['Editions', sitePaths.index, file === sitePaths.index || file.startsWith('years/')],
    ['Series', sitePaths.allSeries, file.startsWith('series/') && file.split('/').length < 4],
    ['Trials', sitePaths.allTrials, file.startsWith('trials/') && file.split('/').length < 4],
  ];
  return {
    language: house.language,
    publication: house.publication,
    ...(logo && { logo }),
    icon,
    pageTitle: words.title === undefined ? house.publication : `${words.title} · ${house.publication}`,
    description: words.description,
    root: root === '' ? '' : `${root}/`,
    assets,
    ...(house.site !== undefined && { canonical: addressOn(house.site, file) }),
    sections: ways
      .filter(([label]) => label !== 'Series' || site.series.size > 0)
      .map(([label, target, isCurrent]) => ({ label, href: linkFrom(file, target), isCurrent })),
  };
}

/** `1 edition`, `12 editions`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
