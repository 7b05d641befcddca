import { describe, expect, test } from 'vitest';
import {
  clopperPearson,
  pValueOf,
  standardErrorsOf,
  wald,
  wilson,
  z95,
} from '../../../src/evidence/intervals.ts';
import type { Interval } from '../../../src/shapes/shape.ts';

function written({ low, high }: Interval): string {
  return `${(low / 100).toFixed(4)} to ${(high / 100).toFixed(4)}`;
}

// Newcombe, Stat Med 1998;17:857, table I: methods 3, 1 and 5.
describe.each([
  [81, 263, '0.2553 to 0.3662', '0.2522 to 0.3638', '0.2527 to 0.3676'],
  [15, 148, '0.0624 to 0.1605', '0.0527 to 0.1500', '0.0578 to 0.1617'],
  [0, 20, '0.0000 to 0.1611', '0.0000 to 0.0000', '0.0000 to 0.1684'],
  [1, 29, '0.0061 to 0.1718', '0.0000 to 0.1009', '0.0009 to 0.1776'],
])('the published limits of %i of %i', (events, of, byWilson, byWald, exact) => {
  test('by Wilson', () => expect(written(wilson(events, of))).toBe(byWilson));
  test('by Wald', () => expect(written(wald(events, of))).toBe(byWald));
  test('exact', () => expect(written(clopperPearson(events, of))).toBe(exact));
});

describe.each([
  ['wilson', wilson],
  ['wald', wald],
])('%s', (_, limitsOf) => {
  test('mirrors when events and the others change places, with limits of just 0 and 100', () => {
    for (const [events, of] of [
      [0, 20],
      [1, 29],
      [7, 20],
      [10, 20],
    ] as const) {
      const [one, other] = [limitsOf(events, of), limitsOf(of - events, of)];
      expect(other.low).toBeCloseTo(100 - one.high, 10);
      expect(other.high).toBeCloseTo(100 - one.low, 10);
    }
    // Binary arithmetic alone misses 100 to either side: below it for 10, above it for 14.
    for (const of of [7, 10, 14, 57]) {
      expect(limitsOf(0, of).low).toBe(0);
      expect(limitsOf(of, of).high).toBe(100);
    }
    expect(limitsOf(1, 7).low).toBeGreaterThanOrEqual(0);
    expect(limitsOf(6, 7).high).toBeLessThanOrEqual(100);
  });
});

test('the limits of Wilson are where the score test just reaches 5%', () => {
  for (const [events, of] of [
    [3, 40],
    [94, 128],
    [19, 20],
  ] as const) {
    for (const limit of Object.values(wilson(events, of))) {
      const share = limit / 100;
      const score = Math.abs(events / of - share) / Math.sqrt((share * (1 - share)) / of);
      expect(score).toBeCloseTo(z95, 10);
    }
  }
});

describe('p values and standard errors', () => {
  test.each([
    [0.3173, 1],
    [0.05, 1.96],
    [0.01, 2.5758],
    [0.001, 3.2905],
    [0.0001, 3.8906],
  ])('p %d is %d standard errors', (p, errors) => {
    expect(standardErrorsOf(p)).toBeCloseTo(errors, 3);
    expect(pValueOf(errors)).toBeCloseTo(p, 4);
    expect(pValueOf(-errors)).toBe(pValueOf(errors));
  });

  test('p of 1 is none, p of 0 beyond any', () => {
    expect(standardErrorsOf(1)).toBeCloseTo(0, 12);
    expect(standardErrorsOf(1)).toBeGreaterThanOrEqual(0);
    expect(standardErrorsOf(0)).toBe(Number.POSITIVE_INFINITY);
    expect(pValueOf(z95)).toBeCloseTo(0.05, 12);
  });
});
