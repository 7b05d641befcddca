import { describe, expect, test } from 'vitest';
import {
  amountOf,
  excludesNoDifference,
  isComparison,
  pairToComparison,
  percentOf,
  percentTextOf,
  pointsOf,
  toComparison,
} from '../../../src/evidence/claims/support.ts';
import { type Finding, isRandomised, type Trial } from '../../../src/model/trial.ts';
import { findingAt, libraryWith, trialWith } from '../../base-library.ts';

/** A finding of GAMMA, with what later versions of the content may state of its test. */
function finding(subject: string, stated: Record<string, unknown> = {}): Finding {
  const library = libraryWith({
    'trials/gamma.yaml': trialWith(`one: { ${subject}, source: alpha-2025 }`),
  });
  const found = findingAt(library, 'gamma.one');
  return { ...found, value: { ...found.value, ...stated } as Finding['value'] };
}

const compare = (endpoint: string, value: string, stated?: Record<string, unknown>) =>
  finding(`endpoint: ${endpoint}, compare: [a, b], ${value}`, stated);
const ofArm = (endpoint: string, value: string, arm = 'a') =>
  finding(`endpoint: ${endpoint}, arm: ${arm}, ${value}`);

function decimal(value: number) {
  return { text: String(value), value };
}

describe('a comparison rules out no difference', () => {
  test.each([
    ['hazardRatio: { value: 0.50, ci: [0.40, 0.70] }', true],
    ['hazardRatio: { value: 0.80, ci: [0.60, 1.07] }', false],
    ['hazardRatio: { value: 0.80, ci: [0.60, 1.00] }', false],
    ['hazardRatio: { value: 1.20, ci: [1.00, 1.60] }', false],
    ['oddsRatio: { value: 2.00, ci: [1.20, 3.40] }', true],
    ['hazardRatio: { value: 0.80, ci: [0.60, not reached] }', false],
    ['hazardRatio: { value: 1.80, ci: [1.60, not reached] }', false],
    ['hazardRatio: { value: 0.60, ci: [not estimable, 0.70] }', false],
    ['difference: { value: 0.8, unit: percentage points, ci: [0.5, 1.5] }', true],
    ["hazardRatio: { value: 0.80, ci: [0.60, 1.07], p: '<0.001' }", false],
    ['difference: { value: 1.5, unit: percentage points, p: 0.04 }', true],
    ['difference: { value: -1.5, unit: percentage points, ci: [-2.5, -0.5] }', true],
    ['difference: { value: 0.5, unit: percentage points, ci: [0.0, 1.5] }', false],
    ['difference: { value: 0.8, unit: percentage points, ci: [-4.0, 5.0] }', false],
    ["hazardRatio: { value: 0.50, p: '<0.001' }", true],
    ['hazardRatio: { value: 0.80, p: 0.05 }', true],
    ['hazardRatio: { value: 0.80, p: 0.068 }', false],
    ['hazardRatio: { value: 0.80, p: 0.03, sided: one }', false],
    ['hazardRatio: { value: 0.80, p: 0.025, sided: one }', true],
    ["hazardRatio: { value: 0.80, p: '>0.01' }", false],
    ['hazardRatio: { value: 0.50 }', false],
  ])('%s: %s', (value, expected) => {
    expect(excludesNoDifference(compare('pfs', value))).toBe(expected);
  });

  test('a narrower interval than 95% leaves it to the p value', () => {
    const value = 'hazardRatio: { value: 0.80, ci: [0.65, 0.98] }';
    expect(excludesNoDifference(compare('pfs', value, { level: decimal(90) }))).toBe(false);
    expect(excludesNoDifference(compare('pfs', value, { level: decimal(95) }))).toBe(true);
    expect(excludesNoDifference(compare('pfs', value, { level: decimal(99.73) }))).toBe(true);
  });

  test('and nothing else does', () => {
    const proportion = ofArm('orr', 'proportion: { events: 9, of: 10 }');
    expect(excludesNoDifference(proportion)).toBe(false);
    expect(isComparison(proportion)).toBe(false);
  });
});

