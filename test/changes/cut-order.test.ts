import { describe, expect, test } from 'vitest';
import { isLater, isSameCut, nameOfCut, timeBetween } from '../../src/changes/compare.ts';
import type { DataCut, DataFact } from '../../src/changes/snapshot.ts';

const cut = (more: Partial<DataCut>): DataCut => ({ id: 'c', label: 'C', ...more });
const at = (more: Partial<DataCut>) => ({ cut: cut(more) }) as DataFact;

describe('which of two cuts is later', () => {
  test.each([
    [{ followUp: '28.0 months' }, { followUp: '64.5 months' }, true],
    [{ followUp: '64.5 months' }, { followUp: '28.0 months' }, false],
    [{ followUp: '11.9 months' }, { followUp: '1 years' }, true],
    [{ followUp: '52 weeks' }, { followUp: '1 years' }, true],
    [{ followUp: '9 months' }, { followUp: '10 months' }, true],
    [{ followUp: '12 months' }, { followUp: '1 years' }, false],
    [{ followUp: '1 years' }, { followUp: '12 months' }, false],
    [{ followUp: '7 days' }, { followUp: '1 weeks' }, false],
    [{ followUp: '1 weeks' }, { followUp: '7 days' }, false],
    [{ followUp: '1 fortnights' }, { followUp: '9 years' }, false],
    [{ date: '2025-11' }, { date: '2026-01-03' }, true],
    [{ date: '2026-01-03' }, { date: '2026-01-03' }, false],
    [{ followUp: '12.0 months', date: '2025-01-01' }, { followUp: '12.0 months', date: '2025-03-01' }, true],
    [{ followUp: '12.0 months', date: '2026-01-01' }, { followUp: '18.0 months', date: '2025-01-01' }, true],
    [{ followUp: '12.0 months' }, { date: '2030-01-01' }, false],
    [{}, {}, false],
  ])('%j before %j: %s', (earlier, later, expected) => {
    expect(isLater(cut(later), cut(earlier))).toBe(expected);
  });

  test('none at all is before nothing', () => {
    expect(isLater(cut({ followUp: '1 months' }), undefined)).toBe(false);
    expect(isLater(undefined, cut({ followUp: '1 months' }))).toBe(false);
  });
});

describe('whether two cuts are one', () => {
  test.each([
    [at({ followUp: '12 months' }), at({ id: 'other', label: 'Renamed', followUp: '12 months' }), true],
    [at({}), at({ date: '2026-01-01' }), true],
    [at({ followUp: '12 months' }), at({ followUp: '18 months' }), false],
    [at({}), at({ id: 'other' }), false],
    [{} as DataFact, {} as DataFact, true],
    [{} as DataFact, at({}), false],
  ])('%#', (one, other, expected) => {
    expect(isSameCut(one, other)).toBe(expected);
    expect(isSameCut(other, one)).toBe(expected);
  });

  test.each([
    [{ date: '2025-01' }, { id: 'other', date: '2025-01' }, true],
    [{ date: '2025-01' }, { id: 'other', date: '2025-02' }, false],
    [{ followUp: '12 months' }, { id: 'other', followUp: '12 months', date: '2025-01' }, false],
  ])('%j and %j under another key: %s', (one, other, expected) => {
    expect(isSameCut(at(one), at(other))).toBe(expected);
  });

  test('a cut of which nothing is told but its key goes by that', () => {
    expect([nameOfCut(cut({})), nameOfCut(undefined)]).toEqual(['c', '']);
  });
});

test.each([
  ['2026-03-02', '2026-03-03', '1 day'],
  ['2026-03-02', '2026-03-16', '2 weeks'],
  ['2026-02-28', '2026-03-10', '10 days'],
  ['2024-02-28', '2024-03-01', '2 days'],
  ['2025-12-31', '2026-06-30', '6 months'],
  ['2025-01-01', '2026-01-02', '12 months'],
  ['2025-01-01', '2026-01-03', undefined],
  ['2025-01-01', '2025-03-25', '83 days'],
  ['2025-01-01', '2025-03-26', '12 weeks'],
  ['2025-01-01', '2025-03-27', '3 months'],
  ['2025-01-01', '2025-01-08', '1 week'],
  ['2025-01-15', '2025-02', undefined],
  ['2025-01-01', '2026-06-01', undefined],
  ['2025-11', '2025-12-01', undefined],
])('from %s to %s: %s', (earlier, later, expected) => {
  expect(timeBetween(earlier, later)?.replace('\u00a0', ' ')).toBe(expected);
});
