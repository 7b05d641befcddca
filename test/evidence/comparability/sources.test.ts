import { describe, expect, test } from 'vitest';
import type { Source } from '../../../src/model/source.ts';
import type { Finding } from '../../../src/model/trial.ts';
import { caveat, codes } from './fired.ts';
import { finding, source, trial } from './invented.ts';

const alpha = finding(trial('alpha'));

function cites(...types: Source['type'][]): Finding {
  return finding(trial('beta'), { references: types.map((type) => ({ source: source(type) })) });
}

describe('C33, source status', () => {
  test.each([
    ['secondary', 'secondary report (BETA)'],
    ['unconfirmed', 'unconfirmed (BETA)'],
  ] as const)('fires for %s', (grade, words) => {
    const other = finding(trial('beta'), { grade });
    expect(codes(alpha, other)).toEqual(['C33']);
    expect(caveat('C33', alpha, other)).toBe(
      `Values were not checked against the primary publication: ${words}.`,
    );
  });

  test('is silent for a primary publication', () => {
    expect(codes(alpha, finding(trial('beta')))).toEqual([]);
  });
});

describe('C34, kind of source', () => {
  test.each(['abstract', 'press release', 'label', 'news', 'commentary'] as const)(
    'a paper beside %s',
    (type) => {
      expect(codes(alpha, cites(type))).toEqual(['C34']);
    },
  );

  test('goes by the most reviewed source', () => {
    expect(codes(alpha, cites('news', 'paper'))).toEqual([]);
    expect(caveat('C34', alpha, cites('commentary', 'abstract', 'dataset'))).toBe(
      'The kind of source differs: paper (ALPHA), abstract (BETA); results not yet in a full paper may change.',
    );
  });

  test.each([
    [['registry', 'label'], 'label'],
    [['filing', 'registry'], 'registry'],
    [['medical information', 'filing'], 'filing'],
    [['abstract', 'medical information'], 'medical information'],
    [['press release', 'abstract'], 'abstract'],
    [['dataset', 'press release'], 'press release'],
    [['news', 'dataset'], 'dataset'],
    [['commentary', 'news'], 'news'],
  ] as [Source['type'][], string][])('of %j the first is %s', (types, best) => {
    expect(caveat('C34', alpha, cites(...types))).toContain(`${best} (BETA)`);
  });

  test('two of a kind are alike', () => {
    const news = finding(trial('alpha'), { references: [{ source: source('news') }] });
    expect(codes(news, cites('news'))).toEqual([]);
  });
});
