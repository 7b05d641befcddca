import { describe, expect, test } from 'vitest';
import { faultsOf, readCorpus } from './marked.ts';

/** Numbers that have to be refused, and sentences in which one is refused that should not be. */
function ratesOf(file: string) {
  const sentences = readCorpus(file);
  const faults = sentences.map(faultsOf);
  return {
    sentences: sentences.length,
    misses: faults.flatMap(({ misses }) => misses),
    alarms: faults.filter(({ alarms }) => alarms.length > 0).flatMap(({ alarms }) => alarms.slice(0, 1)),
  };
}

describe('sentences of fifteen fields', () => {
  const rates = ratesOf('corpus.yaml');

  test('are many, with results, protocols and names among them', () => {
    const all = readCorpus('corpus.yaml');
    expect(rates.sentences).toBeGreaterThanOrEqual(200);
    expect(all.flatMap(({ results }) => results).length).toBeGreaterThanOrEqual(200);
    expect(all.flatMap(({ protocol }) => protocol).length).toBeGreaterThanOrEqual(200);
  });

  test('have no number that is missed', () => {
    expect(rates.misses).toEqual([]);
  });

  test('give a false alarm in at most one of fifty', () => {
    expect(rates.alarms.slice(Math.floor(rates.sentences / 50))).toEqual([]);
  });
});

/** What the rules say today. When first read, held-out.yaml had 2 misses and 5 alarms, held-out-again.yaml 0 and 10. */
describe('sentences that were written before the rules were tried on them', () => {
  test.each([
    ['held-out.yaml', 100, 0, 1],
    ['held-out-again.yaml', 39, 0, 3],
  ])('%s', (file, sentences, misses, alarms) => {
    const rates = ratesOf(file);
    expect(rates.sentences).toBeGreaterThanOrEqual(sentences);
    expect(rates.misses.slice(misses)).toEqual([]);
    expect(rates.alarms.slice(alarms)).toEqual([]);
  });
});
