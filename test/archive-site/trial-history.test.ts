import { expect, test } from 'vitest';
import { qualifiersOf } from '../../src/site/editions.ts';
import { historyOf } from '../../src/site/trial.ts';
import { fact } from './made-archive.ts';

const record = (edition: string, ...facts: ReturnType<typeof fact>[]) => ({ edition, revision: 1, facts });

test('editions in a row with the same values are one column', () => {
  const { columns, rows } = historyOf([
    record('a', fact('alpha.orr', '10/20')),
    record('b', fact('alpha.orr', '10/20', { used: false })),
    record('c', fact('alpha.orr', '11/20')),
    record('d', fact('alpha.orr', '10/20')),
  ]);
  expect(columns.map(({ records }) => records.map(({ edition }) => edition))).toEqual([
    ['a', 'b'],
    ['c'],
    ['d'],
  ]);
  expect(rows[0]?.cells.map(({ value, isChanged, isShown }) => [value, isChanged, isShown])).toEqual([
    ['10/20', false, true],
    ['11/20', true, true],
    ['10/20', true, true],
  ]);
});

test('another follow-up of the same cut is a change, another source is none', () => {
  const cut = (followUp: string) => ({ cut: { id: 'm28', label: 'Primary', followUp } });
  const { columns } = historyOf([
    record('a', fact('alpha.orr', '10/20', cut('28.0 months'))),
    record(
      'b',
      fact('alpha.orr', '10/20', { ...cut('28.0 months'), sources: [{ id: 's2', title: 'Another' }] }),
    ),
    record('c', fact('alpha.orr', '10/20', cut('29.0 months'))),
  ]);
  expect(columns.map(({ records }) => records.length)).toEqual([2, 1]);
});

test('what no edition shows is not told; what one shows is told of all', () => {
  const { rows } = historyOf([
    record('a', fact('alpha.orr', '10/20', { used: false }), fact('alpha.cr', '3/20', { used: false })),
    record('b', fact('alpha.orr', '11/20'), fact('alpha.cr', '3/20', { used: false })),
  ]);
  expect(rows.map(({ id, cells }) => [id, cells.map(({ value, isShown }) => [value, isShown])])).toEqual([
    [
      'alpha.orr',
      [
        ['10/20', false],
        ['11/20', true],
      ],
    ],
  ]);
});

test('new and absent are told apart from changed, and nothing is new in the first column', () => {
  const { rows } = historyOf([
    record('a', fact('alpha.orr', '10/20')),
    record('b', fact('alpha.cr', '3/20')),
  ]);
  expect(
    rows.map(({ id, cells }) => [id, cells.map(({ value, isNew, isChanged }) => [value, isNew, isChanged])]),
  ).toEqual([
    [
      'alpha.cr',
      [
        [undefined, false, false],
        ['3/20', true, false],
      ],
    ],
    [
      'alpha.orr',
      [
        ['10/20', false, false],
        [undefined, false, false],
      ],
    ],
  ]);
});

test('cuts of one measurement stand together, the earlier first', () => {
  const of = (id: string, endpoint: string, date: string) =>
    fact(id, '1', { endpoint, cut: { id: date, label: date, date } });
  const { rows } = historyOf([
    record(
      'a',
      of('alpha.z', 'ORR', '2024-01'),
      of('alpha.b', 'PFS', '2023-01'),
      of('alpha.a', 'ORR', '2025-01'),
    ),
  ]);
  expect(rows.map(({ id }) => id)).toEqual(['alpha.z', 'alpha.a', 'alpha.b']);
});

test('without records there is nothing to tell', () => {
  expect(historyOf([])).toEqual({ columns: [], rows: [] });
});

test.each([
  [fact('alpha.orr', '1'), []],
  [fact('alpha.pfs', '1', { about: { endpoint: 'pfs', shape: 'median', arms: [] } }), ['median']],
  [
    fact('alpha.follow-up', '1', {
      subject: 'ALPHA: Median follow-up',
      about: { endpoint: 'follow-up', shape: 'median', arms: [] },
    }),
    [],
  ],
  [
    fact('alpha.mrd', '1', { threshold: '10⁻⁵', assay: 'NGS', landmark: '60 months' }),
    ['at 60 months', '10⁻⁵', 'NGS'],
  ],
])('a value is told with what sort of value it is', (one, expected) => {
  expect(qualifiersOf(one)).toEqual(expected);
});
