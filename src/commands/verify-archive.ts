import path from 'node:path';
import {
  findRevisions,
  readHead,
  readKeys,
  readRevision,
  readSealedFile,
  readSignature,
} from '../adapters/archive-disk.ts';
import { hashFiles, type WalkedFile, walkFiles } from '../adapters/archive-walk.ts';
import { checkChain } from '../archive/chain.ts';
import { checkSignatures } from '../archive/check-signatures.ts';
import { compareFiles } from '../archive/compare-files.ts';
import { ArchiveDamaged } from '../archive/damaged.ts';
import type { ArchiveFlaw } from '../archive/flaw.ts';
import { headFile, isUnsealed, manifestFile, revisionFolder, sealedFolderOf } from '../archive/layout.ts';
import type { SealedRevision } from '../archive/sealed.ts';
import { KeyRefused, type PublicKey, readPublicKey } from '../archive/signature.ts';
import { messageFile, readMailMessage } from '../mail/message.ts';
import type { ReadJson } from '../model/json-file.ts';
import { dataFile, readDataJson } from '../outputs/data-file.ts';

/** Result of verifying an archive. */
export interface Verified {
  /** In the order in which they were sealed. */
  revisions: SealedRevision[];
  /** Files read, including manifests. */
  files: number;
  bytes: number;
  /** Sorted by path. */
  flaws: ArchiveFlaw[];
}

interface Trust {
  keys: readonly PublicKey[];
  /** Hash of a manifest that must exist. */
  head: string | undefined;
  /** Called with the number of files read and their total. */
  progress(done: number, all: number): void;
}

/** Hashes every sealed file of an archive, and follows its chain. */
export async function verifyArchive(archive: string, { keys, head, progress }: Trust): Promise<Verified> {
  const found = readManifests(archive);
  const walked = walkFiles(archive);
  const inside = walked.filter(({ path }) => sealedFolderOf(path) !== undefined);
  const read = await readFiles(archive, inside, progress);
  const revisions = found.revisions.toSorted((a, b) => a.manifest.sequence - b.manifest.sequence);
  const bytesOf = (folder: string) => ({
    manifest: found.bytes.get(folder) ?? Buffer.of(),
    signature: readSignature(path.join(archive, folder)),
  });
  const flaws = [
    ...found.flaws,
    ...strays(walked),
    ...comparedFiles(revisions, inside, read.hashes),
    ...unreadableContents(archive, revisions),
    ...chainFlaws(archive, revisions).filter(({ where }) => !found.unread.has(where)),
    ...checkSignatures(revisions, bytesOf, { trusted: keys, kept: keptKeys(archive) }),
    ...(head && !revisions.some(({ hash }) => hash === head) ? [headLost(head)] : []),
  ];
  return {
    revisions,
    files: read.hashes.size,
    bytes: read.bytes,
    flaws: flaws.toSorted(byPlace),
  };
}

/**
 * Hashes every file of one sealed folder, in or outside an archive; undefined when it has no manifest.
 * Whether the manifest was changed or followed only an archive shows; signatures are checked with the given
 * keys only.
 */
export async function verifyFolder(
  folder: string,
  { keys, progress }: Pick<Trust, 'keys' | 'progress'>,
): Promise<Verified | undefined> {
  const alone = readRevision(folder, '');
  if ('problem' in alone) {
    if (alone.isGone || !/[\\/]\d{4}-\d{2}-\d{2}[\\/]r[1-9]\d*$/.test(path.resolve(folder))) return undefined;
    return { revisions: [], files: 0, bytes: 0, flaws: [unreadable(manifestFile, alone.problem)] };
  }
  const { manifest, hash } = alone.revision;
  const revision = { folder: revisionFolder(manifest), manifest, hash };
  const walked = walkFiles(folder);
  const read = await readFiles(folder, walked, progress);
  const owners = new Map(manifest.files.map((file) => [file.sha256, file.path]));
  const found = walked.map(({ path }) => ({ path, sha256: read.hashes.get(path) }));
  const signed = { manifest: alone.bytes, signature: readSignature(folder) };
  const flaws = [
    ...compareFiles(revision, found, (hash) => owners.get(hash)),
    ...(keys.length > 0 ? checkSignatures([revision], () => signed, { trusted: keys, kept: [] }) : []),
  ];
  return {
    revisions: [revision],
    files: read.hashes.size,
    bytes: read.bytes,
    flaws: flaws.toSorted(byPlace),
  };
}

/** Reports an unreadable head once; the chain is then followed without it. */
function chainFlaws(archive: string, revisions: SealedRevision[]): ArchiveFlaw[] {
  const head = readHead(archive);
  if (!head || 'value' in head) return checkChain(revisions, head?.value);
  const flaws = checkChain(revisions, undefined).filter(({ where }) => where !== headFile);
  return [unreadable(headFile, head.problem), ...flaws];
}

