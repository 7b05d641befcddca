import type { Decimal } from '../../model/scalars.ts';
import type { Finding, Trial } from '../../model/trial.ts';
import { roundHalfUp, toRational } from '../../notation/rounding.ts';
import { levelOf } from '../../shapes/interval.ts';
import { contrastOf, estimateOf, limitsOf } from '../../shapes/shapes.ts';
import type { Test } from '../../shapes/significance.ts';
import { type Flaw, valueSpot } from './flaw.ts';
import { mayBeEqual, printedRange, type Range } from './range.ts';

/** A comparison of two arms with both limits of its interval in numbers; those of a ratio above 0. */
export interface PrintedEffect {
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

export function effectsOf(trial: Trial): PrintedEffect[] {
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
export function scaled({ none }: Pick<PrintedEffect, 'none'>, value: number): number {
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
export function levelIn(remark: string | undefined): string | undefined {
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
