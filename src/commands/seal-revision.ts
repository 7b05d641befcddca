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

/** Takes an archive for one publisher. Throws `Conflict` when another is at work there. */
export function acquireArchive(archive: string): Disposable {
  const lock = lockArchive(archive);
  if (lock) return lock;
  throw new Conflict('another publisher is at work in this archive', [
    'run it again when that one has ended',
  ]);
}

/**
 * Clears up after publishers that were killed, and gives the archive in the order of its chain. Throws
 * `ArchiveDamaged` when that is broken: nothing is put on top of it. `seen` is what was read before, which
 * is not read again when nothing came since. Only for whoever holds the lock.
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
 * Seals a publication as the next revision of the archive. `seen` is the archive that it was made for:
 * when another was sealed since, throws `Conflict` and writes nothing. Only for whoever holds the lock.
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
  return new Conflict(`${what} while this edition was being made`, ['run it again']);
}

function obstructed(file: string): Conflict {
  return new Conflict(`a file ${file} lies in the archive where a folder belongs`, [
    'it was never sealed; move it away and run it again',
  ]);
}

function signatureOver(manifest: Uint8Array, signer: Signer | undefined): Artifact[] {
  if (!signer) return [];
  return [artifact(signatureFile, 'application/octet-stream', signManifest(manifest, signer))];
}

/** Before the revision that names it: no revision is signed with a key that the archive does not bring along. */
function keepKey(archive: string, { publicKey }: Signer): void {
  replaceFile(archive, `${keysFolder}/${publicKey.fingerprint}.pem`, Buffer.from(publicKey.pem));
}

function writeHead(archive: string, newest: SealedRevision): void {
  replaceFile(archive, headFile, toJsonFile(headOf(newest)));
}
