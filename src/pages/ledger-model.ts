import type { EvidenceRow } from '../evidence/ledger.ts';
import { writePopulation } from '../notation/populations.ts';
import type { LedgerPlace } from './ledger-places.ts';
import type { PageModel } from './page-model.ts';

type LedgerEntry = PageModel['ledger'][number];

/** The evidence ledger as the page sees it: an entry a number, with the way back to each of its places. */
export function ledgerModel(
  rows: EvidenceRow[],
  referenceNumbers: ReadonlyMap<string, number>,
  places: ReadonlyMap<number, LedgerPlace[]>,
): LedgerEntry[] {
  return rows.map((row, index) => ({
    number: index + 1,
    id: row.id,
    value: row.value,
    meaning: row.meaning,
    details: detailsOf(row),
    grade: row.grade === undefined || row.grade === 'primary' ? '' : row.grade,
    sources: row.sources.flatMap(({ id, locator }) => {
      const number = referenceNumbers.get(id);
      return number === undefined ? [] : [{ number, ...(locator !== undefined && { locator }) }];
    }),
    places: placesModel(places.get(index + 1) ?? []),
  }));
}

function detailsOf(row: EvidenceRow): string[] {
  const population = row.population && writePopulation(row.population);
  return [
    row.stated && 'stated by a cited source',
    row.interval && `interval ${row.interval.method}`,
    row.threshold && `sensitivity ${row.threshold}`,
    row.timing,
    population,
    row.cut,
    row.formula,
    row.note,
  ]
    .filter((detail): detail is string => typeof detail === 'string' && detail !== '')
    .map((detail) => detail.replace(/\.$/, ''));
}

/** One link a part of the page: to the first place there. */
function placesModel(places: LedgerPlace[]): LedgerEntry['places'] {
  const first = new Map(places.toReversed().map(({ anchor, part }) => [part, anchor]));
  const parts = [...new Set(places.map(({ part }) => part))];
  return parts.map((part) => ({ anchor: first.get(part) ?? '', label: part }));
}
