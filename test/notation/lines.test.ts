import { expect, test } from 'vitest';
import { writeLines } from '../../src/notation/written.ts';

const line = (from: number, openEnded = false) => ({ from, openEnded });

test.each([
  [[line(0)], 'untreated'],
  [[line(1)], 'line 1'],
  [[line(4, true)], 'line 4+'],
  [[line(2), line(3), line(4)], 'lines 2–4'],
  [[line(2), line(3, true)], 'lines 2–3+'],
])('lines of treatment: %j', (lines, expected) => {
  expect(writeLines(lines).replaceAll('\u00a0', ' ')).toBe(expected);
});
