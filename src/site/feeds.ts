import { addressOn, sitePaths } from '../archive/site-files.ts';
import { writeDate } from '../notation/dates.ts';
import { type Imprint, noticeLine, noticeName, type SiteEdition } from './editions.ts';

/** feed.atom, RFC 4287. */
export function atomFeed(source: FeedInput): string {
  const { house, editions } = source;
  const entries = feedEntries(source);
  const chain = editions.map(({ first }) => first.sealed);
  const oldest = chain.toSorted((a, b) => a.manifest.sequence - b.manifest.sequence)[0];
  return `${[
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escaped(house.language)}">`,
    element('id', feedName(oldest?.hash ?? '0'.repeat(64))),
    element('title', house.publication),
    element('updated', entries[0]?.updated ?? momentOf('1970-01-01', 1)),
    element('author', '', [element('name', house.publication)]),
    ...(house.site === undefined
      ? []
      : [link('self', addressOf(sitePaths.atom, house), 'application/atom+xml')]),
    link('alternate', addressOf(sitePaths.index, house), 'text/html'),
    '<generator>trialbrief</generator>',
    ...entries.map(writeEntry),
    '</feed>',
  ].join('\n')}\n`;
}

/** From the half of the first hash that names no entry. */
function feedName(hash: string): string {
  return urnOf(hash.slice(32));
}

function writeEntry(entry: FeedEntry): string {
  return [
    `<entry xml:lang="${escaped(entry.language)}">`,
    element('id', entry.id),
    element('title', entry.title),
    element('published', entry.published),
    element('updated', entry.updated),
    ...entry.authors.map((name) => element('author', '', [element('name', name)])),
    ...entry.tags.map((tag) => `<category term="${escaped(tag)}"/>`),
    link('alternate', entry.page, 'text/html'),
    ...(entry.pdf ? [link('enclosure', entry.pdf.address, 'application/pdf', entry.pdf.bytes)] : []),
    element('summary', entry.paragraphs.join('\n')),
    '</entry>',
  ].join('\n');
}

function element(name: string, text: string, inner: string[] = []): string {
  return `<${name}>${escaped(text)}${inner.join('')}</${name}>`;
}

function link(rel: string, href: string, type: string, bytes?: number): string {
  const length = bytes === undefined ? '' : ` length="${bytes}"`;
  return `<link rel="${rel}" type="${type}" href="${escaped(href)}"${length}/>`;
}

/** Also `>`, which must not follow `]]`. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** feed.json, JSON Feed 1.1. Its addresses are absolute, so it has none where the house names no site. */
export function jsonFeed(source: FeedInput): string {
  const { house } = source;
  const hasAddress = house.site !== undefined;
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: house.publication,
    ...(hasAddress && {
      home_page_url: addressOf(sitePaths.index, house),
      feed_url: addressOf(sitePaths.json, house),
    }),
    language: house.language,
    authors: [{ name: house.publication }],
    items: feedEntries(source).map((entry) => toItem(entry, hasAddress)),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}

function toItem(entry: FeedEntry, hasAddress: boolean): object {
  return {
    id: entry.id,
    ...(hasAddress && { url: entry.page }),
    title: entry.title,
    content_text: entry.paragraphs.join('\n\n'),
    date_published: entry.published,
    date_modified: entry.updated,
    ...(entry.authors.length > 0 && { authors: entry.authors.map((name) => ({ name })) }),
    ...(entry.tags.length > 0 && { tags: entry.tags }),
    language: entry.language,
    ...(hasAddress &&
      entry.pdf && {
        attachments: [
          { url: entry.pdf.address, mime_type: 'application/pdf', size_in_bytes: entry.pdf.bytes },
        ],
      }),
  };
}

/** What both feeds contain of an edition. */
interface FeedEntry {
  /** Stable whatever becomes of the site's address. */
  id: string;
  /** Says what its newest revision is, when that is a correction. */
  title: string;
  /** The dek, the trials and every notice; plain text in paragraphs. */
  paragraphs: string[];
  authors: string[];
  tags: string[];
  language: string;
  /** Of its first revision and of its newest, as RFC 3339 has it. */
  published: string;
  updated: string;
  page: string;
  pdf?: { address: string; bytes: number };
}

interface FeedInput {
  house: Imprint;
  editions: readonly SiteEdition[];
}

/** Readers come back more often than this many editions appear; the site has them all. */
const longest = 60;

/** The editions that were published or corrected last, newest first. */
function feedEntries({ house, editions }: FeedInput): FeedEntry[] {
  return editions
    .toSorted((a, b) => b.newest.sealed.manifest.sequence - a.newest.sealed.manifest.sequence)
    .slice(0, longest)
    .map((edition) => toEntry(edition, house));
}

function toEntry(edition: SiteEdition, house: Imprint): FeedEntry {
  const { newest, first, title, dek } = edition;
  const pdf = newest.sealed.manifest.files.find(({ path }) => path === 'briefing.pdf');
  const named = edition.trials.map(({ name }) => name).join(', ');
  const trials = named === '' ? '' : ` Trials: ${named}.`;
  const notices = edition.revisions.toReversed().map(noticeLine);
  return {
    id: urnOf(first.sealed.hash),
    title: newest.correction ? `${noticeName(newest.correction.kind)}: ${title}` : title,
    paragraphs: [
      ...notices.filter((notice) => notice !== undefined),
      ...(dek === '' ? [] : [dek]),
      `${writeDate(edition.date)}, data as of ${writeDate(edition.dataAsOf)}.${trials}`,
    ],
    authors: edition.authors,
    tags: [...new Set([...(edition.series ? [edition.series] : []), ...edition.keywords])],
    language: edition.language,
    published: momentOf(first.published, 1),
    updated: momentOf(lastChange(edition), newest.number),
    page: addressOf(sitePaths.edition(edition), house),
    ...(pdf && {
      pdf: { address: addressOf(`${newest.sealed.folder}/${pdf.path}`, house), bytes: pdf.bytes },
    }),
  };
}

/** The day on which its newest revision was sealed, but none before the edition’s own. */
function lastChange({ date, newest }: SiteEdition): string {
  const { published } = newest.sealed.manifest;
  return published < date ? date : published;
}

/**
 * Absolute when the house names its site. Without one it is relative to the feed, which lies at the top of the
 * archive: Atom readers resolve it (RFC 4287, 2), and JSON Feed, which knows no such addresses, leaves it out.
 */
function addressOf(file: string, { site }: Imprint): string {
  return site === undefined ? file : addressOn(site, file);
}

/**
 * A name for good, from the hash of what was sealed first: the same on every copy of the archive, before and
 * after it has an address on the web. A UUID of version 8 (RFC 9562).
 */
export function urnOf(hash: string): string {
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 0x3) | 0x8).toString(16);
  const digits = `${hash.slice(0, 12)}8${hash.slice(13, 16)}${variant}${hash.slice(17, 32)}`;
  return `urn:uuid:${digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
}

