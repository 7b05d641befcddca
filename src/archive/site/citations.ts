import { writeDate } from '../../notation/dates.ts';
import type { SiteEdition } from './editions.ts';
import type { Imprint } from './imprint.ts';
import { noticeName } from './notices.ts';
import { personOf } from './person.ts';
import { addressOn, sitePaths } from './site-files.ts';
import { toTex } from './tex.ts';

/** An edition as others cite it: the newest revision, under an address that leads to whatever is newest then. */
interface Cited {
  edition: SiteEdition;
  house: Imprint;
}

export function bibtexOf({ edition, house }: Cited): string {
  const [year = '', month = '', day = ''] = edition.date.split('-');
  const address = permalink(edition, house);
  const fields: [string, string | undefined][] = [
    ['title', `{${toTex(edition.title)}}`],
    ['author', edition.authors.map(texName).join(' and ') || undefined],
    ['institution', toTex(house.publication)],
    ['type', toTex(edition.series ?? 'Briefing')],
    ['number', revisionOf(edition)],
    ['year', year],
    ['month', String(Number(month))],
    ['day', String(Number(day))],
    // An address is read verbatim, but must not end its own field.
    ['url', address?.replace(/[{}\\]/g, encodeURIComponent)],
    ['keywords', edition.keywords.map(toTex).join(', ') || undefined],
    ['note', noteOn(edition) && toTex(noteOn(edition) ?? '')],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = {${value}},`]));
  return `@techreport{${edition.slug}-${edition.date},\n${lines.join('\n')}\n}\n`;
}

function texName(name: string): string {
  const person = personOf(name);
  return 'literal' in person
    ? `{${toTex(person.literal)}}`
    : `${toTex(person.family)}, ${toTex(person.given)}`;
}

/** A list of one item, as reference managers read it. */
export function cslOf({ edition, house }: Cited): string {
  const address = permalink(edition, house);
  const note = noteOn(edition);
  const item = {
    id: `${edition.slug}-${edition.date}`,
    type: 'report',
    title: edition.title,
    author: edition.authors.map(personOf),
    issued: { 'date-parts': [edition.date.split('-').map(Number)] },
    publisher: house.publication,
    genre: edition.series ?? 'Briefing',
    version: revisionOf(edition),
    language: edition.language,
    ...(edition.dek !== '' && { abstract: edition.dek }),
    ...(edition.keywords.length > 0 && { keyword: edition.keywords.join(', ') }),
    ...(address !== undefined && { URL: address }),
    ...(note !== undefined && { note }),
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}

/** For those who type. */
export function plainCitationOf({ edition, house }: Cited): string {
  const authors = edition.authors.join(', ');
  const stop = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);
  const said = [
    ...(authors ? [stop(authors)] : []),
    stop(edition.title),
    `${house.publication}, ${writeDate(edition.date)}, ${revisionOf(edition)}.`,
    permalink(edition, house),
  ];
  return said.filter((part) => part !== undefined).join(' ');
}

/** Where the edition is to be found, whatever its newest revision; undefined when the house names no site. */
export function permalink(edition: SiteEdition, { site }: Imprint): string | undefined {
  return site === undefined ? undefined : addressOn(site, sitePaths.edition(edition));
}

function revisionOf({ newest }: SiteEdition): string {
  return `r${newest.number}`;
}

function noteOn({ newest }: SiteEdition): string | undefined {
  if (!newest.correction) return undefined;
  return `${noticeName(newest.correction.kind)} of ${writeDate(newest.published)}`;
}
