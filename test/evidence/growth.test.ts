import { describe, expect, test } from 'vitest';
import { growthOf, operandsOf, whyNoGrowth } from '../../src/evidence/growth.ts';
import type { Span } from '../../src/model/briefing.ts';
import { roundHalfUp } from '../../src/notation/rounding.ts';
import { datumAt, libraryWith } from '../base-library.ts';

function saleOf(quarters: Record<string, string>, quarter: string) {
  const rows = Object.entries(quarters).map(
    ([key, value]) => `    ${key}: { value: ${value}, source: beta-2025 }`,
  );
  const library = libraryWith({
    'products/p.yaml': `name: P
generic: p
class: invented
company: Example Pharma
sales:
  currency: USD
  unit: billion
  basis: worldwide
  quarters:
${rows.join('\n')}
`,
  });
  const datum = datumAt(library, `p.${quarter}`);
  if (datum.kind !== 'sale') throw new Error(`p.${quarter} is no sale`);
  return datum;
}

function growth(quarters: Record<string, string>, quarter: string, over: Span) {
  return growthOf(saleOf(quarters, quarter), over);
}

function rounded(...args: Parameters<typeof growth>): string | undefined {
  const result = growth(...args);
  return result && roundHalfUp(result.percent, 1);
}

describe('growthOf', () => {
  test('names the amounts and the quarters of the base', () => {
    const found = growth({ '2024-Q4': '2', '2025-Q1': '3' }, '2025-Q1', 'quarter');
    expect(found?.base.map(({ id }) => id)).toEqual(['p.2024-Q4']);
    expect(found).toMatchObject({
      percent: { numerator: 100n, denominator: 2n },
      now: { numerator: 3n, denominator: 1n },
      before: { numerator: 2n, denominator: 1n },
    });
  });

  test('on the year before is against the same quarter', () => {
    expect(rounded({ '2024-Q1': '8', '2024-Q4': '1', '2025-Q1': '10' }, '2025-Q1', 'year')).toBe('25.0');
  });

  test('rounds ties of decimals exactly', () => {
    expect(rounded({ '2024-Q1': '8', '2025-Q1': '8.004' }, '2025-Q1', 'year')).toBe('0.1');
    expect(rounded({ '2024-Q1': '1.6', '2025-Q1': '1.6008' }, '2025-Q1', 'year')).toBe('0.1');
  });

  test('over a trailing year sums four quarters on each side', () => {
    const quarters = {
      '2023-Q1': '1',
      '2023-Q2': '2',
      '2023-Q3': '3',
      '2023-Q4': '4',
      '2024-Q1': '2',
      '2024-Q2': '3',
      '2024-Q3': '4',
      '2024-Q4': '6',
    };
    expect(rounded(quarters, '2024-Q4', 'trailing-year')).toBe('50.0');
    const { '2023-Q2': _, ...withoutOne } = quarters;
    expect(growth(withoutOne, '2024-Q4', 'trailing-year')).toBeUndefined();
    const { '2024-Q2': __, ...withoutOneOfTheYear } = quarters;
    expect(growth(withoutOneOfTheYear, '2024-Q4', 'trailing-year')).toBeUndefined();
  });

  test('sums quarters exactly, so that a tie rounds up', () => {
    const quarters = {
      '2023-Q1': '7.99',
      '2023-Q2': '3.34',
      '2023-Q3': '6.23',
      '2023-Q4': '2.44',
      '2024-Q1': '6.79',
      '2024-Q2': '6.11',
      '2024-Q3': '2.66',
      '2024-Q4': '6.79',
    };
    expect(rounded(quarters, '2024-Q4', 'trailing-year')).toBe('11.8');
  });

  test('is undefined without a base or on a base of zero, never 0%', () => {
    expect(growth({ '2025-Q1': '3' }, '2025-Q1', 'year')).toBeUndefined();
    expect(growth({ '2024-Q4': '0', '2025-Q1': '3' }, '2025-Q1', 'quarter')).toBeUndefined();
  });
});

