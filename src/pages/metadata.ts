import type { FigureSpec } from '../figures/spec.ts';
import type { House } from '../model/house.ts';
import type { Briefing } from '../model/library.ts';
import { html } from './markup.ts';
import type { PageModel } from './page-model.ts';

type Described = Pick<PageModel, 'plainTitle' | 'description' | 'edition' | 'sources'> & {
  /** The first on the page. */
  figure?: FigureSpec;
};

/** What a page tells catalogues, search engines and those who share it: nothing that its reader does not see. */
export function metadataOf(house: House, briefing: Briefing, page: Described): PageModel['metadata'] {
  const address = house.site === undefined ? undefined : addressUnder(house.site, briefing.id);
  const image = address !== undefined && page.figure ? imageOf(page.figure, address) : undefined;
  const openGraphLocale = openGraphLocaleOf(house);
  return {
    authors: authorsOf(house, briefing),
    keywords: briefing.keywords ?? [],
    language: house.locale.replace(/-.*/, ''),
    citationDate: briefing.date.replaceAll('-', '/'),
    ...(openGraphLocale !== undefined && { openGraphLocale }),
    ...(address !== undefined && { address, pdf: `${address}briefing.pdf` }),
    ...(image && { image }),
    structuredData: html(toScriptData(reportOf(house, briefing, page, { address, image: image?.address }))),
  };
}

/** `en_GB` for en-GB. */
export function openGraphLocaleOf({ locale }: House): string | undefined {
  return locale.includes('-') ? locale.replace('-', '_') : undefined;
}

function imageOf({ id, alt }: FigureSpec, address: string) {
  return { address: `${address}figures/${id}.png`, alt };
}

/** `https://example.org/notes/2026-04-21-car-t/`: as the editions lie under out/. */
export function addressUnder(site: string, id: string): string {
  return new URL(`${id}/`, folderOf(site)).href;
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
