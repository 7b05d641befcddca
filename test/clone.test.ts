import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'trialbrief-clone-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['core.autocrlf=true', 'core.eol=native'],
  ['core.autocrlf=input', 'core.eol=crlf'],
  ['core.autocrlf=false', 'core.eol=crlf'],
])('a clone with %s and %s holds the bytes that were committed', (...settings) => {
  const clone = path.join(folder, settings.join());
  const config = settings.flatMap((setting) => ['-c', setting]);
  git('.', ...config, 'clone', '--quiet', ...settings.flatMap((one) => ['--config', one]), root, clone);
  const committed = git(clone, 'ls-tree', '-r', 'HEAD')
    .split('\n')
    .filter((line) => line.includes(' blob '))
    .map((line) => /^\d+ blob (\w+)\t(.*)$/.exec(line)?.slice(1) ?? [line]);
  expect(committed.length).toBeGreaterThan(1000);
  const files = committed.map(([, file]) => file);
  const found = git(clone, { input: files.join('\n') }, 'hash-object', '--no-filters', '--stdin-paths')
    .split('\n')
    .map((hash, index) => [hash, files[index]]);
  expect(found).toEqual(committed);
});

function git(cwd: string, ...args: (string | { input: string })[]): string {
  const options = args.find((one) => typeof one !== 'string');
  const words = ['-c', 'core.quotePath=false', ...args.filter((one) => typeof one === 'string')];
  return execFileSync('git', words, { cwd, encoding: 'utf8', maxBuffer: 1e8, ...options }).trim();
}
