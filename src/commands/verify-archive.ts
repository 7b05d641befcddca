import path from 'node:path';
import {
  findManifests,
  readHead,
  readKeys,
  readSealedManifest,
  readSignature,
} from '../adapters/archive-disk.ts';
import { hashFiles, type WalkedFile, walkFiles } from '../adapters/archive-walk.ts';
import { checkChain } from '../archive/chain.ts';
import { checkSignatures } from '../archive/check-signatures.ts';
import { compareFiles } from '../archive/compare-files.ts';
import type { Flaw } from '../archive/flaw.ts';
import { headFile, isUnsealed, manifestFile, revisionFolder, sealedFolderOf } from '../archive/layout.ts';
import { parseHead, parseManifest } from '../archive/manifest.ts';
import type { SealedRevision } from '../archive/sealed.ts';
import { KeyRefused, type PublicKey, readPublicKey } from '../archive/signature.ts';
import { sha256 } from '../outputs/artifact.ts';

/** What a look at every byte of an archive found. */
export interface Verified {
  /** In the order in which they were sealed. */
  revisions: SealedRevision[];
  /** That were read, manifests among them. */
  files: number;
  bytes: number;
  /** In order of place. */
  flaws: Flaw[];
}

interface Trust {
  keys: readonly PublicKey[];
  /** Hash of a manifest that must be there. */
  head: string | undefined;
  /** Hears how many files of how many are read. */
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
 * Hashes every file of one sealed folder, wherever it lies; undefined when it has no manifest. Whether that was
 * changed, and what came after it, only an archive tells; a signature is checked with given keys alone.
 */
export async function verifyFolder(
  folder: string,
  { keys, progress }: Pick<Trust, 'keys' | 'progress'>,
): Promise<Verified | undefined> {
  const bytes = readSealedManifest(folder);
  const manifest = bytes && parseManifest(bytes);
  if (!bytes || !manifest) return undefined;
  const revision = { folder: revisionFolder(manifest), manifest, hash: sha256(bytes) };
  const walked = walkFiles(folder);
  const read = await readFiles(folder, walked, progress);
  const owners = new Map(manifest.files.map((file) => [file.sha256, file.path]));
  const found = walked.map(({ path }) => ({ path, sha256: read.hashes.get(path) }));
  const signed = { manifest: bytes, signature: readSignature(folder) };
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

/** A head that cannot be read is told once, and the chain is followed without it. */
function chainFlaws(archive: string, revisions: SealedRevision[]): Flaw[] {
  const bytes = readHead(archive);
  const head = bytes && parseHead(bytes);
  const flaws = checkChain(revisions, head);
  return bytes && !head ? [unreadable(headFile), ...flaws.filter(({ where }) => where !== headFile)] : flaws;
}

function byPlace(a: Flaw, b: Flaw): number {
  return a.where < b.where ? -1 : Number(a.where > b.where);
}

function readManifests(archive: string) {
  const revisions: SealedRevision[] = [];
  const flaws: Flaw[] = [];
  const all = new Map<string, Buffer>();
  const unread = new Set<string>();
  for (const { folder, bytes } of findManifests(archive)) {
    const manifest = bytes && parseManifest(bytes);
    if (bytes) all.set(folder, bytes);
    if (bytes && manifest) revisions.push({ folder, manifest, hash: sha256(bytes) });
    else {
      unread.add(folder);
      flaws.push(unreadable(`${folder}/${manifestFile}`, bytes === undefined));
    }
  }
  return { revisions, flaws, bytes: all, unread };
}

function unreadable(where: string, isGone = false): Flaw {
  if (isGone) return { kind: 'missing', where, message: 'is gone, and with it what was sealed here' };
  return { kind: 'unreadable', where, message: 'cannot be read' };
}

function headLost(head: string): Flaw {
  const message = `no manifest of the archive has the sha256 ${head}`;
  return { kind: 'missing', where: 'the revision that you know of', message };
}

/** Files outside sealed folders that are none of the site's. */
function strays(walked: readonly WalkedFile[]): Flaw[] {
  return walked
    .filter(({ path }) => sealedFolderOf(path) === undefined && !isUnsealed(path))
    .map(({ path }) => ({ kind: 'extra', where: path, message: 'was not sealed' }));
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
): Flaw[] {
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

/** Keys under another name than their own, or that are none, are not taken for keys. */
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