describe('which arm a comparison favours', () => {
  test.each([
    ['pfs', 'hazardRatio: { value: 0.5 }', 'first'],
    ['pfs', 'hazardRatio: { value: 1.5 }', 'second'],
    ['pfs', 'hazardRatio: { value: 1.0 }', undefined],
    ['progression-or-death', 'hazardRatio: { value: 0.5 }', 'first'],
    ['time-to-response', 'hazardRatio: { value: 1.5 }', 'first'],
    ['orr', 'oddsRatio: { value: 1.5 }', 'first'],
    ['sae', 'oddsRatio: { value: 1.5 }', 'second'],
    ['os', 'difference: { value: 4.0, unit: percentage points }', 'first'],
    ['sae', 'difference: { value: 4.0, unit: percentage points }', 'second'],
    ['global-health', 'difference: { value: 4.0, unit: points }', 'first'],
    ['tumour-change', 'difference: { value: 4.0, unit: percentage points }', 'second'],
  ])('%s, %s: %s', (endpoint, value, expected) => {
    expect(toComparison(compare(endpoint, value)).favours).toBe(expected);
  });

  test('none where the endpoint has no direction, nor for a mean ratio the other way', () => {
    const one = compare('orr', 'oddsRatio: { value: 1.5, ci: [1.2, 1.9] }');
    const { higherIsBetter: _, event: __, family: ___, ...rest } = one.endpoint;
    const endpoint = { ...rest, family: 'other' };
    expect(toComparison({ ...one, endpoint: endpoint as Finding['endpoint'] }).favours).toBeUndefined();
    const mean = compare('haemoglobin-change', 'meanRatio: { value: 1.5 }');
    expect(toComparison(mean).favours).toBe('first');
  });
});

test('what a comparison states of itself', () => {
  const one = compare('pfs', 'hazardRatio: { value: 0.50, ci: [0.40, 0.70] }');
  expect(toComparison(one)).toMatchObject({
    subgroup: false,
    excludes: true,
    confirmatory: true,
    counted: false,
    ratio: 0.5,
    nonInferior: true,
  });
  expect(toComparison({ ...one, subgroup: { by: 'Sex', is: 'women' } }).subgroup).toBe(true);
  const stated = (status: string) =>
    toComparison(compare('pfs', 'hazardRatio: { value: 0.5 }', { status })).confirmatory;
  expect(['confirmatory', 'nominal', 'exploratory'].map(stated)).toEqual([true, false, false]);
  expect(toComparison(compare('orr', 'difference: { value: 4.0, unit: points }')).ratio).toBeUndefined();
});

describe('non-inferiority', () => {
  test.each([
    ['tumour-change', 'difference: { value: -0.1, unit: points, ci: [-0.3, 0.2] }', { margin: 0.3 }, true],
    ['tumour-change', 'difference: { value: -0.1, unit: points, ci: [-0.3, 0.3] }', { margin: 0.3 }, false],
    ['tumour-change', 'difference: { value: 0.1, unit: points, ci: [-0.6, 0.2] }', { margin: -0.3 }, true],
    [
      'tumour-change',
      'difference: { value: 0.1, unit: points, ci: [-0.6, 0.2] }',
      { margin: 0.3, type: 'equivalence' },
      false,
    ],
    [
      'tumour-change',
      'difference: { value: 0.1, unit: points, ci: [-0.2, 0.2] }',
      { margin: 0.3, type: 'equivalence' },
      true,
    ],
    ['global-health', 'difference: { value: -1, unit: points, ci: [-4, 2] }', { margin: 5 }, true],
    ['global-health', 'difference: { value: -1, unit: points, ci: [-6, 2] }', { margin: 5 }, false],
    [
      'global-health',
      'difference: { value: -1, unit: points, ci: [-4, 6] }',
      { margin: 5, type: 'equivalence' },
      false,
    ],
    ['pfs', 'hazardRatio: { value: 1.02, ci: [0.85, 1.22] }', { margin: 1.3 }, true],
    ['pfs', 'hazardRatio: { value: 1.02, ci: [0.85, 1.31] }', { margin: 1.3 }, false],
    ['orr', 'oddsRatio: { value: 0.95, ci: [0.82, 1.40] }', { margin: 0.8 }, true],
    ['orr', 'oddsRatio: { value: 0.95, ci: [0.76, 1.40] }', { margin: 0.8 }, false],
    ['pfs', 'hazardRatio: { value: 1.02, ci: [0.85, not reached] }', { margin: 1.3 }, false],
    ['pfs', 'hazardRatio: { value: 1.02 }', { margin: 1.3 }, false],
    ['pfs', 'hazardRatio: { value: 1.02, ci: [0.85, 1.22] }', undefined, false],
    ['pfs', 'hazardRatio: { value: 0.80, ci: [0.70, 0.90] }', undefined, true],
    ['pfs', 'hazardRatio: { value: 1.40, ci: [1.20, 1.60] }', undefined, false],
  ])('%s, %s, %o: %s', (endpoint, value, nonInferiority, expected) => {
    const stated = nonInferiority && {
      type: 'non-inferiority',
      ...nonInferiority,
      margin: decimal(nonInferiority.margin),
    };
    expect(toComparison(compare(endpoint, value, { nonInferiority: stated })).nonInferior).toBe(expected);
  });
});

