import { anyCase, exactCase } from '../matcher.ts';
import type { LintRule } from '../rule.ts';
import { cardinal, counting, countingMany, numberWord, outcomes, persons } from '../vocabulary.ts';

const month =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?';
const year = '(?:19[5-9]\\d|20[0-4]\\d)';
const day = '(?:[12]\\d|3[01]|0?[1-9])(?:st|nd|rd|th)?';

const dates = [
  `${day}(?: ?(?:–|-|to|and) ?${day})? (?:of )?${month}(?:,? ${year})?`,
  `${day} ${month} ?(?:–|-|to|and) ?${day} ${month}(?:,? ${year})?`,
  `${year}-\\d{2}-\\d{2}`,
  `${year}-(?:0[1-9]|1[0-2])(?:\\/${year}-(?:0[1-9]|1[0-2]))?(?![\\d-])`,
  `\\d{1,2}[./]\\d{1,2}[./]${year}`,
];

const periods = [
  `(?:[1-4]Q|Q[1-4]|[12]H|H[12]|FY|CY|9M|6M)[-/ ’']{0,2}(?:20)?\\d{2}[eE]?(?!\\d)`,
  `${year}-?[QH][1-4]`,
  '(?:Q[1-4](?: ?[–-] ?Q[1-4])?|[1-4]Q(?: ?[–-] ?[1-4]Q)?|H[12]|[12]H|9M)(?![\\p{L}\\d])',
];

const years = `${year}(?:s|[eE])?(?: ?[–/-] ?(?:${year}|\\d{2})|(?: to | and | or )${year})?(?![\\p{L}\\d]|\\/\\d|:\\d)`;

/** A number that is itself counting is not the end of `day 100 or 12 patients`. */
const next = `(?! ?%|[.,]\\d|\\d| (?:of|${persons}|${outcomes})\\b)`;
const point = `(?:[+−-]?\\d{1,4}[a-d]?|${cardinal})`;
const several = `${point}(?:(?:, ${point})+,? (?:and|or) ${point}| ?[–/-] ?${point}| (?:to|or|and) ${point}${next})?`;

const pointsInTime = `(?<!(?:\\d|${numberWord}|one)[ -])(?<!\\b(?:per|each|every|a) )(?:days?|weeks?|months?|years?|cycles?|visits?|hours?)[ -]${several}(?!\\d)(?! ?(?:mg|times))`;

const repeated = [
  `every (?:other|second|third|\\d+(?: ?[–-] ?\\d+)?|${cardinal})(?:(?: to | or )(?:\\d+|${cardinal}))?[ -](?:days?|weeks?|months?|hours?|years?|cycles?)`,
  'q\\.?\\d{1,2}[hdwm](?![\\p{L}\\d])',
  `(?:twice|thrice|${cardinal} times|\\d times)(?:[- ](?:daily|weekly|monthly|yearly|nightly)| (?:a|per|each|every) (?:day|week|month|year|night))`,
  `(?:\\d+|${cardinal})-(?:day|week|month) (?:treatment |dosing |induction |consolidation )?(?:cycles?|schedules?|intervals?)`,
];

export const timeRules: LintRule[] = [
  {
    why: 'a date',
    matcher: exactCase(`(?<![\\p{L}\\d])${month} ${day}(?: ?[–-] ?${day})?(?:,? ${year})?(?!\\d)`),
    notBefore: [counting, countingMany],
  },
  { why: 'a date', matcher: exactCase(`(?<![\\d.,/-]|[\\p{L}])(?:${dates.join('|')})`) },
  {
    why: 'a period',
    matcher: exactCase(`(?<![\\p{L}\\d])(?:${periods.join('|')})`),
    notBefore: [counting],
  },
  {
    why: 'a year',
    matcher: exactCase(
      `(?<![\\p{L}\\d.,/:]|\\b(?:total of|enrolled|[Rr]andomi[sz]ed|included|treated|screened|all|n|N) )(?<![\\d%]-)${years}`,
    ),
    notBefore: [counting, countingMany],
  },
  {
    why: 'a time of day',
    matcher: anyCase('(?<!\\d)\\d{1,2}[:.]\\d{2} ?(?:a\\.?m\\b|p\\.?m\\b|GMT|UTC|CES?T|E[SD]?T)|24\\/7'),
  },
  { why: 'a point in time', matcher: anyCase(`(?<![\\p{L}\\d])${pointsInTime}`), notBefore: [counting] },
  { why: 'a schedule', matcher: anyCase(`(?<![\\p{L}\\d])(?:${repeated.join('|')})`) },
];
