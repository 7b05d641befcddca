import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

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

export function isSignedBy(manifest: Uint8Array, signature: Uint8Array, { key }: PublicKey): boolean {
  return verify(null, manifest, key, signature);
}

/** Errors of the library can hold a part of the key, so they are not passed on. */
function keyFrom(read: () => KeyObject, shownAs: string, which: string): KeyObject {
  const refuse = () => new KeyRefused(`${shownAs} holds no ${which} Ed25519 key in PEM`);
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
