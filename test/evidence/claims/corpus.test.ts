import { describe, expect, test } from 'vitest';
import { type Entry, entriesOf, judgeEntries } from './corpus.ts';

/** Over-claims that pass, and fair sentences that are refused. */
function mistakes(entries: Entry[]): { missed: string[]; refused: string[] } {
  const judged = judgeEntries(entries);
  return {
    missed: judged.filter(({ isOver, found }) => isOver && found.length === 0).map(({ body }) => body),
    refused: judged
      .filter(({ isOver, found }) => !isOver && found.length > 0)
      .map(
        ({ body, found }) =>
          `${body} — ${found.map(({ code, message }) => `${code}: ${message}`).join('; ')}`,
      ),
  };
}

function counted(entries: Entry[]): { over: number; fair: number } {
  const over = entries.filter(({ isOver }) => isOver).length;
  return { over, fair: entries.length - over };
}

describe('the corpus', () => {
  const entries = entriesOf('sentences.yaml');

  test('has at least sixty sentences of each sort, from eight fields', () => {
    const { over, fair } = counted(entries);
    expect(Math.min(over, fair)).toBeGreaterThanOrEqual(60);
    expect(new Set(entries.map(({ field }) => field)).size).toBeGreaterThanOrEqual(8);
  });

  test('over-claims are caught, and fair sentences pass', () => {
    expect(mistakes(entries)).toEqual({ missed: [], refused: [] });
  });
});

describe('sentences that the rules were not made for', () => {
  test.each(['held-out.yaml', 'held-out-later.yaml'])('%s', (file) => {
    const entries = entriesOf(file);
    const { over, fair } = counted(entries);
    const { missed, refused } = mistakes(entries);
    expect(Math.min(over, fair)).toBeGreaterThanOrEqual(24);
    expect(1 - missed.length / over).toBeGreaterThanOrEqual(0.93);
    expect(refused.length / fair).toBeLessThanOrEqual(0.03);
  });
});
