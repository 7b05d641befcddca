import { assertionsOf } from './assertion.ts';
import type { Objection, SentenceRule } from './claim.ts';
import { has, plainOf, words } from './plain.ts';
import type { Sentence } from './sentences.ts';
import { comparisonsIn } from './weigh.ts';

const wished =
  '(?:[^;:.!?]{0,40}?[^\\p{L};:.!?])?(?:benefits?|improv[\\p{L}]+|better|longer|shorter|lower|fewer|less|higher|slower|reduc[\\p{L}]+|surviv[\\p{L}]+|live|superior[\\p{L}]*|efficacy|significan[\\p{L}]+|favou?r[\\p{L}]*|mortality|deaths?|responses?|an? effect|advantage|prolong[\\p{L}]*|delay[\\p{L}]*|the drug)';

const almost = words(
  [
    `(?<!for )(?:trend(?:s|ed|ing)?|tendency|lean(?:s|ed|ing)?) (?:towards?|to|for|of|in) ${wished}`,
    'tend(?:s|ed)? (?:towards?|to (?:favou?r|improve|reduce|prolong|live|do better|be (?:better|longer|lower|higher|fewer|superior)))',
    '(?<!for )trend(?:s|ed|ing)? favou?r(?:s|ed|ing)?|(?:favou?rable|positive|encouraging|promising|strong|clear) trend',
    '(?:approach(?:es|ed|ing)?|border(?:line|s on|ed on|ing on)|near(?:s|ed|ing|ly)?|almost|marginal(?:ly)?|verg(?:es|ed|ing) on|close to|on the (?:verge|brink|cusp) of|tantalisingly close to|just short of)(?: [\\p{L}]+){0,2} significan(?:ce|t)',
  ].join('|'),
);

const numerically = words('numerical(?:ly)?');
const concluding = words(
  '(?:confirm|prov|demonstrat|establish|show|underlin|support|substantiat|indicat|evidenc|mean)[\\p{L}]*|therefore|thus|hence|benefits?|advantages?|superior(?:ity)?|efficacy|works|real|clear(?:ly)?',
);
const limited = words(
  "chance|not (?:statistically )?(?:significant|different)|non-significant|interval|includes?|cannot|can't|unclear|uncertain|inconclusive|compatible|nothing|no (?:conclusion|more)|exploratory|imprecise|too few",
);

/** A difference that does not rule out chance is no smaller kind of proof. */
export const trend: SentenceRule = {
  rule: 'effect',
  title: 'Trend presented as an effect',
  level: 'sentence',
  severity: 'block',
  judge: (sentence) => [
    ...concluded(sentence),
    ...assertionsOf(sentence, almost).map(({ word, at }) => objection(sentence, word, at)),
    ...numericallySo(sentence),
  ],
};

function numericallySo(sentence: Sentence): Objection[] {
  const { text } = plainOf(sentence);
  if (has(text, limited)) return [];
  return assertionsOf(sentence, numerically)
    .filter(({ end }) => assertionsOf(sentence, concluding).some(({ start }) => start > end))
    .map(({ word, at }) => objection(sentence, word, at));
}

const firmly = words(
  'confirm(?:s|ed|ing)?|demonstrat(?:es|ed|ing)|establish(?:es|ed|ing)|substantiat(?:es|ed|ing)|therefore|thus|hence|thereby',
);

/** Conclusions from a comparison that does not rule out no difference. */
function concluded(sentence: Sentence): Objection[] {
  const own = comparisonsIn([sentence]);
  if (own.length === 0 || own.some(({ excludes }) => excludes)) return [];
  if (has(plainOf(sentence).text, limited)) return [];
  return assertionsOf(sentence, firmly).map(({ word, at }) => objection(sentence, word, at));
}

function objection(sentence: Sentence, word: string, at: number): Objection {
  return {
    message: `‘${word}’: a result compatible with no difference is not weaker evidence of one`,
    caveat: `‘${word}’ describes a difference that chance may explain.`,
    at,
    ...(sentence.opinion && { severity: 'minor' as const }),
  };
}
