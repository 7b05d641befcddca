import { describe, expect, it } from 'vitest';
import { anyCase, lazily, matchesOf } from '../../../src/evidence/lint/matcher.ts';

describe('the matches of an expression', () => {
  it.each([
    ['a letter or none', /[a-z]?/gu, 'a 𝟕b'],
    ['overlapping candidates', /aa/gu, 'aaaaa'],
    ['groups', /(\d)(?<unit>%)?/gu, '7% of 9'],
    ['none', /\d/gu, 'no number'],
  ])('are those of matchAll: %s', (_, regex, text) => {
    expect(matchesOf(text, regex)).toEqual([...text.matchAll(regex)]);
  });

  it('begin at the start of each text, whatever was read before', () => {
    const regex = /\d/gu;
    regex.exec('1 2');
    expect(matchesOf('1 2', regex).map(({ index }) => index)).toEqual([0, 2]);
  });
});

describe('an expression that is made', () => {
  it('has read nothing, though it is compiled', () => {
    const { regex } = anyCase('\ue000');
    expect(regex.exec('\ue000')?.index).toBe(0);
    expect(lazily('\ue000').test('\ue000')).toBe(true);
  });
});
