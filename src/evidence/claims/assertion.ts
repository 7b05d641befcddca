import { matchesOf } from '../lint/matcher.ts';
import { plainOf, words } from './plain.ts';
import { isQuoted } from './quotes.ts';
import type { Sentence } from './sentences.ts';

/** Words by which a sentence claims something. */
export interface Assertion {
  word: string;
  /** Where the words begin in the sentence. */
  at: number;
  /** In the plain text. */
  start: number;
  end: number;
}

/** Ends of what a negation, a condition or a source reaches over. */
const clauseEnd =
  /[;:!?—]|\.(?= )| – | (?:but|however|yet|nevertheless|although|though|whereas|while) |, (?:so|which|who) | and (?:so|thus|therefore|thereby|hence) |, and (?=(?:[\p{L}-]+ ){0,3}(?:is|are|was|were|has|have|had|can|will|it|this|that|they) )/gu;

const sourceEnd = /[;!?—]|\.(?= )| but |, which /g;

const denial = words(
  [
    'no(?! (?:doubt|question|wonder|less|small|mean))(?<!(?:with|despite|having) no)|(?<=(?:with|having) )no(?=[^,]*$)',
    'not(?! (?:only|merely|just|simply|least|eligible|controlled|treated|suitable|receiving|taking|responding|previously|on) )',
    "nor|never(?!-)|neither|none|nobody|no one|nothing|nowhere|cannot|can't|[\\p{L}]+n't",
    'without(?=[^,]*$)|hardly|scarcely|barely|insufficient|inadequate|premature|impossible|unlikely|unproven',
    'fail(?:s|ed|ing|ure)? to|unable|lack(?:s|ed|ing)?|(?<!despite (?:the )?)absence|rather than|instead of|short of|far from|free of claims',
    '(?<!(?:no|without|without a|beyond|beyond any|beyond all) )doubt(?:s|ed|ful)?|wrong|mistaken?|misleading|refut(?:e|es|ed)|disput(?:e|es|ed)|contradict(?:s|ed)?',
    'too (?:few|small|short|early|soon|little|immature|imprecise|weak|rare)',
    'evidence of|(?:talk|word|question|hope|promise|dream|prospect)s? of',
  ].join('|'),
);

const open = words(
  [
    'whether|if(?! only)|how (?:much|far|many|often|well|long)|to what extent|unclear|uncertain|unknown|debated?|unless|until|before (?:any|it|a|one|we|anyone)|hypothes[ei]s|hypothesi[sz]ed|remains? (?:to be|open|unclear|unknown)',
    '(?:aim|aims|aimed|aiming|designed|planned|intended|powered|sought|seeks?|seeking|meant|hopes?|hoped|hoping|ambition|set out|set up|goal|attempt(?:s|ed)?|tr(?:y|ies|ied|ying))',
    'in order|to (?:test|see|find|ask|learn|examine|assess|determine|investigate|evaluate|explore|study|answer|know|decide)',
    '(?:approved|indicated|licen[sc]ed|authori[sz]ed|prescribed|used|recommended|developed|marketed|thought|believed|supposed|alleged|reputed) (?:to|for|as)|plans?|planning|(?:trials?|stud(?:y|ies)) (?:[\\p{L}]+ ){0,3}to',
    'asks?|asked|asking|question|would|suppose|imagine|assum(?:e|es|ed|ing|ption)|depends|wonder|await(?:s|ed|ing)?|tested for|(?:criteri(?:on|a)|margin|threshold|test|tests) (?:for|of)',
    '(?:was|were|is|are) (?:then |first |next |also )?tested|tests?|tested|testing|claims? (?:of|that)|definition of|defin(?:e|es|ed) as|term|so-called|would-be',
  ].join('|'),
);

const maybe = words('may|might|could|perhaps|possibly|maybe|conceivably');

const persons =
  'compan(?:y|ies)|sponsors?|manufacturers?|makers?|authors?|investigators?|researchers?|press release|release|news reports?|commentary|commentators?|editorial(?:s|ists?)?|analysts?|critics?|advocates?|proponents?|reviewers?|experts?|regulators?|agency|fda|ema|nice|labels?|guidelines?|advert(?:s|isements?|ising)?|marketing|management|executives?|chief (?:executive|medical officer)|ceo|some|others|many|headlines?|journal|poster|newspapers?|letter|patients|advis[eo]rs|speakers?|physicians?|doctors?|clinicians?|website|brochure|abstract|protocol|publicity|chair(?:man|woman)?|spokes[\\p{L}]+';
const sayings =
  'say|says|said|saying|calls?|called|calling|claims?|claimed|claiming|describ(?:e|es|ed|ing)|argu(?:e|es|ed)|suggest(?:s|ed)?|believ(?:e|es|ed)|expect(?:s|ed)?|thinks?|thought|conclud(?:e|es|ed)|stat(?:e|es|ed)|speaks?|spoke|writ(?:e|es)|wrote|market(?:s|ed)?|promot(?:e|es|ed)|present(?:s|ed)|tout(?:s|ed)?|consider(?:s|ed)?|judg(?:e|es|ed)|declar(?:e|es|ed)|announc(?:e|es|ed)|hail(?:s|ed)?|prais(?:e|es|ed)|label(?:s|led)?|refer(?:s|red)?|deem(?:s|ed)?|regard(?:s|ed)?|maintain(?:s|ed)?|insist(?:s|ed)?|advertis(?:e|es|ed)|put it|rat(?:e|es|ed)|recommend(?:s|ed)?';

