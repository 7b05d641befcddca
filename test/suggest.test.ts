import { expect, test } from 'vitest';
import { findNearest, suggest } from '../src/suggest.ts';

const MANY = Array.from({ length: 13 }, (_, index) => `endpoint-${index}`);

test.each([
  ['vaule', ['value', 'range', 'gap'], ['did you mean ‘value’?']],
  ['alpha.orr.zro', ['alpha.orr.zor', 'beta.orr'], ['did you mean ‘alpha.orr.zor’?']],
  ['something else', ['value', 'gap'], ['known: value, gap']],
  ['anything', [], []],
])('for %s, of %j: %j', (name, known, expected) => {
  expect(suggest(name, known)).toEqual(expected);
});

test('a long list is told by its length and its beginning', () => {
  expect(suggest('x', MANY)).toEqual([
    '13 are known, among them endpoint-0, endpoint-1, endpoint-2, endpoint-3, endpoint-4, endpoint-5',
  ]);
});

test('a name that is far from all is near none', () => {
  expect(findNearest('xyzxyz', ['value', 'gap'])).toBeUndefined();
});

test('a single letter or digit is not meant for another one', () => {
  expect(findNearest('5', ['1', '2', '3'])).toBeUndefined();
});
