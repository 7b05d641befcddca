import { describe, expect, test } from 'vitest';
import { auditOfProduct, messagesOfProduct } from './audited.ts';

function growth(reported: string, now = '12500', before = '10000', more = ''): string[] {
  return [
    `2024-Q1: { value: ${before}${more} }`,
    '2024-Q4: { value: 1 }',
    `2025-Q1: { value: ${now}, reportedGrowth: ${reported}, growthBasis: reported }`,
  ];
}

const found = (reported: string, now = '12500', before = '10000') => [
  `error growth-mismatch 2025-Q1«${reported}» against 2025-Q1«${now}», 2024-Q1«${before}»`,
];

describe('a reported growth', () => {
  test.each([
    ['25.0', []],
    ['25.6', []],
    ['24.4', []],
    ['25.61', found('25.61')],
    ['24.39', found('24.39')],
    ['25.7', found('25.7')],
    ['-25.0', found('-25.0')],
  ])('of %s%% on 10,000 to 12,500', (reported, expected) => {
    expect(auditOfProduct(growth(reported))).toEqual(expected);
  });

  test('of a fall', () => {
    expect(auditOfProduct(growth('-20.6', '8000'))).toEqual([]);
    expect(auditOfProduct(growth('-20.7', '8000'))).toEqual(found('-20.7', '8000'));
  });

  test('passes with the stated sales of the rules: 3,960 on 3,237 and 22.5%', () => {
    expect(auditOfProduct(growth('22.5', '3960', '3237'))).toEqual([]);
  });

  // 30 on 20 may be 30.5 on 19.5 (56.4%) or 29.5 on 20.5 (43.9%).
  test.each([
    ['56.4', []],
    ['57.1', found('57.1', '30', '20')],
    ['43.9', []],
    ['43.1', found('43.1', '30', '20')],
  ])('of %s%% on small sales is as uncertain as they are', (reported, expected) => {
    expect(auditOfProduct(growth(reported, '30', '20'))).toEqual(expected);
  });

  test('on an approximate base is as uncertain as that', () => {
    expect(auditOfProduct(growth('25.62', '12500', '10000', ', approximate: true'))).toEqual([]);
    expect(auditOfProduct(growth('25.7', '12500', '10000', ', approximate: true'))).toEqual(found('25.7'));
  });

  test('has no base: nothing is said', () => {
    expect(auditOfProduct(growth('99').slice(1))).toEqual([]);
    expect(auditOfProduct(growth('99', '3', '0'))).toEqual([]);
    expect(auditOfProduct(growth('99', '3', '-2'))).toEqual([]);
    expect(auditOfProduct(growth('50', '4', '1', ', derived: the rest'))).toEqual([]);
  });

  test('is not held against sales where exchange rates are left out', () => {
    const operational = growth('99').map((line) => line.replace('Basis: reported', 'Basis: operational'));
    expect(auditOfProduct(operational)).toEqual([]);
  });

  test('is told in words', () => {
    expect(messagesOfProduct(growth('26'))).toEqual([
      'the stated growth of 26% does not match the sales, which give 25.0%',
    ]);
  });
});

describe('the basis of a reported growth', () => {
  const quarter = (fields: string) => [`2025-Q1: { value: 125${fields} }`];

  test('is stated', () => {
    expect(auditOfProduct(quarter(', reportedGrowth: 25.0, growthBasis: reported'))).toEqual([]);
    expect(auditOfProduct(quarter(', reportedGrowth: 25.0, growthBasis: operational'))).toEqual([]);
    expect(auditOfProduct(quarter(''))).toEqual([]);
    expect(auditOfProduct(quarter(', reportedGrowth: 25.0'))).toEqual([
      'warning growth-basis 2025-Q1«25.0» against 2025-Q1«125»',
    ]);
    expect(messagesOfProduct(quarter(', reportedGrowth: 25.0'))).toEqual([
      'the file does not say whether the growth of 25.0% is reported or operational',
    ]);
  });

  test('is taken as reported where it is not, and checked so', () => {
    const lines = growth('26').map((line) => line.replace(', growthBasis: reported', ''));
    expect(auditOfProduct(lines)).toEqual([
      ...[`warning growth-basis 2025-Q1«26» against 2025-Q1«12500»`],
      ...found('26'),
    ]);
  });
});
