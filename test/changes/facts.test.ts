import { describe, expect, test } from 'vitest';
import type { DataFact } from '../../src/changes/snapshot.ts';
import { factOfFinding, factOfSale } from '../../src/changes/snapshot.ts';
import { datumAt, findingAt, libraryWith, trialWith } from '../base-library.ts';

const cuts = `cuts:
  bare: { label: Bare cut, source: alpha-2025 }
  dated: { label: Dated cut, date: 2025-06, source: alpha-2025 }
`;

function factOf(finding: string, more = cuts, address = 'gamma.x'): Omit<DataFact, 'used'> {
  const text = trialWith(`x: { ${finding}, source: alpha-2025 }`, more);
  return plain(factOfFinding(findingAt(libraryWith({ 'trials/gamma.yaml': text }), address)));
}

/** Without spaces that do not break; what is undefined stays so. */
function plain<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\u00a0', ' ') as T;
  if (Array.isArray(value)) return value.map(plain) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)])) as T;
}

describe('a fact of a finding', () => {
  const base = libraryWith();

  test('has all that the finding says of itself', () => {
    expect(plain(factOfFinding(findingAt(base, 'alpha.orr.zor')))).toStrictEqual({
      id: 'alpha.orr.zor',
      subject: 'ALPHA, Zorvex: Overall response',
      owner: 'alpha',
      about: { endpoint: 'orr', shape: 'proportion', arms: ['zor'] },
      endpoint: 'ORR',
      arms: ['Zorvex'],
      cut: { id: 'final', label: 'Final analysis', followUp: '24.0 months' },
      value: '150/200 (75.0%)',
      estimate: '150/200 (75.0%)',
      details: {},
      state: 'value',
      grade: 'primary',
      sources: [{ id: 'alpha-2025', title: expect.any(String), locator: 'Table 2' }],
    });
  });

  test('of two arms names both, the experimental first', () => {
    expect(plain(factOfFinding(findingAt(base, 'alpha.pfs.hr')))).toMatchObject({
      subject: 'ALPHA, Zorvex against Observation: Progression-free survival',
      about: { endpoint: 'pfs', shape: 'hazardRatio', arms: ['zor', 'obs'] },
      arms: ['Zorvex', 'Observation'],
      estimate: 'HR 0.60',
      details: { interval: '95% CI 0.45–0.80', p: 'p<0.001' },
    });
  });

  test('of a whole trial names nobody, and a source without its place has none', () => {
    const fact = factOf('endpoint: randomised, count: { value: 12, unit: patients }');
    expect(fact).toStrictEqual({
      id: 'gamma.x',
      subject: 'GAMMA: Patients randomised',
      owner: 'gamma',
      about: { endpoint: 'randomised', shape: 'count', arms: [] },
      endpoint: 'Patients randomised',
      ...{ value: '12 patients', estimate: '12 patients', details: {}, state: 'value', grade: 'primary' },
      sources: [{ id: 'alpha-2025', title: expect.any(String) }],
    });
  });

  const value = 'endpoint: mrd-negativity, arm: a, proportion: { percent: 50 }';

  test('has its qualifiers as they print', () => {
    const more =
      'subgroup: { by: Age, is: 75 years or older }, population: itt, threshold: 10^-5, assay: NGS, assessor: independent, timing: after 6 months';
    expect(factOf(`${value}, ${more}`)).toMatchObject({
      ...{ subgroup: 'Age: 75 years or older', population: 'intention to treat', threshold: '10⁻⁵' },
      ...{ assay: 'NGS', assessor: 'independent', timing: 'after 6 months' },
    });
    expect(Object.keys(factOf(value))).toStrictEqual([
      ...['id', 'subject', 'owner', 'about', 'endpoint', 'arms', 'value', 'estimate', 'details'],
      ...['state', 'grade', 'sources'],
    ]);
  });

  test.each([
    ['bare', { id: 'bare', label: 'Bare cut' }],
    ['dated', { id: 'dated', label: 'Dated cut', date: '2025-06' }],
  ])('has its cut as far as it is told: %s', (cut, expected) => {
    expect(factOf(`${value}, cut: ${cut}`).cut).toStrictEqual(expected);
  });

  test.each([
    ['endpoint: pfs, arm: a, median: { value: not reached }', 'not reached'],
    ['endpoint: pfs, arm: a, median: { value: not estimable }', 'not estimable'],
    ['endpoint: pfs, arm: a, median: { value: not reported }', 'not reported'],
    ['endpoint: pfs, arm: a, median: { value: 12 months }', 'value'],
    [value, 'value'],
  ])('has a state: %s', (finding, state) => {
    expect(factOf(finding).state).toBe(state);
  });

  test('of a rate has its landmark', () => {
    expect(
      factOf('endpoint: pfs, arm: a, rate: { at: 60 months, percent: 63.1, ci: [55.0, 70.2] }'),
    ).toMatchObject({
      ...{ landmark: '60 months', value: '63.1% (95% CI 55.0–70.2)', endpoint: 'PFS' },
      details: { interval: '95% CI 55.0–70.2' },
    });
  });

  test.each([
    ['orr', 'ORR'],
    ['dor', 'DOR'],
    ['global-health', 'Global health status'],
    ['pfs2', 'PFS2'],
    ['cr', 'Complete response or better'],
    ['mrd-negativity', 'MRD negativity'],
    ['grade-3-4-teae', 'Grade 3 or 4 adverse events'],
  ])('is named shortly where the abbreviation can be said: %s', (endpoint, name) => {
    expect(factOf(`endpoint: ${endpoint}, arm: a, proportion: { percent: 50 }`).endpoint).toBe(name);
  });
});

