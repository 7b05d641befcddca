import { carriesDifference, comparisonsIn } from './carried.ts';
import type { Objection, SentenceRule } from './claim.ts';
import { isQuoted } from './quotes.ts';
import type { Sentence } from './sentences.ts';

/** Kept out of everything but the author's view; `Breakthrough Therapy` is the name of a designation. */
const never =
  /(?<![\p{L}])(?:breakthroughs?(?! (?:therap|designation|device|infection))|game[- ]?chang\p{L}*|unprecedented(?:ly)?|miracles?|miraculous(?:ly)?|structurally capped)(?![\p{L}])/giu;

/** May stand where a comparison carries them. */
const comparative =
  /(?<![\p{L}-])(?:superior(?:ity|ly)?|(?:statistically )?significan(?:t|tly|ce)|best[- ]in[- ]class|outperform\p{L}*)(?![\p{L}]| (?:trial|design|margin|hypothesis|level))/giu;

/** Words that promise more than the sentence shows. Quotations keep theirs, and so does the author's view. */
export const loadedWords: SentenceRule = {
  rule: 'style',
  title: 'A word that no comparison carries',
  level: 'sentence',
  severity: 'major',
  judge: (sentence) => {
    if (sentence.opinion) return [];
    const banned = wordsIn(sentence, never).map(({ word, at }) => ({
      message: `‘${word}’ belongs in the author’s view, if anywhere`,
      caveat: `‘${word}’ is the author’s judgement, not a result.`,
      at,
    }));
    return [...banned, ...comparatives(sentence)];
  },
};

function comparatives(sentence: Sentence): Objection[] {
  const comparisons = comparisonsIn(sentence);
  if (comparisons.some(carriesDifference)) return [];
  const lack =
    comparisons.length > 0
      ? 'the comparison in the sentence does not rule out no difference'
      : 'the sentence binds no hazard ratio, odds ratio or difference with its interval';
  return wordsIn(sentence, comparative).map(({ word, at }) => ({
    message: `‘${word}’ needs a comparison that carries it: ${lack}`,
    caveat: `‘${word}’ is not carried by a randomised comparison shown here.`,
    at,
  }));
}

function wordsIn({ text }: Sentence, pattern: RegExp): { word: string; at: number }[] {
  return [...text.matchAll(pattern)]
    .filter(({ index }) => !isQuoted(text, index))
    .map(({ index, 0: word }) => ({ word, at: index }));
}
