import { describe, expect, test } from 'vitest';
import { bareValue, factSubject, isSameSource, isSameValue, pairFacts } from '../../src/changes/compare.ts';
import type { DataFact } from '../../src/changes/snapshot.ts';
import { factWith, firstReport, laterReport, type PartOfFact, printed } from './fact.ts';

describe('what a fact is about', () => {
  test.each([
    [{ about: { endpoint: 'cr', shape: 'proportion', arms: ['a'] } }],
    [{ about: { endpoint: 'orr', shape: 'rate', arms: ['a'] } }],
    [{ about: { endpoint: 'orr', shape: 'proportion', arms: ['b'] } }],
    [{ landmark: '12 months' }],
    [{ subgroup: 'Age: 65 years or older' }],
    [{ population: 'treated' }],
    [{ threshold: '10⁻⁵' }],
    [{ assessor: 'investigator' }],
    [{ timing: 'after 6 months' }],
  ] satisfies [PartOfFact][])('is another thing with %j', (more) => {
    expect(factSubject(factWith(more))).not.toBe(factSubject(factWith()));
  });

  test.each([
    [{ id: 'gamma.response' }],
    [{ assay: 'NGS' }],
    [{ cut: { id: 'c', label: 'C' } }],
    [printed('1/2 (50%)')],
    [{ sources: laterReport, grade: 'secondary' }],
    [{ endpoint: 'Response' }],
  ] satisfies [PartOfFact][])('is the same with %j', (more) => {
    expect(factSubject(factWith(more))).toBe(factSubject(factWith()));
  });

  test.each([
    ['observation', false],
    ['occasion', false],
    ['count', true],
  ])('of a fact of shape %s does not go by its address: %s', (shape, expected) => {
    const about = { endpoint: 'orr', shape, arms: [] };
    const [one, other] = [factWith({ about, id: 'gamma.one' }), factWith({ about, id: 'gamma.two' })];
    expect(factSubject(one) === factSubject(other)).toBe(expected);
  });
});

test.each([
  ['0.50', '0.5'],
  ['1.0', '1'],
  ['100', '100'],
  ['10.00 (95% CI 8.50–12.05)', '10 (95% CI 8.5–12.05)'],
  ['60\u00a0\u00a0months', '60 months'],
  ['20/40 (50.0%)', '20/40 (50%)'],
])('%s says %s', (value, bare) => {
  expect(bareValue(value)).toBe(bare);
});

test('values are the same in their state and digits', () => {
  expect(isSameValue(factWith(), factWith({ value: '60/100\u00a0(60.0%)' }))).toBe(true);
  expect(isSameValue(factWith(), factWith({ value: '60/100 (61%)' }))).toBe(false);
  expect(isSameValue(factWith(), factWith({ state: 'not reached' }))).toBe(false);
});

test('sources are the same in any order, wherever in them', () => {
  const both = [...firstReport, ...laterReport];
  const turned = both.toReversed().map((one) => ({ ...one, locator: 'p. 3', title: 'Renamed' }));
  expect(isSameSource(factWith({ sources: both }), factWith({ sources: turned }))).toBe(true);
  expect(isSameSource(factWith({ sources: both }), factWith())).toBe(false);
  expect(isSameSource(factWith({ sources: laterReport }), factWith())).toBe(false);
});

describe('facts are found again', () => {
  const m12 = { id: 'first', label: 'First', followUp: '12.0 months' };
  const m24 = { id: 'second', label: 'Second', followUp: '24.5 months' };
  const other = printed('66/100 (66%)');
  const oneAt = (id: string, more: PartOfFact = {}) => factWith({ id, cut: m12, ...more });

  function found(before: DataFact[], after: DataFact[]) {
    const { pairs, gone, arrived } = pairFacts(before, after);
    return {
      pairs: pairs.map((pair) => `${pair.before.id} > ${pair.after.id}`),
      gone: gone.map(({ id }) => id),
      arrived: arrived.map(({ id }) => id),
    };
  }

  test('by address and subject before anything else', () => {
    const [before, after] = [
      [oneAt('x'), oneAt('y', other)],
      [oneAt('y'), oneAt('x', other)],
    ];
    expect(found(before, after)).toEqual({ pairs: ['x > x', 'y > y'], gone: [], arrived: [] });
  });

  test('by what they say, where the address went to something else', () => {
    const about = { endpoint: 'cr', shape: 'proportion', arms: ['a'] };
    const before = [oneAt('x')];
    const after = [oneAt('z'), oneAt('x', { about, ...other })];
    expect(found(before, after)).toEqual({ pairs: ['x > z'], gone: [], arrived: ['x'] });
    expect(found(after, before)).toEqual({ pairs: ['z > x'], gone: ['x'], arrived: [] });
  });

  test('by address, though they are about something else', () => {
    const about = { endpoint: 'cr', shape: 'proportion', arms: ['a'] };
    expect(found([oneAt('x')], [oneAt('x', { about })]).pairs).toEqual(['x > x']);
  });

  test('by subject and cut before subject alone', () => {
    const before = [oneAt('x'), oneAt('y', { cut: m24, ...printed('70/100 (70%)') })];
    const after = [oneAt('p', { cut: m24, ...other }), oneAt('q', printed('61/100 (61%)'))];
    expect(found(before, after).pairs).toEqual(['x > q', 'y > p']);
  });

  test('by subject alone in the end', () => {
    expect(found([oneAt('x')], [oneAt('p', { cut: m24, ...other })]).pairs).toEqual(['x > p']);
  });

  test('but not where a sign is of several', () => {
    const several = [oneAt('p', other), oneAt('q', printed('61/100 (61%)'))];
    expect(found([oneAt('x')], several)).toEqual({ pairs: [], gone: ['x'], arrived: ['p', 'q'] });
    expect(found(several, [oneAt('x')])).toEqual({ pairs: [], gone: ['p', 'q'], arrived: ['x'] });
  });

  test('and a second address of the same statement is neither new nor gone', () => {
    const [one, both] = [[oneAt('x')], [oneAt('x'), oneAt('y', { value: '60/100 (60.0%)' })]];
    expect(found(one, both)).toEqual({ pairs: ['x > x'], gone: [], arrived: [] });
    expect(found(both, one)).toEqual({ pairs: ['x > x'], gone: [], arrived: [] });
    expect(found(one, [oneAt('x'), oneAt('y', { state: 'not reached' })]).arrived).toEqual(['y']);
    expect(found(one, [oneAt('x'), oneAt('y', { cut: m24 })]).arrived).toEqual(['y']);
    expect(found(one, [oneAt('x'), oneAt('y', { population: 'treated' })]).arrived).toEqual(['y']);
  });

  test('one at two addresses that both go on', () => {
    expect(found([oneAt('x'), oneAt('y')], [oneAt('x'), oneAt('y')]).pairs).toEqual(['x > x', 'y > y']);
  });
});
