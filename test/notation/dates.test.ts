import { expect, test } from 'vitest';
import {
  quarterAt,
  quarterIndex,
  writeDate,
  writeQuarter,
  writeShortQuarter,
  yearsTo,
} from '../../src/notation/dates.ts';

test.each([
  ['2026-04-21', '21 April 2026'],
  ['2026-01-01', '1 January 2026'],
  ['2024-02-29', '29 February 2024'],
  ['2025-12', 'December 2025'],
])('%s is written %s', (date, expected) => {
  expect(writeDate(date)).toBe(expected);
});

test('a quarter in prose and on an axis', () => {
  expect(writeQuarter('2026-Q1')).toBe('Q1 2026');
  expect(writeShortQuarter('2026-Q1')).toBe('1Q26');
  expect(writeShortQuarter('2009-Q4')).toBe('4Q09');
});

test('quarters count on over the turn of a year, and back', () => {
  expect(quarterIndex('2026-Q1') - quarterIndex('2025-Q4')).toBe(1);
  for (let index = quarterIndex('1999-Q1'); index < quarterIndex('2031-Q1'); index += 1) {
    expect(quarterIndex(quarterAt(index))).toBe(index);
  }
});

test.each([
  ['2025-01-01', 2025],
  ['2025-07-02', 2025 + 182 / 365],
  ['2024-12-31', 2024 + 365 / 366],
  ['2024-03-01', 2024 + 60 / 366],
  ['2100-03-01', 2100 + 59 / 365],
  ['2025-11', 2025 + 318.5 / 365],
])('%s is %f years', (date, expected) => {
  expect(yearsTo(date)).toBeCloseTo(expected, 10);
});
