import type { Decimal } from '../../model/scalars.ts';
import type { Finding, Trial } from '../../model/trial.ts';
import { roundHalfUp, toRational } from '../../notation/rounding.ts';
import { isRatio, type RatioShape, type ValueOf } from '../../shapes/shapes.ts';
import { type Flaw, valueSpot } from './flaw.ts';
import { mayBeEqual, printedRange, type Range } from './range.ts';

/** A ratio with both limits of its interval in numbers above 0. */
export interface PrintedRatio {
  finding: Finding;
  value: ValueOf<RatioShape>;
  low: Decimal;
  high: Decimal;
}

export function ratiosOf(trial: Trial): PrintedRatio[] {
  return trial.findings.flatMap((finding) => {
    const { value } = finding;
    if (!isRatio(value) || !value.ci) return [];
    const [low, high] = value.ci;
    if (typeof low === 'string' || typeof high === 'string' || low.value <= 0) return [];
    return [{ finding, value, low, high }];
  });
}

/**
 * A ratio lies in the middle of its interval on the logarithmic scale, that is at the root of the product
 * of the limits, when the interval was computed from a standard error of its logarithm (Altman and Bland,
 * BMJ 2011;343:d2090). A warning beyond rounding, as exact odds ratios and profile likelihoods lie a little
 * aside; an error outside the middle half, where no usual method puts it.
 */
export function checkSymmetry(trial: Trial): Flaw[] {
  return ratiosOf(trial)
    .filter(({ value, low, high }) => !mayBeEqual(printedRange(value.value), middleOf(low, high)))
    .map(asymmetryFlaw);
}

/** Where the middle of the interval may lie, given the rounding of its limits. */
function middleOf(low: Decimal, high: Decimal): Range {
  const [lows, highs] = [printedRange(low), printedRange(high)];
  return { low: Math.sqrt(lows.low * highs.low), high: Math.sqrt(lows.high * highs.high) };
}

function asymmetryFlaw({ finding, value, low, high }: PrintedRatio): Flaw {
  const position = Math.log(value.value.value / low.value) / Math.log(high.value / low.value);
  const middle = roundHalfUp(toRational(Math.sqrt(low.value * high.value)), 2);
  const interval = `its interval ${low.text}–${high.text} on the logarithmic scale, ${middle}`;
  return {
    severity: position < 1 / 4 || position > 3 / 4 ? 'error' : 'warning',
    message: `the ratio ${value.value.text} is not the middle of ${interval}`,
    spot: valueSpot(finding, 'value'),
    related: [{ message: 'the interval', spot: valueSpot(finding, 'ci') }],
    hints: ['compare the ratio and both limits with the source'],
  };
}
