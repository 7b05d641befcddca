import type { Decimal, PValue } from '../../model/scalars.ts';
import type { Finding, Trial } from '../../model/trial.ts';
import { decimalsOf, roundHalfUp, toRational } from '../../notation/rounding.ts';
import { levelOf } from '../../shapes/interval.ts';
import type { Interval } from '../../shapes/shape.ts';
import { contrastOf, estimateOf, limitsOf } from '../../shapes/shapes.ts';
import type { Test } from '../../shapes/significance.ts';
import { proportionMethods, pValueOf, standardErrorsOf, zOf } from '../intervals.ts';
import {
  exactly,
  type Flaw,
  gapBetween,
  mayBeEqual,
  printedRange,
  type Range,
  valueSpot,
} from './estimate.ts';

/** A comparison of two arms with both limits of its interval in numbers; those of a ratio above 0. */
interface PrintedEffect {
  finding: Finding;
  /** `ratio` or `difference`. */
  kind: string;
  estimate: Decimal;
  low: Decimal;
  high: Decimal;
  /** Of the interval, per cent. */
  level: number;
  /** The value of no effect: 1 of a ratio, 0 of a difference. */
  none: 0 | 1;
  test: Test;
}

function effectsOf(trial: Trial): PrintedEffect[] {
  return trial.findings.flatMap((finding) => {
    const { value } = finding;
    const [contrast, limits, estimate] = [contrastOf(value), limitsOf(value), estimateOf(value)];
    const [low, high] = limits?.ci ?? [];
    if (!contrast || !limits || !estimate || !low || !high) return [];
    if (typeof low === 'string' || typeof high === 'string') return [];
    const { none } = contrast;
    if (none === 1 && (low.value <= 0 || estimate.decimal.value <= 0)) return [];
    const kind = none === 1 ? 'ratio' : 'difference';
    return [
      {
        finding,
        kind,
        estimate: estimate.decimal,
        low,
        high,
        level: levelOf(limits),
        none,
        test: value as Test,
      },
    ];
  });
}

/** A number on the scale on which the interval is symmetric: the logarithm of a ratio. */
function scaled({ none }: Pick<PrintedEffect, 'none'>, value: number): number {
  return none === 1 ? Math.log(value) : value;
}

/**
 * A ratio lies in the middle of its interval on the logarithmic scale, that is at the root of the product
 * of the limits, and a difference in the middle of its own, when the interval was computed from a standard
 * error (Altman and Bland, BMJ 2011;343:d2090). A warning beyond rounding for ratios, as exact odds ratios
 * and profile likelihoods lie a little aside, and intervals of differences of proportions often do; an
 * error outside the middle half, where no usual method puts it.
 */
export function checkSymmetry(trial: Trial): Flaw[] {
  return effectsOf(trial).flatMap((effect) => {
    const isError = positionOf(effect) < 1 / 4 || positionOf(effect) > 3 / 4;
    const isAside = !mayBeEqual(printedRange(effect.estimate), middleOf(effect));
    return isAside && (isError || effect.none === 1) ? [asymmetryFlaw(effect, isError)] : [];
  });
}

/** Where the estimate lies between the limits, 0 to 1. */
function positionOf(effect: PrintedEffect): number {
  const [low, high] = [scaled(effect, effect.low.value), scaled(effect, effect.high.value)];
  return (scaled(effect, effect.estimate.value) - low) / (high - low);
}

/** Where the middle of the interval may lie, given the rounding of its limits. */
function middleOf({ low, high, none }: PrintedEffect): Range {
  const [lows, highs] = [printedRange(low), printedRange(high)];
  const middle = (a: number, b: number) => (none === 1 ? Math.sqrt(Math.max(0, a) * b) : (a + b) / 2);
  return { low: middle(lows.low, highs.low), high: middle(lows.high, highs.high) };
}

function asymmetryFlaw(effect: PrintedEffect, isError: boolean): Flaw {
  const { finding, kind, estimate, low, high, none } = effect;
  const middle = none === 1 ? Math.sqrt(low.value * high.value) : (low.value + high.value) / 2;
  const printed = roundHalfUp(toRational(Number(middle.toPrecision(12))), 2);
  const scale = none === 1 ? ' on the logarithmic scale' : '';
  return {
    severity: isError ? 'error' : 'warning',
    message: `the ${kind} ${estimate.text} is not the middle of its interval ${low.text}–${high.text}${scale}, ${printed}`,
    spot: valueSpot(finding, 'value'),
    related: [{ message: 'the interval', spot: valueSpot(finding, 'ci') }],
    hints: [`compare the ${kind} and both limits with the source`],
  };
}

