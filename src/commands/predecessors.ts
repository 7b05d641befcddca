import { readArchive, readSealedFile } from '../adapters/archive-disk.ts';
import { ArchiveDamaged } from '../archive/damaged.ts';
import type { SealedRevision } from '../archive/sealed.ts';
import type { Release } from '../build/release.ts';
import { findPredecessor, type Predecessor, type SeriesPosition } from '../changes/predecessor.ts';
import { type House, namedSeries } from '../model/house.ts';
import { dataFile, readDataJson } from '../outputs/data-file.ts';
import type { Console } from './console.ts';

/** An archive as it was found. */
export interface FoundArchive {
  folder: string;
  sealed: readonly SealedRevision[];
}

/** What a draft is compared with, and what of the archive cannot be read for that. */
export interface DraftArchive extends FoundArchive {
  /** In the words of `ArchiveDamaged`; what is published needs a whole archive, a draft does not. */
  damage: string[];
}

/** The archive as drafts need it: a damaged one is as good as none. */
export function findDraftArchive(folder: string): DraftArchive {
  const damage: string[] = [];
  const sealed = unlessDamaged(damage, () => readArchive(folder)) ?? [];
  return { folder, sealed, damage };
}

/** The first revision of an edition as a draft: without what was before it where that is damaged. */
export function draftRelease(briefing: SeriesPosition, house: House, archive: DraftArchive): Release {
  return unlessDamaged(archive.damage, () => firstRelease(briefing, house, archive)) ?? { revision: 1 };
}

function unlessDamaged<T>(damage: string[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ArchiveDamaged)) throw error;
    if (!damage.includes(error.message)) damage.push(error.message);
    return undefined;
  }
}

/** Tells what is damaged, if anything is. */
export function printDamage({ damage }: DraftArchive, console: Console): void {
  for (const message of damage) {
    console.warn(`the archive is damaged, and drafts are compared with nothing of it:\n  ${message}`);
  }
}

/** The first revision of an edition, after the edition before it in its series. */
export function firstRelease(briefing: SeriesPosition, house: House, archive: FoundArchive): Release {
  const series = namedSeries(briefing, house);
  const before = findPredecessor({ ...briefing, series }, archive.sealed);
  const predecessor = before && toPredecessor(before, archive.folder);
  return { revision: 1, ...(predecessor && { predecessor }) };
}

/**
 * A sealed revision as one to compare with; undefined when it was sealed without data that this tool can read.
 * Throws `ArchiveDamaged` when they are not what was sealed, or no data.
 */
export function toPredecessor(revision: SealedRevision, archive: string): Predecessor | undefined {
  const { id, revision: number, title, date, files } = revision.manifest;
  if (!files.some(({ path }) => path === dataFile)) return undefined;
  const data = readDataJson(readSealedFile(archive, revision, dataFile));
  if (data && 'problem' in data)
    throw new ArchiveDamaged(`${revision.folder}/${dataFile} cannot be read: ${data.problem}`);
  return data && { id, revision: number, title, date, data: data.value };
}
