import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readArchive } from '../../src/archive/disk.ts';
import { acquireArchive, sealRevision } from '../../src/cli/publishing.ts';
import { newArchive, publicationOf, publish, removeArchive, textsIn } from './publications.ts';

let archive: string;
beforeEach(() => {
  archive = newArchive();
});
afterEach(() => removeArchive(archive));

function at(file: string): string {
  return path.join(archive, file);
}

describe('a publisher', () => {
  test('is alone at work', () => {
    using _held = acquireArchive(archive);
    expect(() => acquireArchive(archive)).toThrow('another publisher is using');
  });

  test('makes way for the next', () => {
    {
      using _held = acquireArchive(archive);
    }
    using held = acquireArchive(archive);
    expect(held).toBeDefined();
  });

  test('who looked before another was done seals nothing', () => {
    const seen = readArchive(archive);
    publish(archive, publicationOf('2026-01-01-alpha'));
    const before = textsIn(archive);
    expect(() => sealRevision(archive, publicationOf('2026-02-02-beta'), { seen })).toThrow(
      'alpha/2026-01-01/r1 was sealed while this edition was being built',
    );
    expect(() => sealRevision(archive, publicationOf('2026-01-01-alpha'), { seen })).toThrow(
      '2026-01-01-alpha is already published, as alpha/2026-01-01/r1',
    );
    expect(textsIn(archive)).toEqual(before);
  });

  test('seals nothing twice', () => {
    publish(archive, publicationOf('2026-01-01-alpha'));
    expect(() => publish(archive, publicationOf('2026-01-01-alpha', { text: 'other' }))).toThrow(
      'already published',
    );
  });

  test('says which file lies where its folder belongs, and leaves it there', () => {
    writeFileSync(at('alpha'), 'astray');
    expect(() => publish(archive, publicationOf('2026-01-01-alpha'))).toThrow(
      'a file alpha where a folder is needed',
    );
    publish(archive, publicationOf('2026-02-02-beta'));
    expect(textsIn(archive).alpha).toBe('astray');
  });

  test('fills a folder that is there and empty, and minds what lies beside it', () => {
    mkdirSync(at('alpha/2026-01-01/r1'), { recursive: true });
    publish(archive, publicationOf('2026-01-01-alpha'));
    writeFileSync(at('alpha/2026-01-01/index.html'), 'of the site');
    publish(archive, publicationOf('2026-01-01-alpha', { revision: 2 }));
    expect(readdirSync(at('alpha/2026-01-01')).sort()).toEqual(['index.html', 'r1', 'r2']);
  });
});

describe('what is sealed', () => {
  test('is chained, each manifest to the one before it', () => {
    const first = publish(archive, publicationOf('2026-01-01-alpha'));
    const second = publish(archive, publicationOf('2026-02-02-beta'));
    expect([first, second].map(({ manifest }) => [manifest.sequence, manifest.previous])).toEqual([
      [1, null],
      [2, first.hash],
    ]);
    expect(JSON.parse(textsIn(archive)['head.json'] ?? '')).toEqual({
      schema: 1,
      sequence: 2,
      folder: 'beta/2026-02-02/r1',
      manifest: second.hash,
    });
    expect(readArchive(archive)).toEqual([first, second]);
  });

  test.skipIf(process.platform === 'win32')('can be read by everybody and written by nobody', () => {
    publish(archive, publicationOf('2026-01-01-alpha'));
    const modeOf = (file: string) => (statSync(at(file)).mode & 0o777).toString(8);
    expect(
      ['', '/inputs', '/index.html', '/manifest.json'].map((file) => modeOf(`alpha/2026-01-01/r1${file}`)),
    ).toEqual(['555', '555', '444', '444']);
    expect(['.', 'alpha', 'alpha/2026-01-01'].map(modeOf).slice(1)).toEqual(['755', '755']);
  });
});
