import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findings } from './wording.ts';

/** Folders and files that are covered so far. `src` and `docs` as a whole once every folder is clean. */
const covered = [
  'src/cli',
  'src/mail',
  'src/send',
  'src/build.ts',
  'src/cli.ts',
  'src/diagnostics.ts',
  'src/freshness.ts',
  'src/ports.ts',
  'src/report.ts',
  'README.md',
];

function* filesIn(name: string): Generator<string> {
  if (statSync(name).isFile()) {
    if (/\.(?:ts|mjs|md)$/.test(name)) yield name;
  } else for (const entry of readdirSync(name).sort()) yield* filesIn(path.join(name, entry));
}

test('messages, help, comments and documents use plain words', () => {
  const found = covered
    .flatMap((name) => [...filesIn(name)])
    .flatMap((file) => findings(file, readFileSync(file, 'utf8')));
  expect(found.join('\n')).toBe('');
});

test.each([
  ["const a = 'how to mend it';", 'a.ts:1: “mend”: write “fix”'],
  ['/** What is told of it. */', 'a.ts:1: “told of”: write “reported”'],
  [
    'const a = 1;\n// The row stands under it.',
    'a.ts:2: “stands under”: write “is, appears, goes or blocks”',
  ],
  ['const a = `a file holds no key`;', 'a.ts:1: “holds no”: write “contains”'],
])('reports %s', (text, expected) => {
  expect(findings('a.ts', text)).toEqual([expected]);
});

test('a phrase is found in a document over the end of a line, and names in code are not read', () => {
  expect(findings('a.md', 'A file as it now\nstands.')).toEqual([
    'a.md:1: “now stands”: write “unchanged, or is now”',
  ]);
  expect(findings('a.ts', 'const mend = told;')).toEqual([]);
  expect(findings('a.md', 'Whether that position holds.')).toEqual([]);
});
