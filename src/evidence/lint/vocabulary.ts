import { anyCase, findAll } from './matcher.ts';
import { foreignNumber } from './other-tongues.ts';
import { boundMark } from './reading.ts';

/** Pieces of patterns that several rules share. All are read without regard to case. */

const small =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const large = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|zero';

/** One word of a number from two upwards, and zero. */
export const numberWord = `(?:${small}|${large})`;

const anyWord = `(?:one|${small}|${large})`;

const tens = '(?:twen|thir|for|fif|six|seven|eigh|nine)ty';
const ones = '(?:one|two|three|four|five|six|seven|eight|nine)';

/** A number in words: `twenty-one`, `twentyone`, `one hundred and fifty`. */
export const cardinal = `(?:(?:${tens}${ones}|${anyWord})(?:[- ](?:${tens}${ones}|${numberWord})|-one|(?:hundred|thousand)){0,9}(?: and ${anyWord}(?<=(?:hundred|thousand|million) and \\w+))?)`;

/** Those whom a trial counts. */
export const persons =
  '(?:patients?|people|persons?|participants?|subjects?|individuals?|wom[ae]n|m[ae]n|child(?:ren)?|adults?|infants?|boys?|girls?|responders?|recipients?|volunteers?|survivors?)';

/** What a trial counts in them. */
export const outcomes =
  '(?:deaths?|events?|cases?|relapses?|progressions?|responses?|remissions?|infections?|discontinuations?|fatalit(?:y|ies)|toxicit(?:y|ies)|hospitali[sz]ations?|withdrawals?|failures?|recurrences?|transplants?|infusions?|doses|cycles|exacerbations?|seizures?|strokes?|bleeds?)';

/** What a writer counts in the text itself, not in a trial. */
export const ofTheText =
  'reasons?|questions?|things?|ways?|caveats?|lessons?|sides|problems?|issues?|possibilities|answers|explanations?|numbers|figures?|tables?|trials?|stud(?:y|ies)|papers?|reports?|sources?|arms|groups|cohorts|companies|sponsors|firms|agencies|drugs|agents|antibod(?:y|ies)|classes|approaches|strategies|options|endpoints?|definitions|readings|views|camps|steps|stages|parts|sections|sentences|bullets|words|paragraphs|columns|rows|conditions|criteria|factors|assumptions|models|analyses|datasets|populations|settings|diseases|targets|markets|products|brands|franchises|therapies|treatments|regimens|modalities|mechanisms|worlds|extremes|directions|claims|facts|rules|tests|bars|panels';

/** Words that may come between a number and those counted. */
export const describing =
  '(?:[\\p{L}-]*(?:ed|able|ible|ing|ly|risk|ive|ory|negative|positive|related|free|na[iï]ve)|other|such|new|more|further|adverse|severe|major|male|female|adult|p(?:a)?ediatric|fatal|serious|elderly|older|younger|fit|frail|early|late|MRD-?[\\p{L}]*|grade [1-5](?:(?: or |[-–/])[1-5])?)';

/** What happened to those counted, as a verb after them. */
export const happened =
  '(?:had|has|have|was|were|died|relapsed|progressed|responded|discontinued|withdrew|achieved|reached|developed|experienced|received|completed|remained|survived|stopped|needed|required|entered|dropped|showed|converted|became|recovered|attained)';

export const timeUnits = '(?:months?|years?|weeks?|days?|hours?|minutes?|seconds|(?<=-)second)';

const described = `(?:${describing} ){0,3}`;
const someOf = '(?:(?:of )?(?:the |these |those )?)';

/** Those counted come next, or what happened to them: the number before is no name. `Table 2 was` is one. */
export const counting = anyCase(
  ` (?:of (?:the )?[\\d${boundMark}]|out of|${happened.replace('had|has|have|was|were|', '')}\\b|${someOf}${described}(?:${persons}|${outcomes})\\b)`,
);

/** Many were something or had it: the number before is no year. */
export const countingMany = anyCase(' (?:were|had|have)\\b');

/** Those counted come next. */
export const ofPersons = anyCase(
  ` (?:of (?:the )?[\\d${boundMark}]|out of|${someOf}${described}(?:${persons}|${outcomes})\\b)`,
);

const letter = '[\\p{L}]';
const wholeWords =
  'all|both|every|everyone|everybody|neither|none|no|nobody|a single|the only|a lone|the sole|a sole';
const beginnings = `one|${small}|${large}|third|half|halv|quarter|fifth|sixth|seventh|eighth|ninth|hundredth|doubl|tripl|trebl|quadrupl|quintupl|twice|thrice|dozen|couple|scores|single-|single digits|multi|an? (?:year|month|week|day|hour)`;
const vague =
  '(?:twen|thir|for|fif|six|seven|eigh|nine)ties|majorit|minorit|pluralit|share|proportion|fraction|portion|bulk|whole|decade|centur|teens|fourscore|threescore|fortnight';

const aNumber = anyCase(
  `\\p{N}|fold(?!${letter})|(?<!${letter})(?:(?:${wholeWords})(?!${letter})|${beginnings}|${vague}|${foreignNumber})|[ivxlcdm]{2,} ?%`,
);

/** Whether a text, its case folded, may contain a quantity at all: most labels do not. */
export function couldContainNumber(lower: string): boolean {
  return findAll(lower, aNumber, lower).length > 0;
}
