import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..');
const document = readFileSync(path.join(root, 'docs/security.md'), 'utf8');
const rows = document.split('\n').filter((line) => /^\| (?!what is promised|-)/.test(line));

/** The test files that a cell names; one without a folder lies beside the one before. */
function filesIn(cell: string): string[] {
  let folder = 'test';
  return [...cell.matchAll(/`([\w./-]+\.test\.ts)`/g)].map(([, name = '']) => {
    const file = name.includes('/') ? name : `${folder}/${name}`;
    folder = path.posix.dirname(file);
    return file;
  });
}

/** Titles of tests in quotation marks. */
function titlesIn(cell: string): string[] {
  return [...cell.matchAll(/["“]([^"”]+)["”]/g)].map(([, title = '']) => title);
}

const scripts: Record<string, string> = JSON.parse(
  readFileSync(path.join(root, 'package.json'), 'utf8'),
).scripts;

describe('each promise of docs/security.md', () => {
  test('there are promises', () => {
    expect(rows.length).toBeGreaterThan(40);
  });

  test.each(rows)('%s', (row) => {
    const [, cell = ''] = row.split(' | ');
    const files = filesIn(cell);
    for (const file of files) expect([file, existsSync(path.join(root, file))]).toEqual([file, true]);
    const commands = [...cell.matchAll(/`npm run (\w[\w-]*)/g)].map(([, name = '']) => name);
    for (const name of commands) expect(Object.keys(scripts)).toContain(name);
    expect(files.length + commands.length).toBeGreaterThan(0);
    const texts = files
      .map((file) => readFileSync(path.join(root, file), 'utf8'))
      .join('\n')
      .replaceAll("\\'", "'");
    for (const title of titlesIn(cell)) expect(texts).toContain(title);
  });
});

test('the folders of tests that are named are there', () => {
  for (const [, file = ''] of document.matchAll(/`(test\/[\w./-]+)`/g))
    expect([file, existsSync(path.join(root, file))]).toEqual([file, true]);
});
