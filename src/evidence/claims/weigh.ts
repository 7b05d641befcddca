import { type Finding, isRandomised, type Trial } from '../../model/trial.ts';
import { boundMark } from '../lint/reading.ts';
import type { Assertion } from './assertion.ts';
import type { ClaimContext } from './claim.ts';
import { type About, aboutOf, isAbout } from './outcomes.ts';
import { findNames, mentionsOfControl, namesTrial, testedNames } from './passage.ts';
import { plainOf } from './plain.ts';
import { findingsOf, findingsOfCall, type Sentence } from './sentences.ts';
import { type Comparison, isComparison, pairToComparison, type Side, toComparison } from './support.ts';
import { trialsOf } from './typed-values.ts';

/** Why the evidence around a claim does not carry it. */
export type Lack =
  | 'nothing shown'
  | 'single arm'
  | 'one arm'
  | 'across trials'
  | 'not randomised'
  | 'no direction'
  | 'other outcome'
  | 'subgroup'
  | 'against'
  | 'not confirmatory'
  | 'not excluded';

/** A comparison, or a result where there is none. */
interface Rest extends Pick<Finding, 'trial' | 'endpoint'> {
  counted?: boolean;
  favours?: Side | undefined;
}

export interface Weighed {
  lack: Lack;
  /** Results that the claim rests on, as far as there are any. */
  rests: Rest[];
}

/** What a claim asks of its evidence. */
export interface Asked {
  /** A test that was confirmatory, shown in the sentence or its paragraph. */
  strict: boolean;
  /** Either side may be favoured. */
  eitherSide?: boolean;
  /** Not to be worse is enough. */
  nonInferior?: boolean;
  /** Endpoints that may carry it. */
  endpoints?: (endpoint: Comparison['endpoint']) => boolean;
}

/** Undefined when the evidence carries the claim. */
export function weigh(
  sentence: Sentence,
  assertion: Assertion,
  asked: Asked,
  context: ClaimContext,
): Weighed | undefined {
  const about = aboutOfClaim(sentence, assertion, context);
  const ofKind = ({ endpoint }: Pick<Comparison, 'endpoint'>) =>
    asked.endpoints?.(endpoint) ?? isAbout(about, endpoint);
  const own = comparisonsIn([sentence]);
  if (isAcrossTrials(sentence, assertion, own, context))
    return { lack: 'across trials', rests: findingsOf(sentence) };
  let others: Comparison[] = [];
  for (const shown of tiersOf(sentence, own, asked, context)) {
    const right = shown.filter(ofKind);
    if (right.length > 0) return judge(right, sentence, assertion, asked, context);
    others = [...others, ...shown];
  }
  if (others.length > 0) return { lack: 'other outcome', rests: others };
  return { lack: withoutComparison(sentence, about, context), rests: findingsOf(sentence) };
}

function judge(
  shown: Comparison[],
  sentence: Sentence,
  assertion: Assertion,
  { strict, eitherSide, nonInferior }: Asked,
  context: ClaimContext,
): Weighed | undefined {
  const lacks = shown.map((one): Lack | undefined => {
    if (!isRandomised(one.trial)) return 'not randomised';
    if (nonInferior) return one.nonInferior ? undefined : 'not excluded';
    if (!one.excludes) return 'not excluded';
    if (one.favours === undefined && !eitherSide) return 'no direction';
    if (!eitherSide && one.favours !== sideClaimed(sentence, assertion, one.trial, context)) return 'against';
    if (strict && !one.confirmatory) return 'not confirmatory';
    return one.subgroup && !isSeenWhole(one, sentence, context) ? 'subgroup' : undefined;
  });
  return lacks.includes(undefined) ? undefined : { lack: lacks[0] as Lack, rests: shown };
}

/** The same result of all patients is shown beside that of a subgroup, and rules out no difference too. */
function isSeenWhole({ trial, endpoint }: Comparison, sentence: Sentence, context: ClaimContext): boolean {
  return comparisonsIn(paragraphOf(sentence, context)).some(
    (one) => !one.subgroup && one.excludes && one.trial.id === trial.id && one.endpoint.id === endpoint.id,
  );
}

