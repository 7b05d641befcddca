import { expect, test } from 'vitest';
import { isTimeUnit } from '../../src/notation/terms.ts';
import { type Adjustment, writeAdjusted } from '../../src/shapes/adjusted.ts';
import type { WrittenShape } from '../../src/shapes/shapes.ts';
import { makeValue, type Raw } from './values.ts';

const median = (value: string): [WrittenShape, Raw] => ['median', { value }];
const points = (value: string): [WrittenShape, Raw] => ['difference', { value, unit: 'points' }];

const cases: [value: [WrittenShape, Raw], adjustment: Adjustment, expected: string][] = [
  [median('61.9 months'), { decimals: 0, unit: 'years' }, '~5_years'],
  [median('61.9 months'), { unit: 'years' }, '~5_years'],
  [median('61.9 months'), { decimals: 1, unit: 'years' }, '~5.2_years'],
  [median('61.9 months'), { decimals: 0 }, '~62_months'],
  [median('61.9 months'), { decimals: 1 }, '61.9_months'],
  [median('61.9 months'), { unit: 'months' }, '61.9_months'],
  [median('61.9 months'), { unit: 'months', decimals: 0 }, '~62_months'],
  [median('11.8 months'), { unit: 'years' }, '~1_year'],
  [median('11.8 months'), { unit: 'years', decimals: 1 }, '~1.0_years'],
  [median('8 weeks'), { unit: 'days' }, '~56_days'],
  [median('30 months'), { unit: 'years' }, '~3_years'],
  [median('18 months'), { unit: 'years', decimals: 1 }, '~1.5_years'],
  [median('2 years'), { unit: 'months' }, '~24_months'],
  [median('61 days'), { unit: 'weeks', decimals: 1 }, '~8.7_weeks'],
  [median('5 years'), { unit: 'days' }, '~1,826_days'],
  [median('365.25 days'), { unit: 'months', decimals: 2 }, '~12.00_months'],
  [median('not reached'), { decimals: 0 }, '—'],
  [points('-1.25'), { decimals: 1 }, '~−1.3_points'],
  [points('-1.25'), { unsigned: true }, '1.25_points'],
  [points('-1.25'), { unsigned: true, decimals: 0 }, '~1_points'],
  [points('-1.25'), {}, '−1.25_points'],
  [points('-0.4'), { decimals: 0 }, '~0_points'],
  [['rate', { at: '5 years', percent: '63.1' }], { decimals: 0 }, '~63%'],
  [['hazardRatio', { value: '0.527' }], { decimals: 2 }, '~0.53'],
  [['proportion', { events: '2', of: '3' }], {}, '67%'],
  [['count', { value: '12345', unit: 'patients' }], { decimals: 0 }, '12,345_patients'],
  [['test', { p: '0.03' }], {}, '—'],
];

test.each(cases)('%j with %j is %s', ([shape, raw], adjustment, expected) => {
  expect(writeAdjusted(makeValue(shape, raw), adjustment).replaceAll('\u00a0', '_')).toBe(expected);
});

test('units of time', () => {
  expect(['days', 'weeks', 'months', 'years', 'points', ''].map(isTimeUnit)).toEqual([
    ...[true, true, true, true, false, false],
  ]);
});
