import type { PValue } from '../../model/scalars.ts';
import type { Trial } from '../../model/trial.ts';
import { roundHalfUp, toRational } from '../../notation/rounding.ts';
import { pValueOf, standardErrorsOf } from '../interval.ts';
import { zOf } from '../proportion-interval.ts';
import { effectsOf, levelIn, type PrintedEffect, scaled } from './effect.ts';
import { type Flaw, valueSpot } from './flaw.ts';
import { gapBetween, printedRange, type Range } from './range.ts';

/**
 * How far p and interval may part beyond rounding, in standard errors: tests and intervals are often
 * computed by different methods (log-rank against Cox). A factor of about 2 at p = 0.05, 3.5 at 0.0001.
 */
const tolerance = 0.3;

/** A test whose p follows from another method than an interval of an estimate, which it may contradict. */
const otherMethod =
  /(?<!log[- ]?)\b(?:ranks?|ranked|rank-based|Wilcoxon|Mann|permutation|exact|Fisher|bootstrap)\b/i;

/** Another null hypothesis than that of no effect. */
const otherQuestion = /non-?inferior|equivalen/i;

/**
 * The p value of a comparison against its interval: p is below 1 − level when the interval excludes no
 * effect, and only then; and it is about that of the estimate over its standard error, which is the width
 * of the interval over 2z, of a ratio on the logarithmic scale (Altman and Bland, BMJ 2011;343:d2304). A
 * one-sided p is doubled. An error when both fail, a warning when one does or `analysis` names a test of ranks,
 * an exact one or the like. Not for tests of non-inferiority or equivalence.
 */
export function checkPValues(trial: Trial): Flaw[] {
  return effectsOf(trial).flatMap((effect) => {
    const { p, analysis, nonInferiority } = effect.test;
    if (!p || nonInferiority || otherQuestion.test(analysis ?? '')) return [];
    const remarked = levelIn(analysis);
    if (remarked !== undefined && Number(remarked) !== effect.level) return [];
    return flawsOf(effect, p);
  });
}

function flawsOf(effect: PrintedEffect, p: PValue): Flaw[] {
  const printed = twoSided(rangeOfP(p), effect.test.sided);
  const verdicts = [isSignificant(printed, effect), excludesNone(effect)];
  const contradicts = verdicts.includes(true) && verdicts.includes(false);
  const far = gapBetween(standardErrors(printed), impliedStandardErrors(effect)) > tolerance;
  if (!contradicts && !far) return [];
  const { finding, kind } = effect;
  return [
    {
      severity: contradicts && far && !otherMethod.test(effect.test.analysis ?? '') ? 'error' : 'warning',
      message: contradicts ? contradiction(effect, p) : distance(effect, p),
      spot: valueSpot(finding, 'p'),
      related: [
        { message: 'the interval', spot: valueSpot(finding, 'ci') },
        { message: `the ${kind}`, spot: valueSpot(finding, 'value') },
      ],
      hints,
    },
  ];
}

const hints = [
  'compare p, the estimate and the interval with the source',
  'if p is one-sided, set sided: one; if it is from a rank or exact test, name it in analysis:',
  'if the interval is not a 95% interval, give level:; if the test is of non-inferiority, give nonInferiority:',
];

function contradiction(effect: PrintedEffect, p: PValue): string {
  const where = `${excludesNone(effect) ? 'excludes' : 'includes'} ${effect.none}`;
  return `the interval ${written(effect)} ${where}, which does not agree with ${writeP(effect, p)}`;
}

function distance(effect: PrintedEffect, p: PValue): string {
  const { estimate, low, high, level } = effect;
  const width = scaled(effect, high.value) - scaled(effect, low.value);
  const implied = pValueOf((scaled(effect, estimate.value) * 2 * zOf(level)) / width);
  const about = implied < 0.0001 ? 'below 0.0001' : `about ${roundHalfUp(toRational(implied), 4)}`;
  const gives = `the interval ${written(effect)}, which gives a two-sided p ${about}`;
  return `${writeP(effect, p)} does not agree with ${gives}`;
}

function written({ low, high }: PrintedEffect): string {
  return `${low.text}–${high.text}`;
}

function writeP({ test }: PrintedEffect, p: PValue): string {
  return `${test.sided === 'one' ? 'one-sided ' : ''}p${p.relation}${p.value.text}`;
}

/** The p values that the print leaves open, from 0 to 1. */
function rangeOfP({ relation, value }: PValue): Range {
  if (relation === '<') return { low: 0, high: value.value };
  if (relation === '>') return { low: value.value, high: 1 };
  const { low, high } = printedRange(value);
  return { low: Math.max(0, low), high: Math.min(1, high) };
}

/** A one-sided p and its complement both double to the two-sided one. */
function twoSided({ low, high }: Range, sided: 'one' | 'two' | undefined): Range {
  if (sided !== 'one') return { low, high };
  const ends = [low, high].map((p) => 2 * Math.min(p, 1 - p));
  return { low: Math.min(...ends), high: low <= 0.5 && high >= 0.5 ? 1 : Math.max(...ends) };
}

/** Whether p is below what the level of the interval leaves; undefined when rounding leaves it open. */
function isSignificant({ low, high }: Range, { level }: PrintedEffect): boolean | undefined {
  const alpha = Number((1 - level / 100).toPrecision(12));
  if (high <= alpha) return true;
  return low >= alpha ? false : undefined;
}

/** Whether the interval excludes no effect; undefined when rounding leaves it open. */
function excludesNone({ low, high, none }: PrintedEffect): boolean | undefined {
  const [lows, highs] = [printedRange(low), printedRange(high)];
  if (lows.low > none || highs.high < none) return true;
  return lows.high < none && highs.low > none ? false : undefined;
}

function standardErrors({ low, high }: Range): Range {
  return { low: standardErrorsOf(high), high: standardErrorsOf(low) };
}

/** How many standard errors the estimate lies from no effect, given the rounding of all three numbers. */
function impliedStandardErrors(effect: PrintedEffect): Range {
  const { estimate, low, high, level, none } = effect;
  const [estimates, lows, highs] = [printedRange(estimate), printedRange(low), printedRange(high)];
  const ends = [estimates.low, estimates.high].map((end) => Math.abs(scaled(effect, end)));
  const nearest = estimates.low <= none && estimates.high >= none ? 0 : Math.min(...ends);
  const z = zOf(level);
  const narrowest = Math.max(0, scaled(effect, highs.low) - scaled(effect, lows.high)) / (2 * z);
  const widest = (scaled(effect, highs.high) - scaled(effect, lows.low)) / (2 * z);
  return { low: nearest / widest, high: Math.max(...ends) / narrowest };
}
