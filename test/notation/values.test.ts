import { describe, expect, test } from 'vitest';
import { computeInterval } from '../../src/evidence/intervals.ts';
import { type Show, showsOf } from '../../src/model/library.ts';
import { writeDatum, writeInterval } from '../../src/notation/values.ts';
import { percentNumber } from '../../src/shapes/proportion.ts';
import type { Interval } from '../../src/shapes/shape.ts';
import { datumAt, findingAt, libraryWith, trialWith } from '../base-library.ts';

const SHAPES =
  trialWith(`small: { endpoint: orr, arm: a, proportion: { events: 19, of: 20 }, source: beta-2025 }
large: { endpoint: orr, arm: a, proportion: { events: 1201, of: 2345 }, source: beta-2025 }
none: { endpoint: orr, arm: a, proportion: { events: 0, of: 18198 }, source: beta-2025 }
nearly: { endpoint: orr, arm: a, proportion: { events: 18190, of: 18198, percent: 100 }, source: beta-2025 }
printed: { endpoint: orr, arm: a, proportion: { events: 150, of: 200, percent: 75.0, ci: [68.0, 80.5] }, source: beta-2025 }
bare: { endpoint: orr, arm: a, proportion: { percent: 48.0, approximate: true }, source: beta-2025 }
derived: { endpoint: orr, arm: a, proportion: { events: derived, of: 20, percent: 90 }, source: beta-2025 }
open: { endpoint: orr, arm: a, proportion: { percent: 48.0, ci: [not estimable, not reported] }, source: beta-2025 }
mrd: { endpoint: mrd-negativity, arm: a, proportion: { events: 9, of: 30 }, threshold: 10^-6, source: beta-2025 }
median: { endpoint: pfs, arm: a, median: { value: 61.90 months, ci: [54.8, not reached] }, source: beta-2025 }
nr: { endpoint: pfs, arm: a, median: { value: not reached }, source: beta-2025 }
ne: { endpoint: pfs, arm: a, median: { value: not estimable, ci: [not estimable, not reported] }, source: beta-2025 }
rate: { endpoint: pfs, arm: a, rate: { at: 60 months, percent: 63.1, ci: [55.0, 70.2] }, source: beta-2025 }
hr: { endpoint: pfs, compare: [a, b], hazardRatio: { value: 0.10, ci: [0.05, 0.20], p: "<0.0001" }, source: beta-2025 }
or: { endpoint: orr, compare: [a, b], oddsRatio: { value: 2.50, p: 0.068 }, source: beta-2025 }
diff: { endpoint: orr, compare: [a, b], difference: { value: -4.5, unit: points, ci: [-9.0, -0.1], p: 0.04 }, source: beta-2025 }
up: { endpoint: orr, compare: [a, b], difference: { value: 4.5, unit: points, ci: [-0.1, 9.0] }, source: beta-2025 }
mean: { endpoint: global-health, arm: a, measure: { mean: 4.50, unit: points, sd: 1.2 }, source: beta-2025 }
fallen: { endpoint: global-health, arm: a, measure: { mean: -4.5, unit: points }, source: beta-2025 }
count: { endpoint: progression-or-death, arm: a, count: { value: 0, of: 1234, unit: patients }, source: beta-2025 }
plain: { endpoint: enrolled, arm: a, count: { value: 12345, unit: patients }, source: beta-2025 }`);

const library = libraryWith({ 'trials/gamma.yaml': SHAPES });

function intervalsOf(address: string): Map<string, Interval> {
  const interval = computeInterval(findingAt(library, address));
  return interval ? new Map([[address, interval]]) : new Map();
}

function shown(address: string, show: Show): string {
  return writeDatum(datumAt(library, address), show, intervalsOf(address)).text.replaceAll('\u00a0', '_');
}

