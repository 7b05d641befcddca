import type { LintRule } from './lint.ts';
import { anyCase, exactCase, type Matcher } from './matcher.ts';
import { foreignNumber, foreignShare } from './other-tongues.ts';
import { boundMark } from './reading.ts';
import {
  cardinal,
  describing,
  happened,
  numberWord,
  ofTheText,
  outcomes,
  persons,
  timeUnits,
} from './vocabulary.ts';

const start = '(?<![\\p{L}\\d])';
const end = '(?![\\p{L}\\d])';
const described = `(?:${describing} ){0,3}`;

function rule(why: string, sources: string[], before?: Matcher, ...notBefore: Matcher[]): LintRule {
  const matcher = anyCase(`${start}(?:${sources.join('|')})${end}`);
  return { why, matcher, ...(before && { before }), ...(notBefore.length > 0 && { notBefore }) };
}

const almost =
  '(?:nearly|almost|virtually|practically|essentially|effectively|close to|just about|not quite)';

const turnedOut =
  '(?:responded|achieved|relapsed|progressed|died|survived|discontinued|developed|experienced|became|remained|reached|converted|attained|(?:were|was|are|is) (?:MRD|alive|dead|negative|positive|free|in (?:CR|remission|response)))';

/** `all patients` of a method or a denominator, not of a result. */
const ofMethod =
  '(?<!\\b(?:assessed|analy[sz]ed|evaluated|measured|defined|counted|calculated|includ[\\p{L}]+|population|set|sample|comprised|based|open|offered|required|recommended|planned|intended|mandated|tested|monitored)(?: [\\p{L}-]+){0,2} )(?<!(?:%|per ?cent|percentages?|share|proportion|number|count|rate)(?: are| is)? (?:of|in|among|for) )(?<!\\b(?:for|suits?|fits?) )';

const ofThem = '(?:of (?:the |these |those )?|the |these |those )?';
const personsNext = anyCase(
  ` ${ofThem}${described}${persons}\\b(?! (?:as |must|should|will|would|may|can|gave|give|provided|signed|(?:are|were|is|was) (?:required|asked|eligible|to|followed|offered)))`,
);
const nobodyLost = anyCase(
  ` (?:of the )?${described}(?:${persons}|deaths?|relapses?|(?:disease )?progressions?|cases|fatalities|events)\\b(?!-| (?:should|need|must|can))`,
);
/** `No relapse` is a state of one patient; `No relapse was seen` and `there was no relapse` cover all. */
const stateOfOne = anyCase(
  ` ${described}(?:relapse|(?:disease )?progression)(?=[.,;:)]|$|-| (?!(?:was|were|has|had|have|is|occurred|happened|developed|in|among|on|during|after|at|of|by)\\b))`,
);
const onePerson = anyCase(
  ` ${described}(?:patient|person|participant|subject|woman|man|child|responder|death|relapse|case|event|progression|discontinuation)\\b`,
);

/** `none of the trials`: nobody is counted. */
const ofThings = anyCase(
  ' (?:the|too|other|of (?:this|that|it|which|the above|(?:the|these|those|its|their|our) (?:[\\p{L}-]+ )?(?:trials|studies|sources|data|results|numbers|analyses|papers|companies|drugs|reports|regimens|endpoints|agents)))\\b',
);

/** Headings of disclosures: none of it is an answer. */
const ofHouse =
  '\\b(?:positions?|holdings?|compensation|relationships?|payments?|funding|sponsors?(?:hip)?|support|review|conflicts?(?: of interest)?|(?:competing )?interests?|disclosures?|acknowledge?ments?)';

const totals: LintRule[] = [
  rule('a total in words', [
    `all but (?:${cardinal}|\\d+)`,
    `${almost} (?:all|none|half)`,
    '(?:vast|overwhelming|great|large) majority',
    `(?:nobody|no[- ]one|everyone)(?= (?:\\S+ ){0,9}${turnedOut}${end})`,
    `(?:all|both|everybody|neither)(?= ${turnedOut}${end})`,
  ]),
  rule(
    'a total in words',
    [
      `${almost} (?:every(?:one|body)?|no)`,
      'every (?:second|third|fourth|fifth|tenth|other)',
      `${ofMethod}(?:all|every|both)(?: ${ofThem}(?:\\d+|${cardinal}))?`,
    ],
    personsNext,
  ),
  rule('a total in words', ['no|neither'], nobodyLost, stateOfOne),
  rule('a total in words', ['a single|the only|a lone|the sole|a sole'], onePerson),
  rule(
    'a total in words',
    [
      `(?<!\\b(?:second to|or|and|if|prints?|gives?|gave|states?|names?|holds?|has|have|knows?) )(?!(?<=^)none(?:\\.|$))(?!(?<=${ofHouse}(?:\\.|:)? ?)none(?:[.;]|$))none`,
    ],
    undefined,
    ofThings,
  ),
];

