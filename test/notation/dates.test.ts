import { expect, test } from 'vitest';
import { endOf, type FiscalYear, periodsBetween, shifted, toPeriod } from '../../src/model/period.ts';
import { daysBetween, writeDate, writePeriod, writeShortPeriod, yearsTo } from '../../src/notation/dates.ts';

test.each([
  ['2026-04-21', '21 April 2026'],
  ['2026-01-01', '1 January 2026'],
  ['2024-02-29', '29 February 2024'],
  ['2025-12', 'December 2025'],
])('%s is written %s', (date, expected) => {
  expect(writeDate(date)).toBe(expected);
});

const calendar: FiscalYear = { start: 1, named: 'end' };
const april: FiscalYear = { start: 4, named: 'end' };
const named: FiscalYear = { start: 4, named: 'start' };

test.each<[string, FiscalYear, string, string]>([
  ['2026-Q1', calendar, 'Q1 2026', '1Q26'],
  ['2009-Q4', calendar, 'Q4 2009', '4Q09'],
  ['2025-H1', calendar, 'H1 2025', '1H25'],
  ['2025-9M', calendar, 'nine months of 2025', '9M25'],
  ['FY2025', calendar, 'fiscal 2025', 'FY25'],
  ['2025', calendar, '2025', '2025'],
  ['2025-Q1', april, 'Q1 of fiscal 2025 (Apr–Jun 2024)', '1Q FY25'],
  ['2025-Q1', named, 'Q1 of fiscal 2025 (Apr–Jun 2025)', '1Q FY25'],
  ['2025-Q3', { start: 11, named: 'end' }, 'Q3 of fiscal 2025 (May–Jul 2025)', '3Q FY25'],
  ['2025-H2', april, 'H2 of fiscal 2025 (Oct 2024–Mar 2025)', '2H FY25'],
  ['2025-9M', april, 'nine months of fiscal 2025 (Apr–Dec 2024)', '9M FY25'],
  ['FY2025', april, 'fiscal 2025 (Apr 2024–Mar 2025)', 'FY25'],
  ['2025', april, '2025', '2025'],
])('%s of a fiscal year %o is written %s', (key, fiscal, prose, short) => {
  const period = toPeriod(key, fiscal);
  expect(writePeriod(period)).toBe(prose);
  expect(writeShortPeriod(period)).toBe(short);
});

test.each(['2024-Q4', '2024-H2', '2024-9M', 'FY2024', '2024'])('%s has its next and back', (key) => {
  const period = toPeriod(key, april);
  const next = shifted(period, 1);
  expect(toPeriod(next.key, april)).toEqual(next);
  expect(shifted(next, -1)).toEqual(period);
  expect(periodsBetween(period, shifted(period, 5)).map(({ start }) => start)).toHaveLength(6);
});

test('the quarters of a fiscal year fill it', () => {
  const year = toPeriod('FY2025', april);
  const quarters = [1, 2, 3, 4].map((part) => toPeriod(`2025-Q${part}`, april));
  expect(quarters.map(({ start }) => start)).toEqual([0, 3, 6, 9].map((month) => year.start + month));
  expect(endOf(quarters[3] as never)).toBe(endOf(year));
  expect(toPeriod('2024-Q4').start + 3).toBe(toPeriod('2025').start);
});

test('days between two dates, across a leap day', () => {
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  expect(daysBetween('2025-04-21', '2026-04-22')).toBe(366);
  expect(daysBetween('2025-04-21', '2025-04-20')).toBe(-1);
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
