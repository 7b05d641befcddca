import { createHash, type Hash } from 'node:crypto';
import { close, type Dirent, open, readdirSync, read as readInto } from 'node:fs';
import path from 'node:path';
import { FileRefused, readPlainFile } from '../files/files.ts';
import type { ReadJson } from '../model/json-file.ts';
import type { ArchiveHead, SealedRevision } from '../outputs/sealed.ts';
import { ArchiveDamaged } from './errors.ts';
import { revisionFolder } from './files.ts';
import { placeInside } from './inside.ts';
import { parseHead, parseManifest } from './manifest.ts';

/** How many bytes are read of a manifest, which can name thousands of files, of what is sealed, and of the rest. */
const limits = { manifest: 16_000_000, sealed: 512_000_000, small: 100_000 };

/** A sealed folder as it was found: what its manifest says, or why that cannot be read. */
type FoundRevision =
  | { revision: SealedRevision; bytes: Buffer }
  | { folder: string; problem: string; isGone: boolean };

/**
 * Every revision of an archive in the order in which they were sealed; none when the folder is not there.
 * Throws `ArchiveDamaged` when a manifest cannot be read or belongs elsewhere. The files themselves
 * are checked by `verify`.
 */
export function readArchive(archive: string): SealedRevision[] {
  const revisions = findRevisions(archive).map((found) => {
    if ('problem' in found)
      throw new ArchiveDamaged(`${found.folder}/manifest.json cannot be read: ${found.problem}`);
    const { folder, manifest } = found.revision;
    const own = revisionFolder(manifest);
    if (own === folder) return found.revision;
    throw new ArchiveDamaged(`${folder}/manifest.json says that it was sealed as ${own}`);
  });
  return revisions.sort((a, b) => a.manifest.sequence - b.manifest.sequence);
}

/** What lies in the sealed folders, in order of folder; an empty folder is none. */
export function findRevisions(archive: string): FoundRevision[] {
  return sealedFolders(archive)
    .filter((folder) => entriesOf(archive, folder).length > 0)
    .map((folder) => readRevision(archive, folder));
}

/** One sealed folder; `folder` is relative to the archive, or empty of one that lies by itself. */
export function readRevision(archive: string, folder: string): FoundRevision {
  try {
    const bytes = readIfThere(archive, path.posix.join(folder, 'manifest.json'), limits.manifest);
    if (!bytes) return { folder, problem: 'it is not there', isGone: true };
    const read = parseManifest(bytes);
    if ('problem' in read) return { folder, problem: read.problem, isGone: false };
    return { revision: { folder, manifest: read.value, hash: sha256(bytes) }, bytes };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return { folder, problem: `it ${error.reason}`, isGone: false };
  }
}

/**
 * One file of a sealed revision, exactly as it was sealed: throws `ArchiveDamaged` when it is not, or not
 * there, or when the revision never had such a file.
 */
export function readSealedFile(archive: string, revision: SealedRevision, file: string): Buffer {
  const name = `${revision.folder}/${file}`;
  const sealed = revision.manifest.files.find((one) => one.path === file);
  if (!sealed) throw new ArchiveDamaged(`${revision.folder} has no file ${file}`);
  if (sealed.bytes > limits.sealed)
    throw new ArchiveDamaged(`${name} was sealed with more than ${limits.sealed} bytes`);
  try {
    const bytes = readIfThere(archive, name, sealed.bytes);
    if (!bytes) throw new ArchiveDamaged(`${name} is gone from the archive`);
    if (sha256(bytes) === sealed.sha256) return bytes;
    throw new ArchiveDamaged(`${name} is not what was sealed`);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    throw new ArchiveDamaged(`${name} is not what was sealed: it ${error.reason}`);
  }
}

/** What head.json says, or why it cannot be read; undefined when there is none. */
export function readHead(archive: string): ReadJson<ArchiveHead> | undefined {
  try {
    const bytes = readIfThere(archive, 'head.json', limits.small);
    return bytes && parseHead(bytes);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return { problem: `it ${error.reason}` };
  }
}

