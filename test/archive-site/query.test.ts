import { afterAll, describe, expect, test } from 'vitest';
import { readArchive } from '../../src/archive/disk.ts';
import { editionsOf } from '../../src/site/editions.ts';
import { readQuery, snippetOf, toFts, wordsAsked } from '../../src/site/query.ts';
import { foldedWords, withSearchIndex } from '../../src/site/search-document.ts';
import { openArchiveReader } from '../../src/site/shelf.ts';
import { makeArchive } from './made-archive.ts';
import { asked, spellings } from './spellings.ts';

const archive = makeArchive();
archive.seal(spellings);
archive.seal({ slug: 'other', date: '2026-03-06', title: 'Other', text: 'Nothing of the kind.' });
afterAll(() => archive[Symbol.dispose]());

describe('an edition is found by the plain forms of its words', () => {
  test.each(asked)('%s: %s', async (typed, isFound) => {
    const editions = editionsOf(readArchive(archive.folder));
    const found = await withSearchIndex(openArchiveReader(archive.folder), editions, (index) =>
      index.find({
        match: toFts(readQuery(typed)) ?? '',
        among: editions.map(({ id }) => id),
        limit: 10,
      }),
    );
    expect(found.map(({ edition }) => edition)).toEqual(isFound ? ['2026-03-05-spellings'] : []);
  });
});

describe('words of a text', () => {
  test.each([
    ['β₂-Microglobulin', ['β2', 'microglobulin']],
    ['32.1% of 1,234', ['32.1', 'of', '1,234']],
    ['骨髄腫', ['骨髄', '髄腫', '腫']],
    ['CD38陽性の', ['cd38', '陽性', '性の', 'の']],
    ['か\u3099ん', ['がん', 'ん']],
    ['ｶﾞﾝ', ['ガン', 'ン']],
    ['骨。髄', ['骨', '髄']],
    ['', []],
    ['😀 — ?', []],
    ['\ud800a', ['a']],
  ])('‘%s’', (text, expected) => {
    expect(foldedWords(text)).toEqual(expected);
  });

  test('that can be misspelt are those of alphabets', () => {
    expect(wordsAsked(readQuery('Daratumumab 32.1 骨髄腫 NOT sales'))).toEqual(['daratumumab', '32', '1']);
  });
});

describe('what is shown of a text', () => {
  const text = `${'word '.repeat(50)}the β₂-microglobulin was raised. ${'more '.repeat(50)}`.trim();

  test.each([
    ['b2 β2', 'Short.', 'Short.'],
    ['β2-microglobulin', text, 'the ‹β₂-microglobulin› was raised. more'],
    ['micro*', text, 'the β₂-‹microglobulin› was raised'],
    ['骨髄', '多発性骨髄腫の治療', '多発性‹骨髄›腫の治療'],
    ['髄', '多発性骨髄腫の治療', '多発性骨‹髄腫›の治療'],
    ['½', 'One ½.', 'One ‹½›.'],
    ['a', 'line\nA', 'line ‹A›'],
    ['a', '', ''],
  ])('for %s', (typed, whole, expected) => {
    expect(snippetOf(whole, readQuery(typed))).toContain(expected);
  });

  test('is 24 words, with signs where it is cut', () => {
    const snippet = snippetOf(text, readQuery('raised'));
    expect(snippet).toMatch(/^… word .*‹raised›.* more …$/);
    expect(foldedWords(snippet)).toHaveLength(24);
  });
});
