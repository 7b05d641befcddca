import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SealedManifest, SealedRevision } from '../archive/sealed.ts';

/** What lies in an archive is not what was sealed. `mend` says what a person can do. */
export class ArchiveDamaged extends Error {
  readonly mend = 'run `trialbrief verify` to see what else is wrong, and restore it from a copy';

  constructor(message: string) {
    super(message);
    this.name = 'ArchiveDamaged';
  }
}

/** manifest.json of a sealed folder as it lies there, whatever it says. */
export interface FoundManifest {
  /** `car-t-moves-upstream/2026-04-21/r1`. */
  folder: string;
  /** Undefined when there is none. */
  bytes: Buffer | undefined;
}

/**
 * Every revision of an archive in the order in which they were sealed; none when the folder is not there.
 * Throws `ArchiveDamaged` when a manifest cannot be read. What the files hold is for `verify` to say.
 */
export function readArchive(archive: string): SealedRevision[] {
  const revisions = findManifests(archive).map(({ folder, bytes }) => {
    const manifest = bytes && parseJson(bytes.toString('utf8'));
    if (!bytes || !isSealed(manifest)) throw new ArchiveDamaged(`${folder}/manifest.json cannot be read`);
    return { folder, manifest, hash: sha256(bytes) };
  });
  return revisions.sort((a, b) => a.manifest.sequence - b.manifest.sequence);
}

/**
 * One file of a sealed revision, exactly as it was sealed: throws `ArchiveDamaged` when it is not, or not
 * there, and an error when the revision never had such a file.
 */
export function readSealedFile(archive: string, revision: SealedRevision, file: string): Buffer {
  const sealed = revision.manifest.files.find((one) => one.path === file);
  if (!sealed) throw new Error(`${revision.folder} has no file ${file}`);
  const bytes = readIfThere(path.join(archive, revision.folder, file));
  if (bytes && sha256(bytes) === sealed.sha256) return bytes;
  throw new ArchiveDamaged(
    `${revision.folder}/${file} ${bytes ? 'is not what was sealed' : 'is gone from the archive'}`,
  );
}

/** The manifests of all sealed folders, in order of folder. */
export function findManifests(archive: string): FoundManifest[] {
  const folders = subfolders(archive, '')
    .flatMap((slug) => subfolders(archive, slug))
    .filter((edition) => /\/\d{4}-\d{2}-\d{2}$/.test(edition))
    .flatMap((edition) => subfolders(archive, edition))
    .filter((folder) => /\/r[1-9]\d*$/.test(folder));
  return folders.map((folder) => ({
    folder,
    bytes: readIfThere(path.join(archive, folder, 'manifest.json')),
  }));
}

/** Paths of the folders in a folder of the archive, relative to the archive; hidden ones are none of it. */
function subfolders(archive: string, parent: string): string[] {
  return entriesOf(path.join(archive, parent))
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => path.posix.join(parent, name))
    .sort();
}

function entriesOf(folder: string): Dirent[] {
  return unlessAbsent(() => readdirSync(folder, { withFileTypes: true })) ?? [];
}

function readIfThere(file: string): Buffer | undefined {
  return unlessAbsent(() => readFileSync(file));
}

function unlessAbsent<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSealed(manifest: unknown): manifest is SealedManifest {
  if (typeof manifest !== 'object' || manifest === null) return false;
  const { schema, sequence, files } = manifest as Partial<SealedManifest>;
  return schema === 2 && Number.isInteger(sequence) && Array.isArray(files);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
