import { describe, expect, test } from 'vitest';
import { isOtherTime, parseTiming, timingOf } from '../../../src/evidence/comparability/inputs.ts';
import { finding, trial } from './invented.ts';

describe('parseTiming', () => {
  test.each(['any time', 'At any time', 'anytime', 'overall', 'best response', 'cumulative'])(
    '%s',
    (text) => {
      expect(parseTiming(text)).toEqual({ kind: 'cumulative' });
    },
  );

  test.each([
    ['by 12 months', 12, ''],
    ['at 1.5 years', 18, ''],
    ['48-month landmark', 48, ''],
    ['12 months or more', 12, ''],
    ['month 6', 6, ''],
    ['24 months of maintenance', 24, 'maintenance'],
    ['12 months after randomisation', 12, 'randomisation'],
    ['6 months since the transplant', 6, 'transplant'],
  ])('%s', (text, months, since) => {
    expect(parseTiming(text)).toEqual({ kind: 'landmark', months, since });
  });

  test('counts days and weeks in months of the mean year', () => {
    expect(parseTiming('day 100 after transplant')).toMatchObject({ since: 'transplant' });
    expect((parseTiming('day 100') as { months: number }).months).toBeCloseTo(3.2854, 4);
    expect((parseTiming('by 52 weeks') as { months: number }).months).toBeCloseTo(11.9589, 4);
  });

  test.each([
    'bestower visit',
    'manytime',
    'coveralls',
    'in noncumulative terms',
    'week 12th',
    'x12 monthly',
  ])('finds no word in another: %s', (text) => {
    expect(parseTiming(text).kind).not.toBe('cumulative');
  });

  test('keeps an event as it is', () => {
    expect(parseTiming('End of  consolidation')).toEqual({ kind: 'event', event: 'end of consolidation' });
  });
});

describe('isOtherTime', () => {
  test.each([
    ['any time', 'overall', false],
    ['any time', 'by 12 months', true],
    ['by 12 months', 'by 48 months', true],
    ['by 12 months', 'by 15 months', false],
    ['by 12 months', 'by 15.1 months', true],
    ['day 100', 'month 3', false],
    ['day 100 after transplant', 'month 3', true],
    ['end of consolidation', 'End of consolidation', false],
    ['end of consolidation', 'end of induction', true],
    ['end of consolidation', 'by 12 months', true],
    ['end of consolidation', 'any time', true],
  ])('%s and %s', (a, b, other) => {
    expect(isOtherTime(parseTiming(a), parseTiming(b))).toBe(other);
    expect(isOtherTime(parseTiming(b), parseTiming(a))).toBe(other);
  });
});

describe('timingOf', () => {
  const of = (on: string, timing?: string) => timingOf(finding(trial('alpha'), { on, timing }));

  test.each([
    ['mrd-negativity', 'day 100', 'day 100'],
    ['mrd-negativity', undefined, undefined],
    ['cr', undefined, undefined],
    ['orr', undefined, 'any time'],
    ['orr', 'week 12', 'week 12'],
    ['sustained-mrd-12', undefined, '12 months'],
    ['sustained-mrd-24', undefined, '24 months'],
  ])('%s, %s', (on, timing, expected) => {
    expect(of(on, timing)).toBe(expected);
  });
});
