import { describe, expect, test } from 'vitest';
import {
  decimalsOf,
  percentOf,
  type Rational,
  ratio,
  roundHalfUp,
  toRational,
  withThousands,
  writeSignedPercent,
} from '../../src/notation/rounding.ts';
import { seededRandom, wholeBelow } from '../random.ts';

/** Whether `text` is the multiple of 10^-decimals nearest to the fraction, an exact half away from zero. */
function isRounded(text: string, { numerator, denominator }: Rational, decimals: number): boolean {
  const scale = 10n ** BigInt(decimals);
  const written = BigInt(text.replace('\u2212', '-').replace('.', ''));
  const error = 2n * (numerator * scale - written * denominator);
  const size = error < 0n ? -error : error;
  const awayFromZero = numerator < 0n ? error > 0n : error < 0n;
  return size < denominator || (size === denominator && awayFromZero);
}

describe('roundHalfUp', () => {
  test.each([
    [2.5, 0, '3'],
    [0.5, 0, '1'],
    [1.5, 0, '2'],
    [0.49, 0, '0'],
    [1.005, 2, '1.01'],
    [2.675, 2, '2.68'],
    [8.345, 2, '8.35'],
    [0.1 + 0.2, 1, '0.3'],
    [99.95, 1, '100.0'],
    [0, 2, '0.00'],
    [-0, 0, '0'],
    [-0.04, 1, '0.0'],
    [-2.5, 0, '\u22123'],
    [-0.5, 0, '\u22121'],
    [-1.005, 2, '\u22121.01'],
    [1e21, 0, '1000000000000000000000'],
    [1e-7, 8, '0.00000010'],
    [-1e-7, 2, '0.00'],
  ])('%d to %i decimals is %s', (value, decimals, expected) => {
    expect(roundHalfUp(toRational(value), decimals)).toBe(expected);
  });

  test('is the nearest decimal of any fraction, in exact arithmetic', () => {
    const random = seededRandom(1);
    for (let run = 0; run < 5000; run += 1) {
      const decimals = wholeBelow(5, random);
      const fraction = ratio(
        wholeBelow(2_000_001, random) - 1_000_000,
        1 + wholeBelow(run % 2 ? 400 : 1_000_000, random),
      );
      const text = roundHalfUp(fraction, decimals);
      expect(text).toMatch(/^\u2212?\d+(?:\.\d+)?$/);
      expect(decimalsOf(text)).toBe(decimals);
      expect(isRounded(text, fraction, decimals), `${JSON.stringify(String(fraction.numerator))}`).toBe(true);
    }
  });

  test('takes every tie away from zero', () => {
    const random = seededRandom(2);
    for (let run = 0; run < 2000; run += 1) {
      const decimals = wholeBelow(4, random);
      const whole = wholeBelow(100_000, random);
      const tie = { numerator: BigInt(2 * whole + 1), denominator: 2n * 10n ** BigInt(decimals) };
      const up = { numerator: BigInt(whole + 1), denominator: 10n ** BigInt(decimals) };
      expect(roundHalfUp(tie, decimals)).toBe(roundHalfUp(up, decimals));
      expect(roundHalfUp({ ...tie, numerator: -tie.numerator }, decimals)).toBe(
        `\u2212${roundHalfUp(up, decimals)}`,
      );
    }
  });
});

describe('toRational', () => {
  test('takes the decimal as JavaScript prints it', () => {
    const random = seededRandom(3);
    for (let run = 0; run < 2000; run += 1) {
      const decimals = wholeBelow(8, random);
      const digits = wholeBelow(10_000_000, random) - 5_000_000;
      const { numerator, denominator } = toRational(Number(`${digits}e-${decimals}`));
      expect(numerator * 10n ** BigInt(decimals)).toBe(BigInt(digits) * denominator);
    }
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %d', (value) => {
    expect(() => toRational(value)).toThrow(RangeError);
  });
});

describe('percentOf', () => {
  test('is exact where floating point is not', () => {
    const random = seededRandom(4);
    for (let run = 0; run < 5000; run += 1) {
      const of = 1 + wholeBelow(3000, random);
      const events = wholeBelow(of + 1, random);
      const decimals = wholeBelow(3, random);
      const text = percentOf(events, of, decimals);
      expect(isRounded(text, { numerator: BigInt(100 * events), denominator: BigInt(of) }, decimals)).toBe(
        true,
      );
    }
  });

  test.each([
    [1, 8, 0, '13'],
    [1, 8, 1, '12.5'],
    [1, 200, 0, '1'],
    [201, 400, 1, '50.3'],
    [0, 7, 1, '0.0'],
    [7, 7, 0, '100'],
  ])('%i of %i to %i decimals is %s', (events, of, decimals, expected) => {
    expect(percentOf(events, of, decimals)).toBe(expected);
  });
});

describe('signs and separators', () => {
  test.each([
    [22.45, 1, '+22.5%'],
    [-3.14, 1, '\u22123.1%'],
    [0.04, 1, '0.0%'],
    [-0.04, 1, '0.0%'],
    [0.5, 0, '+1%'],
  ])('a growth of %d prints as such', (percent, decimals, expected) => {
    expect(writeSignedPercent(toRational(percent), decimals)).toBe(expected);
  });

  test('a growth without a base is n/a, never 0%', () => {
    expect(writeSignedPercent(undefined)).toBe('n/a');
  });

  test.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1234567, '1,234,567'],
    [undefined, '—'],
  ])('%s with thousands is %s', (value, expected) => {
    expect(withThousands(value)).toBe(expected);
  });
});
