import { suggest } from '../../suggest.ts';
import { type SiteEdition, seriesKey } from './editions.ts';

/** Which editions are wanted. */
export interface Wanted {
  /** Name of a series, in any spelling that differs in capitals and punctuation only. */
  series?: string;
  /** Id or name of a trial. */
  trial?: string;
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  since?: string;
}

/** The editions that are wanted, or what is wrong with how they were asked for. */
export function narrow(
  editions: readonly SiteEdition[],
  { series, trial, since }: Wanted,
): { editions: SiteEdition[] } | { problem: string } {
  if (since !== undefined && !/^\d{4}(?:-\d{2}){0,2}$/.test(since))
    return { problem: `--since takes a date such as 2026, 2026-04 or 2026-04-21, not ‘${since}’` };
  const ofSeries = (one: SiteEdition) =>
    one.series !== undefined && seriesKey(one.series) === seriesKey(series ?? '');
  const ofTrial = (one: SiteEdition) => one.trials.some(({ id, name }) => isNamed(trial ?? '', [id, name]));
  if (series !== undefined && !editions.some(ofSeries))
    return {
      problem: unknown(
        'series',
        series,
        editions.flatMap((one) => one.series ?? []),
      ),
    };
  if (trial !== undefined && !editions.some(ofTrial))
    return {
      problem: unknown(
        'trial',
        trial,
        editions.flatMap((one) => one.trials.map(({ id }) => id)),
      ),
    };
  return {
    editions: editions.filter(
      (one) =>
        (series === undefined || ofSeries(one)) &&
        (trial === undefined || ofTrial(one)) &&
        (since === undefined || one.date >= since),
    ),
  };
}

function isNamed(asked: string, names: string[]): boolean {
  return names.some((name) => name.toLowerCase() === asked.toLowerCase());
}

function noneOf(what: string, name: string, known: string[]): string {
  return [`no edition is of the ${what} ‘${name}’`, ...suggest(name, [...new Set(known)].sort())].join('; ');
}
