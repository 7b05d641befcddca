import { assertionsOf } from './assertion.ts';
import type { SentenceRule } from './claim.ts';
import { words } from './plain.ts';
import { weigh } from './weigh.ts';

const asGood = words(
  [
    'non-?inferior(?:ity|ly)?|no(?:t)? worse than|not? less (?:effective|efficacious|active|good|potent) than|(?<!even |as )equivalence',
    '(?:just |every bit |at least )?as (?:effective|good|efficacious|potent|active|well tolerated|safe|beneficial)(?:ly)? as|(?:works?|worked|does|did|fares?|fared|performs?|performed) (?:just |every bit |at least |quite )?as well as|(?:equally|similarly|comparably) (?:effective|efficacious|good|active|beneficial|well tolerated|safe)',
    '(?:is|are|was|were|be|prov(?:e|es|ed)) (?:therapeutically |clinically |broadly |essentially |statistically )?(?:equivalent|interchangeable)(?! dos| to [\\d])',
    '(?:comparable|similar|equal|identical|equivalent) (?:efficacy|effectiveness|activity|benefits?|protection)|(?:efficacy|effectiveness|activity|benefits?|protection)(?: [\\p{L}-]+){0,3} (?:is|are|was|were) (?:[\\p{L}]+ )?(?:comparable|similar|equal|identical|equivalent|the same)',
    'on (?:a )?par with|(?:rivals?|rivalled|match(?:es|ed)|equals?|equalled) (?:the |that of |its )?(?:[\\p{L}]+ )?(?:efficacy|effectiveness|effects?|activity|benefits?)',
  ].join('|'),
);

/** Not to be worse by more than a margin is what a test shows, not what the lack of a difference does. */
export const nonInferiority: SentenceRule = {
  rule: 'effect',
  title: 'Claimed equivalence without a test',
  level: 'sentence',
  severity: 'block',
  judge: (sentence, context) =>
    assertionsOf(sentence, asGood)
      .filter((assertion) => weigh(sentence, assertion, { strict: true, nonInferior: true }, context))
      .map(({ word, at }) => ({
        message: `‘${word}’: no comparison shown meets a non-inferiority margin`,
        caveat: `‘${word}’ was not shown by a test of non-inferiority or equivalence.`,
        at,
        ...(sentence.opinion && { severity: 'minor' as const }),
      })),
};
