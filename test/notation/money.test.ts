import { describe, expect, test } from 'vitest';
import { type Show, showsOf } from '../../src/model/library.ts';
import { writeDatum } from '../../src/notation/values.ts';
import { datumAt, libraryWith } from '../base-library.ts';

const CURRENCIES = ['USD', 'EUR', 'GBP', 'CHF', 'JPY'];

function product(currency: string, unit: string, quarter: string): string {
  return `name: P
generic: p
class: invented
company: Example Pharma
sales: { currency: ${currency}, unit: ${unit}, basis: worldwide, quarters: { 2025-Q1: ${quarter} } }
`;
}

function written(quarter: string, show: Show, unit = 'million', currency = 'USD'): string {
  const text = product(currency, unit, `{ ${quarter}, source: beta-2025 }`);
  const library = libraryWith({ 'products/p.yaml': text });
  return writeDatum(datumAt(library, 'p.2025-Q1'), show, new Map()).text.replaceAll('\u00a0', '_');
}

describe('an amount of money', () => {
  test.each([
    ['value: 597', 'million', 'usual', 'US$597_million'],
    ['value: 999.9', 'million', 'usual', 'US$999.9_million'],
    ['value: 1000', 'million', 'usual', 'US$1.00_billion'],
    ['value: 3960', 'million', 'usual', 'US$3.96_billion'],
    ['value: 3955', 'million', 'usual', 'US$3.96_billion'],
    ['value: 3960', 'million', 'million', 'US$3,960_million'],
    ['value: 12345678', 'million', 'million', 'US$12,345,678_million'],
    ['value: 24', 'million', 'billion', 'US$0.02_billion'],
    ['value: 0', 'million', 'usual', 'US$0_million'],
    ['value: 0.597', 'billion', 'usual', 'US$597_million'],
    ['value: 3.96', 'billion', 'usual', 'US$3.96_billion'],
    ['value: 1.005', 'billion', 'billion', 'US$1.01_billion'],
    ['value: 4.35', 'billion', 'million', 'US$4,350_million'],
    ['value: 50, approximate: true', 'million', 'usual', 'about US$50_million'],
  ] as const)('%s %s shown as %s is %s', (quarter, unit, show, expected) => {
    expect(written(quarter, show, unit)).toBe(expected);
  });

  test('carries the sign of its currency', () => {
    const signs = CURRENCIES.map((currency) => written('value: 5', 'usual', 'million', currency));
    expect(signs).toEqual(['US$5_million', '€5_million', '£5_million', 'CHF_5_million', '¥5_million']);
  });

  test('given in billions is not blurred by floating point when shown in millions', () => {
    expect(written('value: 1.005', 'million', 'billion')).toBe('US$1,005_million');
  });

  test('below zero carries a minus sign, not a hyphen', () => {
    expect(written('value: -5', 'usual')).toBe('\u2212US$5_million');
  });
});

describe('a growth that the source states', () => {
  test.each([
    ['22.5', '+22.5%'],
    ['-3', '\u22123%'],
    ['0.0', '0.0%'],
  ])('of %s prints as %s, with its decimals', (growth, expected) => {
    expect(written(`value: 5, reportedGrowth: ${growth}`, 'stated-growth')).toBe(expected);
  });

  test('cannot be shown when none is stated', () => {
    const library = libraryWith();
    expect(showsOf(datumAt(library, 'zorvex.2025-Q1'))).not.toContain('stated-growth');
  });
});
