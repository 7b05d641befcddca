import type { ArchiveFlaw } from './flaw.ts';
import { manifestFile, signatureFile } from './layout.ts';
import type { SealedRevision } from './sealed.ts';
import { isSignedBy, type PublicKey } from './signature.ts';

/** What a revision's signature was made over, and what it is. */
export interface SignedBytes {
  manifest: Uint8Array;
  /** Undefined when there is none. */
  signature: Uint8Array | undefined;
}

/**
 * What is wrong with the signatures of an archive. With `trusted` keys every revision must be vouched for
 * by one of them: its own signature, or that of a later one, which holds for all that its chain names.
 * `kept` are the keys that the archive brings along: they tell a broken signature, not a stranger's.
 */
export function checkSignatures(
  archive: readonly SealedRevision[],
  bytesOf: (folder: string) => SignedBytes,
  { trusted, kept }: { trusted: readonly PublicKey[]; kept: readonly PublicKey[] },
): ArchiveFlaw[] {
  const keys = trusted.length > 0 ? trusted : kept;
  const flaws = archive.flatMap((revision) => faultOf(revision, bytesOf(revision.folder), keys));
  if (trusted.length === 0) return flaws;
  const bad = new Set(flaws.map(({ where }) => where));
  const isGood = ({ folder, manifest }: SealedRevision) =>
    manifest.key !== undefined && !bad.has(sign(folder));
  const lastGood = archive.findLastIndex(isGood);
  const unvouched = archive.slice(lastGood + 1).filter(({ manifest }) => manifest.key === undefined);
  return [...flaws, ...unvouched.map(notSigned)];
}

function sign(folder: string): string {
  return `${folder}/${signatureFile}`;
}

function notSigned({ folder }: SealedRevision): ArchiveFlaw {
  const message = 'is not signed, and no later signature vouches for it';
  return { kind: 'unsigned', where: `${folder}/${manifestFile}`, message };
}

function faultOf(
  { folder, manifest }: SealedRevision,
  bytes: SignedBytes,
  keys: readonly PublicKey[],
): ArchiveFlaw[] {
  if (manifest.key === undefined) return [];
  const flaw = (kind: ArchiveFlaw['kind'], message: string): ArchiveFlaw[] => [
    { kind, where: sign(folder), message },
  ];
  if (!bytes.signature)
    return flaw('missing', 'its manifest says that it is signed, and the signature is gone');
  const key = keys.find(({ fingerprint }) => fingerprint === manifest.key);
  if (!key) {
    return flaw(
      'signature',
      `was made with the key ${manifest.key.slice(0, 16)}…, which is not among those given`,
    );
  }
  if (isSignedBy(bytes.manifest, bytes.signature, key)) return [];
  return flaw('signature', 'does not fit the manifest: one of the two was changed');
}