/** Ever wider: the sentence, both arms of it in the library, its paragraph, the briefing. */
function tiersOf(
  sentence: Sentence,
  own: Comparison[],
  { strict }: Asked,
  context: ClaimContext,
): Comparison[][] {
  const shown = findingsOf(sentence);
  const ofBothArms = comparisonsBehind(shown);
  if (shown.length > 0 && own.length === 0 && shown.every(({ trial }) => !isRandomised(trial))) return [];
  if (trialsNamed(sentence, context).size > 1 && own.length === 0) return [];
  const paragraph = withinReach(comparisonsIn(paragraphOf(sentence, context)), sentence, context);
  const isHead =
    sentence.isHeading ||
    sentence.opinion ||
    !['text', 'bottom line', 'key figures'].includes(sentence.where);
  const whole =
    isHead || (!strict && shown.length === 0)
      ? withinReach([...comparisonsIn(context.sentences), ...exhibited(context)], sentence, context)
      : [];
  return [own, strict ? [] : ofBothArms, paragraph, whole];
}

function exhibited({ exhibits }: ClaimContext): Comparison[] {
  return exhibits.flatMap(({ findings = [] }) => compared(findings));
}

/** Of the trials and drugs that the sentence names, if it names any. */
function withinReach(shown: Comparison[], sentence: Sentence, context: ClaimContext): Comparison[] {
  const told = new Set(trialsMentioned(sentence, context).map(({ id }) => id));
  return told.size === 0 ? shown : shown.filter(({ trial }) => told.has(trial.id));
}

/** Trials shown or named. */
function trialsNamed(sentence: Sentence, { library }: ClaimContext): Set<string> {
  const named = [...library.trials.values()].filter((trial) => namesTrial(sentence.text, trial));
  return new Set([...findingsOf(sentence).map(({ trial }) => trial), ...named].map(({ id }) => id));
}

/** Trials shown, or else those named or of the drugs named. */
function trialsMentioned(sentence: Sentence, context: ClaimContext): Trial[] {
  const shown = new Map(findingsOf(sentence).map(({ trial }) => [trial.id, trial]));
  return shown.size > 0 ? [...shown.values()] : trialsOf(sentence, context);
}

export function paragraphOf({ where, paragraph }: Sentence, { sentences }: ClaimContext): Sentence[] {
  return sentences.filter((one) => one.where === where && one.paragraph === paragraph);
}

/** Ratios and differences that sentences show, and results of both arms of a trial side by side. */
export function comparisonsIn(sentences: Sentence[]): Comparison[] {
  return sentences.flatMap(({ shown }) => {
    const findings = shown
      .filter(({ call }) => call.name === 'value' || call.name === 'gap')
      .flatMap(({ call }) => findingsOfCall(call));
    return compared(findings);
  });
}

function compared(findings: Finding[]): Comparison[] {
  return [...findings.filter(isComparison).map(toComparison), ...pairsIn(findings)];
}

function pairsIn(findings: Finding[]): Comparison[] {
  return bothArms(findings)
    .filter(([{ value }]) => value.shape === 'proportion')
    .map(([tested, control]) => pairToComparison(tested, control));
}

export function bothArms(findings: Finding[]): [Finding, Finding][] {
  const of = (role: string) => findings.filter(({ arm }) => arm?.role === role);
  return of('experimental').flatMap((tested) =>
    of('control')
      .filter((control) => isSameResult(tested, control))
      .map((control): [Finding, Finding] => [tested, control]),
  );
}

function isSameResult(a: Finding, b: Finding): boolean {
  return (
    a.trial.id === b.trial.id &&
    a.endpoint.id === b.endpoint.id &&
    a.value.shape === b.value.shape &&
    a.threshold?.exponent === b.threshold?.exponent &&
    a.subgroup?.is === b.subgroup?.is
  );
}

