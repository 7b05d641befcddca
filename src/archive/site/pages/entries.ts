import { writeDate } from '../../../notation/dates.ts';
import type { EntryModel } from '../../../pages/archive/models.ts';
import type { SiteEdition } from '../editions.ts';
import { seriesKey } from '../editions.ts';
import { statusOf } from '../notices.ts';
import { linkFrom, sitePaths } from '../site-files.ts';

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

export function seriesLink(series: string, file: string) {
  return { label: series, href: linkFrom(file, sitePaths.series(seriesKey(series))) };
}

export function trialLinks(trials: SiteEdition['trials'], file: string) {
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
