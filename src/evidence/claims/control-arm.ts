import type { Finding, Trial } from '../../model/trial.ts';
import type { ClaimContext, Objection, SentenceRule } from './claim.ts';
import { armsOf, type Mention, mentionsOfControl, mentionsOfTested, namesTrial } from './passage.ts';
import { findingsOf, findingsOfCall, type Sentence, type Shown } from './sentences.ts';
import { endpointsNamed, type TypedValue, trialsOf, valueIn } from './typed-values.ts';

/**
 * C26. Bound numbers are judged by the arm they belong to. Typed ones by their value, within half a point;
 * the ends of a range typed without decimals within one and a half, since they were rounded.
 */
export const controlArm: SentenceRule = {
  rule: 'C26',
  title: 'Control arm quoted as the drug',
  level: 'sentence',
  severity: 'block',
  judge: (sentence, context) => [...judgeBound(sentence, context), ...judgeTyped(sentence, context)],
};

function judgeBound(sentence: Sentence, context: ClaimContext): Objection[] {
  return sentence.shown.filter(showsResult).flatMap(({ call, start, end }) =>
    findingsOfCall(call)
      .filter(isOfControl)
      .filter((finding) => call.name === 'range' || !showsBothArms(sentence, finding))
      .filter(({ trial }) => isAttributedToDrug(sentence, start, trial, context))
      .map((finding) => objection(sentence.text.slice(start, end), [finding], start)),
  );
}

/** Not the number of patients, the time of a rate or the sensitivity of a test. A gap is between arms. */
function showsResult({ call }: Shown): boolean {
  if (call.name === 'value') return !['N', 'at', 'threshold'].includes(call.show);
  return call.name === 'range';
}

function isOfControl({ arm, endpoint }: Finding): boolean {
  return arm?.role === 'control' && endpoint.family !== 'conduct';
}

function judgeTyped(sentence: Sentence, context: ClaimContext): Objection[] {
  const typed = context.typed.get(sentence) ?? [];
  if (typed.length === 0) return [];
  const results = resultsFor(sentence, trialsOf(sentence, context), context);
  return typed.flatMap((one) =>
    one.values.flatMap((value) => {
      const blamed = controlsBehind(value, one, results)
        .filter((finding) => !showsBothArms(sentence, finding))
        .filter(({ trial }) => isAttributedToDrug(sentence, one.start, trial, context));
      const printed = one.values.length === 2 ? `${value} of ${one.text}` : one.text;
      return blamed.length > 0 ? [objection(printed, blamed, one.start)] : [];
    }),
  );
}

/** Results of the endpoints that the sentence names; none if it names none. */
function resultsFor({ text }: Sentence, trials: Trial[], { library }: ClaimContext): Finding[] {
  const named = endpointsNamed(text, library.endpoints);
  return trials
    .flatMap(({ findings }) => findings)
    .filter(({ arm, endpoint }) => arm && named.has(endpoint.id));
}

/** The control arms whose result a typed number is; none if it may as well be a tested arm's. */
function controlsBehind(value: number, typed: TypedValue, results: Finding[]): Finding[] {
  const isRoundedEnd = typed.values.length === 2 && typed.rounded;
  const near = results
    .map((finding) => ({
      finding,
      distance: Math.abs((valueIn(finding, typed.unit) ?? Number.NaN) - value),
    }))
    .filter(({ distance }) => distance <= (isRoundedEnd ? 1.5 : 0.5));
  const controls = near.filter(({ finding }) => isOfControl(finding));
  const closest = Math.min(...controls.map(({ distance }) => distance));
  const rivals = near.filter(({ finding }) => !isOfControl(finding));
  const rivalled = rivals.some(({ distance }) => !isRoundedEnd || distance <= closest);
  return rivalled ? [] : controls.map(({ finding }) => finding);
}

function objection(printed: string, findings: Finding[], at: number): Objection {
  const arms = findings.map(({ trial, arm, endpoint }) => `${trial.name} (${arm?.label}, ${endpoint.label})`);
  const trials = unique(findings.map(({ trial }) => trial.name));
  const drugs = unique(findings.map(({ trial }) => armsOf(trial, 'experimental')[0]?.label ?? 'the drug'));
  return {
    message: `${printed} is the result of the control arm of ${unique(arms).join(' and of ')}, attributed to ${drugs.join(' or ')}`,
    caveat: `The quoted value ${printed} is that of the control arm of ${trials.join(' and ')}, not of ${drugs.join(' or ')}.`,
    at,
  };
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}

/** Ends of a clause: a comma, a semicolon, a colon, a dash, `and`, `but`, `while`. */
const joints = /[,;:–—](?=\s)|\s(?:and|but|while|whereas)\s/g;

const contrasting =
  /(?:against|versus|vs\.?|over|than|compared (?:with|to)|relative to|unlike|on top of|added to)\s+(?:the\s+)?$/i;

/**
 * Whether a reader takes the number at an offset for that of the tested drug of a trial.
 * Naming the comparator clears a number, unless it is named only to set the drug against it.
 */
export function isAttributedToDrug(
  sentence: Sentence,
  at: number,
  trial: Trial,
  { library: { products } }: ClaimContext,
): boolean {
  const { text } = sentence;
  const control = mentionsOfControl(text, trial, products);
  const tested = mentionsOfTested(text, trial, products);
  if (control.length === 0) return tested.length > 0 || namesTrial(text, trial);
  const clause = clauseAt(text, at);
  const named = (mentions: Mention[]) =>
    mentions.some(({ start }) => start >= clause.start && start < clause.end);
  return (
    named(tested) && !named(control) && control.every(({ start }) => contrasting.test(text.slice(0, start)))
  );
}

function clauseAt(text: string, at: number): Mention {
  const ends = [...text.matchAll(joints)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
  const start = ends.findLast(({ end }) => end <= at)?.end ?? 0;
  const end = ends.find((joint) => joint.start >= at)?.start ?? text.length;
  return { start, end };
}

/** The sentence shows the tested arm's result of the same kind too. */
export function showsBothArms(sentence: Sentence, { trial, endpoint }: Finding): boolean {
  return findingsOf(sentence).some(
    (other) =>
      other.trial.id === trial.id && other.endpoint.id === endpoint.id && other.arm?.role === 'experimental',
  );
}