/** A level in words: `99.73% interval`, `interval of 97.5 %`. */
const statedLevels = [
  /(\d{2}(?:\.\d+)?)\s*%[\s-]*(?:\w+\s+){0,2}?(?:CI\b|confidence|interval|limit)/i,
  /(?:\bCI|interval|limits?)\s+(?:of|at)\s+(\d{2}(?:\.\d+)?)\s*%/i,
];

/** The confidence level in per cent that a remark names, if any. */
function levelIn(remark: string | undefined): string | undefined {
  return statedLevels.map((level) => level.exec(remark ?? '')?.[1]).find((found) => found !== undefined);
}

/** An interval of a level that only a remark names would print as one of 95%. */
export function checkLevels(trial: Trial): Flaw[] {
  return trial.findings.flatMap((finding) => {
    const { value, note } = finding;
    const limits = limitsOf(value);
    if (!limits?.ci) return [];
    const { analysis } = value as Test;
    const said = levelIn(analysis) ?? levelIn(note);
    if (said === undefined || Number(said) === levelOf(limits)) return [];
    return [
      {
        severity: 'error',
        message: `a note gives a ${said}% interval, but the interval is entered as ${levelOf(limits)}%`,
        spot: valueSpot(finding, 'ci'),
        related: [
          {
            message: 'the note',
            spot:
              levelIn(analysis) !== undefined
                ? valueSpot(finding, 'analysis')
                : { ...valueSpot(finding), keys: [...valueSpot(finding).keys.slice(0, -1), 'note'] },
          },
        ],
        hints: [`add level: ${said} beside ci:`],
      },
    ];
  });
}

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

interface Printed {
  finding: Finding;
  events: number;
  of: number;
  low: Decimal;
  high: Decimal;
  /** Per cent. */
  level: number;
  /** As the source names it. */
  method: string | undefined;
}

/**
 * The printed interval of a proportion against the usual methods at its level, to the printed precision: a
 * warning that names the method when another than the exact one gives it, or that none does. Nothing where
 * the method that the finding names gives it, or is not among those known here.
 */
export function checkPrintedIntervals(trial: Trial): Flaw[] {
  return trial.findings.flatMap((finding) => {
    const printed = printedOf(finding);
    return printed ? flawOf(printed) : [];
  });
}

function printedOf(finding: Finding): Printed | undefined {
  const { value } = finding;
  if (value.shape !== 'proportion' || !value.ci || value.approximate) return undefined;
  const { events, of } = value;
  const [low, high] = value.ci;
  if (events === undefined || !of || typeof low === 'string' || typeof high === 'string') return undefined;
  return { finding, events, of, low, high, level: levelOf(value), method: value.method };
}

function flawOf(printed: Printed): Flaw[] {
  const { events, of, low, high, level, method } = printed;
  const results = proportionMethods.flatMap(({ name, called, compute }) => {
    const limits = compute(events, of, level);
    return limits ? [{ name, called, limits }] : [];
  });
  const matching = results.filter(({ limits }) => matches(limits, printed));
  const what = `the printed interval ${low.text}–${high.text} of ${events}/${of}`;
  const said = results.slice(0, 3).map(({ name, limits }) => `${name} (${writeLimits(limits, printed)})`);
  if (method !== undefined) {
    const named = results.filter(({ called }) => called.test(method));
    if (named.length === 0 || named.some((one) => matching.includes(one))) return [];
    const gives = named.map(({ name, limits }) => `${name} (${writeLimits(limits, printed)})`).join(' nor ');
    return [flaw(printed, `${what} does not match ${gives}`, intervalHints)];
  }
  if (matching.some(({ name }) => name === 'exact')) return [];
  if (matching.length === 0)
    return [flaw(printed, `${what} matches no usual method: ${said.join(', ')}`, intervalHints)];
  const names = matching.slice(0, 2).map(({ name }) => name);
  return [
    flaw(printed, `${what} matches ${names.join(' and ')}, not ${said[0]}`, [
      `if the source says so, add method: ${names[0]}`,
    ]),
  ];
}

const intervalHints = [
  'compare the limits, the events and the number of patients with the source',
  'if the source names the method or another level, give method: and level:',
];

function matches({ low, high }: Interval, printed: Printed): boolean {
  return (
    mayBeEqual(exactly(low), printedRange(printed.low)) &&
    mayBeEqual(exactly(high), printedRange(printed.high))
  );
}

function writeLimits({ low, high }: Interval, printed: Printed): string {
  const rounded = (value: number, like: Decimal) => roundHalfUp(toRational(value), decimalsOf(like.text));
  return `${rounded(low, printed.low)}–${rounded(high, printed.high)}`;
}

function flaw({ finding }: Printed, message: string, hints: string[]): Flaw {
  return {
    severity: 'warning',
    message,
    spot: valueSpot(finding, 'ci'),
    related: [
      { message: 'the number of events', spot: valueSpot(finding, 'events') },
      { message: 'the number of patients', spot: valueSpot(finding, 'of') },
    ],
    hints,
  };
}
