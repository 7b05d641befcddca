import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SealedManifest, SealedRevision } from '../archive/sealed.ts';

/** What lies in an archive is not what was sealed. */
export class ArchiveDamaged extends Error {
  constructor(message: string) {
    super(`${message}\n  run verify to see what else is wrong, and restore the archive from a copy`);
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

/** head.json as it lies there; undefined when there is none. */
export function readHead(archive: string): Buffer | undefined {
  return readIfThere(path.join(archive, 'head.json'));
}

/** manifest.json of one sealed folder, wherever it lies; undefined when there is none. */
export function readSealedManifest(folder: string): Buffer | undefined {
  return readIfThere(path.join(folder, 'manifest.json'));
}

/** Its signature; undefined when there is none. */
export function readSignature(folder: string): Buffer | undefined {
  return readIfThere(path.join(folder, 'manifest.sig'));
}

/** The public keys that an archive brings along, by the name of their file. */
export function readKeys(archive: string): { name: string; pem: string }[] {
  return entriesOf(path.join(archive, 'keys'))
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ name, pem: readFileSync(path.join(archive, 'keys', name), 'utf8') }));
}

/** The manifests of all sealed folders, in order of folder; an empty folder is none. */
export function findManifests(archive: string): FoundManifest[] {
  return sealedFolders(archive)
    .map((folder) => ({ folder, bytes: readSealedManifest(path.join(archive, folder)) }))
    .filter(({ folder, bytes }) => bytes || entriesOf(path.join(archive, folder)).length > 0);
}

/** Whether the archive has other sealed folders than when it was read: cheaper than to read it again. */
export function hasOtherFolders(archive: string, seen: readonly SealedRevision[]): boolean {
  const known = new Set(seen.map(({ folder }) => folder));
  return known.symmetricDifference(new Set(sealedFolders(archive))).size > 0;
}

function sealedFolders(archive: string): string[] {
  return subfolders(archive, '')
    .flatMap((slug) => subfolders(archive, slug))
    .filter((edition) => /\/\d{4}-\d{2}-\d{2}$/.test(edition))
    .flatMap((edition) => subfolders(archive, edition))
    .filter((folder) => /\/r[1-9]\d*$/.test(folder));
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
