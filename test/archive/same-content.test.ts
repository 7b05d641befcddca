import { expect, test } from 'vitest';
import { changedInputs } from '../../src/archive/files.ts';

function inputs(files: Record<string, string>) {
  return Object.entries(files).map(([path, sha256]) => ({ path, sha256 }));
}

test('the same files in another order are the same content', () => {
  expect(changedInputs(inputs({ a: '1', b: '2' }), inputs({ b: '2', a: '1' }))).toEqual([]);
});

test('files that changed, came and went are named in order', () => {
  expect(changedInputs(inputs({ b: '1', c: '1', d: '1' }), inputs({ a: '1', b: '2', c: '1' }))).toEqual([
    { path: 'a', how: 'added' },
    { path: 'b', how: 'changed' },
    { path: 'd', how: 'gone' },
  ]);
});
