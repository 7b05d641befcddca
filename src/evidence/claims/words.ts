import { assertionsOf } from './assertion.ts';
import type { SentenceRule } from './claim.ts';
import { unsupportedSuperiority } from './effect-rules.ts';
import { words } from './plain.ts';

const remedy =
  '(?:drug|treatment|therapy|medicine|agent|regimen|vaccine|antibody|biologic|option|product|molecule|approach|inhibitor|combination|intervention|cell therapy)s?';

/** `the first drug approved` is a matter of record. */
const onRecord =
  '(?! (?:[\\p{L}-]+ ){0,3}(?:approved|licen[sc]ed|authori[sz]ed|cleared by|available|marketed|launched|registered|studied|tested|evaluated|reimbursed|permitted|given))';

/** No result carries them; `Breakthrough Therapy` is the name of a designation. */
const promising = words(
  [
    'breakthroughs?(?! (?:therap|designation|device|infection|bleed|pain|cancer pain|seizure|case))|game[- ]?chang[\\p{L}]*|unprecedented(?:ly)?|miracles?|miraculous(?:ly)?|structurally capped',
    'revolution(?:ary|i[sz]e[sd]?|i[sz]ing)|paradigm[- ]shift[\\p{L}]*|practice[- ]changing|transformative|transform(?:s|ed)? (?:the )?(?:care|treatment|lives|outlook|prognosis)|wonder (?:drug|cure)|silver bullet|holy grail|magic bullet|quantum leap|spectacular(?:ly)?|stunning(?:ly)?|sensational(?:ly)?|astonishing(?:ly)?|landmark (?:result|drug|efficacy)s?|blockbuster (?:efficacy|result)s?',
    'unriva(?:l|ll)ed|unmatched|unparalleled|unequall?ed|unsurpassed|unbeatable|unbeaten|second to none|without equal|peerless|best[- ]in[- ](?:class|disease|field)|best[- ]ever|like no other|in a class of its own|ahead of (?:all|every|any) (?:other|rival)s?',
    `(?:the |by far the )?most (?:effective|efficacious|potent|powerful|active|successful) (?:[\\p{L}-]+ ){0,2}${remedy}|the best (?:[\\p{L}-]+ ){0,2}(?:available )?${remedy}`,
    '(?:set(?:s|ting)?|become(?:s)?|became|establish(?:es|ed)?|defin(?:e|es|ed)|is|as|redefin(?:e|es|ed)) (?:a |the |its )?(?:new )?(?:gold |treatment )?standard(?: of care)?(?! (?:error|deviation))|redefin(?:e|es|ed|ing) (?:the )?(?:treatment|care|therapy|standard)|new (?:gold )?standard of care',
    `first[- ]ever(?! (?:[\\p{L}-]+ )?(?:strokes?|seizures?|attacks?|infarctions?|episodes?|events?|diagnos|admission|hospitali|manifestation|relapse|trial|stud|randomi|comparison|head|depress|use|dose|pregnan|transient|isch))|(?:the |world's )first(?: and only)? (?:[\\p{L}-]+ ){0,2}${remedy}(?: ever)?${onRecord} (?:to|that|which|with|for|in)(?! (?:be|receive|win|gain|get|enter|reach (?:the )?(?:market|phase)|undergo))`,
    `(?:the |its )only (?:[\\p{L}-]+ ){0,2}${remedy}${onRecord} (?:to|that|which|with|for|capable|able)`,
    '(?:drug|treatment|therapy|agent) of choice|has no (?:equal|rival|match|peer)|never (?:has|have|had) (?:an?|any|so)|(?:best|deepest|longest|highest|strongest|greatest|largest) (?:[\\p{L}-]+ ){0,3}(?<!follow-up )(?:ever|on record|in history)',
    `(?:nothing|no (?:other )?(?:[\\p{L}-]+ )?${remedy}) (?:works|does|comes|performs|acts|compares|is (?:better|as|more))|(?:leaves?|left) (?:all |its |other )*(?:rivals|competitors|competition) (?:far )?behind`,
    `(?:never before|no (?:other )?(?:[\\p{L}-]+ )?${remedy} (?:has|have|had|can|could)(?: ever)?|(?:better|deeper|longer|higher|larger|more|greater) (?:[\\p{L}]+ )?than (?:any|every|all)(?: other)? (?:[\\p{L}-]+ ){0,2}${remedy})`,
  ].join('|'),
);

/** Words that promise more than evidence can carry. Quotations keep theirs, and so does the author's view. */
export const loadedWords: SentenceRule = {
  rule: 'style',
  title: 'A word that no comparison supports',
  level: 'sentence',
  severity: 'block',
  judge: (sentence, context) => {
    if (sentence.opinion) return [];
    const banned = assertionsOf(sentence, promising).map(({ word, at }) => ({
      message: `‘${word}’ belongs in the author’s view, if anywhere`,
      caveat: `‘${word}’ is the author’s judgement, not a result.`,
      at,
    }));
    return [...banned, ...unsupportedSuperiority(sentence, context)];
  },
};
