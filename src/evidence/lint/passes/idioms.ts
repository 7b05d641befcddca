import { anyCase, findAll } from '../matcher.ts';
import type { LintRule } from '../rule.ts';
import {
  counting,
  countingMany,
  happened,
  numberWord,
  ofTheText,
  outcomes,
  persons,
  timeUnits,
} from '../vocabulary.ts';

const sizes = 'gene|valent|colou?r|plex|mer|item|lead|channel|point scale|minute[- ]walk|lumen|strand';

const makeUp =
  'sided|tailed|way|armed|arm|stage|step|part|blind(?:ed)?|dummy|drug|agent|compartment|component|parameter|period|line|word|edged|factor|hit|class|by-two|dimensional|tier|pronged|speed';

/** After `the two`: something is counted, or a number goes on. */
const goesOn = `(?:[ -]${timeUnits}\\b| times\\b|[ -](?:thirds|quarters|fifths|tenths|fold|digit|per ?cent)\\b|-?fold\\b| (?:who|in|of|out)\\b| ?%)`;

const people = anyCase(`(?<![\\p{L}])(?:${persons}|${outcomes}|${happened}|of|in|and|than) `);

/** `two large trials`, but not `two patients in trials`. */
function countsNobody(found: string): boolean {
  return findAll(found, people).length === 0;
}

const ordinalNumber = 'first|second|third|fourth|latter|former|other|last|next|this|that|each|every';

export const idiomRules: LintRule[] = [
  { why: 'a name', matcher: anyCase(`(?<![\\p{L}\\d.,])\\d{1,4}-(?:${sizes})(?![\\p{L}])`) },
  {
    why: 'a manner',
    matcher: anyCase(`(?<![\\p{L}\\d])(?:one|two|three|four|five|[1-5])-(?:${makeUp})s?(?![\\p{L}])`),
  },
  {
    why: 'a manner',
    matcher: anyCase(
      '(?<![\\p{L}])(?:double|triple|quadruple|penta)-(?:blind[\\p{L}]*|dummy|refractory|class|hit|expressor[\\p{L}]*|exposed|negative|positive|edged|strand[\\p{L}]*|drug|agent|therapy|combination|check[\\p{L}]*)(?![\\p{L}])',
    ),
  },
  {
    why: 'a manner',
    matcher: anyCase(
      '(?<![\\p{L}])(?:(?:double|triple|quadruple) (?:blind|dummy|check|standard|therapy|combination|regimen|class|negative|refractory|bind)|doubl[\\p{L}]+ (?:down|back)|doubling times?|thinks? twice|thinking twice|once or twice|thought twice)(?![\\p{L}])',
    ),
  },
  {
    why: 'a count of things in the text',
    matcher: anyCase(
      `(?<![\\p{L}\\d-])${numberWord} (?:[\\p{L}-]+ |phase (?:[1-4][ab]?|I{1,3}|IV) ){0,3}(?:${ofTheText})(?![\\p{L}])`,
    ),
    holds: countsNobody,
  },
  {
    why: 'a count of things in the text',
    matcher: anyCase(
      '(?<![\\p{L}\\d.,–-])\\d{1,3} (?:blocking|major|minor)(?:(?:, | and )\\d{1,3} (?:blocking|major|minor))*(?: (?:comparability )?differences?)(?![\\p{L}])',
    ),
  },
  {
    why: 'a reference back',
    matcher: anyCase(
      `(?<![\\p{L}])(?:the|these|those|its|their|other|first|last|next|between|all|any|which) (?:other |first |last |next )?(?:two|three|four|five|six)(?![\\p{L}-])(?!${goesOn})`,
    ),
    notBefore: [counting, countingMany],
  },
  {
    why: 'a time',
    matcher: anyCase(
      `(?<![\\p{L}])(?:half[- ](?:li(?:fe|ves)|way|years?|yearly|hearted[\\p{L}]*|time|truths?|measures?)|(?:${ordinalNumber})[- ]half)(?![\\p{L}])`,
    ),
  },
  {
    why: 'an idiom',
    matcher: anyCase(
      '(?<![\\p{L}])(?:zero-sum|zero tolerance|(?:day|time|hour|ground|week) zero|number one|square one|one day|one another|all in all|at one(?! (?:year|month|week))|on the one hand|one by one)(?![\\p{L}])',
    ),
  },
];
