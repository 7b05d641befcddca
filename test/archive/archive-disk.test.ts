import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readArchive, readSealedFile } from '../../src/archive/disk.ts';
import { sha256 } from '../../src/outputs/artifact.ts';
import type { SealedRevision } from '../../src/outputs/sealed.ts';
import { revisionOf } from './revisions.ts';

let archive: string;
beforeEach(() => {
  archive = mkdtempSync(path.join(tmpdir(), 'trialbrief-archive-'));
});
afterEach(() => rmSync(archive, { recursive: true }));

function lay(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(archive, file)), { recursive: true });
  writeFileSync(path.join(archive, file), text);
}

function layRevision(id: string, sequence: number, revision = 1): SealedRevision {
  const page = { path: 'index.html', mediaType: 'text/html', bytes: 4, sha256: sha256('page') };
  const made = revisionOf(id, revision, { sequence, files: [page] });
  const text = JSON.stringify(made.manifest);
  lay(`${made.folder}/manifest.json`, text);
  lay(`${made.folder}/index.html`, 'page');
  return { ...made, hash: sha256(text) };
}

describe('readArchive', () => {
  test('gives every revision in the order in which they were sealed', () => {
    const second = layRevision('2026-02-02-alpha', 2);
    const first = layRevision('2026-03-02-beta', 1);
    const third = layRevision('2026-03-02-beta', 3, 2);
    expect(readArchive(archive)).toEqual([first, second, third]);
  });

  test('sees nothing but sealed folders', () => {
    const only = layRevision('2026-02-02-alpha', 1);
    for (const file of [
      'index.html',
      'trials/gamma/index.html',
      '.new-7/manifest.json',
      'alpha/.new/manifest.json',
      'alpha/2026-02-02/index.html',
      'alpha/2026-02-02/r0/manifest.json',
      'alpha/2026-02-02/r1-copy/manifest.json',
      'alpha/notes/r1/manifest.json',
    ])
      lay(file, '{}');
    expect(readArchive(archive)).toEqual([only]);
  });

  test('is empty where no archive is', () => {
    expect(readArchive(path.join(archive, 'nowhere'))).toEqual([]);
  });

  test.each(['', '{', '{}', 'null', '{"schema":1,"sequence":1,"files":[]}'])(
    'refuses a manifest that says ‘%s’',
    (text) => {
      lay('alpha/2026-02-02/r1/manifest.json', text);
      expect(() => readArchive(archive)).toThrow('alpha/2026-02-02/r1/manifest.json cannot be read');
    },
  );

  test('refuses a folder without a manifest', () => {
    lay('alpha/2026-02-02/r1/index.html', 'page');
    expect(() => readArchive(archive)).toThrow('alpha/2026-02-02/r1/manifest.json cannot be read');
  });
});

describe('readSealedFile', () => {
  test('gives what was sealed', () => {
    const revision = layRevision('2026-02-02-alpha', 1);
    expect(readSealedFile(archive, revision, 'index.html').toString()).toBe('page');
  });

  test('gives nothing else', () => {
    const revision = layRevision('2026-02-02-alpha', 1);
    lay('alpha/2026-02-02/r1/index.html', 'pagE');
    expect(() => readSealedFile(archive, revision, 'index.html')).toThrow('is not what was sealed');
    rmSync(path.join(archive, 'alpha/2026-02-02/r1/index.html'));
    expect(() => readSealedFile(archive, revision, 'index.html')).toThrow('is gone from the archive');
    expect(() => readSealedFile(archive, revision, '../r1/manifest.json')).toThrow('has no file');
  });
});
