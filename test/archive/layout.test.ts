import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headFile, isReservedSlug, keysFolder, manifestFile } from '../../src/archive/files.ts';
import { sitePaths } from '../../src/archive/site-files.ts';
import { checkContent } from '../../src/check.ts';
import { loadContent } from '../../src/content/files.ts';
import { loadTemplates } from '../../src/page/templates.ts';

/** Every name that an archive gives to something of its own, found by making one path of each kind. */
const made = [
  ...[sitePaths.index, sitePaths.atom, sitePaths.json, sitePaths.search],
  ...[sitePaths.shard(1), sitePaths.year('2026'), sitePaths.allSeries, sitePaths.series('s')],
  ...[sitePaths.allTrials, sitePaths.trial('t'), sitePaths.asset('site.css'), `${keysFolder}/x.pem`],
  ...[headFile, manifestFile],
].map((file) => file.split('/')[0]?.split('.')[0] ?? '');
const names = [
  ...new Set([...made, 'latest', '2026', '1999', '2026-04-21', '2026-04-21-car-t', 'r1', 'r12']),
];

test('the site makes nothing at the top whose name could be a slug', () => {
  expect(Object.keys(sitePaths)).toHaveLength(15);
  expect(names.filter((name) => !isReservedSlug(name))).toEqual([]);
});

test.each([
  'car-t',
  '2026-asco-preview',
  'trials-in-review',
  'key',
  'searching',
  'r1b',
  'year',
  '20261',
  'latest-news',
])('%s is free', (slug) => {
  expect(isReservedSlug(slug)).toBe(false);
});

describe('check', () => {
  const base = path.join(import.meta.dirname, '../cases/base/content');
  const templates = loadTemplates(path.join(import.meta.dirname, '../../templates'), 'templates');
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'trialbrief-reserved-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function problemsOf(slug: string): string[] {
    const content = path.join(folder, slug);
    mkdirSync(content);
    cpSync(base, content, { recursive: true });
    const briefing = path.join(content, 'briefings/2026-01-15-base.md');
    writeFileSync(path.join(content, `briefings/2026-01-15-${slug}.md`), readFileSync(briefing));
    rmSync(briefing);
    const checked = checkContent(loadContent(content, 'content'), templates, 'content');
    const found = 'problems' in checked ? checked.problems : [];
    return found.map(({ code, severity, place }) => `${severity} ${code} ${place.file}:${place.line}`);
  }

  test.each(names)('refuses the slug %s', (slug) => {
    expect(problemsOf(slug)).toEqual([`error reserved-slug content/briefings/2026-01-15-${slug}.md:1`]);
  });

  test.each(['con', 'nul', 'com1'])('refuses %s, which Windows keeps', (slug) => {
    expect(problemsOf(slug)).toEqual([`error bad-file-name content/briefings/2026-01-15-${slug}.md:1`]);
  });

  test('takes any other', () => {
    expect(problemsOf('car-t')).toEqual([]);
  });
});
