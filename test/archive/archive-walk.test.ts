import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashFiles, walkFiles } from '../../src/archive/disk.ts';
import { sha256 } from '../../src/outputs/artifact.ts';
import { newArchive, removeArchive } from './publications.ts';

let folder: string;
beforeEach(() => {
  folder = newArchive();
});
afterEach(() => removeArchive(folder));

const chunk = 256 * 1024;

test('files of any length are hashed whole', async () => {
  const lengths = [0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 3 * chunk + 7, 5, 6, 7, 8, 9];
  const texts = lengths.map((length, index) => Buffer.alloc(length, `file ${index} `));
  for (const [index, bytes] of texts.entries()) writeFileSync(path.join(folder, `${index}`), bytes);
  const found = new Map<string, [string, number]>();
  const names = texts.map((_, index) => `${index}`);
  await hashFiles(folder, names, (file, hash, bytes) => found.set(file, [hash, bytes]));
  expect(names.map((name) => found.get(name))).toEqual(texts.map((bytes) => [sha256(bytes), bytes.length]));
});

test('a file that cannot be read ends it', async () => {
  mkdirSync(path.join(folder, 'inner'));
  await expect(hashFiles(folder, ['nowhere'], () => {})).rejects.toThrow('ENOENT');
  await expect(hashFiles(folder, ['inner'], () => {})).rejects.toThrow('EISDIR');
});

test('files are walked in order, folders are not, links are told', () => {
  mkdirSync(path.join(folder, 'b/empty'), { recursive: true });
  for (const file of ['b/2', 'b/1', 'a', '.hidden']) writeFileSync(path.join(folder, file), '');
  symlinkSync(path.join(folder, 'b'), path.join(folder, 'c'));
  expect(walkFiles(folder)).toEqual([
    { path: '.hidden', plain: true },
    { path: 'a', plain: true },
    { path: 'b/1', plain: true },
    { path: 'b/2', plain: true },
    { path: 'c', plain: false },
  ]);
});
