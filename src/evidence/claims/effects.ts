import type { Trial } from '../../model/trial.ts';
import type { Assertion } from './assertion.ts';
import { assertionsOf } from './assertion.ts';
import type { ClaimContext } from './claim.ts';
import { findNames, namesTrial, testedNames } from './passage.ts';
import { has, plainOf, words } from './plain.ts';
import type { Sentence } from './sentences.ts';
import { findingsOf } from './sentences.ts';
import { endpointsNamed, trialsOf } from './typed-values.ts';
import { type Asked, comparisonsIn, paragraphOf, type Weighed, weigh } from './weigh.ts';

/** An effect that a sentence claims, and why its evidence does not carry it. */
export interface Overclaimed extends Weighed {
  assertion: Assertion;
  kind: 'word' | 'effect' | 'longer life' | 'subgroup' | 'success';
}

const adverb = '(?:[\\p{L}]+ly |far |also |further |clearly |much |even |thereby |then |so |both )?';

/** Verbs by which a treatment changes something. */
const changing = [
  'reduc(?:e|es|ed|ing)|lower(?:s|ed|ing)|decreas(?:e|es|ed|ing)|cut(?:s|ting)?|slash(?:es|ed|ing)?|halv(?:e|es|ed|ing)|diminish(?:es|ed)?|lessen(?:s|ed)?|curb(?:s|ed)?|shorten(?:s|ed)?|shr(?:ink|inks|ank)|suppress(?:es|ed)?',
  'prevent(?:s|ed|ing)?|avert(?:s|ed)?|avoid(?:s|ed)?|delay(?:s|ed|ing)?|postpon(?:e|es|ed)|slow(?:s|ed|ing)?(?: down)?|protect(?:s|ed|ing)?(?: [\\p{L}]+){0,2} (?:against|from)|ward(?:s|ed)? off|stav(?:e|es|ed) off|spar(?:e|es|ed)',
  'improv(?:e|es|ed|ing)|prolong(?:s|ed|ing)?|extend(?:s|ed|ing)?|lengthen(?:s|ed|ing)?|increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|boost(?:s|ed|ing)?|enhanc(?:e|es|ed|ing)|restor(?:e|es|ed|ing)|doubl(?:e|es|ed)|tripl(?:e|es|ed)|deepen(?:s|ed|ing)?|sav(?:e|es|ed|ing)|reliev(?:e|es|ed|ing)|eas(?:e|es|ed)|heal(?:s|ed)?|ameliorat(?:e|es|ed)|strengthen(?:s|ed)?|preserv(?:e|es|ed)|induc(?:e|es|ed|ing)|produc(?:e|es|ed|ing)|elicit(?:s|ed)?|controls|achieves|brings|yields|deliver(?:s|ed)|repair(?:s|ed)?|normali[sz](?:e|es|ed)',
].join('|');

/** What a treatment can change in patients. */
const changed =
  'risks?|odds|hazard|rates?|deaths?|dying|mortality|survival|life|lives|alive|events?|progression|relapses?|recurrences?|exacerbations?|attacks?|seizures?|headaches?|migraines?|symptoms?|pain|disability|admissions?|hospitali[sz]ations?|infections?|disease|illness|decline|dementia|memory|cognition|strokes?|infarctions?|fractures?|bleed(?:s|ing)|responses?|remissions?|function|capacity|breathing|distance|mobility|quality of life|weight|cholesterol|glucose|blood pressure|tumou?rs?|lesions?|plaques?|skin|outcomes?|prognosis|control|transfusions?|complications?|burden|negativity|depth|clearance|hba1c|fev1|antibod(?:y|ies)|immunity|cells?|cancer|myeloma|psoriasis|asthma|copd|heart failure|need|episodes?|flares?|harms?|walking|sight|vision|hearing|movement|independence|ability|health|strength|sleep|mood|growth|itch|fatigue|stiffness|joints?|transmission|spread|viral load|inflammation|fibrosis|levels?|sugar|pressure|spasms?|tremor|wounds?|ulcers?|thrombos[ei]s|clots?|embolisms?|arrhythmias?|fibrillation';

