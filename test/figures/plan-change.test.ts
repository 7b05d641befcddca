import { describe, expect, test } from 'vitest';
import type { ChangeChart } from '../../src/figures/change/layout.ts';
import { timeIn, visitOf } from '../../src/figures/change/request.ts';
import { trialWith } from '../base-library.ts';
import { planned, tableOf } from './planned.ts';

const at = (key: string, arm: string, timing: string, more: string) =>
  `${key}: { endpoint: hba1c-change, arm: ${arm}, timing: ${timing}, measure: { unit: percentage points, ${more} }, source: beta-2025 }`;
const trial = trialWith(
  [
    at('b.26', 'b', 'week 26', 'adjustedMean: -0.83, of: 1269'),
    at('a.26', 'a', 'week 26', 'adjustedMean: -1.52, ci: [-1.64, -1.40], of: 266'),
    at('a.4', 'a', 'day 28', 'adjustedMean: -0.70, ci: [-0.78, -0.62], of: 283'),
    at('a.0', 'a', 'baseline', 'adjustedMean: 0'),
  ].join('\n'),
);
const plan = planned('kind: change\nfindings: [gamma.b.26, gamma.a.26, gamma.a.4, gamma.a.0]', {
  'trials/gamma.yaml': trial,
});

describe('change over visits', () => {
  test('is a line for each arm, the experimental in the accent colour, its visits in time', () => {
    const { arms, outcome, time, axis } = plan.spec.chart as ChangeChart;
    expect(arms.map(({ label, role, points }) => [label, role, points.map((point) => point.time)])).toEqual([
      ['B', 'mark', [182]],
      ['A', 'accent', [0, 28, 182]],
    ]);
    expect(arms[1]?.points[1]).toEqual({
      time: 28,
      value: -0.7,
      interval: { low: -0.78, high: -0.62 },
      patients: '283',
      hollow: false,
      datum: 'gamma.a.4',
    });
    expect([outcome, time]).toEqual(['Change in HbA1c: adjusted mean, percentage points', 'Visit, day']);
    expect([axis.from, axis.to]).toEqual([-2, 0]);
  });

  test('is told in words and in a table', () => {
    expect(plan.spec.alt).toBe(
      'Line chart by visit. Change in HbA1c: adjusted mean, percentage points, with 95% intervals. ' +
        'B: week 26 −0.83, 1,269 patients. ' +
        'A: baseline 0; day 28 −0.70 (−0.78 to −0.62), 283 patients; week 26 −1.52 (−1.64 to −1.40), 266 patients.',
    );
    expect(tableOf(plan)).toEqual([
      ['Arm', 'Visit', 'N', 'Adjusted mean, percentage points', '95% CI'],
      ['B', 'week 26', '1,269', '−0.83', '—'],
      ['A', 'baseline', '—', '0', '—'],
      ['A', 'day 28', '283', '−0.70', '−0.78 to −0.62'],
      ['A', 'week 26', '266', '−1.52', '−1.64 to −1.40'],
    ]);
    expect(plan.spec.source).toContain('Visits stated in other units are converted to days.');
    expect(plan.spec.source).toContain('No whisker: not reported.');
  });
});

test.each([
  ['week 12', 12, 'weeks'],
  ['Week 12, end of treatment', 12, 'weeks'],
  ['12 weeks', 12, 'weeks'],
  ['at 6-month visit', 6, 'months'],
  ['year 1.5', 1.5, 'years'],
  ['Day 29', 29, 'days'],
  ['baseline', 0, undefined],
])('%s is a visit', (timing, time, unit) => {
  expect(visitOf(timing)).toEqual(unit ? { time, unit } : { time });
});

test.each(['end of treatment', 'biweekly', 'cycle 3', undefined])('%s is no visit', (timing) => {
  expect(visitOf(timing)).toBeUndefined();
});

test('only exact conversions are made', () => {
  expect(timeIn({ time: 4, unit: 'weeks' }, 'days')).toBe(28);
  expect(timeIn({ time: 2, unit: 'years' }, 'months')).toBe(24);
  expect(timeIn({ time: 6, unit: 'months' }, 'weeks')).toBeUndefined();
  expect(timeIn({ time: 0 }, 'weeks')).toBe(0);
});
