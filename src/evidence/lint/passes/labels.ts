import { anyCase, exactCase } from '../matcher.ts';
import type { LintRule } from '../rule.ts';
import { cardinal, counting, ofPersons, persons } from '../vocabulary.ts';

const roman = '(?:I{1,3}|IV|V)[abAB]?(?![\\p{L}])';
const phase = `(?:[0-4][ab]?(?![\\d\\p{L}])|${roman}|one|two|three|four)`;
const level = `(?:[0-5][ab]?(?!\\d)|${roman}|one|two|three|four|five)`;
const personAfter = `(?! (?:of|${persons})\\b| ?%|[.,]\\d)`;
const levels = `${level}\\+?(?:(?:, ${level})*,? (?:or|and|to) ${level}${personAfter}| ?[–/-] ?${level})?\\+?`;

const graded =
  'grades?|(?:clinical )?stages?|class(?:es)?|R-?ISS|ISS|NYHA(?: class)?|ECOG(?: PS| performance[- ]status| score)*(?: of)?|performance status(?: of)?|CTCAE(?: grade)?|IHC|HER2|Deauville(?: score)?|PI-?RADS|BI-?RADS|Binet|Rai|Child-Pugh';

const part = '(?:[A-Z]{0,3}\\d+(?:[.-]\\d+)*[a-z]?|\\d{4}\\/\\d+)';
const parts = `${part}(?:(?:, ${part})*,? (?:and|or|to) ${part}${personAfter}| ?[–-] ?${part})?`;

/** `refs 1–3, 10–12` */
const manyReferences = '(?:refs|references) \\d+(?:(?:, | and |[–-])\\d+)*';

const references =
  'ref(?:s|erences?)?\\.?|fig(?:s|ures?)?\\.?|tables?|sections?|appendix|appendices|box|exhibits?|pages?|pp\\.|slides?|chapters?|articles?|rules?|regulations?|items?|supplements?|vol(?:ume)?\\.?|abstracts?|posters?|footnotes?|equations?|annex|versions?|v\\.|releases?|revisions?|editions?|amendments?|protocols?|RECIST|CTCAE|Lugano|MedDRA|iwCLL|ICH|docket|clause|paragraph|para\\.|no\\.';

/** Cohorts, arms and the like are names when a small number follows and counts nothing. */
const numbered =
  'cohorts?|arms?|groups?|parts?|part|step|panel|dose levels?|levels?|model|tiers?|option|scenario|question|hypothesis|lines?|series|category|module|stratum|strata|stud(?:y|ies)|trials?|patient|case|subject|participant|site|centre|center|region|zone|generation';
/** `in the control arm 2 died` names no arm, `per patient 12` no patient. */
const notOneOfMany =
  '(?<!\\b(?:control|placebo|experimental|comparator|treatment|monitoring|observation|treated|each|every|per|a|one|same|whole|the) )';
const few = `(?:[1-9]|1\\d)[A-Da-d]?\\+?(?![\\d.,%]\\d| ?%|\\d)`;

export const labelRules: LintRule[] = [
  {
    why: 'the name of an interval',
    matcher: anyCase(
      '(?<![\\d.,–-])\\d{2}(?:\\.\\d+)?(?: ?%| per ?cent)[- ](?:(?:two-sided|one-sided|exact|Wilson|Wald|bootstrap|credible|confidence|prediction|repeated)[- ])*(?:CIs?|CrIs?|HPD|intervals?|limits?|confidence|bands?)(?![\\p{L}])',
    ),
  },
  {
    why: 'a phase',
    matcher: anyCase(
      `(?<![\\p{L}\\d])ph(?:ases?)?\\.?[ -]${phase}(?:(?: ?[–/-] ?| to | or | and )${phase}${personAfter})*`,
    ),
  },
  {
    why: 'a grade or stage',
    matcher: anyCase(
      `(?<![\\p{L}\\d])(?:${graded})(?: score)?(?: of)?[ -](?:[≥≤<>=]+ ?)?${levels}(?! ?%|[.,]?\\d)`,
    ),
  },
  {
    why: 'a reference',
    matcher: anyCase(`(?<![\\p{L}\\d])(?:${manyReferences}|(?:${references}) (?:no\\. ?|number )?${parts})`),
    notBefore: [counting],
  },
  { why: 'a reference', matcher: anyCase('(?<![\\p{L}\\d])p\\. ?[1-9]\\d*(?:[–-]\\d+)?(?!\\.?\\d)') },
  {
    why: 'a reference',
    matcher: anyCase('\\[\\d{1,3}(?:, ?\\d{1,3})*\\]|(?<![%\\d] ?)\\[\\d{1,3}(?:(?:, ?|[–-])\\d{1,3})*\\]'),
  },
  {
    why: 'a reference',
    matcher: anyCase('(?<=[\\p{L}.,;)”’])[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[,–⁻][⁰¹²³⁴⁵⁶⁷⁸⁹]+)*(?![⁰-⁹])'),
  },
  {
    why: 'a reference',
    matcher: anyCase(
      '(?:(?:19|20)\\d{2} ?; ?)?\\d{1,4}(?:\\(\\d+\\))?: ?[a-z]?\\d{1,5}[–-]\\d+|(?:19|20)\\d{2} ?; ?\\d+(?:\\(\\d+\\))?: ?[a-z]?\\d+',
    ),
  },
  {
    why: 'a law',
    matcher: anyCase(
      '\\d{2} (?:CFR|U\\.?S\\.?C\\.?)(?: (?:part )?§? ?[\\d.]+)?|Regulation \\(?E[UC]\\)? (?:No\\.? )?\\d+\\/\\d+',
    ),
  },
  {
    why: 'a numbered part',
    matcher: anyCase(
      `(?<![\\p{L}\\d])${notOneOfMany}(?:${numbered}) (?:${few}(?: (?:and|or|to) ${few}${personAfter}| ?[–/-] ?${few})?|${cardinal}(?= (?:of|in) |[.,;:)]|$))`,
    ),
    notBefore: [ofPersons],
  },
  {
    why: 'a numbered part',
    matcher: exactCase(
      `(?<![\\p{L}\\d])(?:Study|Trial|Protocol|Cohort|Site|Patient|Lot) \\d{1,5}(?![\\d.,%]\\d| ?%|\\d)`,
    ),
    notBefore: [ofPersons],
  },
  { why: 'a list marker', matcher: anyCase('(?<=^|\\n) ?\\d{1,2}[.)] ') },
  {
    why: 'a list marker',
    matcher: anyCase(
      '(?<=^|[:;,.–—] |\\b(?:and|or|either|both|are|is|as|on|of|by|in|for|to|with) )\\(\\d\\) (?=[\\p{L}])',
    ),
  },
  {
    why: 'an allocation',
    matcher: anyCase(
      '(?<=(?:randomi[sz][\\p{L}]*|allocat[\\p{L}]*|assigned|open-label)[^.;\\n]{0,80})\\d:\\d(?::\\d)?(?![\\d:])|(?<!\\d)\\d:\\d(?::\\d)?(?=[ -](?:randomi|allocation|ratio|fashion|manner))',
    ),
  },
  {
    why: 'the line of no difference',
    matcher: anyCase(
      '(?<=\\b(?:cross(?:es|ed|ing)?|includes?|excludes?|line at|contains?|spann?s?) )1(?:\\.0+)?(?=[.,;)]|$)',
    ),
  },
  { why: 'an ordinal', matcher: anyCase('(?<![\\d.,])\\d+(?:st|nd|rd|th)(?! percentile)(?![\\p{L}\\d])') },
];
