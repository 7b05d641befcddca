import path from 'node:path';
import { readArchive, readSealedFile } from '../archive/disk.ts';
import { ArchiveDamaged } from '../archive/errors.ts';
import type { Release } from '../archive/release.ts';
import { type BuildContext, prepareBuild } from '../build.ts';
import { dataFile, readDataJson } from '../changes/data-file.ts';
import { findPredecessor, type Predecessor, type SeriesPosition } from '../changes/predecessor.ts';
import { checkContent } from '../check.ts';
import { type Loaded, loadContent } from '../content/files.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { type House, namedSeries } from '../model/house.ts';
import { hashesOf } from '../outputs/artifact.ts';
import type { SealedRevision } from '../outputs/sealed.ts';
import { toolVersions } from '../outputs/tool.ts';
import { loadTemplates } from '../page/templates.ts';
import type { Console } from './console.ts';
import type { ProjectPaths } from './sources.ts';

/** Content that passed all checks. */
export interface OpenContent {
  loaded: Loaded;
  context: BuildContext;
}

/** Loads, parses and checks all content, ignoring earlier builds. */
export function openContent(
  { folder, shownAs }: { folder: string; shownAs: string },
  { root }: ProjectPaths,
): OpenContent | { problems: Diagnostic[] } {
  const templates = loadTemplates(path.join(root, 'templates'), 'templates');
  const loaded = loadContent(folder, shownAs);
  const checked = checkContent(loaded, templates, shownAs);
  if ('problems' in checked) return checked;
  const context = prepareBuild(checked, { tool: toolVersions(root), hashes: hashesOf(loaded), profiles: {} });
  return { loaded, context };
}

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