describe('what stands behind an estimate', () => {
  const measure = 'endpoint: global-health, arm: a, measure';

  test.each([
    [
      `${measure}: { median: 5.2, unit: points, range: [-1.5, 9.0] }`,
      'median 5.2 points',
      { spread: 'range -1.5 to 9.0' },
    ],
    [
      `${measure}: { mean: 5.2, unit: points, range: [2.0, not reached] }`,
      'mean 5.2 points',
      { spread: 'range 2.0 to not reached' },
    ],
    [
      `${measure}: { mean: 5.2, unit: points, sd: 1.10, se: 0.3, of: 40 }`,
      'mean 5.2 points',
      { spread: 'SD 1.10; SE 0.3; N 40' },
    ],
    [`${measure}: { mean: 5.2, unit: points }`, 'mean 5.2 points', {}],
    [
      'endpoint: pfs, compare: [a, b], hazardRatio: { value: 0.50, events: [20/100, 35/99] }',
      'HR 0.50',
      { events: 'events 20/100 and 35/99' },
    ],
    ['endpoint: orr, compare: [a, b], oddsRatio: { value: 2.0, p: 0.04 }', 'OR 2.0', { p: 'p=0.04' }],
    ['endpoint: orr, arm: a, proportion: { events: 4, of: 8, approximate: true }', '4/8 (about 50%)', {}],
    ['endpoint: orr, arm: a, proportion: { of: 8, percent: 50, approximate: true }', 'about 50% of 8', {}],
    ['endpoint: randomised, arm: a, count: { value: 3, of: 8, unit: patients }', '3/8', {}],
  ])('%s', (finding, estimate, details) => {
    expect(factOf(finding)).toMatchObject({ estimate, details });
    expect(factOf(finding).details).toStrictEqual(details);
  });
});

test('a milestone is named by what it tells, and its date is its value', () => {
  const milestones = `milestones:
  nod: { date: 2026-06, kind: approval, label: FDA approval in 2 indications, estimated: true, source: alpha-2025 }
`;
  const fact = factOf(
    'endpoint: orr, arm: a, proportion: { percent: 50 }',
    milestones,
    'gamma.milestone.nod',
  );
  expect(fact).toMatchObject({
    about: { shape: 'occasion', arms: [] },
    endpoint: 'FDA approval in 2 indications',
    value: 'June 2026 (estimated)',
    state: 'expected',
  });
  const past = milestones.replace(', estimated: true', '').replace('2026-06', '2025-06');
  expect(
    factOf('endpoint: orr, arm: a, proportion: { percent: 50 }', past, 'gamma.milestone.nod').state,
  ).toBe('value');
});

describe('a fact of a sale', () => {
  function saleFact(quarter: string, unit = 'million') {
    const text = `name: Vexol
generic: v
class: c
company: C
sales:
  currency: USD
  unit: ${unit}
  basis: worldwide
  quarters:
    2025-Q1: { ${quarter}, source: { id: alpha-2025, locator: p. 3 } }
`;
    const datum = datumAt(libraryWith({ 'products/vexol.yaml': text }), 'vexol.2025-Q1');
    if (datum.kind !== 'sale') throw new Error('it is no sale');
    return plain(factOfSale(datum));
  }

  test('has all that the file says of it', () => {
    expect(saleFact('value: 1200, us: 700, international: 500, reportedGrowth: 22.5')).toStrictEqual({
      id: 'vexol.2025-Q1',
      subject: 'Vexol: Sales, Q1 2025',
      owner: 'vexol',
      about: { endpoint: 'sales 2025-Q1', shape: 'sale', arms: [] },
      endpoint: 'Sales, Q1 2025',
      value: 'US$1,200 million (US 700, international 500; stated growth +22.5%)',
      estimate: 'US$1,200 million',
      details: { parts: 'US 700, international 500', growth: 'stated growth +22.5%' },
      state: 'value',
      grade: 'primary',
      sources: [{ id: 'alpha-2025', title: expect.any(String), locator: 'p. 3' }],
    });
  });

  test.each([
    ['value: 1200', {}],
    ['value: 1200, us: 700', { parts: 'US 700' }],
    ['value: 1200, international: 500', { parts: 'international 500' }],
    ['value: 1200, reportedGrowth: -4', { growth: 'stated growth −4%' }],
  ])('of %s', (quarter, details) => {
    expect(saleFact(quarter).details).toStrictEqual(details);
  });
});
