import type { SealedRevision } from '../outputs/sealed.ts';
import type { DataSnapshot } from './snapshot.ts';

/** The edition that another one is compared with. */
export interface Predecessor {
  /** `2026-04-14-aquila-delays-myeloma`. */
  id: string;
  /** From 1. */
  revision: number;
  title: string;
  /** Of the edition, YYYY-MM-DD. */
  date: string;
  data: DataSnapshot;
}

/** The position of an edition in its series; without a series, its slug is the series. */
export interface SeriesPosition {
  id: string;
  slug: string;
  series?: string | undefined;
}

/** The newest revision of the edition before this one in its series, among those that were sealed. */
export function findPredecessor(
  edition: SeriesPosition,
  archive: readonly SealedRevision[],
): SealedRevision | undefined {
  const series = seriesOf(edition);
  return archive
    .filter(({ manifest }) => manifest.id < edition.id && seriesOf(manifest) === series)
    .reduce<SealedRevision | undefined>(
      (found, one) => (found && comesAfter(found, one) ? found : one),
      undefined,
    );
}

function seriesOf({ series, slug }: SeriesPosition): string {
  return series === undefined ? `slug ${slug}` : `series ${series}`;
}

/** Ids begin with the date. */
function comesAfter({ manifest: a }: SealedRevision, { manifest: b }: SealedRevision): boolean {
  return a.id === b.id ? a.revision > b.revision : a.id > b.id;
}
