import path from 'node:path';
import { draftsIn, readEditionFile } from '../adapters/edition-disk.ts';
import { Unusable } from '../adapters/unusable.ts';
import { ArchiveDamaged } from '../archive/damaged.ts';
import { findEdition, suggestEditions } from '../archive/naming.ts';
import type { SealedRevision } from '../archive/sealed.ts';
import { findPredecessor, type Predecessor } from '../changes/predecessor.ts';
import { slugOf } from '../model/slug.ts';
import { dataFile, readDataJson } from '../outputs/data-file.ts';
import { type Input, readManifestJson } from '../outputs/manifest.ts';
import { suggest } from '../suggest.ts';
import { type FoundArchive, toPredecessor } from './predecessors.ts';

/** One side of a comparison of two editions. */
export interface ComparedEdition extends Predecessor {
  slug: string;
  series?: string | undefined;
  inputs: readonly Input[];
  /** The sealed revision; absent for a draft. */
  sealed?: SealedRevision;
}

/** Where editions are looked for. */
export interface EditionFolders {
  cwd: string;
  /** Folder of drafts. */
  out: string;
  archive: FoundArchive;
}

/**
 * Finds an edition by folder, as a draft by id or slug, or in the archive: `slug/date` and `slug/date/r1`
 * always refer to the archive. Undefined when there is none: see `suggestCompared`.
 */
export function findCompared(
  name: string,
  { cwd, out, archive }: EditionFolders,
): ComparedEdition | undefined {
  const draft = draftsIn(out).findLast((id) => id === name || slugOf(id) === name);
  const found =
    draftIn(path.resolve(cwd, name)) ?? (draft === undefined ? undefined : draftIn(path.join(out, draft)));
  if (found) return found;
  const sealed = findEdition(name, archive.sealed)?.revision;
  return sealed && sealedEdition(sealed, archive);
}

export function suggestCompared(name: string, { out, archive }: EditionFolders): string[] {
  const drafts = draftsIn(out).map(slugOf);
  if (name.includes('/') || drafts.length === 0) return suggestEditions(name, archive.sealed);
  return suggest(
    name,
    [...new Set([...drafts, ...archive.sealed.map(({ manifest }) => manifest.slug)])].sort(),
  );
}

/**
 * What readers saw before: the previous revision of a correction, the sealed revision of a draft's edition,
 * else the previous edition of the series.
 */
export function editionBefore(edition: ComparedEdition, archive: FoundArchive): ComparedEdition | undefined {
  const { sealed } = edition;
  const earlier = archive.sealed.filter(
    ({ manifest }) => !sealed || manifest.sequence < sealed.manifest.sequence,
  );
  const same = earlier.filter(({ manifest }) => manifest.id === edition.id);
  const before = same.toSorted((a, b) => b.manifest.revision - a.manifest.revision)[0];
  const found = before ?? findPredecessor(edition, earlier);
  return found && sealedEdition(found, archive);
}

function sealedEdition(sealed: SealedRevision, archive: FoundArchive): ComparedEdition {
  const { slug, series, inputs } = sealed.manifest;
  const edition = toPredecessor(sealed, archive.folder);
  if (!edition) throw new ArchiveDamaged(`${sealed.folder} was sealed without data that can be compared`);
  return { ...edition, slug, series, inputs, sealed };
}

function draftIn(folder: string): ComparedEdition | undefined {
  const manifest = readEditionFile(folder, 'manifest.json');
  const data = manifest && readEditionFile(folder, dataFile);
  if (!manifest || !data) return undefined;
  const said = readManifestJson(manifest);
  if ('problem' in said) throw unusable(path.join(folder, 'manifest.json'), said.problem);
  const known = readDataJson(data);
  if (!known) return undefined;
  if ('problem' in known) throw unusable(path.join(folder, dataFile), known.problem);
  const { id, title, date, series, inputs, edition, revision } = said.value;
  // Drafts say `edition: r1`, sealed ones `revision: 1`.
  const number = revision ?? Number(edition?.slice(1) ?? 1);
  return { id, title, date, series, inputs, data: known.value, slug: slugOf(id), revision: number };
}

function unusable(file: string, problem: string): Unusable {
  return new Unusable(
    `${file} cannot be read: ${problem}`,
    'build the edition again, or restore it from a copy',
  );
}
