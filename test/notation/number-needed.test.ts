import { describe, expect, test } from 'vitest';
import { newcombe } from '../../src/evidence/intervals.ts';
import type { Endpoint } from '../../src/model/endpoint.ts';
import { builtInEndpoints } from '../../src/model/endpoint.ts';
import { goodOrBad, writeNumberNeeded } from '../../src/notation/rounding.ts';

type Pair = [[number, number], [number, number]];

function needed(pair: Pair, outcome: 'good' | 'bad' | undefined): string | undefined {
  const [a, b] = pair.map(([events, of]) => ({ events, of }));
  if (!a || !b) throw new Error('two arms');
  return writeNumberNeeded([a, b], newcombe(a, b), outcome);
}

describe('the number needed to treat', () => {
  const fewer: Pair = [
    [15, 200],
    [40, 200],
  ];
  // Difference −12.5 points, Newcombe −19.3 to −5.7.
  test('has the limits of the difference turned round, each at its own end', () => {
    expect(needed(fewer, 'bad')).toBe('NNTB 8 (6 to 18)');
  });

  test('is of harm when a bad outcome is more frequent, or a good one rarer', () => {
    expect(needed([fewer[1], fewer[0]], 'bad')).toBe('NNTH 8 (5 to 17)');
    expect(needed(fewer, 'good')).toBe('NNTH 8 (5 to 17)');
    expect(needed([fewer[1], fewer[0]], 'good')).toBe('NNTB 8 (6 to 18)');
  });

  test('passes through infinity where the interval includes no difference', () => {
    const unclear: Pair = [
      [30, 200],
      [38, 200],
    ];
    // Difference −4.0 points, Newcombe −11.4 to 3.4.
    expect(needed(unclear, 'bad')).toBe('NNTB 25 (NNTB 9 to \u221e to NNTH 29)');
    expect(needed([unclear[1], unclear[0]], 'bad')).toBe('NNTH 25 (NNTH 8 to \u221e to NNTB 30)');
  });

  test('says neither benefit nor harm where nothing says which the outcome is', () => {
    expect(needed(fewer, undefined)).toBe('one fewer per 8 (6 to 18)');
    expect(needed([fewer[1], fewer[0]], undefined)).toBe('one more per 8 (6 to 18)');
  });

  test('is exact: 1 in 10 fewer is 10, and never less than 1', () => {
    expect(
      needed(
        [
          [10, 100],
          [20, 100],
        ],
        'bad',
      ),
    ).toMatch(/^NNTB 10 /);
    expect(
      needed(
        [
          [0, 100],
          [100, 100],
        ],
        'bad',
      ),
    ).toMatch(/^NNTB 1 /);
    expect(
      needed(
        [
          [0, 100],
          [100, 100],
        ],
        'good',
      ),
    ).toMatch(/^NNTH 1 /);
  });

  test('does not exist without a difference', () => {
    expect(
      needed(
        [
          [10, 100],
          [20, 200],
        ],
        'bad',
      ),
    ).toBeUndefined();
  });

  test('separates thousands', () => {
    expect(
      needed(
        [
          [1, 8349],
          [3, 8341],
        ],
        'bad',
      ),
    ).toBe('NNTB 4,169 (NNTB 1,060 to \u221e to NNTH 2,725)');
  });
});

describe('whether more of an outcome is good', () => {
  const of = (id: string) => goodOrBad({ ...builtInEndpoints[id], id } as Endpoint);
  test('follows what the endpoint counts, and is not guessed of shares named for being free of an event', () => {
    expect(of('mace')).toBe('bad');
    expect(of('sae')).toBe('bad');
    expect(of('orr')).toBe('good');
    expect(of('pfs')).toBeUndefined();
    expect(goodOrBad({ id: 'x.y', label: 'X', family: 'other', definition: 'x' })).toBeUndefined();
    expect(
      goodOrBad({ id: 'x.y', label: 'X', family: 'other', definition: 'x', higherIsBetter: false }),
    ).toBe('bad');
  });
});
