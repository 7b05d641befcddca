import { describe, expect, test } from 'vitest';
import { contradictions, isAboutOther, kindOfPair } from '../../src/changes/compare.ts';
import { factWith, laterReport, type PartOfFact, printed, ratio } from './fact.ts';

const m12 = { id: 'first', label: 'First analysis', followUp: '12.0 months' };
const m24 = { id: 'second', label: 'Second analysis', followUp: '24.5 months' };
const grown = { ...m12, followUp: '24.5 months' };
const renamed = { ...m12, id: 'other' };
const about = { endpoint: 'orr', shape: 'proportion', arms: ['b'] };
const followUp = { about: { endpoint: 'follow-up', shape: 'measure', arms: [] } };
const other = printed('61/100 (61%)');
const later = { sources: laterReport };
const open = { ...printed('not reached'), state: 'not reached' } as const;
const inestimable = { ...printed('not estimable'), state: 'not estimable' } as const;
const silent = { ...printed('not reported'), state: 'not reported' } as const;

type Row = [name: string, before: PartOfFact, after: PartOfFact, kind: string | undefined];

const sameValue: Row[] = [
  ['nothing', {}, {}, undefined],
  ['another address', {}, { id: 'gamma.response' }, undefined],
  ['another locator', {}, { sources: [{ ...laterReport[0], id: 'gamma-2024' }] as never }, undefined],
  ['a later cut', { cut: m12 }, { cut: m24 }, 'matured'],
  ['a later cut in another source', { cut: m12 }, { cut: grown, ...later }, 'matured'],
  ['a later cut and a lower grade', { cut: m12 }, { cut: m24, grade: 'secondary' }, 'matured'],
  ['its cut grown in the same place', { cut: m12 }, { cut: grown }, undefined],
  ['an earlier cut', { cut: m24 }, { cut: m12 }, undefined],
  ['another arm', {}, { about }, 'corrected'],
  ['another arm in another source', {}, { about, ...later }, 'updated'],
  ['another population', { population: 'treated' }, { population: 'randomised' }, 'corrected'],
  [
    'another population in another source',
    { population: 'treated' },
    { population: 'randomised', ...later },
    'updated',
  ],
  ['better authority', { grade: 'unconfirmed' }, { grade: 'secondary' }, 'confirmed'],
  ['the best authority', { grade: 'secondary' }, { grade: 'primary', ...later }, 'confirmed'],
  ['less authority', { grade: 'primary' }, { grade: 'secondary' }, 'corrected'],
  ['no authority', { grade: 'secondary' }, { grade: 'unconfirmed', ...later }, 'corrected'],
  ['another source', {}, later, 'source'],
  ['another source and more digits', {}, { ...later, value: '60/100 (60.0%)' }, 'source'],
  ['more digits', {}, { value: '60/100 (60.0%)' }, 'described'],
  ['a population that is now told', {}, { population: 'treated' }, 'described'],
];

const otherValue: Row[] = [
  ['no longer reported', { cut: m12 }, { ...silent, cut: m24 }, 'withdrawn'],
  ['at a later cut', { cut: m12 }, { ...other, cut: m24 }, 'matured'],
  ['its cut grown in the same place', { cut: m12 }, { ...other, cut: grown }, 'matured'],
  [
    'a follow-up, in the same place',
    { ...followUp, cut: m12 },
    { ...followUp, ...other, cut: grown },
    'corrected',
  ],
  ['a follow-up, at another cut', { ...followUp, cut: m12 }, { ...followUp, ...other, cut: m24 }, 'matured'],
  ['in the same place', {}, other, 'corrected'],
  ['in the same place of a cut', { cut: m12 }, { ...other, cut: m12 }, 'corrected'],
  ['opened in the same place', open, other, 'corrected'],
  ['opened in another source', open, { ...other, ...later }, 'matured'],
  ['estimable in another source', inestimable, { ...other, ...later }, 'matured'],
  ['reported in another source', silent, { ...other, ...later }, 'updated'],
  ['reached, then inestimable elsewhere', open, { ...inestimable, ...later }, 'updated'],
  ['not reached any more, elsewhere', {}, { ...open, ...later }, 'updated'],
  ['at the same cut under another key', { cut: m12 }, { ...other, cut: renamed }, 'corrected'],
  ['at the same cut in another source', { cut: m12 }, { ...other, cut: m12, ...later }, 'updated'],
  ['at an earlier cut', { cut: m24 }, { ...other, cut: m12 }, 'updated'],
  ['in another source', {}, { ...other, ...later }, 'updated'],
];

