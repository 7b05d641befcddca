import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PublicKey, readPublicKey, readSigner, signManifest } from '../../src/archive/signature.ts';
import { verifyArchive } from '../../src/cli/verify.ts';
import { readSecretFile } from '../../src/files/secrets.ts';
import { newArchive, publicationOf, publish, removeArchive } from './publications.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const ours = newSigner();
const theirs = newSigner();

function newSigner() {
  return readSigner(newKey(), 'a test key');
}

function newKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

let archive: string;
beforeEach(() => {
  archive = newArchive();
});
afterEach(() => removeArchive(archive));

const alpha = 'alpha/2026-01-01/r1';
const beta = 'beta/2026-02-02/r1';

async function flaws(...keys: PublicKey[]): Promise<string[]> {
  const found = await verifyArchive(archive, { keys, head: undefined, progress: () => {} });
  return found.flaws.map(({ kind, where, message }) => `${kind} ${where}: ${message}`);
}

function at(file: string): string {
  return path.join(archive, file);
}

/** Opens a sealed folder to changes, as its owner can. */
function unseal(folder: string): void {
  chmodSync(at(folder), 0o755);
  for (const file of ['manifest.json', 'manifest.sig']) chmodSync(at(`${folder}/${file}`), 0o644);
}

describe('a signed revision', () => {
  beforeEach(() => {
    publish(archive, publicationOf('2026-01-01-alpha'), ours);
    publish(archive, publicationOf('2026-02-02-beta'), ours);
  });

  test('is in order, with the key from the archive or from elsewhere', async () => {
    expect(await flaws()).toEqual([]);
    expect(await flaws(ours.publicKey)).toEqual([]);
    expect(await flaws(theirs.publicKey, ours.publicKey)).toEqual([]);
  });

  test.skipIf(!hasOpenssl)('is in order for openssl, over the bytes as they lie there', () => {
    const pem = at(`keys/${ours.publicKey.fingerprint}.pem`);
    const files = ['-in', at(`${beta}/manifest.json`), '-sigfile', at(`${beta}/manifest.sig`)];
    const said = execFileSync('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', pem, '-rawin', ...files]);
    expect(said.toString()).toContain('Signature Verified Successfully');
  });

  test('without its signature', async () => {
    unseal(beta);
    rmSync(at(`${beta}/manifest.sig`));
    expect(await flaws()).toEqual([
      `missing ${beta}/manifest.sig: its manifest says that it is signed, and the signature is gone`,
    ]);
  });

  test('with the signature of another', async () => {
    unseal(beta);
    copyFileSync(at(`${alpha}/manifest.sig`), at(`${beta}/manifest.sig`));
    expect(await flaws()).toEqual([
      `signature ${beta}/manifest.sig: does not fit the manifest: one of the two was changed`,
    ]);
  });

  test('with a signature forged by another key that says it is ours', async () => {
    unseal(beta);
    const manifest = readFileSync(at(`${beta}/manifest.json`));
    writeFileSync(at(`${beta}/manifest.sig`), signManifest(manifest, theirs));
    expect(await flaws(ours.publicKey)).toEqual([
      `signature ${beta}/manifest.sig: does not fit the manifest: one of the two was changed`,
    ]);
  });

  test.each(['', 'nonsense', 'x'.repeat(64)])('with a signature that is ‘%s’', async (text) => {
    unseal(beta);
    writeFileSync(at(`${beta}/manifest.sig`), text);
    expect(await flaws()).toHaveLength(1);
  });

  test('is not trusted when only another key is', async () => {
    const short = ours.publicKey.fingerprint.slice(0, 16);
    const message = `was made with the key ${short}…, which is not among those given`;
    expect(await flaws(theirs.publicKey)).toEqual([
      `signature ${alpha}/manifest.sig: ${message}`,
      `signature ${beta}/manifest.sig: ${message}`,
    ]);
  });

  test('is not vouched for by a key that was put under its name', async () => {
    writeFileSync(at(`keys/${ours.publicKey.fingerprint}.pem`), theirs.publicKey.pem);
    expect(await flaws()).toHaveLength(2);
    expect(await flaws(ours.publicKey)).toEqual([]);
  });
});

describe('an archive made anew as a whole', () => {
  test('is in order by itself, and is found out with the key from elsewhere', async () => {
    publish(archive, publicationOf('2026-01-01-alpha', { text: 'forged' }), theirs);
    expect(await flaws()).toEqual([]);
    expect((await flaws(ours.publicKey)).map((line) => line.split(':')[0])).toEqual([
      `signature ${alpha}/manifest.sig`,
    ]);
  });

  test('and not signed is found out with the key too', async () => {
    publish(archive, publicationOf('2026-01-01-alpha', { text: 'forged' }));
    expect(await flaws()).toEqual([]);
    expect(await flaws(ours.publicKey)).toEqual([
      `unsigned ${alpha}/manifest.json: is not signed, and no later signature vouches for it`,
    ]);
  });
});

test('a signature vouches for what was sealed before it, and not for what comes after', async () => {
  publish(archive, publicationOf('2026-01-01-alpha'));
  publish(archive, publicationOf('2026-02-02-beta'), ours);
  expect(await flaws(ours.publicKey)).toEqual([]);
  publish(archive, publicationOf('2026-03-03-gamma'));
  expect(await flaws(ours.publicKey)).toEqual([
    'unsigned gamma/2026-03-03/r1/manifest.json: is not signed, and no later signature vouches for it',
  ]);
});

describe('keys', () => {
  test.each([
    ['an RSA key', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
    ['a key for key exchange', generateKeyPairSync('x25519').privateKey],
  ])('%s signs nothing', (_, key) => {
    const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(() => readSigner(pem, 'mine.pem')).toThrow('mine.pem contains no private Ed25519 key in PEM');
  });

  test('what is refused is not quoted', () => {
    const pem = newKey().replace('MC4', 'XXX');
    const secret = pem.split('\n')[1] ?? '';
    expect(() => readSigner(pem, 'mine.pem')).toThrow(/^mine\.pem contains no private Ed25519 key in PEM$/);
    expect(secret.length).toBeGreaterThan(20);
  });

  test('a private key is not taken where a public one belongs', () => {
    expect(() => readPublicKey(newKey(), 'mine.pem')).toThrow('mine.pem is a private key');
    expect(() => readPublicKey('nonsense', 'mine.pem')).toThrow('contains no public Ed25519 key');
    expect(readPublicKey(ours.publicKey.pem, 'x').fingerprint).toBe(ours.publicKey.fingerprint);
  });

  test.each([0o600, 0o400])('a file of mode %o is read', (mode) => {
    const file = at('key.pem');
    writeFileSync(file, 'secret', { mode });
    expect(readSecretFile(file)).toBe('secret');
  });

  test.each([0o640, 0o604, 0o660, 0o644, 0o610])('a file of mode %o is refused', (mode) => {
    mkdirSync(archive, { recursive: true });
    const file = at('key.pem');
    writeFileSync(file, 'secret');
    chmodSync(file, mode);
    expect(() => readSecretFile(file)).toThrow(`chmod 600 ${file}`);
  });
});
