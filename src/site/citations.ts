import { addressOn, sitePaths } from '../archive/site-files.ts';
import { writeDate } from '../notation/dates.ts';
import { type Imprint, noticeName, type SiteEdition } from './editions.ts';
import { personOf } from './feeds.ts';

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

const accents: Record<string, string> = {
  '\u0300': '`',
  '\u0301': "'",
  '\u0302': '^',
  '\u0303': '~',
  '\u0304': '=',
  '\u0306': 'u',
  '\u0307': '.',
  '\u0308': '"',
  '\u030a': 'r',
  '\u030b': 'H',
  '\u030c': 'v',
  '\u0327': 'c',
  '\u0328': 'k',
};

const signs: Record<string, string> = {
  '\\': '{\\textbackslash}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '{\\textasciicircum}',
  '~': '{\\textasciitilde}',
  '<': '{\\textless}',
  '>': '{\\textgreater}',
  '"': '{\\textquotedbl}',
  ß: '{\\ss}',
  æ: '{\\ae}',
  Æ: '{\\AE}',
  œ: '{\\oe}',
  Œ: '{\\OE}',
  ø: '{\\o}',
  Ø: '{\\O}',
  ł: '{\\l}',
  Ł: '{\\L}',
  ı: '{\\i}',
  '\u00a0': '~',
  '\u2011': '-',
  '–': '--',
  '—': '---',
  '‘': '`',
  '’': "'",
  '“': '``',
  '”': "''",
  '…': '{\\ldots}',
  '−': '$-$',
  '±': '$\\pm$',
  '×': '$\\times$',
  '≥': '$\\geq$',
  '≤': '$\\leq$',
  '†': '{\\dag}',
  '‡': '{\\ddag}',
};

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻';
const plainSuperscripts = '0123456789+-';

/** Text as LaTeX prints it, letters with accents spelt out for the oldest BibTeX; others stay as they are. */
export function toTex(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+|./gsu, (part) =>
      superscripts.includes(part[0] ?? '') ? raise(part) : letter(part),
    );
}

function raise(part: string): string {
  return `$^{${[...part].map((one) => plainSuperscripts[superscripts.indexOf(one)]).join('')}}$`;
}

function letter(character: string): string {
  const sign = signs[character];
  if (sign !== undefined) return sign;
  const [base = '', accent = '', ...more] = [...character.normalize('NFD')];
  const command = accents[accent];
  if (command === undefined || more.length > 0 || !/^[A-Za-z]$/.test(base)) return character;
  const needsDotless = (base === 'i' || base === 'j') && command !== 'c' && command !== 'k';
  return `{\\${command}{${needsDotless ? `\\${base}` : base}}}`;
}
