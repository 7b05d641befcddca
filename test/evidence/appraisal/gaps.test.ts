import { describe, expect, test } from 'vitest';
import { trialWith } from '../../base-library.ts';
import { appraisal, partAt } from './appraised.ts';

const orr = (events: number) =>
  trialWith(
    `orr: { endpoint: orr, arm: a, proportion: { events: ${events}, of: 100 }, population: itt, source: beta-2025 }
orr.b: { endpoint: orr, arm: b, proportion: { events: 20, of: 100 }, population: itt, source: beta-2025 }`,
  );
const FILES = { 'trials/gamma.yaml': orr(40), 'trials/delta.yaml': orr(60).replace('GAMMA', 'DELTA') };
const GAP = '{{gap "delta.orr" "gamma.orr"}}';
const BODY = `## Depth

The difference came to ${GAP}.

A second sentence has ${GAP} again.`;

const answer = (where: string) =>
  `acknowledge:\n  - { rule: effect-across-trials, between: [gamma, delta], ${where}reason: told. }\n`;

function blocks(body: string, frontMatter = '') {
  const { told } = appraisal(body, frontMatter, FILES);
  return told.filter(({ code }) => code === 'not-comparable');
}

describe('a difference across trials', () => {
  test('is refused in each sentence, at its place, with the entry to write', () => {
    const told = blocks(BODY);
    expect(told.map(({ severity, place }) => [severity, place.line])).toEqual([
      ['error', 13],
      ['error', 15],
    ]);
    expect(told[0]?.message).toBe(
      'the text: A difference is taken between DELTA and GAMMA: patients were not randomised between them, so it is not a treatment effect.',
    );
    expect(told[0]?.hints).toEqual([
      "show them separately, or acknowledge it with a reason: acknowledge: [{ rule: effect-across-trials, between: [delta, gamma], where: 'The difference came to 20 percentage points.', reason: … }]",
    ]);
  });

  test('is answered for by its own words only', () => {
    expect(blocks(BODY, answer(''))).toHaveLength(2);
    expect(blocks(BODY, answer('where: The difference came to, '))).toHaveLength(1);
    expect(blocks(BODY, answer('where: Depth, '))).toHaveLength(2);
    expect(blocks(BODY.split('\n\nA second')[0] ?? '', answer('where: Depth, '))).toEqual([]);
  });

  test('the answer prints with the paragraph', () => {
    const { parts } = appraisal(BODY, answer('where: The difference came to, '), FILES);
    expect([...partAt(parts, 'text').reasons.keys()]).toEqual(['effect-across-trials']);
  });

  test('is refused in captions too', () => {
    const figure = `figures:\n  one: { kind: proportions, title: One, note: 'It is {{gap "delta.orr" "gamma.orr"}}.', findings: [gamma.orr] }\n`;
    expect(blocks('{{figure "one"}}', figure)).toHaveLength(1);
    expect(blocks('{{figure "one"}}', `${figure}${answer('where: figure one, ')}`)).toEqual([]);
  });

  test('between two arms of one trial is none', () => {
    expect(blocks('It is {{gap "gamma.orr" "gamma.orr.b"}}.')).toEqual([]);
  });
});
