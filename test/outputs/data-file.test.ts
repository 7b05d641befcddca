import { expect, test } from 'vitest';
import type { DataFact, DataSnapshot } from '../../src/changes/snapshot.ts';
import { makeDataJson, readDataJson } from '../../src/outputs/data-file.ts';

const fact = { id: 'a.x', subject: 'A: X', owner: 'a', value: '1/2 (50%)' } as DataFact;
const snapshot: DataSnapshot = {
  schema: 1,
  edition: '2026-01-15-base',
  trials: [{ id: 'a', name: 'A' }],
  facts: [fact, { ...fact, id: 'a.y' }],
};

test('data.json has a line for each fact, and is read as it was written', () => {
  const file = makeDataJson(snapshot);
  expect(file).toMatchObject({ path: 'data.json', mediaType: 'application/json' });
  const lines = Buffer.from(file.bytes).toString('utf8').split('\n');
  expect(lines.filter((line) => line.includes('"subject"'))).toHaveLength(2);
  expect(readDataJson(file.bytes)).toEqual(snapshot);
});

test('an edition without data has a file all the same', () => {
  const empty = { ...snapshot, trials: [], facts: [] };
  expect(readDataJson(makeDataJson(empty).bytes)).toEqual(empty);
});

test.each(['', 'null', '[]', '{"schema":2,"trials":[],"facts":[]}', '{"schema":1,"facts":[]}'])(
  'what is no such file is told apart: %s',
  (text) => {
    expect(readDataJson(Buffer.from(text))).toBeUndefined();
  },
);
