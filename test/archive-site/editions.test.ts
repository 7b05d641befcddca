import { describe, expect, test } from 'vitest';
import { readArchive } from '../../src/archive/disk.ts';
import {
  bySeries,
  cleanText,
  editionsByTrial,
  editionsOf,
  imprintOf,
  newestFirst,
  noticeLine,
  seriesKey,
  statusOf,
  trialName,
} from '../../src/site/editions.ts';
import { type Making, makeArchive } from './made-archive.ts';

function editionsFrom(...makings: Making[]) {
  using archive = makeArchive();
  for (const making of makings) archive.seal(making);
  return editionsOf(readArchive(archive.folder));
}

const correction = { kind: 'correction', reason: 'The other arm' } as const;

describe('editions of an archive', () => {
  test('a revision belongs to its edition and speaks for it', () => {
    const [one, two] = editionsFrom(
      { slug: 'one', date: '2026-01-05', title: 'Before' },
      { slug: 'two', date: '2026-01-02' },
      { slug: 'one', date: '2026-01-05', title: 'After', revision: 2, published: '2026-02-01', correction },
    );
    expect([one?.title, one?.revisions.map(({ number }) => number), one?.newest.published]).toEqual([
      'After',
      [1, 2],
      '2026-02-01',
    ]);
    expect(one?.first.sealed.folder).toBe('one/2026-01-05/r1');
    expect(two?.revisions).toHaveLength(1);
    expect([one, two].map((edition) => edition && statusOf(edition))).toEqual(['corrected', undefined]);
    expect(one?.newest && noticeLine(one.newest)).toBe('Correction of 1 February 2026: The other arm.');
  });

  test('a retraction outweighs what came before and after', () => {
    const [one] = editionsFrom(
      { slug: 'one', date: '2026-01-05' },
      { slug: 'one', date: '2026-01-05', revision: 2, correction },
      { slug: 'one', date: '2026-01-05', revision: 3, correction: { kind: 'retraction', reason: 'x' } },
      { slug: 'one', date: '2026-01-05', revision: 4, correction: { kind: 'erratum', reason: 'x' } },
    );
    expect(one && statusOf(one)).toBe('retracted');
  });

  test('lists are newest first, and of one day the last sealed first', () => {
    const editions = editionsFrom(
      { slug: 'a', date: '2026-01-02' },
      { slug: 'b', date: '2026-01-03' },
      { slug: 'c', date: '2026-01-02' },
    );
    expect(newestFirst(editions).map(({ slug }) => slug)).toEqual(['b', 'c', 'a']);
  });

  test('series in other spellings are one, named as last written', () => {
    const editions = editionsFrom(
      { slug: 'a', date: '2026-01-01', series: 'Readout flash' },
      { slug: 'b', date: '2026-01-02', series: 'Readout  Flash!' },
      { slug: 'c', date: '2026-01-03' },
    );
    const [[key, own] = []] = [...bySeries(editions)];
    expect([key, own?.map(({ slug }) => slug), own?.[0]?.series]).toEqual([
      'readout-flash',
      ['b', 'a'],
      'Readout Flash!',
    ]);
  });

  test('a trial that only an earlier revision shows still leads to the edition', () => {
    const editions = editionsFrom(
      { slug: 'a', date: '2026-01-01', trials: [{ id: 'alpha', name: 'ALPHA' }] },
      { slug: 'a', date: '2026-01-01', revision: 2, correction, trials: [{ id: 'beta', name: 'BETA' }] },
    );
    expect([...editionsByTrial(editions).keys()]).toEqual(['alpha', 'beta']);
    expect(trialName('alpha', editions)).toBe('ALPHA');
    expect(trialName('gamma', editions)).toBe('gamma');
  });
});

test.each([
  ['Readout flash', 'readout-flash'],
  ['Éclairages', 'eclairages'],
  ['CAR-T: week by week', 'car-t-week-by-week'],
])('the key of %s', (series, key) => {
  expect(seriesKey(series)).toBe(key);
});

test('series without plain letters have keys of their own', () => {
  const keys = ['多発性骨髄腫', '週刊', 'Обзор', 'A 週刊'].map(seriesKey);
  expect(new Set(keys).size).toBe(4);
  expect(keys.every((key) => /^[a-z0-9][a-z0-9-]*[0-9a-f]{8}$/.test(key))).toBe(true);
  expect(seriesKey('x'.repeat(300))).toHaveLength(49);
});

test.each([
  ['a\u0000b\u0008c\u001f\u007f\u0085d', 'abc d'],
  ['a\ud800b\udfffc', 'abc'],
  ['a \u{1f600} b', 'a \u{1f600} b'],
  ['\ufffe\uffffa', 'a'],
  [' two\r\nlines\t', 'two lines'],
  [']]> & <b>', ']]> & <b>'],
])('clean: %j', (text, expected) => {
  expect(cleanText(text)).toBe(expected);
});

describe('the house of an archive', () => {
  test('is read as far as it fits', () => {
    const sealed = {
      publication: 'Notes\u0007',
      accent: 'red',
      locale: 'de-DE',
      paper: 'Letter',
      future: {},
    };
    expect(imprintOf(sealed)).toEqual({
      publication: 'Notes',
      language: 'de-DE',
      accent: '#0b5d75',
      paper: 'Letter',
    });
  });

  test.each([undefined, null, 'text', [], { publication: 3, site: 'javascript:alert(1)' }])(
    '%j gives a usual one',
    (data) => {
      expect(imprintOf(data)).toEqual({
        publication: 'Archive',
        language: 'en',
        accent: '#0b5d75',
        paper: 'A4',
      });
    },
  );
});