/**
 * An archive knows days, feeds want moments. A revision is one second later than the one before, so that
 * readers notice a correction of the same day.
 */
export function momentOf(day: string, revision: number): string {
  const seconds = Math.min(revision, 86_400) - 1;
  const [hours, minutes, rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60];
  return `${day}T${[hours, minutes, rest].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')}Z`;
}

/** An author for catalogues: a person by parts, or a name that is not to be taken apart. */
type Person = { given: string; family: string } | { literal: string };

/**
 * Takes a printed name apart. The family name is the last word with the particles before it: `van der Berg`.
 * Roles and bodies (`The editor`, `Smith and Sons`, `MRD group`) stay whole.
 */
export function personOf(name: string): Person {
  const words = name.split(/\s+/).filter(Boolean);
  const last = words.at(-1) ?? '';
  const isWhole =
    words.length < 2 ||
    /^(?:the|a)$/i.test(words[0] ?? '') ||
    !/^\p{Lu}/u.test(last) ||
    /[,&()\d]|\band\b/.test(name);
  if (isWhole) return { literal: name };
  const particle = words.findIndex((word, index) => index > 0 && /^\p{Ll}/u.test(word));
  const cut = particle > 0 ? particle : words.length - 1;
  return { given: words.slice(0, cut).join(' '), family: words.slice(cut).join(' ') };
}
