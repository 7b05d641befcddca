import { expect, test } from 'vitest';
import { writeReferences, writeRuns } from '../../src/notation/terms.ts';

test.each([
  [[1], '1'],
  [[1, 2], '1, 2'],
  [[1, 2, 3], '1–3'],
  [[1, 3, 4, 5, 9], '1, 3–5, 9'],
  [[2, 4, 6], '2, 4, 6'],
])('%j is written %s', (numbers, expected) => {
  expect(writeRuns(numbers)).toBe(expected);
});

test('sources are named by number, rising, each once', () => {
  const numbers = new Map([
    ['a', 3],
    ['b', 1],
    ['c', 2],
  ]);
  expect(writeReferences(['a', 'b', 'a', 'c'], numbers)).toBe('Sources: refs\u00a01–3');
  expect(writeReferences(['a', 'a'], numbers)).toBe('Source: ref.\u00a03');
});
