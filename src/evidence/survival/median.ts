import { type BandKind, limitsOf } from './band.ts';
import type { SurvivalEstimate } from './kaplan-meier.ts';

/** Median survival and its 95% limits, in the curve's unit; undefined is “not reached”. */
export interface Median {
  value: number | undefined;
  low: number | undefined;
  high: number | undefined;
}

/** What a half may differ from a half, as in R: a product of fractions is seldom exact. */
const tolerance = Number.EPSILON ** 0.5;

/**
 * The median and its interval by inverting the pointwise band: the times at which the lower limit, the
 * estimate and the upper limit come down to a half. Brookmeyer and Crowley, Biometrics 1982;38:29.
 * As R's `print(survfit)` does, a stretch that lies at a half exactly counts with its middle.
 */
export function medianOf({ steps }: SurvivalEstimate, kind: BandKind = 'log-log'): Median {
  const limits = steps.flatMap((step) => {
    const found = limitsOf(step, kind);
    return found ? [{ time: step.time, ...found }] : [];
  });
  return {
    value: timeOfHalf(steps.map(({ time, survival }) => ({ time, level: survival }))),
    low: timeOfHalf(limits.map(({ time, low }) => ({ time, level: low }))),
    high: timeOfHalf(limits.map(({ time, high }) => ({ time, level: high }))),
  };
}

function timeOfHalf(curve: { time: number; level: number }[]): number | undefined {
  const [first, ...rest] = curve.filter(({ level }) => level < 0.5 + tolerance);
  if (!first || Math.abs(first.level - 0.5) >= tolerance) return first?.time;
  const next = rest.find(({ level }) => level < first.level);
  return next ? (first.time + next.time) / 2 : first.time;
}
