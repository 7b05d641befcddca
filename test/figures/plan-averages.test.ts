import { describe, expect, test } from 'vitest';
import type { AveragesChart } from '../../src/figures/averages/layout.ts';
import { fittedAxis, logarithmicAxis } from '../../src/figures/axes.ts';
import { trialWith } from '../base-library.ts';
import { planned, tableOf } from './planned.ts';

const trial =
  trialWith(`hba1c.a: { endpoint: hba1c-change, arm: a, timing: week 26, measure: { adjustedMean: -1.52, unit: percentage points, ci: [-1.64, -1.40], of: 143 }, source: beta-2025 }
hba1c.b: { endpoint: hba1c-change, arm: b, timing: week 26, measure: { adjustedMean: -0.83, unit: percentage points, of: 1140 }, grade: unconfirmed, source: beta-2025 }
rate.a: { endpoint: hypoglycaemia-rate, arm: a, eventRate: { events: 12, exposure: 28.4, per: 100 patient-years }, source: beta-2025 }
rate.b: { endpoint: hypoglycaemia-rate, arm: b, eventRate: { rate: 8.1, per: 100 patient-years, ci: [5.0, 12.4], level: 90 }, source: beta-2025 }
ldl.a: { endpoint: ldl-c, arm: a, measure: { median: 68, unit: mg/dL, iqr: [51, 90] }, source: beta-2025 }
ldl.b: { endpoint: ldl-c, arm: b, measure: { median: 97, unit: mg/dL, iqr: [77, 119] }, source: beta-2025 }
sbp.a: { endpoint: ldl-c, arm: a, measure: { mean: 136.2, unit: mmHg, se: 0.5 }, source: beta-2025 }
titre.a: { endpoint: ldl-c, arm: a, measure: { geometricMean: 1350, unit: IU/mL, ci: [1120, 1628] }, source: beta-2025 }
titre.b: { endpoint: ldl-c, arm: b, measure: { geometricMean: 2.4, unit: IU/mL, ci: [1.9, 3.1] }, source: beta-2025 }`);
const plan = (findings: string) =>
  planned(`kind: averages\nfindings: [${findings}]`, { 'trials/gamma.yaml': trial });
const chartOf = (findings: string) => plan(findings).spec.chart as AveragesChart;

describe('adjusted means', () => {
  const one = plan('gamma.hba1c.a, gamma.hba1c.b');

  test('stand under what they are and when, with their intervals', () => {
    const { groups, head, axis } = one.spec.chart as AveragesChart;
    expect(groups).toHaveLength(1);
    expect(groups[0]?.heading).toEqual([
      { text: 'Change in HbA1c, week 26: adjusted mean, percentage points' },
    ]);
    expect(groups[0]?.rows).toEqual([
      {
        label: 'A',
        sublabel: 'experimental',
        value: -1.52,
        interval: { low: -1.64, high: -1.4 },
        printed: '−1.52',
        beside: '−1.64 to −1.40',
        focus: false,
        hollow: false,
        evidence: { grade: 'primary', entries: [2] },
        datum: 'gamma.hba1c.a',
      },
      expect.objectContaining({ value: -0.83, beside: '—', hollow: true }),
    ]);
    expect(groups[0]?.rows[1]).not.toHaveProperty('interval');
    expect([head, axis.from, axis.to]).toEqual(['95% CI', -2, 0]);
  });

  test('are told in words and in a table', () => {
    expect(one.spec.alt).toBe(
      'Dot plot of values by arm with intervals. ' +
        'Change in HbA1c, week 26: adjusted mean, percentage points: ' +
        'A (experimental) −1.52, 95% interval −1.64 to −1.40; B (control) −0.83.',
    );
    const measure = 'Change in HbA1c, week 26: adjusted mean, percentage points';
    expect(tableOf(one)).toEqual([
      ['Trial and arm', 'Measure', 'N', 'Value', '95% CI'],
      ['GAMMA, A', measure, '143', '−1.52', '−1.64 to −1.40'],
      ['GAMMA, B', measure, '1,140', '−0.83', '—'],
    ]);
    expect(one.spec.source).toContain(
      'Whiskers: 95% intervals. No whisker: not reported. Hollow: not confirmed in a primary document.',
    );
  });
});

test('event rates begin at 0, print each level where they differ, and say which intervals were computed', () => {
  const rates = plan('gamma.rate.a, gamma.rate.b');
  const { axis, head, groups } = rates.spec.chart as AveragesChart;
  expect([axis.from, axis.to, head]).toEqual([0, 80, 'CI']);
  // poisson.test(12, 28.4)$conf.int * 100 in R
  expect(groups[0]?.rows.map(({ printed, beside }) => [printed, beside])).toEqual([
    ['42.3', '21.8–73.8, 95%'],
    ['8.1', '5.0–12.4, 90%'],
  ]);
  expect(rates.spec.source).toContain('exact (Poisson), computed here from events and time at risk');
});

test('medians have their quartiles, means without intervals their standard errors, and captions say so', () => {
  const medians = plan('gamma.ldl.a, gamma.ldl.b');
  expect((medians.spec.chart as AveragesChart).groups[0]?.rows[0]?.interval).toEqual({ low: 51, high: 90 });
  expect(medians.spec.source).toContain('Whiskers: interquartile range.');
  const means = plan('gamma.sbp.a');
  expect((means.spec.chart as AveragesChart).groups[0]?.rows[0]?.interval).toEqual({
    low: 135.7,
    high: 136.7,
  });
  expect(means.spec.source).toContain('Whiskers: plus or minus the standard error.');
  expect(means.spec.source).toContain('does not begin at the origin');
  expect(means.spec.alt).toContain('does not begin at the origin');
});

test('geometric means stand on a logarithmic axis, which is said', () => {
  const { axis } = chartOf('gamma.titre.a, gamma.titre.b');
  expect([axis.from, axis.to, axis.logarithmic]).toEqual([1, 2000, true]);
  expect(plan('gamma.titre.a, gamma.titre.b').spec.alt).toContain('Logarithmic axis');
});

describe('a fitted axis', () => {
  const ends = (...args: Parameters<typeof fittedAxis>) => {
    const { from, to } = fittedAxis(...args);
    return [from, to];
  };

  test.each([
    ['begins at 0 where the values take enough of it', [2, 4], {}, [0, 4]],
    ['does not where they would be squeezed', [135.1, 137.3], {}, [135, 137.5]],
    ['ends at 0 for values below it', [-4, -2], {}, [-4, 0]],
    ['always begins at 0 for amounts from nothing', [135.1, 137.3], { fromNothing: true }, [0, 150]],
    ['begins at 0 for one value', [5], {}, [0, 5]],
  ] as [string, number[], { fromNothing?: boolean }, number[]][])('%s', (_, values, how, expected) => {
    expect(ends(values, how)).toEqual(expected);
  });

  test('of ratios has whole powers of ten where there are many marks', () => {
    expect(logarithmicAxis([1.9, 1628]).ticks).toEqual([1, 10, 100, 1000]);
    expect(logarithmicAxis([30, 90]).ticks).toEqual([20, 50, 100]);
  });
});
