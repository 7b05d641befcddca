import { assertionsOf } from './assertion.ts';
import type { Objection, SentenceRule } from './claim.ts';
import { words } from './plain.ts';
import type { Sentence } from './sentences.ts';
import { weigh } from './weigh.ts';

const good =
  '(?:favou?rable|clean|benign|excellent|good|manageable|acceptable|reassuring|attractive|impeccable|outstanding|strong|spotless|mild)';

const absolute = words(
  [
    '(?:very |extremely |generally |remarkably |exceptionally |surprisingly )?(?:well|readily|easily|excellently)[- ]tolerated|tolerated well',
    '(?:completely |entirely |perfectly |very |remarkably )?(?<!fail-|to be on the )safe(?:ly)?(?! (?:to (?:say|assume|conclude|state|read)|from|bet|side|harbou?r|hands|dose|range))',
    `${good}(?: (?:and|or|,) [\\p{L}]+)? (?:safety|tolerability|side[- ]effects?|adverse[- ]events?|toxicity)(?: and [\\p{L}]+)?(?: profiles?| record| data)?`,
    `(?:safety|tolerability|side[- ]effect|toxicity)(?: profile)?(?: [\\p{L}-]+){0,3} (?:is|was|are|were|remains?|looks?) (?:[\\p{L}]+ly )?${good}`,
    'no (?:[\\p{L}]+ )?(?:safety|tolerability) (?:concerns?|issues?|problems?)',
    '(?:no|without|free (?:of|from)|devoid of|lacks?) (?:any |meaningful |relevant |real |notable |significant )*(?:side[- ]effects?|toxicity|toxicities|harms?|adverse effects?)(?! (?:was|were|is|are|extracted|reported|recorded))',
    '(?:no|without) (?:any )?(?:added|additional|extra|increased|increase in|further) (?:[\\p{L}]+ )?(?:risks?|toxicity|harms?|side[- ]effects?)',
    'benefits?(?: [\\p{L}-]+){0,4} outweighs?|(?:positive|favou?rable|good) (?:benefit[- ]risk|risk[- ]benefit)|(?:benefit[- ]risk|risk[- ]benefit) (?:balance|ratio|profile) (?:is|was|remains) (?:[\\p{L}]+ly )?(?:positive|favou?rable|good)',
    '(?:side[- ]effects?|toxicit(?:y|ies)|harms?|risks?|adverse (?:events|effects))(?: [\\p{L}-]+){0,4} (?:is|are|was|were) (?:[\\p{L}]+ly )?(?:negligible|minimal|trivial|manageable|acceptable|tolerable|irrelevant)|(?:negligible|minimal|trivial) (?:side[- ]effects?|toxicity|risks?|harms?)',
    "(?:does|do) not (?:increase|raise|add to|worsen) (?:the |any |patients' |their )?(?:[\\p{L}]+ )?(?:risks?|toxicity|mortality|harms?|side[- ]effects?|bleeding|adverse)",
    'harmless|risk-free|non-?toxic|innocuous|benign (?:drug|treatment|therapy|agent|medicine)|mild (?:drug|treatment|therapy|medicine)',
  ].join('|'),
);

const relative = words(
  'safer|(?:better|more easily|more readily|less well)[- ]tolerated|less (?:toxic|harmful)|gentler|kinder (?:to|for|on)|milder|(?:better|more favou?rable|cleaner|superior) (?:safety|tolerability|side[- ]effect|toxicity)|fewer (?:side[- ]effects|adverse (?:events|effects|reactions)|harms|toxicities)|(?:lower|less|reduced) toxicity',
);

/** No trial shows a drug to be safe; that one is safer than another, only a comparison within a trial. */
export const tolerability: SentenceRule = {
  rule: 'effect',
  title: 'Safe or well tolerated',
  level: 'sentence',
  severity: 'block',
  judge: (sentence, context) => [
    ...assertionsOf(sentence, absolute, { mild: true }).map(({ word, at }) =>
      objection(sentence, word, at, 'is a judgement; show the adverse events of each arm'),
    ),
    ...assertionsOf(sentence, relative, { mild: true })
      .filter((one) => weigh(sentence, one, { strict: false, endpoints: isOfSafety }, context))
      .map(({ word, at }) =>
        objection(
          sentence,
          word,
          at,
          'needs a within-trial comparison of harms that rules out no difference',
        ),
      ),
  ],
};

function isOfSafety({ family }: { family: string }): boolean {
  return family === 'safety';
}

function objection(sentence: Sentence, word: string, at: number, lack: string): Objection {
  return {
    message: `‘${word}’ ${lack}`,
    caveat: `‘${word}’ is the author’s judgement, not a result.`,
    at,
    ...(sentence.opinion && { severity: 'minor' as const }),
  };
}