const interval = { interval: '95% CI 0.45–0.80' };
const p = { p: 'p=0.002' };

const details: Row[] = [
  ['an interval that was not told', ratio('0.60'), ratio('0.60', interval), 'updated'],
  ['a p value beside an interval', ratio('0.60', interval), ratio('0.60', { ...interval, ...p }), 'updated'],
  [
    'a p value beside an interval with more digits',
    ratio('0.6', { interval: '95% CI 0.45–0.8' }),
    ratio('0.60', { ...interval, ...p }),
    'updated',
  ],
  ['an interval that is gone', ratio('0.60', interval), ratio('0.60'), 'corrected'],
  ['one of two gone', ratio('0.60', { ...interval, ...p }), ratio('0.60', p), 'corrected'],
  ['another interval', ratio('0.60', interval), ratio('0.60', { interval: '95% CI 0.45–0.82' }), 'corrected'],
  ['another ratio', ratio('0.60', interval), ratio('0.61', interval), 'corrected'],
  ['another ratio and a p value', ratio('0.60', interval), ratio('0.61', { ...interval, ...p }), 'corrected'],
];

describe('what became of a fact', () => {
  test.each(sameValue)('of the same value, %s', (_, before, after, kind) => {
    expect(kindOfPair({ before: factWith(before), after: factWith(after) })).toBe(kind);
  });

  test.each(otherValue)('of another value, %s', (_, before, after, kind) => {
    expect(kindOfPair({ before: factWith(before), after: factWith(after) })).toBe(kind);
  });

  test.each(details)('of which the brackets changed, %s', (_, before, after, kind) => {
    expect(kindOfPair({ before: factWith(before), after: factWith(after) })).toBe(kind);
  });
});

describe('what contradicts what was said', () => {
  const all = {
    ...{ landmark: '12 months', subgroup: 'Age: 65 years or older', population: 'treated' },
    ...{ threshold: '10⁻⁵', assay: 'NGS', assessor: 'investigator', timing: 'after 6 months' },
  } as const;
  const names = Object.keys(all) as (keyof typeof all)[];

  test.each(names)('%s, when both tell it', (name) => {
    const [before, after] = [factWith(all), factWith({ ...all, [name]: 'another 9' })];
    expect(contradictions({ before, after })).toEqual([name]);
    expect(contradictions({ before: factWith(), after })).toEqual([]);
    expect(contradictions({ before: after, after: factWith() })).toEqual([]);
  });

  test.each([
    ['after 6 months', 'at 6 months', false],
    ['after 6 months', 'after 7 months', true],
    ['after 6.5 months', 'after 6 or 5 months', true],
    ['1 in 23', '12 in 3', true],
    ['at 10.25', 'at 10.2', true],
    ['at the end', 'when it ended', false],
    ['at the end', 'at the end of cycle 4', true],
  ])('timing: %s, %s: %s', (was, is, expected) => {
    const pair = { before: factWith({ timing: was }), after: factWith({ timing: is }) };
    expect(contradictions(pair)).toEqual(expected ? ['timing'] : []);
  });

  test('another arm, endpoint or kind of value is another thing', () => {
    const before = factWith();
    expect(isAboutOther({ before, after: factWith() })).toBe(false);
    expect(isAboutOther({ before, after: factWith({ about }) })).toBe(true);
  });
});
