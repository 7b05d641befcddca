import path from 'node:path';
import { expect, test } from 'vitest';
import { checkPaths } from '../../src/page/template-check.ts';
import { loadArchiveDesign } from '../../src/site/design.ts';
import { archiveModels } from '../../src/site/template-model.ts';

const design = loadArchiveDesign(path.join(import.meta.dirname, '../..'));

test('every path of the archive’s templates is one of its models', () => {
  expect(checkPaths(design, archiveModels)).toEqual([]);
});

test('a misspelt path is found, also in a part of a page', () => {
  const { text, path: file } = design.sources.get('partials/entries') ?? { text: '', path: '' };
  const wrong = { path: file, text: text.replace('{{dateLabel}}', '{{dateLable}}') };
  const sources = new Map(design.sources).set('partials/entries', wrong);
  const found = checkPaths({ sources }, archiveModels).map(({ code, place }) => `${code} ${place.file}`);
  expect(new Set(found)).toEqual(new Set(['unknown-path templates/archive/partials/entries.hbs']));
});

test('the shared files hold what the pages need, and their licences', () => {
  const { assets, rules } = design;
  expect(assets['fonts.css'].match(/@font-face/g)).toHaveLength(5);
  expect(assets['fonts.css'].length).toBeLessThan(180_000);
  expect(assets['minisearch.js'].length).toBeLessThan(40_000);
  expect(assets['licences.txt']).toMatch(/SIL Open Font License[\s\S]*Luca Ongaro/);
  expect(rules).not.toMatch(/url\(|@import/);
});