const written: [key: string, shows: Record<string, string>][] = [
  [
    'small',
    {
      percent: '95%',
      'n/N': '19/20',
      'n of N': '19_of_20',
      n: '19',
      N: '20',
      ci: '75–100%',
      'ci-low': '75%',
      'ci-high': '100%',
      full: '19/20 (95%; 95%_CI_75–100)',
    },
  ],
  [
    'large',
    {
      percent: '51.2%',
      'n/N': '1,201/2,345',
      'n of N': '1,201_of_2,345',
      n: '1,201',
      N: '2,345',
      ci: '49.2–53.3%',
      'ci-low': '49.2%',
      'ci-high': '53.3%',
      full: '1,201/2,345 (51.2%; 95%_CI_49.2–53.3)',
    },
  ],
  [
    'printed',
    {
      percent: '75.0%',
      'n/N': '150/200',
      'n of N': '150_of_200',
      n: '150',
      N: '200',
      ci: '68.0–80.5%',
      'ci-low': '68.0%',
      'ci-high': '80.5%',
      full: '150/200 (75.0%; 95%_CI_68.0–80.5)',
    },
  ],
  ['bare', { percent: 'about 48.0%' }],
  [
    'derived',
    {
      percent: '90%',
      'n/N': '18/20',
      'n of N': '18_of_20',
      n: '18',
      N: '20',
      ci: '68–99%',
      'ci-low': '68%',
      'ci-high': '99%',
      full: '18/20 (90%; 95%_CI_68–99)',
    },
  ],
  ['median', { median: '61.90_months', ci: '54.8–NR', full: '61.90_months (95%_CI_54.8–NR)' }],
  ['nr', { median: 'not reached', full: 'not reached' }],
  ['ne', { median: 'not estimable', ci: 'NE–—', full: 'not estimable (95%_CI_NE–—)' }],
  [
    'rate',
    { percent: '63.1%', at: '60_months', ci: '55.0–70.2%', full: '60-month PFS_63.1% (95%_CI_55.0–70.2)' },
  ],
  ['hr', { ratio: '0.10', ci: '0.05–0.20', p: 'p<0.0001', full: 'HR_0.10 (95%_CI_0.05–0.20)' }],
  ['or', { ratio: '2.50', p: 'p=0.068', full: 'OR_2.50' }],
  [
    'diff',
    {
      difference: '\u22124.5_points',
      ci: '\u22129.0 to \u22120.1',
      p: 'p=0.04',
      full: '\u22124.5_points (95%_CI_\u22129.0 to \u22120.1)',
    },
  ],
  ['up', { difference: '4.5_points', ci: '\u22120.1 to 9.0', full: '4.5_points (95%_CI_\u22120.1 to 9.0)' }],
  ['mean', { average: '4.50_points', sd: '1.2', full: '4.50_points (SD_1.2)' }],
  ['count', { n: '0', N: '1,234', 'n/N': '0/1,234', 'n of N': '0_of_1,234' }],
  ['plain', { n: '12,345' }],
];

describe.each(written)('%s', (key, shows) => {
  const address = `gamma.${key}`;

  test('can be shown in these forms and no others', () => {
    expect([...showsOf(datumAt(library, address))].sort()).toEqual(Object.keys(shows).sort());
  });

  test.each(Object.entries(shows))('%s', (show, expected) => {
    expect(shown(address, show as Show)).toBe(expected);
  });
});

test('a sensitivity is a power of ten, in characters and in HTML', () => {
  expect(writeDatum(datumAt(library, 'gamma.mrd'), 'threshold', new Map())).toEqual({
    text: '10\u207b\u2076',
    html: '10<sup>\u22126</sup>',
  });
});

test('a negative mean carries a minus sign, not a hyphen', () => {
  expect(shown('gamma.fallen', 'average')).toBe('\u22124.5_points');
});

test('limits that are no numbers carry no per cent sign', () => {
  expect(writeInterval(findingAt(library, 'gamma.open'), new Map())).toBe('NE–—');
});

test('the number to draw is exact where n and N are known, else as printed', () => {
  const drawn = (key: string) => {
    const { value } = findingAt(library, `gamma.${key}`);
    if (value.shape !== 'proportion') throw new Error(`${key} is a ${value.shape}`);
    return percentNumber(value);
  };
  expect(drawn('large')).toBeCloseTo(51.2153518, 7);
  expect(drawn('bare')).toBe(48);
});

test('what is written for HTML cannot be markup', () => {
  const marked = libraryWith({
    'trials/gamma.yaml': trialWith(
      'm: { endpoint: global-health, arm: a, measure: { mean: 1, unit: "<b>&\'" }, source: beta-2025 }',
    ),
  });
  const { text, html } = writeDatum(datumAt(marked, 'gamma.m'), 'average', new Map());
  expect(text).toContain("<b>&'");
  expect(html).not.toMatch(/[<>"']/);
});

describe('an interval computed here has decimals that show its limits', () => {
  test.each([
    ['none', '0/18,198 (0.0%; 95%_CI_0.000–0.020)'],
    ['nearly', '18,190/18,198 (100%; 95%_CI_99.913–99.981)'],
  ])('%s of very many', (key, full) => {
    expect(shown(`gamma.${key}`, 'full')).toBe(full);
  });
});
