import type { Finding } from '../../model/trial.ts';
import { boundMark } from '../lint/reading.ts';
import { type Assertion, assertionsOf } from './assertion.ts';
import type { ClaimContext, Objection, SentenceRule } from './claim.ts';
import { has, plainOf, words } from './plain.ts';
import { findingsOf, findingsOfCall, type Sentence } from './sentences.ts';
import { amountOf, isComparison, percentOf, pointsOf, toComparison } from './support.ts';
import { bothArms, paragraphOf } from './weigh.ts';

const change =
  '(?:ris(?:e|es|ing)|rose|increas[\\p{L}]*|improv[\\p{L}]*|rais[\\p{L}]*|gr(?:ew|ow|ows|own)|climb[\\p{L}]*|jump[\\p{L}]*|up|reduc[\\p{L}]*|lower[\\p{L}]*|cut[\\p{L}]*|slash[\\p{L}]*|fell|fall[\\p{L}]*|drop[\\p{L}]*|declin[\\p{L}]*|decreas[\\p{L}]*|down|boost[\\p{L}]*|higher|more|fewer|less|greater|better|prevent[\\p{L}]*)';

const percent = '(?:[\\d]+(?:[.][\\d]+)?) ?(?:%|per ?cent)';
const ofPercent = /(\d+(?:\.\d+)?) ?(?:%|per ?cent)/;

/** `rose by 22%`, `22% higher`, `a 22% reduction`. */
const byPercent = words(
  `${change}[^;:.!?${boundMark}]{0,60}? by (?:about |nearly |some |more than |almost |over )?${percent}|${percent} (?:absolute |relative )?(?:${change}|reduction|gain|improvement|difference|advantage|drop)`,
);

/** An arm's own percentage presented as a change. */
const byArm = words(
  `(?:rose|ris(?:es|ing)|increas(?:es|ed)|improv(?:es|ed)|rais(?:es|ed)|reduc(?:es|ed)|lower(?:s|ed)|cut|fell|falls|dropped|declined|decreas(?:es|ed)|boost(?:s|ed))[^;:.!?${boundMark}]{0,60}? by(?= ${boundMark})`,
);

const parts: Record<string, number> = {
  'a half': 0.5,
  half: 0.5,
  'one half': 0.5,
  'a third': 0.333,
  'one third': 0.333,
  'two thirds': 0.667,
  'a quarter': 0.25,
  'one quarter': 0.25,
  'three quarters': 0.75,
  'a fifth': 0.2,
  'one fifth': 0.2,
  'two fifths': 0.4,
  'a tenth': 0.1,
};
const partNames = Object.keys(parts).join('|');
const hazards =
  '(?:risks?|odds|hazard|rates?|deaths?|mortality|events?|infections?|exacerbations?|progression|relapses?|strokes?|attacks?|admissions?|hospitali[sz]ations?|recurrences?|fractures?|chance|likelihood|incidence)';

/** `lowered the risk by 22%`, `halved deaths`: a share of a risk that the words leave unsaid. */
const share = words(
  [
    `(?:reduc|lower|cut|slash|decreas|shrink|shrank|prevent|avert)[\\p{L}]* [^;:.!?${boundMark}]{0,60}?${hazards}[^;:.!?${boundMark}]{0,60}? by (?:about |nearly |some |more than |almost |over |roughly )?(?:${percent}|${partNames})`,
    `${hazards}(?: [^ ;:.!?${boundMark}]+){0,6} (?:fell|fall|falls|dropped|declined|reduced|lowered|cut) by (?:about |nearly |some |more than |almost |over |roughly )?(?:${percent}|${partNames})`,
    `${percent} (?:relative |lower |reduced |smaller )+(?:risk|odds|hazard|rate)[\\p{L}]*(?: reduction)?|${percent} (?:risk |relative risk )?(?:reduction|fewer|less|lower)`,
    `(?:halv(?:e|es|ed|ing)|(?:cut|cuts|slashes|slashed) in half) [^;:.!?${boundMark}]{0,40}?${hazards}|${hazards}(?: [^ ;:.!?${boundMark}]+){0,4} (?:is|are|was|were) halved`,
    `(?:prevent|avert)[\\p{L}]* (?:${percent}|${partNames}) of`,
  ].join('|'),
);

const halving = words('(?:halv(?:e|es|ed|ing)|in half|half)');

const multiples: Record<string, number> = {
  doubl: 2,
  twice: 2,
  tripl: 3,
  'three times': 3,
  quadrupl: 4,
  twofold: 2,
  'two-fold': 2,
  threefold: 3,
  'three-fold': 3,
  fourfold: 4,
  tenfold: 10,
};
const multiple = words(
  `(?:${Object.keys(multiples).join('|')})[\\p{L}]*(?! (?:dos|blind|daily|weekly|monthly|a (?:day|week|month)|the (?:upper|dose)|-blind))`,
);

/** What a change in per cent refers to: points are not per cent, and a share of a risk needs the risk. */
export const relativeEffect: SentenceRule = {
  rule: 'effect',
  title: 'Percentage points and relative changes',
  level: 'sentence',
  severity: 'block',
  judge: (sentence, context) => (has(plainOf(sentence).text, amounts) ? judgeAmounts(sentence, context) : []),
};

/** Without one of these there is nothing to judge. */
const amounts = /%|per ?cent|hal[fv]|thirds?|quarter|fifth|tenth|doubl|twice|tripl|times|fold|by \ue002/;

