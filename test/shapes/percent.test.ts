import { describe, expect, test } from 'vitest';
import { clopperPearson } from '../../src/evidence/intervals.ts';
import { decimalsFor, type Proportion, percentNumber, percentText } from '../../src/shapes/proportion.ts';
import { writeValue } from '../../src/shapes/shapes.ts';
import { faultsIn, makeValue, type Raw } from './values.ts';

function proportionOf(raw: Raw): Proportion {
  return makeValue('proportion', raw) as Proportion;
}

test('a computed percentage has a decimal from 200 patients on', () => {
  expect([1, 199, 200, 5000].map(decimalsFor)).toEqual([0, 0, 1, 1]);
});

const shares: [events: number, of: number, percent: string, interval: string][] = [
  [8, 18_198, '0.044%', '0.019–0.087%'],
  [18_190, 18_198, '99.956%', '99.913–99.981%'],
  [1, 100_000, '0.0010%', '0.0000–0.0056%'],
  [1, 150, '0.67%', '0.02–3.66%'],
  [149, 150, '99.33%', '96.34–99.98%'],
  [1, 100, '1%', '0–5%'],
  [1, 101, '0.99%', '0.03–5.39%'],
  [2, 2000, '0.1%', '0.0–0.4%'],
  [1, 1001, '0.100%', '0.003–0.555%'],
  [0, 150, '0%', '0–2%'],
  [150, 150, '100%', '98–100%'],
  [0, 18_198, '0.0%', '0.000–0.020%'],
  [0, 3000, '0.0%', '0.0–0.1%'],
  [18_198, 18_198, '100.0%', '99.980–100.000%'],
  [75, 150, '50%', '42–58%'],
  [1, 8, '13%', '0–53%'],
];

test.each(shares)('%i of %i is %s (%s)', (events, of, percent, interval) => {
  const value = makeValue('proportion', { events: `${events}`, of: `${of}` });
  const setting = { endpoint: 'ORR', computed: clopperPearson(events, of) };
  expect([writeValue(value, 'percent', setting).text, writeValue(value, 'ci', setting).text]).toEqual([
    percent,
    interval,
  ]);
});

describe('a proportion in part', () => {
  test('prints the percentage of its source where there is one', () => {
    expect(percentText(proportionOf({ events: '1', of: '3', percent: '33.33' }))).toBe('33.33');
  });

  test('of no patients has no percentage', () => {
    const empty = proportionOf({ events: '0', of: '0' });
    expect([percentText(empty), percentNumber(empty)]).toEqual(['—', Number.NaN]);
  });

  test('is as exact for drawing as its counts, else as its percentage', () => {
    expect(percentNumber(proportionOf({ events: '1', of: '8', percent: '13' }))).toBe(12.5);
    expect(percentNumber(proportionOf({ events: '1', percent: '13' }))).toBe(13);
    expect(percentNumber(proportionOf({ percent: '13', of: '8' }))).toBe(13);
    expect(percentText(proportionOf({ percent: '13', of: '8' }))).toBe('13');
  });
});

describe('a percentage beside its counts', () => {
  const mismatches: [events: number, of: number, percent: string, right: string][] = [
    [50, 100, '51', '50'],
    [50, 100, '49', '50'],
    [18, 20, '91', '90'],
    [3, 24, '14', '13'],
    [3, 24, '11', '13'],
    [3, 24, '12.4', '12.5'],
    [1, 3, '33.34', '33.33'],
    [2, 3, '66', '67'],
    [1, 3, '34', '33'],
    [0, 20, '1', '0'],
    [20, 20, '99', '100'],
    [23, 2000, '1.3', '1.2'],
  ];

  test.each(mismatches)('%i of %i is not %s per cent', (events, of, percent, right) => {
    expect(faultsIn('proportion', { events: `${events}`, of: `${of}`, percent })).toEqual([
      {
        code: 'percent-mismatch',
        message: `${events} of ${of} is ${right}%, not ${percent}%`,
        at: ['percent'],
        related: [
          { message: 'the number of events', at: ['events'] },
          { message: 'the number of patients', at: ['of'] },
        ],
      },
    ]);
  });

  const matches: [events: number, of: number, percent: string][] = [
    [3, 24, '12'],
    [3, 24, '13'],
    [3, 24, '12.5'],
    [23, 2000, '1.1'],
    [23, 2000, '1.2'],
    [50, 100, '50'],
    [50, 100, '50.00'],
    [8, 18_198, '0.0'],
    [8, 18_198, '0.04'],
    [1, 3, '33.33'],
    [2, 3, '67'],
    [0, 20, '0'],
    [20, 20, '100.0'],
  ];

  test.each(matches)('%i of %i may print as %s per cent', (events, of, percent) => {
    expect(faultsIn('proportion', { events: `${events}`, of: `${of}`, percent })).toEqual([]);
  });
});

describe('events worked back', () => {
  const worked: [percent: string, of: number, events: number][] = [
    ['90', 20, 18],
    ['0', 20, 0],
    ['100', 20, 20],
    ['33.3', 300, 100],
    ['13', 8, 1],
    ['63.0', 368, 232],
  ];

  test.each(worked)('%s per cent of %i are %i', (percent, of, events) => {
    expect(proportionOf({ events: 'derived', percent, of: `${of}` })).toMatchObject({
      events,
      eventsDerived: true,
    });
    expect(faultsIn('proportion', { events: 'derived', percent, of: `${of}` })).toEqual([]);
  });

  const refused: [raw: Raw, why: string][] = [
    [{ percent: '50', of: '400' }, '198 to 201 of 400 all round to 50%'],
    [{ percent: '0', of: '400' }, '0 to 1 of 400 all round to 0%'],
    [{ percent: '100', of: '400' }, '398 to 400 of 400 all round to 100%'],
    [{ percent: '50.0', of: '3' }, 'no whole number out of 3 rounds to 50.0%'],
    [{ percent: '50' }, 'this needs percent: and of:'],
    [{ of: '20' }, 'this needs percent: and of:'],
    [{}, 'this needs percent: and of:'],
  ];

  test.each(refused)('not from %j', (raw, why) => {
    expect(faultsIn('proportion', { events: 'derived', ...raw })).toEqual([
      {
        code: 'not-derivable',
        message: `the number of events cannot be derived: ${why}`,
        at: ['events'],
        hints: ['omit events:, or give the number that the source prints'],
      },
    ]);
  });
});
