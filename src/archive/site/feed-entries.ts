import { writeDate } from '../../notation/dates.ts';
import type { SiteEdition } from './editions.ts';
import type { Imprint } from './imprint.ts';
import { noticeLine, noticeName } from './notices.ts';
import { addressOn, sitePaths } from './site-files.ts';

/** What both feeds tell of an edition. */
export interface FeedEntry {
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

export interface FeedInput {
  house: Imprint;
  editions: readonly SiteEdition[];
}

/** Readers come back more often than this many editions appear; the site has them all. */
const longest = 60;

/** The editions that were published or corrected last, newest first. */
export function feedEntries({ house, editions }: FeedInput): FeedEntry[] {
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
export function addressOf(file: string, { site }: Imprint): string {
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
