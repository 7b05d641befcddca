import type { House } from '../model/house.ts';
import type { Briefing } from '../model/library.ts';
import type { Correction } from './correction-model.ts';
import { html } from './markup.ts';
import type { PageModel } from './page-model.ts';

type Described = Pick<PageModel, 'plainTitle' | 'description' | 'edition' | 'sources'> & {
  correction?: Correction;
};

/** What a page tells catalogues, search engines and those who share it: nothing that its reader does not see. */
export function metadataOf(house: House, briefing: Briefing, page: Described): PageModel['metadata'] {
  const address = house.site === undefined ? undefined : addressUnder(house.site, briefing);
  const [language = '', country] = house.locale.split('-');
  return {
    authors: authorsOf(house, briefing).map(({ name }) => name),
    keywords: briefing.keywords ?? [],
    language,
    reportNumber: `${briefing.id}/${page.edition}`,
    citationDate: briefing.date.replaceAll('-', '/'),
    ...(country !== undefined && { openGraphLocale: `${language}_${country}` }),
    ...(address !== undefined && { address, pdf: `${address}${page.edition}/briefing.pdf` }),
    structuredData: html(toScriptData(reportOf(house, briefing, page, address))),
  };
}

/** `https://example.org/notes/car-t/2026-04-21/`: the permanent page of the edition in the archive. */
function addressUnder(site: string, { slug, date }: Briefing): string {
  const folder = new URL(site);
  folder.search = '';
  folder.hash = '';
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  return new URL(`${slug}/${date}/`, folder).href;
}

function authorsOf(house: House, { authors }: Briefing): House['authors'][string][] {
  return authors.map((id) => house.authors[id] ?? { name: id });
}

/** The briefing as a Report of schema.org. */
function reportOf(house: House, briefing: Briefing, page: Described, address: string | undefined): object {
  const keywords = briefing.keywords ?? [];
  return {
    '@context': 'https://schema.org',
    '@type': 'Report',
    ...(address !== undefined && { '@id': address, url: address }),
    name: page.plainTitle,
    description: page.description,
    inLanguage: house.locale,
    datePublished: briefing.date,
    contentReferenceTime: briefing.dataAsOf,
    version: page.edition,
    ...(page.correction && correctionOf(page.correction)),
    ...(briefing.series !== undefined && { genre: briefing.series }),
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
