import { describe, expect, test } from 'vitest';
import {
  findNames,
  mentionsOfControl,
  mentionsOfTested,
  namesTrial,
  testedNames,
} from '../../../src/evidence/claims/passage.ts';
import type { Trial } from '../../../src/model/trial.ts';
import { libraryWith } from '../../base-library.ts';
import { trialText, twoTrials } from './invented.ts';

const library = libraryWith(twoTrials);
const { products } = library;
const gamma = library.trials.get('gamma') as Trial;
const delta = library.trials.get('delta') as Trial;
const cut = (text: string, mentions: { start: number; end: number }[]) =>
  mentions.map(({ start, end }) => text.slice(start, end));

describe('findNames', () => {
  const found = (text: string, ...names: string[]) => cut(text, findNames(text, names));

  test('finds whole names only', () => {
    expect(found('Rd, D-Rd, Rd-2, Rds and (Rd)', 'Rd')).toEqual(['Rd', 'Rd']);
    expect(found('CARTITUDE-1, CARTITUDE-12', 'CARTITUDE-1')).toEqual(['CARTITUDE-1']);
    expect(found('3Rd and Rd4', 'Rd')).toEqual([]);
    expect(found('Rd-based', 'Rd')).toEqual(['Rd']);
  });

  test('takes a name for itself, whatever is in it', () => {
    expect(found('A.B or AxB', 'A.B')).toEqual(['A.B']);
    expect(found('Zor (new) and Zor new', 'Zor (new)')).toEqual(['Zor (new)']);
    expect(found('Zor+X and ZorrX', 'Zor+X')).toEqual(['Zor+X']);
  });

  test('takes no single letter for a name, and no name for all', () => {
    expect(found('A trial of A', 'A')).toEqual([]);
    expect(found('Anything - at all.')).toEqual([]);
    expect(found('AB or CD', 'A', 'AB', 'CD')).toEqual(['AB', 'CD']);
  });

  test('minds the case', () => {
    expect(found('zorvex and Zorvex', 'Zorvex')).toEqual(['Zorvex']);
  });
});

test('a trial is named by its name or its registry number', () => {
  expect(namesTrial('In GAMMA it was so', gamma)).toBe(true);
  expect(namesTrial('In NCT00000003 it was so', gamma)).toBe(true);
  expect(namesTrial('In DELTA it was so', gamma)).toBe(false);
  const twice = { ...gamma, registry: ['NCT00000003', '2019-001234-12'] };
  expect(namesTrial('In 2019-001234-12 it was so', twice)).toBe(true);
  expect(namesTrial('In NCT00000003 it was so', twice)).toBe(true);
});

describe('the tested arm', () => {
  test('is named by its label, its brands and its generic name, in either case', () => {
    expect(testedNames(gamma, products)).toEqual([
      ...['Zor-X', 'zor-x', 'Zor-X'],
      ...['Zorvex', 'zorvex', 'Zorvex'],
      ...['zorvexumab', 'zorvexumab', 'Zorvexumab'],
    ]);
  });

  test('is not named by what names the comparator too', () => {
    const arms = [
      'a: { label: Zorvex, product: zorvex, regimen: zorvex twice, role: experimental }',
      'b: { label: Once, product: zorvex, regimen: zorvex once, role: control }',
    ];
    const findings = ['orr.a: { endpoint: orr, arm: a, proportion: { percent: 60.0 } }'];
    const text = trialText('EPSILON', { registry: 'NCT00000005', arms, findings });
    const found = libraryWith({ 'trials/epsilon.yaml': text }).trials.get('epsilon') as Trial;
    expect(testedNames(found, libraryWith().products)).toEqual([]);
  });

  test.each([
    ['Zor-X and zorvexumab worked', ['Zor-X', 'zorvexumab']],
    ['The drug, the experimental arm', ['The drug', 'the experimental arm']],
    ['An experimental arm of quadruplets', ['experimental arm', 'quadruplets']],
    ['A drug', []],
  ])('in ‘%s’', (text, expected) => {
    expect(cut(text, mentionsOfTested(text, gamma, products))).toEqual(expected);
  });
});

describe('the comparator', () => {
  test.each([
    ['Bet and Betabrand and betanew', ['Bet', 'Betabrand', 'betanew']],
    ['Betamab alone', ['Betamab', 'alone']],
    ['the control arm, controls, a comparator', ['control arm', 'controls', 'comparator']],
    ['Standard of care and watchful waiting', ['Standard of care', 'watchful waiting']],
    ['those without Zor-X, and no zorvex', ['without Zor-X', 'no zorvex']],
    ['Zor-X', []],
  ])('is named in ‘%s’', (text, expected) => {
    expect(cut(text, mentionsOfControl(text, gamma, products))).toEqual(expected);
  });

  test.each([
    ['They had betamab and extramab', ['betamab', 'betamab and extramab']],
    ['Zorvex, betamab and extramab', ['betamab']],
    ['Zorvex and betamab and extramab', ['betamab']],
    ['Zorvex plus betamab and extramab', ['betamab']],
    ['Zorvex + betamab and extramab', ['betamab']],
    ['Surplus betamab and extramab', ['betamab', 'betamab and extramab']],
    ['Thousand betamab and extramab', ['betamab', 'betamab and extramab']],
  ])('is named by its regimen unless that ends a longer one: ‘%s’', (text, expected) => {
    expect(cut(text, mentionsOfControl(text, gamma, products))).toEqual(expected);
  });

  test('that has no product is named by its label', () => {
    expect(cut('placebo', mentionsOfControl('placebo', delta, products))).toEqual([
      ...['placebo', 'placebo', 'placebo'],
    ]);
  });
});
