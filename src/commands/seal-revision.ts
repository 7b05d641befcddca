import { hasOtherFolders, readArchive, readHead } from '../adapters/archive-disk.ts';
import {
  clearLeftovers,
  findFileInPlaceOf,
  lockArchive,
  replaceFile,
  sealFolder,
} from '../adapters/archive-seal.ts';
import { checkChain } from '../archive/chain.ts';
import { Conflict } from '../archive/conflict.ts';
import { ArchiveDamaged } from '../archive/damaged.ts';
import { headFile, keysFolder, manifestFile, revisionFolder, signatureFile } from '../archive/layout.ts';
import { headOf, nextManifest, toJsonFile } from '../archive/manifest.ts';
import type { SealedRevision } from '../archive/sealed.ts';
import { type Signer, signManifest } from '../archive/signature.ts';
import type { Publication } from '../build/publish.ts';
import { type Artifact, artifact, sha256 } from '../outputs/artifact.ts';

/** Locks an archive for one publisher. Throws `Conflict` when another publisher is running. */
export function acquireArchive(archive: string): Disposable {
  const lock = lockArchive(archive);
  if (lock) return lock;
  throw new Conflict('another publisher is using this archive', [
    'run the command again once it has finished',
  ]);
}

/**
 * Cleans up after killed publishers and returns the revisions in chain order. Throws `ArchiveDamaged` when
 * the chain is broken: nothing is appended to it. `seen` are the revisions read before, reused when none was
 * added since. The caller must hold the lock.
 */
export function recoverArchive(archive: string, seen: readonly SealedRevision[]): readonly SealedRevision[] {
  clearLeftovers(archive);
  const standing = hasOtherFolders(archive, seen) ? readArchive(archive) : seen;
  const head = readHead(archive);
  if (head && 'problem' in head) throw new ArchiveDamaged(`${headFile} cannot be read: ${head.problem}`);
  const known = head?.value;
  const [flaw] = checkChain(standing, known);
  if (flaw) throw new ArchiveDamaged(`${flaw.where} ${flaw.message}`);
  const newest = standing.at(-1);
  if (newest && known?.manifest !== newest.hash) writeHead(archive, newest);
  return standing;
}

/**
 * Seals a publication as the next revision of the archive. `seen` are the revisions it was built against:
 * when another was sealed since, throws `Conflict` and writes nothing. The caller must hold the lock.
 */
export function sealRevision(
  archive: string,
  { facts, files }: Publication,
  { seen, signer }: { seen: readonly SealedRevision[]; signer?: Signer | undefined },
): SealedRevision {
  const standing = recoverArchive(archive, seen);
  const head = standing.at(-1);
  const folder = revisionFolder(facts);
  if (standing.some((one) => one.folder === folder)) {
    throw new Conflict(`${facts.id} is already published, as ${folder}`);
  }
  if (head?.hash !== seen.at(-1)?.hash) throw overtaken(head);
  const obstacle = findFileInPlaceOf(archive, folder);
  if (obstacle !== undefined) throw obstructed(obstacle);
  const listed = files
    .map(({ path, mediaType, bytes }) => ({ path, mediaType, bytes: bytes.length, sha256: sha256(bytes) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const key = signer && { key: signer.publicKey.fingerprint };
  const manifest = { ...nextManifest(facts, listed, head), ...key };
  const bytes = toJsonFile(manifest);
  if (signer) keepKey(archive, signer);
  const last = artifact(manifestFile, 'application/json', bytes);
  sealFolder(archive, folder, [...files, ...signatureOver(bytes, signer), last]);
  const revision = { manifest, hash: sha256(bytes), folder };
  writeHead(archive, revision);
  return revision;
}

function overtaken(head: SealedRevision | undefined): Conflict {
  const what = head ? `${head.folder} was sealed` : 'the archive was emptied';
  return new Conflict(`${what} while this edition was being built`, ['run the command again']);
}

function obstructed(file: string): Conflict {
  return new Conflict(`the archive contains a file ${file} where a folder is needed`, [
    'it was never sealed; move it away and run the command again',
  ]);
}

function signatureOver(manifest: Uint8Array, signer: Signer | undefined): Artifact[] {
  if (!signer) return [];
  return [artifact(signatureFile, 'application/octet-stream', signManifest(manifest, signer))];
}

/** Stores the key before the revision that names it, so that every signing key is in the archive. */
function keepKey(archive: string, { publicKey }: Signer): void {
  replaceFile(archive, `${keysFolder}/${publicKey.fingerprint}.pem`, Buffer.from(publicKey.pem));
}

function writeHead(archive: string, newest: SealedRevision): void {
  replaceFile(archive, headFile, toJsonFile(headOf(newest)));
}