/** The signature of one sealed folder, wherever it lies; undefined when there is none in a plain file. */
export function readSignature(folder: string): Buffer | undefined {
  try {
    return readIfThere(folder, 'manifest.sig', limits.small);
  } catch (error) {
    if (error instanceof FileRefused) return undefined;
    throw error;
  }
}

/** The public keys that an archive brings along, by the name of their file. */
export function readKeys(archive: string): { name: string; pem: string }[] {
  if (!subfolders(archive, '').includes('keys')) return [];
  return entriesOf(archive, 'keys')
    .filter((entry) => entry.isFile())
    .flatMap(({ name }) => {
      try {
        const pem = readIfThere(archive, `keys/${name}`, limits.small);
        return pem ? [{ name, pem: pem.toString('utf8') }] : [];
      } catch (error) {
        if (error instanceof FileRefused) return [];
        throw error;
      }
    });
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
  return entriesOf(archive, parent)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => path.posix.join(parent, name))
    .sort();
}

function entriesOf(archive: string, folder: string): Dirent[] {
  return unlessAbsent(() => readdirSync(path.join(archive, folder), { withFileTypes: true })) ?? [];
}

/** Undefined when it is not there. Throws `FileRefused` of a link, a pipe, a device, and of more than `limit` bytes. */
function readIfThere(archive: string, name: string, limit: number): Buffer | undefined {
  const file = placeInside(archive, name);
  return unlessAbsent(() => readPlainFile(file, { limit, follow: false }));
}

function unlessAbsent<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A file of an archive; `plain` unless it is a link, a device or the like. */
export interface WalkedFile {
  /** Relative to the archive, with forward slashes. */
  path: string;
  plain: boolean;
}

/** Files under a folder in order of path; folders without files are nothing. */
export function walkFiles(top: string): WalkedFile[] {
  return filesIn(top, '').sort((a, b) => (a.path < b.path ? -1 : 1));
}

function filesIn(top: string, folder: string): WalkedFile[] {
  return readdirSync(path.join(top, folder), { withFileTypes: true }).flatMap((entry) => {
    const inner = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(top, inner) : [{ path: inner, plain: entry.isFile() }];
  });
}

/** How many files are read at a time, and how much of each: enough to keep a disk busy. */
const inFlight = 8;
const chunk = 256 * 1024;

/**
 * Hashes files as fast as the disk delivers them, keeping one piece of each in memory; calls `notice` for every finished
 * file. Throws what the file system throws.
 */
export async function hashFiles(
  folder: string,
  files: readonly string[],
  notice: (file: string, sha256: string, bytes: number) => void,
): Promise<void> {
  const queue = files.values();
  const worker = async () => {
    const buffer = Buffer.allocUnsafe(chunk);
    for (const file of queue) {
      const { sha256, bytes } = await hashFile(path.join(folder, file), buffer);
      notice(file, sha256, bytes);
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, files.length) }, worker));
}

interface Hashed {
  sha256: string;
  bytes: number;
}

/** With callbacks, because a promise for each step takes as long as the reading of most files. */
function hashFile(file: string, buffer: Buffer): Promise<Hashed> {
  return new Promise((resolve, reject) => {
    open(file, (problem, handle) => {
      if (problem) return reject(problem);
      hashThrough({ handle, buffer, hash: createHash('sha256'), bytes: 0 }, (trouble, hashed) => {
        close(handle, (late) => {
          const first = trouble ?? late;
          if (first) reject(first);
          else resolve(hashed);
        });
      });
    });
  });
}

/** A file that is being read, and what was read of it. */
interface Reading {
  handle: number;
  buffer: Buffer;
  hash: Hash;
  bytes: number;
}

function hashThrough(reading: Reading, done: (problem: Error | null, hashed: Hashed) => void): void {
  const { handle, buffer, hash, bytes: before } = reading;
  readInto(handle, buffer, 0, buffer.length, null, (problem, count) => {
    hash.update(buffer.subarray(0, problem ? 0 : count));
    const bytes = before + count;
    // A file gives less than it was asked for only at its end.
    if (problem || count < buffer.length) done(problem, { sha256: hash.digest('hex'), bytes });
    else hashThrough({ ...reading, bytes }, done);
  });
}
