import { readArchive, readSealedFile } from '../adapters/archive-disk.ts';
import { ArchiveDamaged } from '../archive/damaged.ts';
import type { SealedRevision } from '../archive/sealed.ts';
import type { Release } from '../build/release.ts';
import { findPredecessor, type Predecessor, type SeriesPosition } from '../changes/predecessor.ts';
import { type House, namedSeries } from '../model/house.ts';
import { dataFile, readDataJson } from '../outputs/data-file.ts';
import type { Console } from './console.ts';

/** An archive and its revisions. */
export interface FoundArchive {
  folder: string;
  sealed: readonly SealedRevision[];
}

/** The archive that drafts are compared with. */
export interface DraftArchive extends FoundArchive {
  /** Message of `ArchiveDamaged`. Publishing needs an intact archive; drafts do not. */
  damage: string[];
}

/** The archive for drafts: a damaged one counts as empty. */
export function findDraftArchive(folder: string): DraftArchive {
  const damage: string[] = [];
  const sealed = unlessDamaged(damage, () => readArchive(folder)) ?? [];
  return { folder, sealed, damage };
}

/** Release of a draft; has no predecessor when that is damaged. */
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

/** Prints the damage, if any. */
export function printDamage({ damage }: DraftArchive, console: Console): void {
  for (const message of damage) {
    console.warn(`the archive is damaged, so drafts are built without comparing them to it:\n  ${message}`);
  }
}

/** Release of a first revision, compared with the previous edition of its series. */
export function firstRelease(briefing: SeriesPosition, house: House, archive: FoundArchive): Release {
  const series = namedSeries(briefing, house);
  const before = findPredecessor({ ...briefing, series }, archive.sealed);
  const predecessor = before && toPredecessor(before, archive.folder);
  return { revision: 1, ...(predecessor && { predecessor }) };
}

/**
 * A sealed revision with its data; undefined when it was sealed without data that this tool can read. Throws
 * `ArchiveDamaged` when the data were altered or are invalid.
 */
export function toPredecessor(revision: SealedRevision, archive: string): Predecessor | undefined {
  const { id, revision: number, title, date, files } = revision.manifest;
  if (!files.some(({ path }) => path === dataFile)) return undefined;
  const data = readDataJson(readSealedFile(archive, revision, dataFile));
  if (data && 'problem' in data)
    throw new ArchiveDamaged(`${revision.folder}/${dataFile} cannot be read: ${data.problem}`);
  return data && { id, revision: number, title, date, data: data.value };
}