function byPlace(a: ArchiveFlaw, b: ArchiveFlaw): number {
  return a.where < b.where ? -1 : Number(a.where > b.where);
}

function readManifests(archive: string) {
  const revisions: SealedRevision[] = [];
  const flaws: ArchiveFlaw[] = [];
  const all = new Map<string, Buffer>();
  const unread = new Set<string>();
  for (const found of findRevisions(archive)) {
    if ('problem' in found) {
      const where = `${found.folder}/${manifestFile}`;
      unread.add(found.folder);
      flaws.push(found.isGone ? lost(where) : unreadable(where, found.problem));
    } else {
      all.set(found.revision.folder, found.bytes);
      revisions.push(found.revision);
    }
  }
  return { revisions, flaws, bytes: all, unread };
}

function lost(where: string): ArchiveFlaw {
  return { kind: 'missing', where, message: 'is missing, and with it the record of what was sealed here' };
}

function unreadable(where: string, problem: string): ArchiveFlaw {
  return { kind: 'unreadable', where, message: `cannot be read: ${problem}` };
}

function headLost(head: string): ArchiveFlaw {
  const message = `no manifest of the archive has the sha256 ${head}`;
  return { kind: 'missing', where: 'the revision that you know of', message };
}

/** Files outside sealed folders that are not the site's, and anything that is not a plain file. */
function strays(walked: readonly WalkedFile[]): ArchiveFlaw[] {
  return walked
    .filter(({ path, plain }) => sealedFolderOf(path) === undefined && !(plain && isUnsealed(path)))
    .map(({ path, plain }) => ({
      kind: 'extra',
      where: path,
      message: plain ? 'was not sealed' : 'is not a plain file, and was not sealed',
    }));
}

/** Files of a revision that the tool cannot read although they are exactly what was sealed. */
function unreadableContents(archive: string, revisions: readonly SealedRevision[]): ArchiveFlaw[] {
  const readers = { [dataFile]: readDataJson, [messageFile]: readMailMessage };
  return revisions.flatMap((revision) =>
    Object.entries(readers).flatMap(([file, read]) => {
      if (!revision.manifest.files.some(({ path }) => path === file)) return [];
      const problem = problemOf(() => read(readSealedFile(archive, revision, file)));
      return problem === undefined ? [] : [unreadable(`${revision.folder}/${file}`, problem)];
    }),
  );
}

/** Also undefined for an altered file, which is reported elsewhere. */
function problemOf(read: () => ReadJson<unknown> | undefined): string | undefined {
  try {
    const found = read();
    return found && 'problem' in found ? found.problem : undefined;
  } catch (error) {
    if (error instanceof ArchiveDamaged) return undefined;
    throw error;
  }
}

async function readFiles(
  archive: string,
  walked: readonly WalkedFile[],
  progress: Trust['progress'],
): Promise<{ hashes: Map<string, string>; bytes: number }> {
  const files = walked.filter(({ plain }) => plain).map(({ path }) => path);
  const hashes = new Map<string, string>();
  let bytes = 0;
  await hashFiles(archive, files, (file, hash, length) => {
    hashes.set(file, hash);
    bytes += length;
    progress(hashes.size, files.length);
  });
  return { hashes, bytes };
}

function comparedFiles(
  revisions: readonly SealedRevision[],
  walked: readonly WalkedFile[],
  hashes: ReadonlyMap<string, string>,
): ArchiveFlaw[] {
  const owners = new Map<string, string[]>();
  for (const { folder, manifest } of revisions) {
    for (const file of manifest.files) {
      const paths = owners.get(file.sha256) ?? [];
      owners.set(file.sha256, [...paths, `${folder}/${file.path}`]);
    }
  }
  const byFolder = Map.groupBy(walked, ({ path }) => sealedFolderOf(path));
  return revisions.flatMap((revision) => {
    const { folder } = revision;
    const found = (byFolder.get(folder) ?? []).map(({ path }) => ({
      path: path.slice(folder.length + 1),
      sha256: hashes.get(path),
    }));
    const ownerOf = (hash: string) => {
      const all = owners.get(hash);
      return all?.find((path) => path.startsWith(`${folder}/`)) ?? all?.[0];
    };
    return compareFiles(revision, found, ownerOf);
  });
}

/** Skips files that are not keys or not named after their fingerprint. */
function keptKeys(archive: string): PublicKey[] {
  return readKeys(archive).flatMap(({ name, pem }) => {
    try {
      const key = readPublicKey(pem, name);
      return name === `${key.fingerprint}.pem` ? [key] : [];
    } catch (error) {
      if (error instanceof KeyRefused) return [];
      throw error;
    }
  });
}
