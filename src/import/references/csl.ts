import { isHttpsUrl, withoutUnseenCharacters } from '../../model/scalars.ts';
import { decodeEntities, plainMarkup } from './markup.ts';
import { nctNumbers, optional, type Reference, type ReferenceAuthor, wholePages } from './reference.ts';

type Item = Record<string, unknown>;

/**
 * A work in the form of CSL JSON, Crossref or citation-js, which differ in lists and in small things; undefined of one
 * without a title.
 */
export function fromCsl(item: Item): Reference | undefined {
  const title = plainMarkup(first(item.title));
  if (title === undefined) return undefined;
  const container = decodeEntities(first(item['container-title']));
  const abbreviation = abbreviationOf(item, container);
  const pages = first(item.page) ?? first(item['article-number']) ?? first(item.number);
  const url = first(item.URL);
  const published =
    dateOf(item.issued) ?? dateOf(item['published-print']) ?? dateOf(item['published-online']);
  return {
    title,
    publisher: container ?? decodeEntities(first(item.publisher)) ?? 'not stated',
    isPaper: container !== undefined || /article|paper|journal|posted/.test(first(item.type) ?? ''),
    authors: authorsOf(item.author),
    ...(published && { published }),
    ...optional('volume', first(item.volume)),
    ...optional('issue', first(item.issue)),
    ...optional('abbreviation', abbreviation),
    ...optional('pages', pages && wholePages(pages)),
    ...optional('doi', doiIn(item.DOI)),
    ...optional('pmid', /^\d{1,9}$/.exec(first(item.PMID) ?? '')?.[0]),
    ...optional('url', url !== undefined && isHttpsUrl(url) ? url : undefined),
    trials: trialsOf(item['clinical-trial-number']),
    notices: noticesOf(item['updated-by']),
  };
}

/**
 * The abbreviated title of a journal. Crossref also gives whole titles, and titles without their small words, as
 * short ones: an abbreviation has at least one word that is none of the title.
 */
function abbreviationOf(item: Item, title: string | undefined): string | undefined {
  const given = first(item['container-title-short']) ?? first(item['short-container-title']);
  const short = decodeEntities(given)?.replaceAll(/\.(?=\s|$)/g, '');
  if (short === undefined || title === undefined) return undefined;
  const wordsOf = (text: string) => text.toLowerCase().split(/[\s.,:&-]+/);
  const whole = new Set(wordsOf(title));
  return wordsOf(short).some((word) => !whole.has(word)) ? short : undefined;
}

/** A DOI as it is published; undefined of what is none. */
function doiIn(value: unknown): string | undefined {
  const plain = first(value)?.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '');
  return /^10\.\d{4,9}\/\S+$/.exec(plain ?? '')?.[0];
}

/** The first text of a list or the text itself, on one line; undefined when it is empty. */
function first(value: unknown): string | undefined {
  const one = Array.isArray(value) ? value.find((part) => String(part ?? '').trim() !== '') : value;
  if (typeof one !== 'string' && typeof one !== 'number') return undefined;
  const text = withoutUnseenCharacters(String(one)).replaceAll(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}

/** `2018`, `2018-05` or `2018-05-17` of date parts or of a text. */
function dateOf(value: unknown): string | undefined {
  const given = value as { 'date-parts'?: unknown; raw?: unknown } | string | undefined;
  if (typeof given === 'string') return /^\d{4}(?:-\d{2}(?:-\d{2})?)?/.exec(given)?.[0];
  if (typeof given !== 'object' || given === null) return undefined;
  const [dated] = Array.isArray(given['date-parts']) ? given['date-parts'] : [];
  const parts = Array.isArray(dated) ? dated.map(Number) : [];
  const [year, ...rest] = parts;
  if (year === undefined || !(year >= 1000 && year <= 9999))
    return /\b\d{4}\b/.exec(String(given.raw ?? ''))?.[0];
  const two = rest.filter((part) => part >= 1 && part <= 31).map((part) => String(part).padStart(2, '0'));
  return [String(year), ...two.slice(0, 2)].join('-');
}

function authorsOf(value: unknown): ReferenceAuthor[] {
  const list = Array.isArray(value) ? (value as Item[]) : [];
  return list.flatMap((author): ReferenceAuthor[] => {
    if (typeof author !== 'object' || author === null) return [];
    const family = decodeEntities(first(author.family));
    const given = decodeEntities(first(author.given));
    const suffix = first(author.suffix);
    const particle = first(author['non-dropping-particle']) ?? first(author['dropping-particle']);
    const name = decodeEntities(first(author.literal) ?? first(author.name));
    if (family === undefined) return name === undefined ? [] : [{ name }];
    const whole = particle === undefined ? family : `${particle} ${family}`;
    return [
      { family: whole, ...(given !== undefined && { given }), ...(suffix !== undefined && { suffix }) },
    ];
  });
}

function trialsOf(value: unknown): string[] {
  const list = Array.isArray(value) ? (value as Item[]) : [];
  return nctNumbers(list.flatMap((one) => first(one?.['clinical-trial-number'])?.toUpperCase() ?? []));
}

const kinds: readonly [RegExp, Reference['notices'][number]['kind']][] = [
  [/retract|withdraw|removal/i, 'retraction'],
  [/concern/i, 'expression of concern'],
  [/correct|errat|corrigend/i, 'correction'],
];

/** Corrections and the like, each once however many have reported it; a new version of a preprint is none. */
function noticesOf(value: unknown): Reference['notices'] {
  const list = Array.isArray(value) ? (value as Item[]) : [];
  const notices = list.flatMap((update) => {
    const kind = kinds.find(([pattern]) => pattern.test(first(update?.type) ?? ''))?.[1];
    if (!kind) return [];
    const doi = doiIn(update?.DOI)?.toLowerCase();
    const on = dateOf(update.updated);
    return [{ kind, ...optional('doi', doi), ...optional('date', on && on.length > 4 ? on : undefined) }];
  });
  return notices.filter(
    (one, index) => notices.findIndex(({ kind, doi }) => kind === one.kind && doi === one.doi) === index,
  );
}
