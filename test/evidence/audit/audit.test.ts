import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadContent } from '../../../src/content/files.ts';
import { checkLibrary } from '../../../src/content/library.ts';
import { parseSource } from '../../../src/content/parse.ts';
import { auditCodes, auditLibrary, type PlaceOf } from '../../../src/evidence/audit/audit.ts';
import { diagnosticsOf, productOf, trialOf } from './audited.ts';

/** One flaw for every audit, in the order of the places. */
const flawed = {
  'trials/gamma.yaml': trialOf(
    {
      'all.trial': 'endpoint: crs, arm: none, proportion: { events: 9, of: 20 }',
      'crs.a': 'endpoint: crs, proportion: { events: 3, of: 10 }',
      'crs.b': 'endpoint: crs, arm: b, proportion: { events: 3, of: 10 }',
      'orr.a': 'endpoint: orr, proportion: { events: 94, of: 128, ci: [66, 81] }',
      'cr.a': 'endpoint: cr, proportion: { events: 95, of: 128 }',
      'orr.two': 'endpoint: orr, cut: two, proportion: { percent: 50 }',
      'pr.two': 'endpoint: pr, cut: two, proportion: { percent: 20 }',
      'vgpr.two': 'endpoint: vgpr, cut: two, proportion: { percent: 40 }',
      'mrd.five': 'endpoint: mrd-negativity, threshold: 10^-5, proportion: { percent: 50 }',
      'mrd.six': 'endpoint: mrd-negativity, threshold: 10^-6, proportion: { percent: 60 }',
      'icans.treated': 'endpoint: icans, population: treated, proportion: { events: 8, of: 100 }',
      'icans.enrolled': 'endpoint: icans, population: enrolled, proportion: { events: 7, of: 120 }',
      'sae.a': 'endpoint: sae, population: itt, proportion: { percent: 20, of: 999 }',
      'pfs.a': 'endpoint: pfs, rate: { at: 12 months, percent: 50 }',
      'os.a': 'endpoint: os, rate: { at: 12 months, percent: 40 }',
      'pfs.hr': 'endpoint: pfs, compare: [a, b], hazardRatio: { value: 0.51, ci: [0.50, 0.90], p: 0.5 }',
      'os.hr':
        'endpoint: os, compare: [a, b], hazardRatio: { value: 0.70, ci: [0.50, 0.98], analysis: 99% interval }',
      'efs.two': 'endpoint: efs, cut: two, median: { value: 60 months }',
      'teae.a': 'endpoint: teae, proportion: { percent: 40 }',
      'severe.a': 'endpoint: severe-ae, proportion: { percent: 45 }',
      'dcr.a': 'endpoint: disease-control, proportion: { events: 5, of: 30 }',
      'dcr.b': 'endpoint: disease-control, arm: b, proportion: { events: 5, of: 30 }',
      'dcr.or': 'endpoint: disease-control, compare: [a, b], oddsRatio: { value: 3.0, ci: [1.5, 6.0] }',
      'dcr.young':
        'endpoint: disease-control, subgroup: { by: Age, is: young }, proportion: { events: 3, of: 20 }',
      'dcr.old':
        'endpoint: disease-control, subgroup: { by: Age, is: old }, proportion: { events: 2, of: 20 }',
    },
    {
      a: 'enrolled: 200, randomised: 150',
      fields: 'enrolment: 2020-01/2021-01',
      cuts: [
        'one: { label: One, date: 2019-12, source: beta-2025 }',
        'two: { label: Two, date: 2020-12, followUp: 20 months, source: beta-2025 }',
      ],
    },
  ),
  'products/quux.yaml': productOf(
    [
      '2023-Q1: { value: 100 }',
      '2024-Q1: { value: 100, us: 10, international: 20 }',
      '2024-Q2: { value: 100 }',
      '2024-Q3: { value: 100 }',
      '2024-Q4: { value: 100 }',
      '2025-Q1: { value: 200, reportedGrowth: 50 }',
    ],
    ['2024: { value: 300 }'],
  ),
  'products/scale.yaml': productOf([
    '2024-Q1: { value: 100 }',
    '2024-Q2: { value: 110 }',
    '2024-Q3: { value: 120000 }',
    '2024-Q4: { value: 130 }',
  ]),
};