/** `a delay`, `data cut`: a noun. */
const noun =
  '(?<!(?<![\\p{L}])(?:an?|the|any|no|of|this|such|its|their|data|final|interim|first|second|same) )';

const active = words(`${noun}${adverb}(?:${changing}) (?:[^;:.!?]{0,45}?[^\\p{L};:.!?])?(?:${changed})`);

const passive = words(
  `(?:${changed})(?: [\\p{L}-]+){0,4} (?:is|are|was|were|has been|have been|had been|being) ${adverb}(?:reduced|lowered|decreased|cut|slashed|halved|prevented|averted|avoided|delayed|slowed|improved|prolonged|extended|lengthened|increased|raised|boosted|restored|doubled|deepened|preserved|kept)`,
);

const causal = words(
  [
    '(?:translat(?:e|es|ed) (?:in)?to|equates? to|amounts? to|spells?) (?:[\\p{L}-]+ ){0,3}(?:benefits?|survival|outcomes?|advantages?|improvements?|protection|fewer|longer)',
    '(?:frees?|freed|rescu(?:e|es|ed)|deliver(?:s|ed)|liberat(?:e|es|ed)) (?:patients|people|children|women|men|them) (?:from|of)|(?:enabl(?:e|es|ed)|allow(?:s|ed)|help(?:s|ed)|lets?) (?:patients|people|children|women|men|them) (?:to )?(?:walk|live|breathe|sleep|move|work|see|hear|speak|eat|return|avoid)',
    '(?:is|are|was) (?:truly )?disease-modifying|(?:chang|alter|modif)(?:e|es|ed|y|ies|ied) (?:the )?(?:course|natural history|trajectory) of',
    '(?:led|leads|leading|result(?:s|ed|ing) in|gives rise|gave rise|bring(?:s|ing)? about|brought about|caus(?:e|es|ed|ing)|account(?:s|ed) for)(?: to)? (?:[^;:.!?]{0,40}?[^\\p{L};:.!?])?(?:responses?|remissions?|freedom|improvements?|reductions?|survival|fewer|lower|longer|clearance|independence|relief|recover(?:y|ies)|gains?|deeper|better|negativity|declines?|falls?|drops?|decreases?)',
    '(?:it|which|this|drug|treatment|therapy|vaccine|antibody|regimen|combination|infusion) works|works (?:as|well|in|for|against|better|every)',
    '(?:is|are|was|were|as|remain(?:s|ed)?|highly|very) (?:[\\p{L}]+ly )?(?:[\\d.]+ ?% )?(?:effective|efficacious)|(?:make|makes|made|making|turn(?:s|ed)?|render(?:s|ed)?) (?:[^;:.!? ]+ ){1,7}(?:independent|free|healthy|able|well again|symptom-free|disease-free)',
    '(?:demonstrat(?:e|es|ed|ing)|establish(?:es|ed)?|confirm(?:s|ed|ing)?|show(?:s|ed|n)?|underlin(?:e|es|ed)) (?:the |its |their |a |clear |strong )*(?:efficacy|effectiveness|activity|benefits?|advantage|superiority|edge)',
    '(?:efficacy|effectiveness|benefits?|advantage|superiority|edge)(?: [\\p{L}-]+){0,4} (?:is|are|was|were|has been|have been) (?:[\\p{L}]+ly )?(?:clear|real|established|confirmed|evident|obvious|demonstrated|shown|undeniable|undisputed)',
    '(?:clear|real|major|substantial|meaningful|robust|obvious|definite|strong|clear-cut|distinct|marked|decisive|overwhelming) (?:[\\p{L}-]+ )?(?:benefits?|advantages?|edge|gains?)',
    '(?:advance|step forward|victory|triumph|win) (?:for|in|on) (?:survival|patients|efficacy)',
  ].join('|'),
);

/** What names a cause; a drug has to follow. */
const cause = words(
  '(?:because|as a (?:direct )?result|by virtue|on account) of|because(?= (?:they|it|[\\p{L}]+) (?:received|took|had|got|were given|was given))|thanks to|owing to|due to|attributable to|attributed to|credit(?:s|ed)? (?:for [^;:.!?]{0,40} )?(?:to|goes to|belongs to)|brought by|caused by',
);

