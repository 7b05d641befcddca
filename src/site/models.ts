import { changedInputs } from '../archive/files.ts';
import { addressOn, linkFrom, sitePaths } from '../archive/site-files.ts';
import { writeDate } from '../notation/dates.ts';
import { bibtexOf, cslOf, permalink, plainCitationOf } from './citations.ts';
import { noticeName, type SiteEdition, type SiteRevision, seriesKey, statusOf } from './editions.ts';
import { frameOf, type Site } from './frame.ts';
import type { EditionModel, EntryModel, LatestModel, NoticeModel } from './template-model.ts';

/** A value that a revision changed, in words. */
export interface ChangedValue {
  what: string;
  kind: string;
  before: string;
  after: string;
}

/** What each revision changed against the one before, by its number; none is known of one without data. */
export type ChangesByRevision = ReadonlyMap<number, readonly ChangedValue[]>;

/** <slug>/<date>/index.html: what stays when an edition is corrected. */
export function editionPage(site: Site, edition: SiteEdition, changes: ChangesByRevision): EditionModel {
  const { house } = site;
  const { title, dek, date, dataAsOf, series, authors, revisions, newest } = edition;
  const file = sitePaths.edition(edition);
  const cited = { edition, house };
  const address = permalink(edition, house);
  const { pdf, files } = filesOf(newest, file);
  return {
    ...frameOf(site, file, { title, description: dek || title }),
    ...(series !== undefined && { series: seriesLink(series, file) }),
    date,
    dateLabel: writeDate(date),
    dataAsOf,
    dataAsOfLabel: writeDate(dataAsOf),
    revision: nameOf(newest),
    title,
    titleSize: title.length <= 62 ? 'large' : title.length <= 80 ? 'medium' : 'small',
    dek,
    authors: authors.join(', '),
    authorNames: authors,
    citationDate: date.replaceAll('-', '/'),
    ...(house.site !== undefined &&
      pdf && { citationPdf: addressOn(house.site, `${newest.sealed.folder}/briefing.pdf`) }),
    ...(house.site !== undefined &&
      newest.sealed.manifest.files.some(({ path }) => path === socialFile) && {
        image: addressOn(house.site, `${newest.sealed.folder}/${socialFile}`),
      }),
    notices: revisions
      .map((revision, index) => noticeOf(revision, revisions[index - 1], changes))
      .toReversed()
      .flat(),
    page: linkFrom(file, newestPage(edition)),
    pageLabel: statusOf(edition) === 'retracted' ? 'Read the retracted briefing' : 'Read the briefing',
    ...(pdf && { pdf }),
    files,
    trials: trialLinks(edition.trials, file),
    revisions: revisions
      .toReversed()
      .map((revision) => describeRevision(revision, revision === newest, file)),
    ...neighboursOf(site, edition, file),
    citation: plainCitationOf(cited),
    bibtex: bibtexOf(cited).trimEnd(),
    csl: cslOf(cited).trimEnd(),
    ...(address !== undefined && { permalink: address }),
  };
}

/** <slug>/<date>/latest/index.html: goes on to the newest revision, in any browser. */
export function latestPage(site: Site, edition: SiteEdition): LatestModel {
  return {
    language: site.house.language,
    icon: site.icon,
    title: edition.title,
    href: linkFrom(sitePaths.latest(edition), newestPage(edition)),
  };
}

function noticeOf(
  revision: SiteRevision,
  before: SiteRevision | undefined,
  changes: ChangesByRevision,
): NoticeModel[] {
  const { correction, number, published } = revision;
  if (!correction) return [];
  const listed = changes.get(number);
  return [
    {
      id: `notice-${nameOf(revision)}`,
      kind: correction.kind,
      heading: `${noticeName(correction.kind)}, ${writeDate(published)}`,
      reason: correction.reason,
      revision: nameOf(revision),
      changes: [...(listed ?? [])],
      ...(listed?.length === 0 && { noChanges: unchangedBut(revision, before) }),
    },
  ];
}

/** What is left to say of a revision that changed no value; a retraction may change nothing at all. */
function unchangedBut(revision: SiteRevision, before: SiteRevision | undefined): string {
  const { inputs, id } = revision.sealed.manifest;
  const changed = changedInputs(before?.sealed.manifest.inputs ?? [], inputs);
  if (changed.length === 0) return 'Neither values nor words changed.';
  return changed.some(({ path }) => path === `briefings/${id}.md`)
    ? 'No value changed; the words did.'
    : 'No value changed.';
}

function describeRevision(revision: SiteRevision, isNewest: boolean, file: string) {
  const { sealed, published, correction } = revision;
  const hasPdf = sealed.manifest.files.some(({ path }) => path === 'briefing.pdf');
  return {
    name: nameOf(revision),
    href: linkFrom(file, `${sealed.folder}/index.html`),
    ...(hasPdf && { pdf: linkFrom(file, `${sealed.folder}/briefing.pdf`) }),
    published,
    publishedLabel: writeDate(published),
    ...(sealed.manifest.published !== published && {
      sealed: sealed.manifest.published,
      sealedLabel: writeDate(sealed.manifest.published),
    }),
    what: correction ? correction.kind : 'first published',
    hash: sealed.hash,
    isNewest,
  };
}

