import { z95 } from '../proportion-interval.ts';
import type { Step, SurvivalEstimate } from './kaplan-meier.ts';
import { stepAt } from './kaplan-meier.ts';

/** How pointwise limits are made: on the scale of log(−log S), or on that of S itself. */
export type BandKind = 'log-log' | 'plain';

/** Two-sided 95% limits of a probability, 0 to 1. */
export interface Limits {
  low: number;
  high: number;
}

/**
 * Pointwise 95% limits of S at a step, from Greenwood's variance, as R's
 * `survfit(conf.type = "log-log")` and `"plain"` give them; undefined once S is 0.
 * Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 1980, section 1.3.
 */
export function limitsOf({ survival, logVariance }: Step, kind: BandKind): Limits | undefined {
  if (survival === 0) return undefined;
  const error = Math.sqrt(logVariance);
  if (kind === 'plain') {
    const reach = z95 * survival * error;
    return { low: Math.max(0, survival - reach), high: Math.min(1, survival + reach) };
  }
  const factor = Math.exp((z95 * error) / Math.log(survival));
  return { low: survival ** (1 / factor), high: survival ** factor };
}

/** The estimate at one time. */
export interface Landmark {
  time: number;
  survival: number;
  /** Absent before the first event and once S is 0, where there is no variance. */
  limits?: Limits;
}

/** S and its limits at `time`; undefined beyond the last observation, where nothing is known unless S is 0. */
export function landmarkAt(
  estimate: SurvivalEstimate,
  time: number,
  kind: BandKind = 'log-log',
): Landmark | undefined {
  const step = stepAt(estimate, time);
  if (time > estimate.last && step?.survival !== 0) return undefined;
  const limits = step && limitsOf(step, kind);
  return { time, survival: step?.survival ?? 1, ...(limits && { limits }) };
}
