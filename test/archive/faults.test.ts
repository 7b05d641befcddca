import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyArchive } from '../../src/cli/verify.ts';
import { strike } from './faults/strike.ts';
import { newArchive, publicationOf, publish, removeArchive, testSigner, textsIn } from './publications.ts';

const publisher = path.join(import.meta.dirname, 'faults/publisher.ts');
const { privateKey } = generateKeyPairSync('ed25519');
const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** Two ways into an archive: with folders of its own, and, signed, into those of an edition that is there. */
const ways = [
  { way: 'the first revision of an archive', before: [], id: '2026-02-02-alpha', revision: 1, key: '' },
  {
    way: 'a signed correction',
    before: ['2026-02-02-alpha', '2026-01-01-first'],
    id: '2026-02-02-alpha',
    revision: 2,
    key,
  },
];

describe.each(ways)('$way', ({ before, id, revision, key: pem }) => {
  const top = newArchive();
  const base = path.join(top, 'base');
  const order = () => publicationOf(id, { revision });
  const signer = pem ? testSigner(pem) : undefined;
  let calls = 0;

  beforeAll(() => {
    mkdirSync(base);
    for (const one of before) publish(base, publicationOf(one));
    const counted = copyOf('counted');
    const counting = strike(0, 'none');
    publish(counted, order(), signer);
    calls = counting.end();
  });
  afterAll(() => removeArchive(top));

  function copyOf(name: string): string {
    const copy = path.join(top, name);
    cpSync(base, copy, { recursive: true });
    return copy;
  }

  /** Whether the archive is the old one or the new one, whole; and the next publisher finds nothing amiss. */
  async function expectWhole(archive: string): Promise<'old' | 'new'> {
    const old = sealedTexts(base);
    const found = await look(archive);
    expect(found.flaws).toEqual([]);
    expect(sealedTexts(archive)).toMatchObject(old);
    const added = found.revisions.length - before.length;
    expect([0, 1]).toContain(added);
    expect(Object.keys(sealedTexts(archive)).length - Object.keys(old).length).toBe(
      added === 0 ? 0 : order().files.length + 1 + (signer ? 1 : 0),
    );
    publish(archive, publicationOf('2026-03-03-next'));
    const mended = await look(archive);
    expect(mended.flaws).toEqual([]);
    expect(mended.revisions.length).toBe(found.revisions.length + 1);
    expect(readdirSync(archive).filter((name) => name.startsWith('.new'))).toEqual([]);
    return added === 0 ? 'old' : 'new';
  }

  test('is put on the disk by dozens of calls', () => {
    expect(calls).toBeGreaterThan(20);
  });

  test('is there or not, whenever kill -9 strikes', { timeout: 240_000 }, async () => {
    const found = await everyCall(calls, async (at) => {
      const archive = copyOf(`kill-${at}`);
      expect(await killed(archive, [id, `${revision}`, `${at}`, 'kill', pem])).toBe('SIGKILL');
      return expectWhole(archive);
    });
    expectOneTurn(found);
  });

  test('is there or not, whenever the disk is full', async () => {
    const found = await everyCall(calls, async (at) => {
      const archive = copyOf(`full-${at}`);
      const struck = strike(at, 'full');
      let thrown: unknown;
      try {
        publish(archive, order(), signer);
      } catch (error) {
        thrown = error;
      } finally {
        struck.end();
      }
      if (thrown) expect(thrown).toMatchObject({ code: 'ENOSPC' });
      return expectWhole(archive);
    });
    expectOneTurn(found);
  });
});

/** First the old archive, from some call on the new one. */
function expectOneTurn(found: string[]): void {
  const turn = found.indexOf('new');
  expect(turn).toBeGreaterThan(0);
  expect(found).toEqual(found.map((_, index) => (index < turn ? 'old' : 'new')));
}

/** Runs `work` for 1 … `calls`, two at a time; results in order. */
async function everyCall<T>(calls: number, work: (at: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  const numbers = Array.from({ length: calls }, (_, index) => index + 1).values();
  const worker = async () => {
    for (const at of numbers) results[at - 1] = await work(at);
  };
  await Promise.all([worker(), worker()]);
  return results;
}

/** Runs a publisher in a process of its own; gives the signal that ended it. */
async function killed(archive: string, order: string[]): Promise<unknown> {
  const env = { ...process.env, NODE_COMPILE_CACHE: 'node_modules/.cache/compiled' };
  const child = spawn(process.execPath, [publisher, archive, ...order], { stdio: 'inherit', env });
  const [, signal] = await once(child, 'close');
  return signal;
}

function look(archive: string) {
  return verifyArchive(archive, { keys: [], head: undefined, progress: () => {} });
}

/** Texts of what is sealed, by path. */
function sealedTexts(archive: string): Record<string, string> {
  const all = Object.entries(textsIn(archive));
  return Object.fromEntries(all.filter(([file]) => /^[^/.]+\/[^/]+\/r\d+\//.test(file)));
}
