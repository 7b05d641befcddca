import { expect, test } from 'vitest';
import { makeDataJson, readDataJson } from '../../src/changes/data-file.ts';
import type { DataFact, DataSnapshot } from '../../src/changes/snapshot.ts';

const fact: DataFact = {
  id: 'a.x',
  subject: 'A: X',
  owner: 'a',
  about: { endpoint: 'orr', shape: 'proportion', arms: ['x'] },
  endpoint: 'ORR',
  value: '1/2 (50%)',
  estimate: '1/2 (50%)',
  details: {},
  state: 'value',
  grade: 'primary',
  sources: [],
  used: true,
};
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
  expect(readDataJson(file.bytes)).toEqual({ value: snapshot });
});

test('an edition without data has a file all the same', () => {
  const empty = { ...snapshot, trials: [], facts: [] };
  expect(readDataJson(makeDataJson(empty).bytes)).toEqual({ value: empty });
});

test.each([
  ['', 'it is not JSON'],
  ['null', 'expected an object'],
  ['[]', 'expected an object'],
  ['{"schema":1,"facts":[]}', 'edition: it is missing'],
  ['{"schema":1,"edition":"e","trials":[{"id":"../x","name":"X"}],"facts":[]}', 'trials[0].id: expected'],
  ['{"schema":1,"edition":"e","trials":[],"facts":[{"id":7}]}', 'facts[0].id: expected text'],
])('what is no such file is told apart, and why: %s', (text, problem) => {
  expect(readDataJson(Buffer.from(text))).toEqual({ problem: expect.stringContaining(problem) });
});

test('data of a later version are none that this one can compare', () => {
  expect(readDataJson(Buffer.from('{"schema":2,"trials":[],"facts":[]}'))).toBeUndefined();
});
