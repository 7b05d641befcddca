import { readSealedFile } from '../adapters/archive-disk.ts';
import type { SealedRevision } from '../archive/sealed.ts';
import type { Release } from '../build/release.ts';
import { findPredecessor, type InSeries, type Predecessor } from '../changes/predecessor.ts';
import { type House, namedSeries } from '../model/house.ts';
import { dataFile, readDataJson } from '../outputs/data-file.ts';

/** An archive as it was found. */
export interface FoundArchive {
  folder: string;
  sealed: readonly SealedRevision[];
}

/** The first revision of an edition, after the edition before it in its series. */
export function firstRelease(briefing: InSeries, house: House, archive: FoundArchive): Release {
  const series = namedSeries(briefing, house);
  const before = findPredecessor({ ...briefing, series }, archive.sealed);
  const predecessor = before && toPredecessor(before, archive.folder);
  return { revision: 1, ...(predecessor && { predecessor }) };
}

/**
 * A sealed revision as one to compare with; undefined when it was sealed without data that this tool can read.
 * Throws `ArchiveDamaged` when they are not what was sealed.
 */
export function toPredecessor(revision: SealedRevision, archive: string): Predecessor | undefined {
  const { id, revision: number, title, date, files } = revision.manifest;
  if (!files.some(({ path }) => path === dataFile)) return undefined;
  const data = readDataJson(readSealedFile(archive, revision, dataFile));
  return data && { id, revision: number, title, date, data };
}