/** Comparisons in the library of results of which both arms are shown. */
function comparisonsBehind(shown: Finding[]): Comparison[] {
  return bothArms(shown).flatMap(([{ trial, endpoint }]) =>
    trial.findings
      .filter((one) => one.endpoint.id === endpoint.id && isComparison(one) && !one.subgroup)
      .map(toComparison),
  );
}

function withoutComparison(sentence: Sentence, about: About, context: ClaimContext): Lack {
  const shown = findingsOf(sentence).filter(({ endpoint }) => endpoint.family !== 'conduct');
  const isOther = shown.length > 0 && !shown.some(({ endpoint }) => isAbout(about, endpoint));
  if (isOther && about.outcomes.size > 0) return 'other outcome';
  const trials = shown.length > 0 ? shown.map(({ trial }) => trial) : trialsOf(sentence, context);
  if (new Set(trials.map(({ id }) => id)).size > 1 && shown.length > 0) return 'across trials';
  if (trials.length > 0 && trials.every((trial) => !isRandomised(trial))) return 'single arm';
  return shown.some(({ arm }) => arm) ? 'one arm' : 'nothing shown';
}

const joint =
  /[;:!?]|\.(?= )| (?:but|while|whereas|although|though) |, which | and (?:so|thus|thereby|therefore) /g;

/** The words around a claim, up to the next number and the end of its clause. */
function aboutOfClaim(sentence: Sentence, { start, end }: Assertion, { library }: ClaimContext): About {
  const { text, offsets } = plainOf(sentence);
  const marked = text.replaceAll(boundMark, ';');
  const from = [...marked.slice(0, start).matchAll(joint)].at(-1);
  const first = from ? from.index + from[0].length : 0;
  const to = marked.slice(end).search(new RegExp(joint.source));
  const last = to < 0 ? text.length : end + to;
  return aboutOf(
    text.slice(first, last),
    sentence.text.slice(offsets[first] ?? 0, offsets[last] ?? sentence.text.length),
    library.endpoints,
  );
}

/** A comparator named before the claim and the drug after it: the comparator is said to do better. */
function sideClaimed(
  sentence: Sentence,
  { at, word }: Assertion,
  trial: Trial,
  { library: { products } }: ClaimContext,
): Side {
  const before = sentence.text.slice(0, at);
  const after = sentence.text.slice(at + word.length);
  const isTested = (text: string) => findNames(text, testedNames(trial, products)).length > 0;
  const setAgainst =
    /^[^.;:]{0,30}?(?:\bto|than|over|against|by)\s+(?:the\s+)?([^.;:]{0,60})/.exec(after)?.[1] ?? after;
  const control = mentionsOfControl(before, trial, products).length > 0;
  return control && !isTested(before) && isTested(setAgainst) && /\b(?:to|than|over|against|by)\s/.test(after)
    ? 'second'
    : 'first';
}

/** The drug is set against the drug of another trial than that whose comparison is shown. */
function isAcrossTrials(
  sentence: Sentence,
  { at, word }: Assertion,
  own: Comparison[],
  { library: { products, trials } }: ClaimContext,
): boolean {
  const after = sentence.text.slice(at + word.length);
  const rival = /^[^.;:]{0,40}?\b(?:to|than|over|against|versus|by)\s+(?:the\s+)?([^.;:,({]{1,60})/.exec(
    after,
  )?.[1];
  if (rival === undefined || own.length === 0) return false;
  const isTestedIn = (trial: Trial) => findNames(rival, testedNames(trial, products)).length > 0;
  const compared = new Map(own.map(({ trial }) => [trial.id, trial]));
  const isControl = [...compared.values()].some(
    (trial) => mentionsOfControl(rival, trial, products).length > 0,
  );
  if (isControl || ![...trials.values()].some(isTestedIn)) return false;
  return compared.size > 1 || ![...compared.values()].some(isTestedIn);
}