const better = words(
  [
    '(?:survival|mortality|endpoints?|results?|data|difference|estimates?|outcomes?|ratio|effect) (?:[\\p{L}]+ly )?favou?r(?:s|ed|ing)?',
    '(?:more|far more|much more) (?:effective|efficacious|potent|active|powerful)(?! dos)',
    'beats?|beat(?:en|ing)|surpass(?:es|ed)?|outdo(?:es|ne)|outshin(?:e|es)|outclass(?:es|ed)|trump(?:s|ed)?|trounc(?:e|es|ed)|(?:has|have|had|with) the (?:edge|upper hand)|edge over|wins? (?:over|out)|won (?:over|out)',
    '(?<!or |for )(?:does|do|did|fares?|fared|is|was|are|were|works?|worked|performs?|performed|looks?) (?:[\\p{L}]+ly |far |much |even )*better(?! (?:known|understood|powered|studied|tolerated|characteri[sz]ed|described|designed|placed|matched|kept|read|left|told|to )| than (?:nothing|that|this|expected))',
    '(?<!or |for )better (?:survival|outcomes?|results?|efficacy|responses?|control|quality of life|function|prognosis|drug|treatment|therapy|choice|option|protection|skin)',
  ].join('|'),
);

const longerLife = words(
  [
    '(?:overall )?survival (?:benefit|advantage|gain|advance)s?|liv(?:e|es|ed|ing) (?:better|(?:[\\p{L}]+ and )?longer)|longer (?:lives|life)|surviv(?:e|es|ed) longer|longer(?: overall)? survival',
    '(?:fewer|less|lower|reduced|falling)(?: [\\p{L}-]+){0,2} (?:deaths?|mortality)|fewer (?:patients|people|children|women|men)(?: [\\p{L}-]+){0,3} (?:died|die)|(?:deaths?|mortality|death rates?)(?: [\\p{L}-]+){0,4} (?:falls?|fell|drops?|dropped|declin(?:es|ed)|decreas(?:es|ed)|plummet(?:s|ed)|(?:is|are|was|were) (?:[\\p{L}]+ly )?(?:lower|fewer|rarer|reduced|less (?:frequent|common|likely)))|mortality benefit|(?:sav|spar)(?:e|es|ed|ing)(?: [\\p{L}-]+){0,2} lives|life-saving|lifesaving|(?:keep|kept|keeps)(?: [\\p{L}-]+){0,2} alive',
  ].join('|'),
);

const superior = words(
  'superior(?:ity|ly)?|outperform[\\p{L}]*|(?<!(?:clinically|haemodynamically|hemodynamically|biologically|nominally|non|of) )(?:statistical(?:ly)? )?(?<!(?:non-|clinically ))significan(?:t|tly|ce)',
);

const bestInSome = words(
  '(?:work(?:s|ed)?|perform(?:s|ed)?) (?:best|particularly well|especially well) (?:in|for|among)|(?:greatest|largest|biggest|strongest|most pronounced|most marked) (?:benefits?|effects?|gains?|reductions?)|(?:gain|benefit)(?:s|ed)? (?:the most|most|more (?:than|from))|(?:works?|worked) better (?:in|among)|(?:greater|larger|stronger) (?:benefit|effect) (?:in|among)|(?:particularly|especially|most) (?:effective|beneficial|pronounced|marked) (?:in|for|among)',
);

const somebodyElse =
  /(?<![\p{L}])(?:sales|revenue|compan(?:y|ies)|sponsors?|protocol|amendment|committee|investors?|adverse events?|toxicit(?:y|ies)|side effects?|analys[ei]s|guidance|agency|fda|ema|regulators?|insurers?|price|cost|smoking|age|obesity|disease|missing data|imputation|crossover|censoring|enrolment|recruitment|dose reductions?|imprecision|sample|trial)(?: [\p{L}-]+){0,3} ?$/u;

const bothArmsAlike = words(
  '(?:both|all|each|either|neither)(?: of the)? (?:[\\p{L}]+ )?(?:drugs?|arms?|groups?|treatments?|regimens?|vaccines?|doses?|products?|strateg(?:y|ies))',
);

