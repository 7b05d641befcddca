import { carriesDifference, comparisonsIn } from './carried.ts';
import type { Objection, SentenceRule } from './claim.ts';
import { isQuoted } from './quotes.ts';
import { findingsOf, type Sentence } from './sentences.ts';

const cure = String.raw`\b(?:functional(?:ly)? )?(?:cur(?:es?|ed|ing)|curative(?! intent))\b|\beradicat\w+`;
const longerLife = String.raw`\b(?:overall )?survival (?:benefit|advantage|gain)s?\b|\b(?:improv|prolong|extend|lengthen|increas)\w* (?:overall )?(?:survival|life|lives)\b|\bliv(?:e|es|ed|ing) longer\b|\bsav(?:e|es|ed|ing) lives\b`;

/** Said to be absent, open or asked for. */
const denied =
  /(?:\b(?:no(?! doubt)|not|nor|never|without|neither|cannot|whether|if|rather than|short of|far from|evidence of|talk of|word)\b|n[’']t\b)[^.;:!?]{0,60}$/i;

/**
 * C30. Only a comparison of survival that rules out no difference carries a longer life; nothing that a
 * briefing can bind carries a cure. In the author's view and in quotations the words may stand, with the
 * caveat as a footnote.
 */
export const surrogate: SentenceRule = {
  rule: 'C30',
  title: 'Surrogate presented as clinical benefit',
  level: 'sentence',
  severity: 'major',
  judge: (sentence) => [
    ...objections(sentence, cure),
    ...(showsLongerLife(sentence) ? [] : objections(sentence, longerLife)),
  ],
};

function showsLongerLife(sentence: Sentence): boolean {
  return comparisonsIn(sentence).some(
    (finding) => finding.endpoint.id === 'os' && carriesDifference(finding),
  );
}

function objections(sentence: Sentence, words: string): Objection[] {
  return [...sentence.text.matchAll(new RegExp(words, 'gi'))]
    .filter(({ index }) => !denied.test(sentence.text.slice(0, index)))
    .map(({ index, 0: word }) => ({
      message: `‘${word}’ rests on ${supportOf(sentence)}`,
      caveat:
        'MRD negativity and response are intermediate endpoints; they have not by themselves established longer survival or cure in this population.',
      at: index,
      ...((sentence.opinion || isQuoted(sentence.text, index)) && { severity: 'minor' as const }),
    }));
}

function supportOf(sentence: Sentence): string {
  const labels = new Set(findingsOf(sentence).map(({ endpoint }) => endpoint.abbreviation ?? endpoint.label));
  return labels.size > 0 ? `${[...labels].join(', ')} alone` : 'no result in the sentence';
}
