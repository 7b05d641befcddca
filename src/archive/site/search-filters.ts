import { suggest } from '../../suggest.ts';
import { type SiteEdition, seriesKey } from './editions.ts';

/** Which editions are wanted. */
export interface SearchFilters {
  /** Name of a series, in any spelling that differs in capitals and punctuation only. */
  series?: string;
  /** Id or name of a trial. */
  trial?: string;
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  since?: string;
}

/** What an edition can be asked for by, and which spellings of it are one. */
interface Way {
  namesOf(edition: SiteEdition): string[];
  keyOf(name: string): string;
}

const ways: Record<'series' | 'trial', Way> = {
  series: { namesOf: ({ series }) => (series === undefined ? [] : [series]), keyOf: seriesKey },
  trial: {
    namesOf: ({ trials }) => trials.flatMap(({ id, name }) => [id, name]),
    keyOf: (name) => name.toLowerCase(),
  },
};

/** The editions that are wanted, or what is wrong with how they were asked for. */
export function narrow(
  editions: readonly SiteEdition[],
  wanted: SearchFilters,
): { editions: SiteEdition[] } | { problem: string } {
  const { since = '' } = wanted;
  if (!/^(?:\d{4}(?:-\d{2}){0,2})?$/.test(since))
    return { problem: `--since takes a date such as 2026, 2026-04 or 2026-04-21, not ‘${since}’` };
  const left = { editions: editions.filter(({ date }) => date >= since) };
  for (const what of ['series', 'trial'] as const) {
    const name = wanted[what];
    if (name === undefined) continue;
    const { namesOf, keyOf } = ways[what];
    const answers = (one: SiteEdition) => namesOf(one).some((own) => keyOf(own) === keyOf(name));
    if (!editions.some(answers)) return { problem: noneOf(what, name, editions.flatMap(namesOf)) };
    left.editions = left.editions.filter(answers);
  }
  return left;
}

function noneOf(what: string, name: string, known: string[]): string {
  return [`no edition is of the ${what} ‘${name}’`, ...suggest(name, [...new Set(known)].sort())].join('; ');
}
