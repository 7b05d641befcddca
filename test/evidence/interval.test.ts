import { describe, expect, test } from 'vitest';
import { clopperPearson, computeInterval, garwood, newcombe, wilson } from '../../src/evidence/intervals.ts';
import { findingAt, libraryWith, trialWith } from '../base-library.ts';
import { seededRandom, wholeBelow } from '../random.ts';

describe('clopperPearson', () => {
  test.each([
    [20, 20, 83.1567, 100],
    [0, 20, 0, 16.8433],
    [95, 97, 92.7498, 99.7493],
    [80, 97, 73.4291, 89.4461],
    [94, 128, 64.9072, 80.8513],
    [33, 42, 63.1884, 89.704],
    [17, 17, 80.4936, 100],
    [78, 80, 91.2593, 99.6958],
  ])('%i of %i: %d to %d', (events, of, low, high) => {
    const limits = clopperPearson(events, of);
    expect(limits.low.toFixed(4)).toBe(low.toFixed(4));
    expect(limits.high.toFixed(4)).toBe(high.toFixed(4));
  });

  test('leaves 2.5% in each tail of the binomial distribution', () => {
    const random = seededRandom(5);
    for (let run = 0; run < 200; run += 1) {
      const of = 1 + wholeBelow(run % 2 ? 30 : 800, random);
      const events = wholeBelow(of + 1, random);
      const { low, high } = clopperPearson(events, of);
      if (events > 0) expect(1 - cumulative(events - 1, of, low / 100)).toBeCloseTo(0.025, 7);
      if (events < of) expect(cumulative(events, of, high / 100)).toBeCloseTo(0.025, 7);
    }
  });

  test('mirrors when events and the others change places', () => {
    const { low, high } = clopperPearson(3, 40);
    const mirrored = clopperPearson(37, 40);
    expect(mirrored.low).toBeCloseTo(100 - high, 8);
    expect(mirrored.high).toBeCloseTo(100 - low, 8);
  });
});

describe('computeInterval', () => {
  const library = libraryWith({
    'trials/gamma.yaml':
      trialWith(`printed: { endpoint: orr, arm: a, proportion: { events: 10, of: 20, ci: [27.2, 72.8] }, source: beta-2025 }
percent: { endpoint: orr, arm: a, proportion: { percent: 50.0, of: 20 }, source: beta-2025 }
events: { endpoint: orr, arm: a, proportion: { percent: 50.0, events: 10 }, source: beta-2025 }
derived: { endpoint: orr, arm: a, proportion: { events: derived, percent: 50, of: 20 }, source: beta-2025 }
median: { endpoint: pfs, arm: a, median: { value: 3.0 months }, source: beta-2025 }
count: { endpoint: orr, arm: a, count: { value: 3, of: 20, unit: patients }, source: beta-2025 }`),
  });
  const intervalOf = (address: string) => computeInterval(findingAt(library, address));

  test('is for proportions of known n and N without a printed interval', () => {
    expect(intervalOf('beta.orr')).toEqual(clopperPearson(19, 20));
    expect(intervalOf('gamma.derived')).toEqual(clopperPearson(10, 20));
  });

  test.each(['gamma.printed', 'gamma.percent', 'gamma.events', 'gamma.median', 'gamma.count'])(
    'is not for %s',
    (address) => {
      expect(intervalOf(address)).toBeUndefined();
    },
  );
});

// Newcombe, Stat Med 1998;17:857, table I, method 3.
describe('wilson', () => {
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i/%i as published', (events, of, low, high) => {
    const limits = wilson(events, of);
    expect(limits.low / 100).toBeCloseTo(low, 4);
    expect(limits.high / 100).toBeCloseTo(high, 4);
  });
});

// Newcombe, Stat Med 1998;17:873, table II, method 10.
describe('newcombe', () => {
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%i/%i − %i/%i as published', (a, m, b, n, low, high) => {
    const limits = newcombe({ events: a, of: m }, { events: b, of: n });
    expect(limits.low / 100).toBeCloseTo(low, 4);
    expect(limits.high / 100).toBeCloseTo(high, 4);
  });

  test('changes sign when the two change places', () => {
    const [a, b] = [
      { events: 17, of: 40 },
      { events: 5, of: 38 },
    ];
    expect(newcombe(b, a).low).toBeCloseTo(-newcombe(a, b).high, 10);
    expect(newcombe(b, a).high).toBeCloseTo(-newcombe(a, b).low, 10);
  });

  test('is made of the limits of each', () => {
    const { low, high } = newcombe({ events: 1, of: 4 }, { events: 2, of: 4 });
    const [a, b] = [wilson(1, 4), wilson(2, 4)];
    expect(low).toBeCloseTo(-25 - Math.sqrt((25 - a.low) ** 2 + (b.high - 50) ** 2), 10);
    expect(high).toBeCloseTo(-25 + Math.sqrt((a.high - 25) ** 2 + (50 - b.low) ** 2), 10);
  });
});

/** Probability of at most `events` of `of`, summed term by term. */
function cumulative(events: number, of: number, probability: number): number {
  let logTerm = of * Math.log1p(-probability);
  let sum = Math.exp(logTerm);
  for (let k = 1; k <= events; k += 1) {
    logTerm += Math.log((of - k + 1) / k) + Math.log(probability) - Math.log1p(-probability);
    sum += Math.exp(logTerm);
  }
  return sum;
}

/** R: poisson.test(x)$conf.int. */
describe('garwood', () => {
  test.each([
    [0, 0, 3.6889],
    [1, 0.0253, 5.5716],
    [5, 1.6235, 11.6683],
    [10, 4.7954, 18.3904],
  ])('gives the exact limits of %i events', (events, low, high) => {
    const limits = garwood(events, 1, 1);
    expect(limits.low).toBeCloseTo(low, 4);
    expect(limits.high).toBeCloseTo(high, 4);
  });

  test('gives them per so much time at risk', () => {
    expect(garwood(10, 200, 100).low).toBeCloseTo(4.7954 / 2, 4);
  });
});