/** `a third trial` counts trials; `a third of them` is a share. */
const ordinalUse = anyCase(
  '(?:-| |, )(?:[\\p{L}-]+(?:er|ed|al|ent|ing|ive) )?(?:trials?|stud(?:y|ies)|arms?|groups?|cohorts?|patients?|person|wom[ae]n|m[ae]n|doses?|cycles?|agents?|drugs?|antibod(?:y|ies)|products?|approvals?|indications?|phases?|ways?|reasons?|options?|part(?:y|ies)|times?|questions?|points?|problems?|lines?|generation|death|event|case|relapse|response|infusion|analysis|readout|report|paper|source|company|class|target|year|month|week|day|quarter|half|degree|possibility|explanation|factor|thing|one|attempt|step|stage|edition|mechanism|filing|submission|endpoint|definition|rate)\\b',
);

const shares: LintRule[] = [
  rule('a share in words', [
    `(?:${cardinal}|an?|\\d)[- ](?:thirds|fifths|sixths|sevenths|eighths|ninths|tenths|hundredths|quarters)`,
    '(?:(?:one|a)[- ])?half(?: an?)?(?: dozen)?',
    'thirds',
  ]),
  rule(
    'a share in words',
    ['(?:an?|one)[- ](?:third|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)'],
    undefined,
    ordinalUse,
  ),
  rule(
    'a share in words',
    ['(?:a|one)[- ]quarter'],
    anyCase(` (?:of (?!the year|a year|20|19)|${happened}\\b|higher|lower|more|less|fewer|as)|[.,;:!?)]|$`),
  ),
];

const tens = '(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)';
const size =
  "(?:vast|overwhelming|great|large|larger|largest|small|smaller|tiny|sizeable|sizable|substantial|considerable|significant|meaningful|good|fair|major|lion[’']s|high|higher|low|lower)";
const ofThose = anyCase(
  ` (?:of (?:(?:the|these|those|all|our|its|their|them|whom) ?)?(?:[\\d${boundMark}]|(?:[\\p{L}-]+ ){0,2}(?:${persons}|${outcomes}|cohort|sample|group|arm|population)\\b|$|[.,;:)])|of (?:them|whom|those|these)\\b|(?:of those )?${happened}\\b)`,
);

/** Shares stated without a number: `a majority of patients`, `in the low twenties`, `the lion’s share`. */
const vagueShares: LintRule[] = [
  rule(
    'a share in words',
    [
      '(?:the |an? )?(?:(?:clear|simple|bare|slim|slight|narrow|sizeable|substantial|small|tiny|large) )?(?:majority|minority|plurality)',
      `(?:the |an? )(?:${size} )?(?:share|proportion|fraction|portion|percentage|part)(?<=${size} [\\p{L}]{4,10})`,
      '(?:the )?(?:bulk|whole)',
    ],
    ofThose,
  ),
  rule('a share in words', [
    `(?:the |an? )?(?:overwhelming|vast|lion[’']s) (?:share|proportion|part|percentage|fraction)`,
    `(?:the )?(?:low|mid|middle|high|upper|lower|early|late)(?:[- ]to[- ](?:mid|high|upper|late))?[- ](?:teens|${tens})`,
    `(?:in|into|to|at|around|near|from|above|below) (?:the|their|his|her|its) (?:teens|${tens})`,
    `${almost} the (?:whole|entire)(?= (?:of (?:the )?)?(?:cohort|sample|group|arm|population|trial|series)${end})`,
  ]),
  rule('a share in words', [foreignShare]),
];

/** `a decade of follow-up`; not `a decade ago`. */
const longTimes = rule(
  'a time in words',
  [
    `(?:half an? |(?:nearly|almost|about|over|only) an? |an? |${cardinal} )(?:(?:full|whole) )?(?:decades?|centur(?:y|ies)|fortnights?)`,
  ],
  undefined,
  anyCase(' (?:ago|later|earlier)\\b'),
);

