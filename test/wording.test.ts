import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findings } from './wording.ts';

const covered = [
  'src',
  'scripts',
  'bench',
  'vendor/caniemail/README.md',
  'vendor/canvas/index.d.ts',
  'vendor/canvas/index.js',
  'docs',
  'templates',
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
];

function* filesIn(name: string): Generator<string> {
  if (statSync(name).isFile()) {
    if (/\.(?:ts|mjs|js|css|hbs|md)$/.test(name)) yield name;
  } else for (const entry of readdirSync(name).sort()) yield* filesIn(path.join(name, entry));
}

/** The text of a file; of the change log, only what is not released yet. */
function ownText(file: string): string {
  const text = readFileSync(file, 'utf8');
  return file === 'CHANGELOG.md' ? (text.split(/^## (?!Unreleased)/m)[0] ?? '') : text;
}

test('messages, help, comments and documents use plain words', () => {
  const found = covered
    .flatMap((name) => [...filesIn(name)])
    .flatMap((file) => findings(file, ownText(file)));
  expect(found.join('\n')).toBe('');
});

test.each([
  ["const a = 'how to mend it';", 'a.ts:1: “mend”: write “fix”'],
  ['/** What is told of it. */', 'a.ts:1: “told”: write “report, show, state or distinguish”'],
  ['const a = 1;\n// The row stands under it.', 'a.ts:2: “stands”: write “is, appears, replaces or blocks”'],
  ['const a = `a file holds no key`;', 'a.ts:1: “holds”: write “contains, keeps or has”'],
  ['/** Of whom we know. */', 'a.ts:1: “Of whom”: write “begin with the subject”'],
  ["const a = 'less than none';", 'a.ts:1: “less than none”: write “negative”'],
  [
    "const a = 'the archive unless it is told';",
    'a.ts:1: “told”: write “report, show, state or distinguish”',
  ],
])('reports %s', (text, expected) => {
  expect(findings('a.ts', text)).toEqual([expected]);
});

test('a phrase is found in a document over the end of a line, and names in code are not read', () => {
  expect(findings('a.md', 'A file as it now\nstands.')).toEqual([
    'a.md:2: “stands”: write “is, appears, replaces or blocks”',
  ]);
  expect(findings('a.ts', 'const mend = told;')).toEqual([]);
  expect(findings('a.ts', `const a = \`a $\{told} b\`;`)).toEqual([]);
  expect(findings('a.hbs', '<p class="standing">{{#if standing}}yes{{/if}}</p>')).toEqual([]);
  expect(findings('a.md', 'Whether that holds.')).toEqual([]);
});