function judgeAmounts(sentence: Sentence, context: ClaimContext): Objection[] {
  return [
    ...assertionsOf(sentence, byPercent)
      .filter((one) => isOfPoints(one, sentence))
      .map((one) =>
        objection(sentence, one, 'is the difference in percentage points, not a change in per cent'),
      ),
    ...assertionsOf(sentence, byArm)
      .filter((one) => isOfOneArm(one, sentence))
      .map((one) => objection(sentence, one, 'gives the result of one arm as the change')),
    ...shares(sentence, context),
    ...assertionsOf(sentence, multiple)
      .filter((one) => isTooOften(one, findingsOf(sentence)))
      .map((one) => objection(sentence, one, 'is more than the comparison shown')),
  ];
}

/** The typed number is the gap between two percentages shown, and not their relative change. */
function isOfPoints({ word }: Assertion, sentence: Sentence): boolean {
  const told = Number(ofPercent.exec(word)?.[1]);
  if (
    /percentage points?/i.test(
      sentence.text.slice(sentence.text.indexOf(word), sentence.text.indexOf(word) + word.length + 20),
    )
  )
    return false;
  const points = findingsOf(sentence).flatMap((one) => pointsOf(one) ?? []);
  if (points.some((one) => Math.abs(Math.abs(one) - told) <= 0.6)) return true;
  return percentPairs(findingsOf(sentence)).some(
    ([a, b]) =>
      Math.abs(Math.abs(a - b) - told) <= 0.6 && b !== 0 && Math.abs(100 * Math.abs(a / b - 1) - told) > 1.5,
  );
}

function percentPairs(findings: Finding[]): [number, number][] {
  return bothArms(findings).flatMap(([tested, control]): [number, number][] => {
    const [a, b] = [percentOf(tested), percentOf(control)];
    return a === undefined || b === undefined ? [] : [[a, b]];
  });
}

function isOfOneArm({ end }: Assertion, sentence: Sentence): boolean {
  const at = plainOf(sentence).offsets[end + 1] ?? 0;
  return sentence.shown.some(
    ({ call, start, end: stop }) =>
      call.name === 'value' &&
      start <= at &&
      at < stop &&
      findingsOfCall(call).some((one) => one.arm !== undefined && percentOf(one) !== undefined),
  );
}

function shares(sentence: Sentence, context: ClaimContext): Objection[] {
  const found = assertionsOf(sentence, share);
  if (found.length === 0) return [];
  const nearby = paragraphOf(sentence, context).flatMap(findingsOf);
  const relative = found.filter((one) => !isAbsolute(one, nearby));
  if (!showsAbsolute(sentence, context, nearby))
    return relative.map((one) =>
      objection(sentence, one, 'is relative: show the risk in each arm, or the difference, beside it'),
    );
  return relative
    .filter((one) => isExaggerated(one, findingsOf(sentence)))
    .map((one) => objection(sentence, one, 'is more than the comparison shown'));
}

function isAbsolute({ word }: Assertion, findings: Finding[]): boolean {
  const told = Number(ofPercent.exec(word)?.[1]);
  return percentPairs(findings).some(([a, b]) => Math.abs(Math.abs(a - b) - told) <= 0.6);
}

/** Both arms' results, or a difference. */
function showsAbsolute(sentence: Sentence, context: ClaimContext, nearby: Finding[]): boolean {
  const gaps = paragraphOf(sentence, context).some(({ shown }) =>
    shown.some(({ call }) => call.name === 'gap'),
  );
  return gaps || bothArms(nearby).length > 0 || nearby.some(({ value }) => value.shape === 'difference');
}

/** A share in words that is greater than any comparison in the sentence. */
function isExaggerated({ word }: Assertion, findings: Finding[]): boolean {
  const written = word.toLowerCase();
  const name = Object.keys(parts).findLast((one) => written.endsWith(one));
  const told = name ? parts[name] : has(written, halving) ? 0.5 : undefined;
  const ratios = ratiosOf(findings);
  return (
    told !== undefined &&
    ratios.length > 0 &&
    ratios.every((ratio) => 1 - Math.min(ratio, 1 / ratio) < told - 0.06)
  );
}

function isTooOften({ word }: Assertion, findings: Finding[]): boolean {
  const stem = Object.keys(multiples).find((one) => word.toLowerCase().startsWith(one));
  const told = stem ? multiples[stem] : undefined;
  const ratios = ratiosOf(findings);
  return (
    told !== undefined &&
    ratios.length > 0 &&
    ratios.every((ratio) => Math.max(ratio, 1 / ratio) < 0.9 * told)
  );
}

/** First arm over second, of comparisons and of both arms' results. */
function ratiosOf(findings: Finding[]): number[] {
  return [
    ...findings.filter(isComparison).map((one) => toComparison(one).ratio),
    ...bothArms(findings).map(([tested, control]) => {
      const [a, b] = [amountOf(tested), amountOf(control)];
      return a && b ? a / b : undefined;
    }),
  ].filter((one) => one !== undefined);
}

function objection(sentence: Sentence, { word, at }: Assertion, lack: string): Objection {
  return {
    message: `‘${word}’ ${lack}`,
    caveat: `‘${word}’ ${lack}.`,
    at,
    ...(sentence.opinion && { severity: 'minor' as const }),
  };
}
