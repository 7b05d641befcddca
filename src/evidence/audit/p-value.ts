import type { PValue } from '../../model/scalars.ts';
import type { Trial } from '../../model/trial.ts';
import { roundHalfUp, toRational } from '../../notation/rounding.ts';
import { pValueOf, standardErrorsOf, z95 } from '../interval.ts';
import { type Flaw, valueSpot } from './flaw.ts';
import { gapBetween, printedRange, type Range } from './range.ts';
import { type PrintedRatio, ratiosOf } from './ratio.ts';

/**
 * How far p and interval may part beyond rounding, in standard errors: tests and intervals are often
 * computed by different methods (log-rank against Cox). A factor of about 2 at p = 0.05, 3.5 at 0.0001.
 */
const tolerance = 0.3;

/** Another null hypothesis, or an interval of another level than 95%. */
const otherQuestion = /non-?inferior|\d\s*%/i;

/**
 * The p value of a ratio against its 95% interval: p is below 0.05 when the interval leaves out 1, and only
 * then; and it is about that of ln(ratio) over (ln(high) − ln(low)) / (2 × 1.96) (Altman and Bland,
 * BMJ 2011;343:d2304). A one-sided p is doubled. An error when both fail, a warning when one does. Not for
 * ratios whose `analysis` speaks of non-inferiority or of a percentage, such as a 98.7% interval.
 */
export function checkPValues(trial: Trial): Flaw[] {
  return ratiosOf(trial).flatMap((ratio) => {
    const { p, analysis } = ratio.value;
    return p && !otherQuestion.test(analysis ?? '') ? flawsOf(ratio, p) : [];
  });
}

function flawsOf(ratio: PrintedRatio, p: PValue): Flaw[] {
  const printed = twoSided(rangeOfP(p), ratio.value.sided);
  const verdicts = [isSignificant(printed), excludesOne(ratio)];
  const contradicts = verdicts.includes(true) && verdicts.includes(false);
  const far = gapBetween(standardErrors(printed), impliedStandardErrors(ratio)) > tolerance;
  if (!contradicts && !far) return [];
  const { finding } = ratio;
  return [
    {
      severity: contradicts && far ? 'error' : 'warning',
      message: contradicts ? contradiction(ratio, p) : distance(ratio, p),
      spot: valueSpot(finding, 'p'),
      related: [
        { message: 'the interval', spot: valueSpot(finding, 'ci') },
        { message: 'the ratio', spot: valueSpot(finding, 'value') },
      ],
      hints,
    },
  ];
}

const hints = [
  'compare p, the ratio and the interval with the source',
  'where p is one-sided, say sided: one',
  'where the interval is not of 95% or the test is of non-inferiority, say so in analysis:',
];

function contradiction(ratio: PrintedRatio, p: PValue): string {
  const where = excludesOne(ratio) ? 'leaves out 1' : 'includes 1';
  return `the interval ${written(ratio)} ${where}, which does not agree with ${writeP(ratio, p)}`;
}

function distance(ratio: PrintedRatio, p: PValue): string {
  const { value, low, high } = ratio;
  const standardError = Math.log(high.value / low.value) / (2 * z95);
  const implied = pValueOf(Math.log(value.value.value) / standardError);
  const about = implied < 0.0001 ? 'below 0.0001' : `about ${roundHalfUp(toRational(implied), 4)}`;
  const gives = `the interval ${written(ratio)}, which gives a two-sided p ${about}`;
  return `${writeP(ratio, p)} does not agree with ${gives}`;
}

function written({ low, high }: PrintedRatio): string {
  return `${low.text}–${high.text}`;
}

function writeP({ value }: PrintedRatio, p: PValue): string {
  return `${value.sided === 'one' ? 'one-sided ' : ''}p${p.relation}${p.value.text}`;
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

/** Whether p is below 0.05; undefined when rounding leaves it open. */
function isSignificant({ low, high }: Range): boolean | undefined {
  if (high <= 0.05) return true;
  return low >= 0.05 ? false : undefined;
}

/** Whether the interval leaves out 1; undefined when rounding leaves it open. */
function excludesOne({ low, high }: PrintedRatio): boolean | undefined {
  const [lows, highs] = [printedRange(low), printedRange(high)];
  if (lows.low > 1 || highs.high < 1) return true;
  return lows.high < 1 && highs.low > 1 ? false : undefined;
}

function standardErrors({ low, high }: Range): Range {
  return { low: standardErrorsOf(high), high: standardErrorsOf(low) };
}

/** How many standard errors the ratio lies from 1, given the rounding of all three numbers. */
function impliedStandardErrors({ value, low, high }: PrintedRatio): Range {
  const [ratios, lows, highs] = [printedRange(value.value), printedRange(low), printedRange(high)];
  const ends = [ratios.low, ratios.high].map((end) => Math.abs(Math.log(end)));
  const nearest = ratios.low <= 1 && ratios.high >= 1 ? 0 : Math.min(...ends);
  const narrowest = Math.max(0, Math.log(highs.low / lows.high)) / (2 * z95);
  const widest = Math.log(highs.high / lows.low) / (2 * z95);
  return { low: nearest / widest, high: Math.max(...ends) / narrowest };
}
