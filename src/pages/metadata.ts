import type { SocialSpec } from '../figures/social.ts';
import type { House } from '../model/house.ts';
import type { Briefing } from '../model/library.ts';
import type { Correction } from './correction-model.ts';
import { html } from './markup.ts';
import type { PageModel } from './page-model.ts';
import { socialAlt } from './social-model.ts';

type Described = Pick<PageModel, 'plainTitle' | 'description' | 'edition' | 'sources'> & {
  correction?: Correction;
  social: SocialSpec;
};

/** What a page tells catalogues, search engines and those who share it: nothing that its reader does not see. */
export function metadataOf(house: House, briefing: Briefing, page: Described): PageModel['metadata'] {
  const address = house.site === undefined ? undefined : addressUnder(house.site, briefing);
  // The files of a revision never change.
  const image =
    address === undefined
      ? undefined
      : { address: `${address}${page.edition}/social.png`, alt: socialAlt(page.social) };
  const openGraphLocale = openGraphLocaleOf(house);
  return {
    authors: authorsOf(house, briefing),
    keywords: briefing.keywords ?? [],
    language: house.locale.replace(/-.*/, ''),
    reportNumber: `${briefing.id}/${page.edition}`,
    citationDate: briefing.date.replaceAll('-', '/'),
    ...(openGraphLocale !== undefined && { openGraphLocale }),
    ...(address !== undefined && { address, pdf: `${address}${page.edition}/briefing.pdf` }),
    ...(image && { image }),
    structuredData: html(toScriptData(reportOf(house, briefing, page, { address, image: image?.address }))),
  };
}

/** `en_GB` for en-GB. */
export function openGraphLocaleOf({ locale }: House): string | undefined {
  return locale.includes('-') ? locale.replace('-', '_') : undefined;
}

/** `https://example.org/notes/car-t/2026-04-21/`: the permanent page of the edition in the archive. */
export function addressUnder(site: string, { slug, date }: Pick<Briefing, 'slug' | 'date'>): string {
  return new URL(`${slug}/${date}/`, folderOf(site)).href;
}

/** The address of a site, as that of a folder. */
export function folderOf(site: string): string {
  const folder = new URL(site);
  folder.search = '';
  folder.hash = '';
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  return folder.href;
}

function authorsOf(house: House, { authors }: Briefing): House['authors'][string][] {
  return authors.map((id) => house.authors[id] ?? { name: id });
}

interface Addresses {
  address: string | undefined;
  image: string | undefined;
}

/** The briefing as a Report of schema.org. */
function reportOf(house: House, briefing: Briefing, page: Described, { address, image }: Addresses): object {
  const keywords = briefing.keywords ?? [];
  const genre = briefing.series ?? house.series;
  return {
    '@context': 'https://schema.org',
    '@type': 'Report',
    ...(address !== undefined && { '@id': address, url: address }),
    ...(image !== undefined && { image }),
    name: page.plainTitle,
    description: page.description,
    inLanguage: house.locale,
    datePublished: briefing.date,
    contentReferenceTime: briefing.dataAsOf,
    version: page.edition,
    ...(page.correction && correctionOf(page.correction)),
    ...(genre !== undefined && { genre }),
    ...(keywords.length > 0 && { keywords }),
    author: authorsOf(house, briefing).map(({ name, affiliation }) => ({
      '@type': 'Person',
      name,
      ...(affiliation !== undefined && { affiliation: organisation(affiliation) }),
    })),
    publisher: { ...organisation(house.publication), ...(house.site !== undefined && { url: house.site }) },
    citation: page.sources.map(citationOf),
  };
}

function correctionOf({ kind, date, reason }: Correction): object {
  return {
    dateModified: date,
    correction: {
      '@type': 'CorrectionComment',
      name: kind,
      datePublished: date,
      text: reason,
    },
  };
}

function citationOf({ title, publisher, year, href }: PageModel['sources'][number]): object {
  return {
    '@type': 'CreativeWork',
    name: title,
    publisher: organisation(publisher),
    ...(year !== '' && { datePublished: year }),
    ...(href !== undefined && { url: href }),
  };
}

function organisation(name: string) {
  return { '@type': 'Organization', name };
}

/** JSON that can neither close the script element that holds it, nor open a comment or another script in it. */
export function toScriptData(value: object): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
