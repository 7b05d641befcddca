import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { SealedRevision } from '../outputs/sealed.ts';
import type { ArchiveFlaw } from './chain.ts';
import { manifestFile, signatureFile } from './files.ts';

/** A key that cannot be used for signatures, or not as it lies there. */
export class KeyRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KeyRefused';
  }
}

/** Who seals. */
export interface Signer {
  privateKey: KeyObject;
  publicKey: PublicKey;
}

export interface PublicKey {
  key: KeyObject;
  /** sha256 of the key in its DER form (SPKI): its name in manifests and the name of its file. */
  fingerprint: string;
  pem: string;
}

/** Reads a private Ed25519 key in PEM (PKCS #8), as `openssl genpkey -algorithm ed25519` writes it. */
export function readSigner(pem: string, shownAs: string): Signer {
  const privateKey = keyFrom(() => createPrivateKey(pem), shownAs, 'private');
  return { privateKey, publicKey: describe(createPublicKey(privateKey)) };
}

/** Reads a public Ed25519 key in PEM, as `openssl pkey -pubout` writes it. */
export function readPublicKey(pem: string, shownAs: string): PublicKey {
  if (pem.includes('PRIVATE KEY')) {
    throw new KeyRefused(`${shownAs} is a private key; signatures are checked with the public one`);
  }
  return describe(keyFrom(() => createPublicKey(pem), shownAs, 'public'));
}

/** 64 bytes over a manifest as it lies on disk. */
export function signManifest(manifest: Uint8Array, { privateKey }: Signer): Buffer {
  return sign(null, manifest, privateKey);
}

function isSignedBy(manifest: Uint8Array, signature: Uint8Array, { key }: PublicKey): boolean {
  return verify(null, manifest, key, signature);
}

/** Errors of the library can include a part of the key, so they are not passed on. */
function keyFrom(read: () => KeyObject, shownAs: string, which: string): KeyObject {
  const refuse = () => new KeyRefused(`${shownAs} contains no ${which} Ed25519 key in PEM`);
  try {
    const key = read();
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    throw refuse();
  }
  throw refuse();
}

function describe(key: KeyObject): PublicKey {
  const der = key.export({ type: 'spki', format: 'der' });
  return {
    key,
    fingerprint: createHash('sha256').update(der).digest('hex'),
    pem: key.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** What a revision's signature was made over, and what it is. */
interface SignedBytes {
  manifest: Uint8Array;
  /** Undefined when there is none. */
  signature: Uint8Array | undefined;
}

/**
 * What is wrong with the signatures of an archive. With `trusted` keys every revision must be vouched for
 * by one of them: its own signature, or that of a later one, which covers all that its chain names.
 * `kept` are the keys stored in the archive: they reveal a broken signature, not a stranger's.
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
    manifest.key !== undefined && !bad.has(signaturePath(folder));
  const lastGood = archive.findLastIndex(isGood);
  const unvouched = archive.slice(lastGood + 1).filter(({ manifest }) => manifest.key === undefined);
  return [...flaws, ...unvouched.map(notSigned)];
}

function signaturePath(folder: string): string {
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
    { kind, where: signaturePath(folder), message },
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
