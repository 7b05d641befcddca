import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { exit } from '../src/cli/console.ts';
import { readModules } from './sources.ts';

const document = readFileSync(path.join(import.meta.dirname, '../docs/errors.md'), 'utf8');
const code = readModules()
  .map((module) => module.code)
  .join('\n');

/** Calls that make a diagnostic, with their first arguments as far as the code. */
const makers =
  /\b(?:problem|warning|complain|refuse)\(\s*(?:node,\s*)?((?:[^,'`()]*\?\s*)?'[a-z-]+'(?:\s*:\s*'[a-z-]+')?|`[a-z]+-\$\{\w+\}`)/g;

/** What completes `unknown-${what}`: the kinds of names that are looked up. */
const lookUps = /(?:\bfind|\bunknown|\bplaced)\(\s*'([a-z]+)'/g;

/** Of an issue that zod words itself, and of text set as code. */
const notCodes = ['custom', 'code'];

function literalsIn(text: string): string[] {
  return [...text.matchAll(/'([a-z-]+)'/g)].map(([, literal]) => literal as string);
}

function codesInSource(): Set<string> {
  const made = [...code.matchAll(makers)].map(([, first]) => first as string);
  const families = made
    .filter((first) => first.startsWith('`'))
    .map((first) => first.slice(1, -1).split('$')[0]);
  const kinds = [...code.matchAll(lookUps)].map(([, kind]) => kind);
  const declared = [...code.matchAll(/\bcode: '([a-z-]+)'/g)].map(([, name]) => name as string);
  const given = [...code.matchAll(/\bparams\.code : '([a-z-]+)'/g)].map(([, name]) => name as string);
  const tabled = [...code.matchAll(/^ {2}'(claim-[a-z-]+)': \w/gm)].map(([, name]) => name as string);
  return new Set([
    ...tabled,
    ...made.filter((first) => !first.startsWith('`')).flatMap(literalsIn),
    ...families.flatMap((family) => kinds.map((kind) => `${family}${kind}`)),
    ...declared.filter((name) => !notCodes.includes(name)),
    ...given,
  ]);
}

/** Codes in the reports of test/cases: what really was said. */
function codesInCases(): Set<string> {
  const folder = path.join(import.meta.dirname, 'cases');
  const reports = readdirSync(folder)
    .filter((name) => !existsSync(path.join(folder, name, 'defect.txt')))
    .map((name) => readFileSync(path.join(folder, name, 'expected/diagnostics.txt'), 'utf8'));
  return new Set(
    [...reports.join('\n').matchAll(/^(?:error|warning) ([a-z-]+) \S+:\d+:\d+$/gm)].map(
      ([, name]) => name as string,
    ),
  );
}

const documented = [...document.matchAll(/^## `([a-z-]+)`$/gm)].map(([, name]) => name as string);

describe('docs/errors.md', () => {
  test('has a section for every code that the tool can print', () => {
    const printed = new Set([...codesInSource(), ...codesInCases()]);
    expect([...printed].filter((name) => !documented.includes(name)).sort()).toEqual([]);
  });

  test('has no section without a code', () => {
    expect(documented.filter((name) => !codesInSource().has(name))).toEqual([]);
  });

  test('has one section a code, in the order of the alphabet', () => {
    expect(documented).toEqual([...new Set(documented)].sort());
  });

  test.each(documented)('explains %s with an example and a fix', (name) => {
    const section = document.split(`## \`${name}\`\n`)[1]?.split(/^## /m)[0] ?? '';
    expect(section).toMatch(/```[\s\S]+?```/);
    expect(section).toMatch(/^Fix: \S/m);
    expect(section.trim().split('\n')[0]).toMatch(/^[A-Z].*\.$/);
  });

  test('lists every exit code of the tool', () => {
    const listed = [...document.matchAll(/^\| (\d+) \|/gm)].map(([, number]) => Number(number));
    expect(listed).toEqual(Object.values(exit));
  });
});

describe('the collecting of codes that this rests on', () => {
  test('finds codes however they are given', () => {
    const found = codesInSource();
    for (const name of [
      'alias',
      'yaml-syntax',
      'no-such-date',
      'unknown-arm',
      'unknown-trial',
      'unknown-cut',
    ])
      expect(found).toContain(name);
  });

  test('misses none that a case prints', () => {
    const found = codesInSource();
    expect([...codesInCases()].filter((name) => !found.has(name))).toEqual([]);
  });
});