const attribution = words(
  `(?:${persons})(?:'s?)?(?:,? [^ .;:]+){0,5} (?:${sayings})|according to|in the (?:words|view|opinion|judgement|eyes) of|(?:account|opinion|view|words) of|by (?:its|their|his|her|the [\\p{L}]+'s) own|(?:was|were|is|are|been) (?:hailed|touted|described|advertised|marketed|called|presented|promoted|billed|portrayed)`,
);

const attributedAfter = words(
  `,[”"']? (?:(?:the|its|their|a|one) )?(?:[\\p{L}]+ ){0,2}(?:${persons})(?: [^ .;:]+){0,2} (?:${sayings})|,[”"']? (?:(?:${sayings}) (?:the|its|one|a) |according to)`,
);

/** Subjects and clauses that what follows them can deny or leave open. */
const deniable =
  /(?:ity|nce|cures?|proof|benefits?|advantages?|eradication|elimination|breakthrough|efficacy|effectiveness|effects?|trend)$/;
/** `a significant difference`: what is denied of the noun is denied of the word. */
const nounAfter =
  /^ (?:differences?|effects?|benefits?|improvements?|reductions?|changes?|increases?|advantages?|associations?|interactions?|gains?)(?![\p{L}])/u;
const thatClause = /^\s*["“]?(?:that|whether|to (?:call|say|claim|conclude|speak)|calling|saying|claiming)\s/;
const deniedAfter = words(
  [
    "(?:is|are|was|were|has|have|had|can|could|does|did|do|will|would|should|may)(?: been| be)? (?:not|never|neither|nowhere|yet to|no)|[\\p{L}]+n't|cannot",
    'would|remains?|awaits?|(?:needs?|requires?) (?:to be|an?|more|further|longer|confirmation)',
    '(?:is|are|was|were) (?:unknown|unclear|unproven|uncertain|open|premature|doubtful|disputed|absent|lacking|out of reach|too early|another|(?:an? |only |just |still |the )+(?:hope|guess|conjecture|claim|question|hypothesis|speculation|assumption|promise|opinion|belief|wish|rumou?r|myth|theory)|the (?:question|hypothesis|aim|goal|ambition|hope)|tested|to be tested|assessed|wrong|mistaken)',
    '(?:failed|fails|lacks|lacked)',
  ].join('|'),
);

/** Of a word that a noun after it turns into a name: `superiority margin`. */
const naming =
  /^[ -](?:trials?|stud(?:y|ies)|designs?|margins?|hypothes[ei]s|levels?|tests?|testing|questions?|analys[ei]s|boundar(?:y|ies)|thresholds?|criteri(?:a|on)|claims?|comparisons?|endpoints?)(?![\p{L}])/u;

/**
 * What the author asserts in a sentence, of words that match: not denied, asked, left open, intended, quoted or
 * attributed to somebody. `mild` words are no assertion after `may` and `might` either.
 */
export function assertionsOf(sentence: Sentence, pattern: RegExp, { mild = false } = {}): Assertion[] {
  const { text, offsets } = plainOf(sentence);
  if (/\?["”')\]*_]*$/.test(text.trim())) return [];
  return matchesOf(text, pattern)
    .filter(({ index, 0: found }) => isAsserted(text, index, index + found.length, mild))
    .map(({ index, 0: found }) => {
      const at = offsets[index] ?? 0;
      const end = offsets[index + found.length] ?? sentence.text.length;
      return { word: sentence.text.slice(at, end), at, start: index, end: index + found.length };
    });
}

/** Whether the author asserts what is written between two offsets of a sentence. */
export function isAssertedAt(sentence: Sentence, at: number, end: number): boolean {
  const { text, offsets } = plainOf(sentence);
  const [start, stop] = [at, end].map((one) =>
    Math.max(
      0,
      offsets.findIndex((offset) => offset >= one),
    ),
  );
  return isAsserted(text, start ?? 0, stop ?? text.length, false);
}

function isAsserted(text: string, start: number, end: number, mild: boolean): boolean {
  const before = lastPart(withoutAsides(text.slice(0, start)), clauseEnd);
  const after = text.slice(end);
  if (naming.test(after) || isQuoted(text, start)) return false;
  if (finds(before, denial) || finds(before, open) || (mild && finds(before, maybe))) return false;
  if (finds(lastPart(text.slice(0, start), sourceEnd), attribution) || finds(after, attributedAfter))
    return false;
  const isSubject =
    before.trim() === '' ||
    nounAfter.test(after) ||
    deniable.test(text.slice(start, end)) ||
    thatClause.test(before);
  return !(isSubject && finds(after.split(clauseEnd)[0] ?? '', deniedAfter));
}

const concession =
  /(?:^| )(?:although|though|while|despite|even if|even though|whereas|notwithstanding) [^,;:.]*,/g;

/** What others say, and what a sentence concedes before its main clause, denies nothing there. */
function withoutAsides(text: string): string {
  return text.replace(/“[^”]*”|"[^"]*"|«[^»]*»/g, '').replace(concession, ';');
}

function finds(text: string, pattern: RegExp): boolean {
  return text.search(pattern) >= 0;
}

/** What follows the last match. */
function lastPart(text: string, end: RegExp): string {
  const last = matchesOf(text, end).at(-1);
  return last ? text.slice(last.index + last[0].length) : text;
}