const tellers = words(
  'it|which|this|these|drug|treatment|therapy|vaccine|antibody|regimen|combination|infusion|agent|quadruplet|medicine|patients|treated|results?|data|trials?|stud(?:y|ies)|addition|adding|responses?|rates?|negativity|remissions?|depth|removal|clearance|reduction|dose|arm|medication|injections?|tablets?|pills?|inhaler|transplant(?:ation)?|surgery',
);

const strict: Asked = { strict: true };
const effect: Asked = { strict: false };

const judged = new WeakMap<ClaimContext, Map<Sentence, Overclaimed[]>>();

/** Claims of an effect that the comparisons around them do not carry, each place once. Several rules ask. */
export function overclaimedEffects(sentence: Sentence, context: ClaimContext): Overclaimed[] {
  const known = judged.get(context) ?? new Map<Sentence, Overclaimed[]>();
  judged.set(context, known);
  const found = known.get(sentence) ?? findOverclaimed(sentence, context);
  known.set(sentence, found);
  return found;
}

function findOverclaimed(sentence: Sentence, context: ClaimContext): Overclaimed[] {
  const found = [
    ...superiority(sentence),
    ...claimsOf(sentence, success, 'success'),
    ...claimsOf(sentence, bestInSome, 'subgroup'),
    ...claimsOf(sentence, longerLife, 'longer life'),
    ...claimsOf(sentence, active, 'effect').map((one) => ({ ...one, bySubject: true })),
    ...[passive, causal, better].flatMap((pattern) => claimsOf(sentence, pattern, 'effect')),
    ...claimsOf(sentence, cause, 'effect').filter(({ assertion }) => isOfDrug(sentence, assertion, context)),
  ];
  const apart = found.filter(
    ({ assertion: { start, end } }, index) =>
      !found.slice(0, index).some(({ assertion }) => start < assertion.end && assertion.start < end),
  );
  return apart
    .filter((one) => one.kind === 'word' || isOfTreatment(sentence, one, context))
    .flatMap(({ assertion, kind, asked }): Overclaimed[] => {
      const weighed = weigh(sentence, assertion, asked, context);
      if (kind === 'success' && !contradicts(sentence, context)) return [];
      if (kind === 'subgroup') return subgroupClaim(sentence, assertion, weighed);
      if (weighed && isToldAsSeen(sentence, assertion, weighed)) return [];
      return weighed ? [{ assertion, kind, ...weighed }] : [];
    });
}

/** `increased the risk`, `reduced survival`: harms are not judged here. */
const harms = words(
  '(?:increas|rais|doubl|tripl|boost)[\\p{L}]* (?:[^ ]+ ){0,4}(?:risks?|odds|hazard|deaths?|mortality|events?|bleed(?:s|ing)|infections?|complications?|symptoms?|pain|burden|harms?|relapses?|exacerbations?|need)|(?:reduc|lower|shorten|decreas|diminish|cut|slow)[\\p{L}]* (?:[^ ]+ ){0,4}(?:survival|life|lives|responses?|remissions?|function|capacity|distance|mobility|quality of life|negativity|immunity)',
);

const success = words(
  '(?:met|meets|achieved|hit|reached) (?:its|the|both|all|every)(?: [\\p{L}-]+){0,3} end ?points?|(?:trial|study|readout|results?) (?:was|were|is|are) (?:[\\p{L}]+ly )?(?:positive|a success|successful)',
);

interface Sought {
  assertion: Assertion;
  kind: Overclaimed['kind'];
  asked: Asked;
  /** The subject of the verb is what works. */
  bySubject?: boolean;
}

function claimsOf(sentence: Sentence, pattern: RegExp, kind: Overclaimed['kind']): Sought[] {
  return assertionsOf(sentence, pattern, { mild: true })
    .filter(({ word }) => kind === 'longer life' || !has(word.toLowerCase(), harms))
    .map((assertion) => ({ assertion, kind, asked: effect }));
}