describe('auditLibrary', () => {
  test('runs every audit of the tables', () => {
    const found = new Set(diagnosticsOf(flawed).map(({ code }) => code));
    expect([...found].sort()).toEqual(auditCodes.toSorted());
  });

  test('tells everything in the order of the files', () => {
    const told = diagnosticsOf(flawed).map(({ code, place }) => `${place.line} ${code} ${place.file}`);
    expect(told).toEqual([
      '11 sales-parts content/products/quux.yaml',
      '15 growth-basis content/products/quux.yaml',
      '15 growth-mismatch content/products/quux.yaml',
      '18 sales-year content/products/quux.yaml',
      '12 sales-scale content/products/scale.yaml',
      '13 cut-before-enrolment content/trials/gamma.yaml',
      '14 follow-up-too-long content/trials/gamma.yaml',
      '16 arm-sum content/trials/gamma.yaml',
      '19 interval-mismatch content/trials/gamma.yaml',
      '20 response-order content/trials/gamma.yaml',
      '21 response-sum content/trials/gamma.yaml',
      '25 mrd-order content/trials/gamma.yaml',
      '26 subset-order content/trials/gamma.yaml',
      '28 population-exceeds-arm content/trials/gamma.yaml',
      '29 survival-order content/trials/gamma.yaml',
      '31 ratio-asymmetric content/trials/gamma.yaml',
      '31 p-inconsistent content/trials/gamma.yaml',
      '32 interval-level content/trials/gamma.yaml',
      '33 median-too-long content/trials/gamma.yaml',
      '35 nested-order content/trials/gamma.yaml',
      '38 arms-disagree content/trials/gamma.yaml',
      '39 subgroup-sum content/trials/gamma.yaml',
    ]);
  });

  test('gives both places with line, column and length, and something to do where it can', () => {
    const [found] = diagnosticsOf(flawed).filter(({ code }) => code === 'interval-mismatch');
    const file = 'content/trials/gamma.yaml';
    expect(found).toEqual({
      code: 'interval-mismatch',
      severity: 'warning',
      message: 'the printed interval 66–81 of 94/128 matches Wald, not exact (65–81)',
      hints: ['if the source says so, add method: Wald'],
      place: { file, line: 19, column: 66, length: 8 },
      related: [
        { message: 'the number of events', place: { file, line: 19, column: 49, length: 2 } },
        { message: 'the number of patients', place: { file, line: 19, column: 57, length: 3 } },
      ],
    });
    for (const { related } of diagnosticsOf(flawed)) expect(related.length).toBeGreaterThan(0);
  });

  test.each([
    [
      'p-inconsistent',
      [
        'compare p, the estimate and the interval with the source',
        'if p is one-sided, set sided: one; if it is from a rank or exact test, name it in analysis:',
        'if the interval is not a 95% interval, give level:; if the test is of non-inferiority, give nonInferiority:',
      ],
    ],
    [
      'growth-mismatch',
      [
        'compare all three with their sources',
        'if the growth excludes exchange-rate effects, set growthBasis: operational',
      ],
    ],
    ['growth-basis', ['add growthBasis: reported or operational, or not stated if the source does not say']],
    ['ratio-asymmetric', ['compare the ratio and both limits with the source']],
    ['response-order', []],
  ])('says what to do about %s', (code, hints) => {
    expect(diagnosticsOf(flawed).find((one) => one.code === code)?.hints).toEqual(hints);
  });

  test('has nothing to say of the base library', () => {
    expect(diagnosticsOf({})).toEqual([]);
  });
});

describe('the shipped content', () => {
  const root = path.join(import.meta.dirname, '../../..');
  const parsed = loadContent(path.join(root, 'content'), 'content').files.map(parseSource);
  const outcome = checkLibrary(parsed, 'content');
  const placeOf: PlaceOf = (owner, keys) => {
    const one = parsed.find(
      ({ file }) => file.id === owner && (file.kind === 'trial' || file.kind === 'product'),
    );
    if (!one) throw new Error(`no file of ${owner}`);
    return one.placeOf(keys);
  };
  const audit = () => (outcome.ok ? auditLibrary(outcome.value, placeOf) : undefined);

  test('holds', () => {
    expect(audit()?.map(({ severity, code, place }) => `${severity} ${code} ${place.file}`)).toEqual([]);
  });
});
