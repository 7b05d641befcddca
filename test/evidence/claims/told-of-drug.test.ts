import { describe, expect, test } from 'vitest';
import { isAttributedToDrug, showsBothArms } from '../../../src/evidence/claims/control-arm.ts';
import type { Trial } from '../../../src/model/trial.ts';
import { findingAt } from '../../base-library.ts';
import { sentenceOf } from './invented.ts';

/** Whether the first numeral of a text is told of Zor-X, the drug of GAMMA. */
function told(text: string): boolean {
  const { sentence, library, context } = sentenceOf(text);
  return isAttributedToDrug(
    sentence,
    sentence.text.search(/\d/),
    library.trials.get('gamma') as Trial,
    context,
  );
}

describe('a number is told of the drug', () => {
  test.each([
    'Zor-X reached 30%.',
    'GAMMA reported 30%.',
    'Against Bet, Zor-X reached 30%.',
    'Against the Bet, Zor-X reached 30%.',
    'Zor-X was added to Bet, and Zor-X reached 30%.',
    'Well, against Bet, Zor-X reached 30%.',
    'Unlike Bet: Zor-X reached 30%.',
    'Against Bet, Zor-X (first:30%) did well.',
    'Compared to Bet – Zor-X reached 30%.',
    'Compared with Bet, Zor-X reached 30%, and GAMMA ended.',
  ])('%s', (text) => {
    expect(told(text)).toBe(true);
  });

  test.each([
    ['nothing of the trial is named', 'It reached 30%.'],
    ['its clause names the comparator', 'Zor-X against Bet reached 30%.'],
    ['its clause names neither', 'Zor-X, against Bet, reached 30%.'],
    ['its clause names neither, and a later one the drug', 'Against Bet it reached 30%, then Zor-X.'],
    ['a later clause alone names the drug', 'Against Bet, it reached 30%, then Zor-X.'],
    ['an earlier clause names the drug', 'Zor-X did well and over Bet, 30% did.'],
    ['the comparator is named in its own right', 'Bet did well, and Zor-X reached 30%.'],
    ['one of two times the comparator is', 'Against Bet, Zor-X reached 30%, and Bet did well.'],
    ['a comma within a number ends no clause', 'Over 1,000 patients on Bet, Zor-X did well.'],
    ['a later clause names the drug', 'Over Bet it reached 30% while Zor-X did more.'],
    ['an earlier one', 'Zor-X did more than Bet whereas 30% did less.'],
  ])('not where %s: %s', (_, text) => {
    expect(told(text)).toBe(false);
  });
});

test('both arms are shown where the tested arm’s result of the endpoint is', () => {
  const both = (text: string) => {
    const { sentence, library } = sentenceOf(text);
    return showsBothArms(sentence, findingAt(library, 'gamma.cr.bet'));
  };
  expect(both('{{value "gamma.cr.x"}}.')).toBe(true);
  expect(both('{{gap "gamma.cr.x" "gamma.cr.bet"}}.')).toBe(true);
  expect(both('{{gap "gamma.cr.bet" "gamma.cr.x"}}.')).toBe(true);
  expect(both('{{value "gamma.cr.bet"}}.')).toBe(false);
  expect(both('{{value "gamma.orr.x"}}.')).toBe(false);
  expect(both('{{value "delta.cr.y"}}.')).toBe(false);
  expect(both('{{value "gamma.os.hr"}}.')).toBe(false);
});