/** `significant` may favour either arm, and `superior` the one that is said to be. */
function superiority(sentence: Sentence): Sought[] {
  return assertionsOf(sentence, superior).map((assertion) => ({
    assertion,
    kind: 'word',
    asked: /^superior/i.test(assertion.word) ? strict : { ...strict, eitherSide: true },
  }));
}

const qualified = words('interactions?|exploratory|chance|prespecified|hypothesis-generating');

/** Greater effects in some patients need a test of the difference, which no result here states. */
function subgroupClaim(
  sentence: Sentence,
  assertion: Assertion,
  weighed: Weighed | undefined,
): Overclaimed[] {
  if (has(plainOf(sentence).text, qualified)) return [];
  return [{ assertion, kind: 'subgroup', lack: 'subgroup', rests: weighed?.rests ?? findingsOf(sentence) }];
}

const seen = words(
  'numerical(?:ly)?|chance|includes?|interval|not (?:statistically )?significant|exploratory|nominal|descriptive',
);

/** Of the comparisons shown nearby none rules out no difference or meets a margin. */
function contradicts(sentence: Sentence, context: ClaimContext): boolean {
  const own = comparisonsIn([sentence]);
  const shown = own.length > 0 ? own : comparisonsIn(paragraphOf(sentence, context));
  return shown.length > 0 && !shown.some(({ excludes, nonInferior }) => excludes || nonInferior);
}

const counts = words('fewer|less|lower|longer|rarer|favou?r(?:s|ed|ing)?');

/** Stated as counts, such as fewer deaths, with what limits it or with the counts of both arms. */
function isToldAsSeen(sentence: Sentence, { word }: Assertion, { lack, rests }: Weighed): boolean {
  if (lack !== 'not excluded' || !has(word.toLowerCase(), counts)) return false;
  return has(plainOf(sentence).text, seen) || rests.every((one) => one.counted && one.favours === 'first');
}

const generic = words('the (?:drug|antibody|product|combination|therapy|treatment|vaccine|infusion)');

/** The drug follows within a few words. */
function isOfDrug(sentence: Sentence, { at, word, end }: Assertion, { library }: ClaimContext): boolean {
  const after = sentence.text.slice(at + word.length, at + word.length + 40).split(/[,;:.!?]/)[0] ?? '';
  const plain = plainOf(sentence).text.slice(end, end + after.length);
  return (
    has(plain, generic) || [...library.trials.values()].some((trial) => namesDrug(after, trial, library))
  );
}

function namesDrug(text: string, trial: Trial, { products }: ClaimContext['library']): boolean {
  return findNames(text, testedNames(trial, products)).length > 0;
}

/** The clause has a subject, and it is neither a drug nor a trial of the library. */
function isOfAnother(sentence: Sentence, before: string, at: number, { library }: ClaimContext): boolean {
  const subject = sentence.text.slice(0, at).slice(-before.length);
  if (before.trim() === '' || has(before, tellers) || endpointsNamed(subject, library.endpoints).size > 0)
    return false;
  return ![...library.trials.values()].some(
    (trial) => namesTrial(subject, trial) || namesDrug(subject, trial, library),
  );
}

/** Not of a company, a protocol or a side effect; and of what the library knows, or the text shows. */
function isOfTreatment(
  sentence: Sentence,
  { assertion: { start, at }, bySubject }: Sought,
  context: ClaimContext,
): boolean {
  const { text } = plainOf(sentence);
  const before =
    text
      .slice(0, start)
      .split(/[;:.!?,]/)
      .at(-1) ?? '';
  if (somebodyElse.test(before) || has(before, bothArmsAlike)) return false;
  if (bySubject && findingsOf(sentence).length === 0 && isOfAnother(sentence, before, at, context))
    return false;
  const nearby = paragraphOf(sentence, context);
  if (nearby.some((one) => findingsOf(one).length > 0)) return true;
  if (trialsOf(sentence, context).length > 0) return true;
  const trials = context.subjects;
  return (
    has(text.slice(0, start), tellers) ||
    trials.some((trial) => namesDrug(sentence.text.slice(0, at), trial, context.library)) ||
    (at < 40 && endpointsNamed(sentence.text, context.library.endpoints).size > 0)
  );
}
