import type { DataFact } from '../changes/snapshot.ts';
import { writeDate } from '../notation/dates.ts';
import type { CorrectionKind, SealedRevision } from '../outputs/sealed.ts';

/** An edition as the site shows it: words and lists from its newest revision, cleaned. */
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

/** Distinguishes names without plain letters to make an address of. */
function codeOf(letters: string): string {
  let code = 0x811c9dc5;
  for (const character of letters) code = Math.imul(code ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (code >>> 0).toString(16).padStart(8, '0');
}

const names: Record<CorrectionKind, string> = {
  correction: 'Correction',
  erratum: 'Erratum',
  retraction: 'Retraction',
};

/** What happened to an edition, worst first: a retraction is not undone by a later erratum. */
const standings: [CorrectionKind, string][] = [
  ['retraction', 'retracted'],
  ['correction', 'corrected'],
  ['erratum', 'erratum'],
];

/** `Correction`. */
export function noticeName(kind: CorrectionKind): string {
  return names[kind];
}

/** One word for lists: `retracted`, `corrected`, `erratum`; undefined for an unchanged publication. */
export function statusOf({ revisions }: Pick<SiteEdition, 'revisions'>): string | undefined {
  const kinds = new Set(revisions.map(({ correction }) => correction?.kind));
  return standings.find(([kind]) => kinds.has(kind))?.[1];
}

/** `Correction of 3 May 2026: The count was that of the other arm.` */
export function noticeLine({ correction, published }: SiteRevision): string | undefined {
  if (!correction) return undefined;
  const reason = /[.!?…]$/.test(correction.reason) ? correction.reason : `${correction.reason}.`;
  return `${names[correction.kind]} of ${writeDate(published)}: ${reason}`;
}

/** What sort of value of its subject a fact is: `median`, `at 60 months`, `10⁻⁵`, `Age: 75 years or older`. */
export function qualifiersOf({
  subject,
  about,
  landmark,
  threshold,
  assay,
  subgroup,
  item,
}: DataFact): string[] {
  const isMedian = about.shape === 'median' && !/median/i.test(subject);
  const at = landmark === undefined ? undefined : `at ${landmark}`;
  const all = [isMedian ? 'median' : undefined, at, threshold, assay, subgroup, item];
  return all.filter((one) => one !== undefined);
}

/** What the whole site takes from the house of the newest sealed revision. */
export interface Imprint {
  publication: string;
  /** Language tag. */
  language: string;
  /** `#0b5d75`. */
  accent: string;
  paper: 'A4' | 'Letter';
  /** Where the archive is to be found on the web. */
  site?: string;
}

const usual: Imprint = { publication: 'Archive', language: 'en', accent: '#0b5d75', paper: 'A4' };

/**
 * Reads a sealed house.yaml. It may be older or newer than the schema of today and was checked when it was
 * sealed, so what does not fit is passed over here.
 */
export function imprintOf(data: unknown): Imprint {
  const house = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  const fits = (key: string, form: RegExp): string | undefined => {
    const value = house[key];
    return typeof value === 'string' && form.test(value) ? value : undefined;
  };
  const site = fits('site', /^https?:\/\/\S+$/);
  return {
    publication: cleanText(fits('publication', /\S/) ?? usual.publication),
    language: fits('locale', /^[a-z]{2}(?:-[A-Z]{2})?$/) ?? usual.language,
    accent: fits('accent', /^#[0-9a-fA-F]{6}$/) ?? usual.accent,
    paper: fits('paper', /^Letter$/) ? 'Letter' : usual.paper,
    ...(site !== undefined && URL.canParse(site) && { site }),
  };
}

/**
 * A title or name fit for HTML, XML and JSON: in one line, without lone surrogates and the characters that
 * XML 1.0 forbids or discourages. What a mark-up language reads as its own is for its writer to escape.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '')
    .replace(/[\t\n\r\u0085\u2028\u2029]+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(/\p{Noncharacter_Code_Point}/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}
