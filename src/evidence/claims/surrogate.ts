import { assertionsOf } from './assertion.ts';
import type { Objection, SentenceRule } from './claim.ts';
import { anotherOutcome } from './effect-rules.ts';
import { plainOf, words } from './plain.ts';
import { isQuoted } from './quotes.ts';
import { findingsOf, type Sentence } from './sentences.ts';

const cure = words(
  '(?:functional(?:ly)? )?(?:cur(?:es?|ed|ing)|curative(?! (?:intent|treatment|surgery|resection|therapy|settings?|radi|chemoradi|options?|stages?|disease|potential)))|(?:molecular(?:ly)? )?eradicat[\\p{L}]+',
);

const caveat =
  'MRD negativity and response are intermediate endpoints; they have not by themselves established longer survival or cure in this population.';

/**
 * C30. Nothing that a briefing can bind carries a cure, and one outcome does not carry another. In the author's
 * view and in quotations the words may remain, with the caveat as a footnote.
 */
export const surrogate: SentenceRule = {
  rule: 'C30',
  title: 'Surrogate presented as clinical benefit',
  level: 'sentence',
  severity: 'block',
  judge: (sentence, context) => [...cures(sentence), ...anotherOutcome(sentence, context)],
};

function cures(sentence: Sentence): Objection[] {
  const labels = findingsOf(sentence)
    .map(({ endpoint }) => endpoint.label.toLowerCase())
    .join(' ');
  const said = assertionsOf(sentence, cure).filter(
    ({ word }) => !labels.includes(word.toLowerCase().slice(0, 4)),
  );
  return [
    ...said.map(({ word, at }) => objection(sentence, word, at, sentence.opinion)),
    ...quotedCures(sentence).map(({ word, at }) => objection(sentence, word, at, true)),
  ];
}

function quotedCures(sentence: Sentence): { word: string; at: number }[] {
  const { text, offsets } = plainOf(sentence);
  return [...text.matchAll(cure)]
    .filter(({ index }) => isQuoted(text, index))
    .map(({ index, 0: found }) => ({ word: found, at: offsets[index] ?? 0 }));
}

function objection(sentence: Sentence, word: string, at: number, isMinor: boolean): Objection {
  return {
    message: `‘${word}’ rests on ${supportOf(sentence)}`,
    caveat,
    at,
    ...(isMinor && { severity: 'minor' as const }),
  };
}

function supportOf(sentence: Sentence): string {
  const labels = new Set(findingsOf(sentence).map(({ endpoint }) => endpoint.abbreviation ?? endpoint.label));
  return labels.size > 0 ? `${[...labels].join(', ')} alone` : 'no result in the sentence';
}
