import { assertionsOf } from './assertion.ts';
import type { SentenceRule } from './claim.ts';
import { words } from './plain.ts';
import { findingsOf } from './sentences.ts';

const certain = words(
  [
    '(?<!(?:biopsy|culture|pcr|histology|laboratory|endoscopy)[- ]|(?:histologically|pathologically|microbiologically|cytologically|biopsy) )prov(?:e|es|ed|en|ing)(?! (?:to be )?(?:difficult|hard|controversial|costly|elusive|wrong|nothing|fatal|impossible|too|un[\\p{L}]+|intolerant))',
    '(?<!burden of |living )proofs?(?! of (?:concept|principle|mechanism)|-of-)|definitively|conclusive(?:ly)?|unequivocal(?:ly)?|definitive (?:proof|evidence|answer)',
    '(?:beyond|without|no|leaves? no|not a shadow of)(?: (?:any|a|all|reasonable|shadow of|serious))* (?:doubt|question|dispute)(?! of|s? about whether)|undoubted(?:ly)?|undeniabl[ey]|undisputed(?:ly)?|indisputabl[ey]|irrefutabl[ey]|guarante(?:e|es|ed|eing)|assur(?:e|es|ed) (?:patients|protection|survival)|unquestionabl[ey]|(?:is|are) (?:now )?certain that|certainly|settles the (?:question|matter|debate)',
    '(?:every|each|all|any) (?:of )?(?:the )?(?:treated )?(?:patients?|child(?:ren)?|person|people|one|women|men|adults?)(?: [\\p{L}-]+){0,3} (?:benefits?|profits?|gains?|should (?:get|receive|be|take)|will)|(?:everybody|everyone|anyone|anybody) (?:benefits|should|will|who takes)|(?:works|effective|benefit) (?:in|for) (?:every|all|any)[\\p{L}]*',
  ].join('|'),
);

const forever = words(
  [
    'eliminat(?:e|es|ed|ing|ion)(?! (?:half-?li|rate|phase|of (?:the )?(?:drug|bias))|(?: [\\p{L}]+)? (?:by|from|via|through|in) (?:the )?(?:kidney|liver|body|urine|plasma|blood|renal|bile|need))(?<!(?:renal|hepatic|drug) elimination)',
    '(?:wip(?:e|es|ed|ing)|stamp(?:s|ed)?) out|gone for (?:good|ever)|disappears?|vanish(?:es)?|(?:cured|cleared|free|away|vanish(?:es|ed)?|disappear(?:s|ed)?|over|beaten|solved|banished|healthy|healed|ends?|ended) for (?:good|ever|life)|once[- ]and[- ]for[- ]all|forever|for ever|ends? (?:the )?(?:epidemic|pandemic|disease|suffering)|clear(?:s|ed)? (?:the )?(?:[\\p{L}-]+ ){0,2}(?:completely|entirely|fully)',
    'permanently(?! (?:discontinu|stop|withdr|disab|interrupt))(?<!(?:discontinued|stopped|withdrawn|ended|halted|off)[^,;.]{0,30}permanently)|permanent(?:ly)? (?:cure|remission|free|gone|clear(?:ed|ance)?|relief|protect(?:ion|s|ed)?|solution|solved|control|healed|eradicat[\\p{L}]+)|lifelong (?:protection|remission|immunity|control|relief)|protect(?:s|ed|ion) for life',
    '(?:vanquish|conquer|abolish|banish|defeat)(?:s|es|ed|ing)?|put(?:s|ting)? (?:an end|a stop|paid) to|(?:a )?thing of the past|rids? (?:patients|people|the)|gets? rid of|got rid of|consign[\\p{L}]* .{0,40}history',
    '(?:halt|stop|revers|arrest)(?:s|es|ed|ing|e)? (?:(?!for|because|due|at|after|until|on|if)[\\p{L}-]+ ){0,2}(?:disease|transmission|spread|virus|inflammation|attacks?|relapses?|seizures?|migraines?|infections?|ageing|progression|decline|dementia|cancer|myeloma|deterioration|ageing|illness|degeneration)(?! (?:stud|trial|criteri|activity for))',
    '(?:complete|total|full|absolute|perfect) (?:protection|elimination|freedom|immunity|victory)|no longer (?:ha(?:s|ve)|suffers?) (?:[\\p{L}]+ )?(?:disease|cancer|myeloma|psoriasis|migraine|asthma)|never (?:return|relapse|recur|come back|progress)[\\p{L}]*',
  ].join('|'),
);

/** No result carries certainty, nor an end of disease. In the author's view it is a footnote. */
export const certainty: SentenceRule = {
  rule: 'effect',
  title: 'Certainty',
  level: 'sentence',
  severity: 'block',
  judge: (sentence) => {
    const labels = findingsOf(sentence)
      .map(({ endpoint }) => endpoint.label.toLowerCase())
      .join(' ');
    return [certain, forever]
      .flatMap((pattern) => assertionsOf(sentence, pattern))
      .filter(({ word }) => !labels.includes(word.toLowerCase().slice(0, 6)))
      .map(({ word, at }) => ({
        message: `‘${word}’ promises more than any result can support`,
        caveat: `‘${word}’ is the author’s judgement, not a result.`,
        at,
        ...(sentence.opinion && { severity: 'minor' as const }),
      }));
  },
};