test('counts of both arms make a comparison with Newcombe’s interval', () => {
  const [many, few] = [
    ofArm('orr', 'proportion: { events: 60, of: 100 }'),
    ofArm('orr', 'proportion: { events: 40, of: 100 }', 'b'),
  ];
  expect(pairToComparison(many, few)).toMatchObject({
    excludes: true,
    favours: 'first',
    ratio: 1.5,
    counted: true,
  });
  expect(pairToComparison(few, many)).toMatchObject({ excludes: true, favours: 'second' });
  expect(pairToComparison(many, many)).toMatchObject({ excludes: false, favours: undefined, ratio: 1 });
  const percent = ofArm('orr', 'proportion: { percent: 55.0 }', 'b');
  expect(pairToComparison(many, percent)).toMatchObject({ excludes: false, favours: 'first' });
  const harms = [
    ofArm('sae', 'proportion: { events: 60, of: 100 }'),
    ofArm('sae', 'proportion: { events: 40, of: 100 }'),
  ];
  expect(pairToComparison(harms[0] as Finding, harms[1] as Finding).favours).toBe('second');
});

test('numbers of a result', () => {
  const rate = ofArm('pfs', 'rate: { at: 12 months, percent: 70.5 }');
  expect([percentOf(rate), percentTextOf(rate), amountOf(rate)]).toEqual([70.5, '70.5', 70.5]);
  const counts = ofArm('orr', 'proportion: { events: 1, of: 4 }');
  expect([percentOf(counts), percentTextOf(counts), amountOf(counts)]).toEqual([25, '25', 25]);
  expect(percentOf(ofArm('orr', 'proportion: { percent: 30.1 }'))).toBe(30.1);
  const median = ofArm('pfs', 'median: { value: 9.5 months }');
  expect([percentOf(median), percentTextOf(median), amountOf(median)]).toEqual([undefined, '', 9.5]);
  expect(amountOf(ofArm('pfs', 'median: { value: not reached }'))).toBeUndefined();
  expect(amountOf(ofArm('global-health', 'measure: { mean: 3, unit: points }'))).toBe(3);
  const points = (endpoint: string, unit: string) =>
    pointsOf(compare(endpoint, `difference: { value: 4.0, unit: ${unit} }`));
  expect([points('orr', 'percentage points'), points('sae', "'%'")]).toEqual([4, 4]);
  expect([points('tumour-change', 'percentage points'), points('orr', 'kg')]).toEqual([undefined, undefined]);
  expect(pointsOf(median)).toBeUndefined();
});

test('which designs are randomised', () => {
  const designs = ['randomised', 'crossover', 'cluster', 'single-arm', 'observational', 'non-randomised'];
  expect(designs.map((design) => isRandomised({ design } as unknown as Trial))).toEqual([
    ...[true, true, true],
    ...[false, false, false],
  ]);
});