/** The picture shown where an edition is shared. */
const socialFile = 'social.png';

const labels: ReadonlyMap<string, string> = new Map([
  ['evidence.csv', 'Evidence ledger, CSV'],
  ['evidence.json', 'Evidence ledger, JSON'],
  ['data.json', 'Data of its trials, JSON'],
  ['mail.eml', 'As e-mail'],
  [socialFile, 'Picture for sharing, PNG'],
]);

/** What readers may want of a revision beside its page; its inputs and manifest lie beside them. */
function filesOf({ sealed }: SiteRevision, file: string) {
  const linked = sealed.manifest.files.map(({ path, bytes }) => ({
    path,
    label: labels.get(path) ?? figureLabel(path),
    href: linkFrom(file, `${sealed.folder}/${path}`),
    size: sizeOf(bytes),
  }));
  const pdf = linked.find(({ path }) => path === 'briefing.pdf');
  return {
    ...(pdf && { pdf: { label: 'PDF', href: pdf.href, size: pdf.size } }),
    files: linked
      .filter(({ path }) => labels.has(path) || path.startsWith('figures/'))
      .map(({ path: _, ...link }) => link),
  };
}

/** `Figure ‘depth’, SVG`. */
function figureLabel(path: string): string {
  const [, name = path, ending = ''] = /([^/]+)\.(\w+)$/.exec(path) ?? [];
  return `Figure ‘${name}’, ${ending.toUpperCase()}`;
}

/** `178 KB`, in the thousands that file managers show. */
function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 999_500 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Within its series where it has such a neighbour, else in the whole publication. */
function neighboursOf(site: Site, edition: SiteEdition, file: string) {
  const [later, earlier] = [1, -1].map((step) => {
    const other =
      neighbourIn(seriesOf(site, edition), edition, step) ?? neighbourIn(site.newestFirst, edition, step);
    return (
      other && {
        label: other.title,
        href: linkFrom(file, sitePaths.edition(other)),
        date: other.date,
        dateLabel: writeDate(other.date),
        ...(other.series !== undefined && { series: other.series }),
      }
    );
  });
  return { ...(earlier && { earlier }), ...(later && { later }) };
}

function seriesOf({ series }: Site, edition: SiteEdition): readonly SiteEdition[] {
  return edition.series === undefined ? [] : (series.get(seriesKey(edition.series)) ?? []);
}

/** `step`: 1 for the next by date, -1 for the one before. */
function neighbourIn(
  newestFirst: readonly SiteEdition[],
  edition: SiteEdition,
  step: number,
): SiteEdition | undefined {
  const place = newestFirst.indexOf(edition);
  return place < 0 ? undefined : newestFirst[place - step];
}

function nameOf({ number }: SiteRevision): string {
  return `r${number}`;
}

interface Showing {
  /** The page that shows it. */
  file: string;
  /** With the line under the title, and the PDF. */
  isFull: boolean;
  /** The series goes without saying. */
  withoutSeries?: boolean;
}

/** An edition in a list. */
export function editionEntry(edition: SiteEdition, { file, isFull, withoutSeries }: Showing): EntryModel {
  const { title, dek, date, series, trials, newest } = edition;
  const standing = statusOf(edition);
  const hasPdf = newest.sealed.manifest.files.some(({ path }) => path === 'briefing.pdf');
  return {
    title,
    dek: isFull ? dek : '',
    date,
    dateLabel: writeDate(date),
    href: linkFrom(file, newestPage(edition)),
    record: linkFrom(file, sitePaths.edition(edition)),
    ...(series !== undefined && !withoutSeries && { series: seriesLink(series, file) }),
    trials: trialLinks(trials, file),
    ...(isFull && hasPdf && { pdf: linkFrom(file, `${newest.sealed.folder}/briefing.pdf`) }),
    ...(standing !== undefined && { standing }),
  };
}

/** Where the newest revision of an edition is read. */
export function newestPage({ newest }: SiteEdition): string {
  return `${newest.sealed.folder}/index.html`;
}

function seriesLink(series: string, file: string) {
  return { label: series, href: linkFrom(file, sitePaths.series(seriesKey(series))) };
}

function trialLinks(trials: SiteEdition['trials'], file: string) {
  return trials.map(({ id, name }) => ({ label: name, href: linkFrom(file, sitePaths.trial(id)) }));
}

/** `14 April 2026 to 21 April 2026`, or one day. */
export function spanOf(newestFirst: readonly { date: string }[]): string {
  const [last, first] = [newestFirst[0]?.date ?? '', newestFirst.at(-1)?.date ?? ''];
  return first === last ? writeDate(last) : `${writeDate(first)} to ${writeDate(last)}`;
}

/** Editions by month, each under its name. */
export function byMonth(editions: readonly SiteEdition[], file: string) {
  const months = Map.groupBy(editions, ({ date }) => date.slice(0, 7));
  return [...months].map(([month, own]) => ({
    heading: writeDate(month),
    entries: own.map((edition) => editionEntry(edition, { file, isFull: false })),
  }));
}