const multiples = rule('a multiple in words', [
  '(?:single|double|triple|two|three)-digit|(?:single|double|triple)[- ]digits',
  '(?:doubl|tripl|trebl|quadrupl|quintupl|halv)(?:ed|es|ing)',
  'halve|twice|thrice',
  '(?<=\\b(?:to|will|would|could|can|may|might|should|than|nearly|almost|about|over|least|roughly) )(?:double|triple|quadruple|treble)',
  '(?:double|triple|quadruple|treble)(?= (?:the|that|those|what|its|their|as|in|from|by|over)\\b|[.,;:!?)]|$)',
  `(?:${cardinal}|several|many|multi|hundred)[- ]?fold`,
  '(?:multi-?)?(?:million|billion)-(?:dollar|euro)',
  `${cardinal} times`,
]);

const collections = rule('a count in words', [
  '(?<=\\b(?:at least|more than|less than|over|under|up to|nearly|almost|about) )an? (?:decade|year|month|week|day|hour)(?! (?:ago|later|earlier|before))',
  '(?:(?:half )?an? |several |two |three )?dozens?',
  '(?:(?:tens|hundreds) of )?(?:hundreds|thousands|millions|billions)',
  'an? (?:hundred|thousand|million|billion|trillion)',
  `a couple(?= of ${described}(?:${persons}|${outcomes}|${timeUnits}))`,
  `(?:an? |two |three |four |several )?scores?(?= of (?:${described}${persons}|sites|centres|centers|hospitals|countries)${end})`,
  '(?:four|three)score',
]);

const otherOnes =
  'of|more|another|another’s|exception|hand|eye|day|goal|aim|voice|who|that|can|could|may|might|must|should';

const ones: string[] = [
  `one (?:in|out of|of(?: the| these| those)?) (?:${cardinal}|${boundMark})`,
  `one (?:to|or|and) ${numberWord}`,
  `one(?= (?:of (?:the|these|those|its|their|our) )?${described}${persons}${end})`,
  `one(?= ${described}${outcomes}${end})`,
  'one(?= (?:had|died|relapsed|progressed|responded|discontinued|withdrew|achieved|developed|experienced)\\b)',
  'one[- ](?:years?|months?|weeks?|hours?)',
  'one per ?cent',
  `(?<=\\b(?:with|only|just|but|plus) )one(?= \\S)(?! (?:${otherOnes})\\b)(?! (?:\\S+ )?(?:${ofTheText})(?![\\p{L}]))`,
  `(?<=\\((?:(?:${cardinal}|\\d+) [^()\\n]*[,;] (?:and )?)?)one(?= (?!of|more|reason|way|hopes|might|could|can)\\S)`,
];

/** `nine in 10`: has to be seen before the numeral alone. */
const mixed = [`${cardinal} (?:in|out of|of(?: the| these| those)?|to|or) \\d+`];

/** `seventeen`, `nine in ten`, `two to three years`, `twenty per cent`. Never a bare `one` or `million`. */
const cardinals = [
  `(?!one${end}(?!-| (?:hundred|thousand|million|billion)))(?!(?:hundred|thousand|million|billion)${end})${cardinal}(?:(?: (?:in|out of|of(?: the)?|to|or)|-to-|–) ?(?:the )?(?:${cardinal}|${boundMark})${end})?(?:[- ](?:per ?cent|percentage points?|${timeUnits}))?`,
];

/** What has to be looked for before numerals are, because it may contain one. */
export const rulesBeforeNumerals: LintRule[] = [
  ...totals,
  ...shares,
  ...vagueShares,
  longTimes,
  multiples,
  rule('a number in words', mixed),
];

const roman = '(?=[IVXLCDM]{2})M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})';

/** Degrees without a number (most, many, few, several) are no quantities. */
export const rulesAfterNumerals: LintRule[] = [
  collections,
  rule('a count in words', [`(?<!-)(?:${ones.join('|')})`]),
  rule('a number in words', cardinals),
  rule('a number in words', [`${foreignNumber}(?: (?:prozent|pour cent|por ciento|per cento))?`]),
  { why: 'a number in Roman numerals', matcher: exactCase(`${start}${roman}(?= ?%| per ?cent)`) },
];
