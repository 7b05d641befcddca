import { expect, test } from 'vitest';
import { equivalents, readMutants, staleEntries } from '../scripts/mutation/equivalents.mjs';

test('every fault that is listed as changing nothing is one of the source as it is', () => {
  expect(staleEntries()).toEqual([]);
});

test('an entry whose line or change is gone is found', () => {
  const [entry] = equivalents;
  const gone = [
    { ...entry, line: 'const x = 1;' },
    { ...entry, change: '1 → 2' },
    { ...entry, file: 'src/gone.ts' },
  ];
  expect(staleEntries([entry, ...gone])).toHaveLength(3);
  expect(readMutants(entry.file).length).toBeGreaterThan(10);
});