describe('operandsOf', () => {
  const years = [2022, 2023, 2024, 2025].flatMap((year) => [1, 2, 3, 4].map((n) => `${year}-Q${n}`));
  const sale = saleOf(Object.fromEntries(years.map((quarter) => [quarter, '1'])), '2024-Q4');
  const quartersOver = (over: Span) => operandsOf(sale, over).map(({ period }) => period.key);

  test('are the one quarter of the base', () => {
    expect(quartersOver('quarter')).toEqual(['2024-Q3']);
    expect(quartersOver('year')).toEqual(['2023-Q4']);
  });

  test('over a trailing year are four of the base and the three others of the year', () => {
    expect(quartersOver('trailing-year')).toEqual([
      ...['2023-Q1', '2023-Q2', '2023-Q3', '2023-Q4'],
      ...['2024-Q1', '2024-Q2', '2024-Q3'],
    ]);
  });
});

/** A product in millions with these lines under `periods:`. */
function growthIn(lines: string[], period: string, over: Span, terms = '') {
  const rows = lines.map((line) => `    ${line.replace(/ }$/, ', source: beta-2025 }')}`);
  const library = libraryWith({
    'products/p.yaml': `name: P
generic: p
class: invented
company: Example Pharma
sales:
  currency: SEK
  unit: million
  basis: worldwide
${terms}  periods:
${rows.join('\n')}
`,
  });
  const datum = datumAt(library, `p.${period}`);
  if (datum.kind !== 'sale') throw new Error(`p.${period} is no sale`);
  const found = growthOf(datum, over);
  return found
    ? `${roundHalfUp(found.percent, 1)}${found.values ? ` ${found.values}` : ''}`
    : whyNoGrowth(datum, over);
}

describe('growth of other periods', () => {
  const periods = [
    '2024-H1: { value: 100 }',
    '2024-H2: { value: 120 }',
    '2025-H1: { value: 150 }',
    '2024-9M: { value: 160 }',
    '2025-9M: { value: 240 }',
    'FY2024: { value: 220 }',
    'FY2025: { value: 330 }',
    '2023: { value: 100 }',
    '2024: { value: 210 }',
  ];

  test.each<[string, Span, string]>([
    ['2025-H1', 'year', '50.0'],
    ['2025-H1', 'half', '25.0'],
    ['2024-H2', 'half', '20.0'],
    ['2024-H1', 'half', 'missing'],
    ['2025-9M', 'year', '50.0'],
    ['FY2025', 'year', '50.0'],
    ['FY2024', 'year', 'missing'],
    ['2024', 'year', '110.0'],
  ])('%s over a %s', (period, over, expected) => {
    expect(growthIn(periods, period, over)).toBe(expected);
    expect(growthIn(periods, period, over, '  fiscalYearStart: 04\n')).toBe(expected);
  });
});

describe('growth on a base of zero or less', () => {
  const periods = [
    '2023: { value: 800 }',
    '2024: { value: -12 }',
    '2025: { value: 1200 }',
    '2026: { value: 0 }',
    '2027: { value: 5 }',
  ];

  test.each([
    ['2024', '\u2212101.5'],
    ['2025', 'not meaningful'],
    ['2026', '\u2212100.0'],
    ['2027', 'not meaningful'],
  ])('%s', (year, expected) => {
    expect(growthIn(periods, year, 'year')).toBe(expected);
  });
});

describe('growth of restated sales compares like with like', () => {
  const first = (key: string, value: number) => `${key}: { value: ${value} }`;
  const restated = (key: string, before: number, after: number, by: string) =>
    `${key}: { original: ${before}, restated: { value: ${after}, in: ${by} } }`;

  test.each<[string, string[], string]>([
    ['neither', [first('2024-Q1', 100), first('2025-Q1', 120)], '20.0'],
    [
      'the base by the report of the period itself',
      [restated('2024-Q1', 100, 80, '2025-Q1'), first('2025-Q1', 120)],
      '50.0 as restated',
    ],
    [
      'the base after the period was reported',
      [restated('2024-Q1', 100, 80, '2025-Q3'), first('2025-Q1', 120)],
      '20.0 as first reported',
    ],
    [
      'both',
      [restated('2024-Q1', 100, 80, '2025-Q3'), restated('2025-Q1', 120, 88, '2026-Q1')],
      '10.0 as restated',
    ],
    [
      'the period alone',
      [first('2024-Q1', 100), restated('2025-Q1', 120, 88, '2026-Q1')],
      '20.0 as first reported',
    ],
    [
      'the period alone, of which the first value is not known',
      [first('2024-Q1', 100), '2025-Q1: { value: 88, restated: 2026-Q1 }'],
      '\u221212.0 restated against first reported',
    ],
  ])('%s', (_, lines, expected) => {
    expect(growthIn(lines, '2025-Q1', 'year')).toBe(expected);
  });
});
