import type { CorrectionKind, SealedRevision } from '../sealed.ts';
import { cleanText } from './clean-text.ts';

/** An edition as the site tells of it: words and lists from its newest revision, cleaned. */
export interface SiteEdition {
  /** `2026-04-21-car-t-moves-upstream`. */
  id: string;
  slug: string;
  /** YYYY-MM-DD. */
  date: string;
  title: string;
  dek: string;
  series?: string;
  authors: string[];
  keywords: string[];
  language: string;
  dataAsOf: string;
  trials: NamedTrial[];
  /** From r1 on. */
  revisions: SiteRevision[];
  first: SiteRevision;
  newest: SiteRevision;
}

interface NamedTrial {
  id: string;
  name: string;
}

export interface SiteRevision {
  sealed: SealedRevision;
  /** From 1. */
  number: number;
  /** YYYY-MM-DD: a first revision is of its edition’s date, whenever it was sealed; a later one of that day. */
  published: string;
  /** Why it was made; of revisions after the first. */
  correction?: { kind: CorrectionKind; reason: string };
}

/** The editions of an archive in the order in which each was first sealed. `revisions` are in chain order. */
export function editionsOf(revisions: readonly SealedRevision[]): SiteEdition[] {
  const byEdition = Map.groupBy(revisions, ({ manifest }) => manifest.id);
  return [...byEdition.values()].map((own) => describe(own.map(toSiteRevision)));
}

function toSiteRevision(sealed: SealedRevision): SiteRevision {
  const { revision, date, published, correction } = sealed.manifest;
  return {
    sealed,
    number: revision,
    published: revision === 1 ? date : published,
    ...(correction && { correction: { ...correction, reason: cleanText(correction.reason) } }),
  };
}

function describe(unordered: SiteRevision[]): SiteEdition {
  const revisions = unordered.toSorted((a, b) => a.number - b.number);
  const [first, newest] = [revisions[0], revisions.at(-1)] as [SiteRevision, SiteRevision];
  const { id, slug, date, series, language, dataAsOf, trials, ...words } = newest.sealed.manifest;
  const named = cleanText(series ?? '');
  return {
    id,
    slug,
    date,
    title: cleanText(words.title) || slug,
    dek: cleanText(words.dek),
    ...(named !== '' && { series: named }),
    authors: words.authors.map(cleanText),
    keywords: words.keywords.map(cleanText),
    language,
    dataAsOf,
    trials: trials.map((trial) => ({ id: trial.id, name: cleanText(trial.name) || trial.id })),
    revisions,
    first,
    newest,
  };
}

/** Newest date first; of one day the one that was sealed last. */
export function newestFirst(editions: readonly SiteEdition[]): SiteEdition[] {
  return editions.toReversed().sort((a, b) => compare(b.date, a.date));
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Editions by year, the newest first. */
export function byYear(editions: readonly SiteEdition[]): Map<string, SiteEdition[]> {
  return Map.groupBy(newestFirst(editions), ({ date }) => date.slice(0, 4));
}

/** Editions by series, in order of the series' names as the newest of each is written. */
export function bySeries(editions: readonly SiteEdition[]): Map<string, SiteEdition[]> {
  const groups = Map.groupBy(
    newestFirst(editions).filter(({ series }) => series !== undefined),
    ({ series }) => seriesKey(series as string),
  );
  return new Map([...groups].sort(([a], [b]) => compare(a, b)));
}

/** Editions by the id of each trial that any of their revisions shows. */
export function editionsByTrial(editions: readonly SiteEdition[]): Map<string, SiteEdition[]> {
  const groups = new Map<string, SiteEdition[]>();
  for (const edition of newestFirst(editions)) {
    for (const id of trialsEver(edition)) groups.set(id, [...(groups.get(id) ?? []), edition]);
  }
  return new Map([...groups].sort(([a], [b]) => compare(a, b)));
}

/** Ids of the trials that a revision of the edition shows or showed. */
export function trialsEver({ revisions }: SiteEdition): string[] {
  return [...new Set(revisions.flatMap(({ sealed }) => sealed.manifest.trials.map(({ id }) => id)))];
}

/** How a trial was last called. */
export function trialName(id: string, editions: readonly SiteEdition[]): string {
  const revisions = editions.flatMap(({ revisions }) => revisions);
  const latest = revisions
    .toSorted((a, b) => b.sealed.manifest.sequence - a.sealed.manifest.sequence)
    .flatMap(({ sealed }) => sealed.manifest.trials)
    .find((trial) => trial.id === id);
  return cleanText(latest?.name ?? '') || id;
}

/** Series that differ in capitals, spaces and punctuation only are one; the key names its page. */
export function seriesKey(series: string): string {
  const plain = series.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const key = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const letters = plain.replace(/[^\p{L}\p{N}]/gu, '');
  return /^[a-z0-9]+$/.test(letters) && key.length <= 60
    ? key
    : `${key.slice(0, 40)}-${codeOf(letters)}`.replace(/^-/, 's-');
}

/** Tells apart names that have no plain letters to make an address of. */
function codeOf(letters: string): string {
  let code = 0x811c9dc5;
  for (const character of letters) code = Math.imul(code ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (code >>> 0).toString(16).padStart(8, '0');
}
