import { describe, expect, test } from 'vitest';
import { clopperPearson, computeInterval } from '../../src/evidence/interval.ts';
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
