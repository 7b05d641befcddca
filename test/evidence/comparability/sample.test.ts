import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/evidence/comparability/compare.ts';
import type { Finding } from '../../../src/model/trial.ts';
import type { Value } from '../../../src/shapes/shapes.ts';
import { arm, contextOf, count, finding, median, proportion, trial } from './invented.ts';

const own = trial('alpha');

function said(...findings: Finding[]): string[] {
  return judge(findings, contextOf()).caveats.map(({ rule, text }) => `${rule.code} ${text}`);
}

function of(value: Value, changes: Parameters<typeof finding>[1] = {}): Finding {
  return finding(own, { value, ...changes });
}

describe('C23, small sample', () => {
  test('fires below 50 patients, and says so more strongly below 30', () => {
    expect(said(of(proportion(20, 50)))).toEqual([]);
    expect(said(of(proportion(20, 49)))).toEqual([
      'C23 Estimates rest on few patients: 49 patients in ALPHA (exact 95% CI: MRD− 27–56%).',
    ]);
    expect(said(of(proportion(15, 30)))[0]).toMatch(/^C23 Estimates rest on few patients/);
    expect(said(of(proportion(15, 29)))[0]).toMatch(/^C23 Estimates rest on very few patients/);
    expect(said(of(proportion(15, 29)), of(proportion(20, 49), { on: 'cr' }))[0]).toMatch(
      /^C23 Estimates rest on very few patients/,
    );
  });

  test('names each trial once, with the interval of each endpoint', () => {
    const beta = finding(trial('beta'), { value: proportion(3, 10) });
    const [, first] = said(of(proportion(18, 20), { on: 'cr' }), of(proportion(19, 20)), beta);
    expect(first).toBe(
      'C23 Estimates rest on very few patients: 20 patients in ALPHA (exact 95% CI: ≥CR 68–99%, MRD− 75–100%); 10 patients in BETA (exact 95% CI: MRD− 7–65%).',
    );
  });

  test('computes no interval where the source prints one', () => {
    const printed = {
      ...proportion(10, 20),
      ci: [
        { text: '27.2', value: 27.2 },
        { text: '72.8', value: 72.8 },
      ],
    };
    expect(said(of(printed as Value))).toEqual([
      'C23 Estimates rest on very few patients: 20 patients in ALPHA.',
    ]);
  });

  test('counts the arm where the value has no N', () => {
    const sized = (changes: Parameters<typeof arm>[1]) =>
      finding(trial('alpha', { arms: [arm('exp', changes)] }), { on: 'os', value: median('12.0') });
    expect(said(sized({ randomised: 40, treated: 60 }))).toEqual([
      'C23 Estimates rest on few patients: 40 patients in ALPHA.',
    ]);
    expect(said(sized({ treated: 40, enrolled: 60 }))).toHaveLength(1);
    expect(said(sized({ enrolled: 40 }))).toHaveLength(1);
    expect(said(sized({ enrolled: 60 }))).toEqual([]);
    expect(said(sized({}))).toEqual([]);
    expect(said(of(median('12.0'), { on: 'os', arm: undefined }))).toEqual([]);
    const two = trial('alpha', { arms: [arm('exp', { randomised: 20 }), arm('con', { randomised: 20 })] });
    expect(said(finding(two, { on: 'os', value: median('12.0'), arm: undefined }))).toEqual([]);
  });

  test('counts patients of counts and measures', () => {
    expect(said(of(count(3, 20)))[0]).toBe('C23 Estimates rest on very few patients: 20 patients in ALPHA.');
    const measure: Value = { shape: 'measure', mean: { text: '3', value: 3 }, unit: 'points', of: 20 };
    expect(said(of(measure))).toHaveLength(1);
  });
});

describe('C24, proportion without its counts', () => {
  test.each([
    ['n and N', proportion(undefined, undefined, '88'), 'numerator or denominator or interval: MRD− 88%'],
    ['n', proportion(undefined, 355, '88'), 'numerator or interval: MRD− 88%'],
    ['N', proportion(200, undefined, '88.0'), 'denominator or interval: MRD− 88.0%'],
  ])('fires without %s', (_, value, words) => {
    expect(said(of(value))).toEqual([`C24 Percentages are reported without ${words} in ALPHA.`]);
  });

  test('an interval that is printed is not missing', () => {
    const printed = {
      ...proportion(undefined, undefined, '88'),
      ci: [
        { text: '80', value: 80 },
        { text: '92', value: 92 },
      ],
    };
    expect(said(of(printed as Value))[0]).toContain('without numerator or denominator: ');
  });

  test('is silent for n of N, worked back or not, and for other shapes', () => {
    expect(said(of(proportion(150, 300, '50.0')))).toEqual([]);
    expect(said(of({ ...proportion(150, 300, '50.0'), eventsDerived: true } as Value))).toEqual([]);
    expect(said(of(median('12.0'), { on: 'os' }))).toEqual([]);
  });

  test('joins what is missing anywhere', () => {
    const [first] = said(
      of(proportion(undefined, 355, '88'), { id: 'a', on: 'cr' }),
      of(proportion(undefined, undefined, '7')),
    );
    expect(first).toBe(
      'C24 Percentages are reported without numerator or denominator or interval: ≥CR 88% in ALPHA, MRD− 7% in ALPHA.',
    );
  });
});

describe('C25, all or none', () => {
  test.each([
    ['all', proportion(300, 300), '300 of 300, compatible with a true rate down to 98.8%'],
    ['none', proportion(0, 300), '0 of 300, compatible with a true rate up to 1.2%'],
    ['none of very many', proportion(0, 18198), '0 of 18,198, compatible with a true rate up to 0.020%'],
    [
      'all of very many',
      proportion(9000, 9000),
      '9,000 of 9,000, compatible with a true rate down to 99.959%',
    ],
    ['none of a count', count(0, 60), '0 of 60, compatible with a true rate up to 6%'],
    ['all of a count', count(60, 60), '60 of 60, compatible with a true rate down to 94%'],
    ['all of 199', proportion(199, 199), '199 of 199, compatible with a true rate down to 98%'],
    ['all of 200', proportion(200, 200), '200 of 200, compatible with a true rate down to 98.2%'],
  ])('fires for %s', (_, value, words) => {
    expect(said(of(value))).toEqual([`C25 All or none of the patients had the outcome: ${words} (ALPHA).`]);
  });

  test.each([
    ['all but one', proportion(299, 300)],
    ['one', proportion(1, 300)],
    ['nobody asked', { ...count(0, 0) }],
    ['no number of patients', { shape: 'count', value: 0, unit: 'events' } as Value],
  ])('is silent for %s', (_, value) => {
    expect(said(of(value)).filter((one) => one.startsWith('C25'))).toEqual([]);
  });
});
