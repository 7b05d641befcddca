import jstat from 'jstat';
import type { Finding } from '../model/trial.ts';
import type { Interval } from '../shapes/shape.ts';
import { countsWithoutInterval, type Value } from '../shapes/shapes.ts';
import { clopperPearson, wilson } from './proportion-interval.ts';

/** Events among patients. */
export interface Count {
  events: number;
  of: number;
}

/**
 * Two-sided 95% limits of the difference of two independent proportions, first minus second, in
 * percentage points (−100 to 100), by combining Wilson's limits of each. Method 10 of Newcombe,
 * Stat Med 1998;17:873, without continuity correction.
 */
export function newcombe(first: Count, second: Count): Interval {
  const [a, b] = [first, second].map(({ events, of }) => ({
    share: (100 * events) / of,
    ...wilson(events, of),
  })) as [Interval & { share: number }, Interval & { share: number }];
  const difference = a.share - b.share;
  return {
    low: difference - Math.hypot(a.share - a.low, b.high - b.share),
    high: difference + Math.hypot(a.high - a.share, b.share - b.low),
  };
}

/** How many standard errors from no effect (0 or more) a two-sided p value (0 to 1) stands for; 0 gives Infinity. */
export function standardErrorsOf(p: number): number {
  return p > 0 ? Math.max(0, -jstat.jStat.normal.inv(p / 2, 0, 1)) : Number.POSITIVE_INFINITY;
}

/** Two-sided p value (0 to 1) of an effect that many standard errors from no effect. */
export function pValueOf(standardErrors: number): number {
  return 2 * jstat.jStat.normal.cdf(-Math.abs(standardErrors), 0, 1);
}

/**
 * Exact two-sided 95% limits of a rate of `events` (0 or more) in a time at risk of `exposure` (above 0),
 * per `per` units of that time. Garwood, Biometrika 1936;28:437: quantiles of chi-squared distributions
 * with 2x and 2x + 2 degrees of freedom.
 */
export function garwood(events: number, exposure: number, per: number): Interval {
  const { chisquare } = jstat.jStat;
  const scale = per / (2 * exposure);
  return {
    low: events === 0 ? 0 : scale * chisquare.inv(0.025, 2 * events),
    high: scale * chisquare.inv(0.975, 2 * events + 2),
  };
}

/** The interval to compute for a finding whose source prints none; exact, from its counts. */
export function computeInterval({ value }: Finding): Interval | undefined {
  const counts = countsWithoutInterval(value);
  if (!counts) return undefined;
  return counts.kind === 'patients'
    ? clopperPearson(counts.events, counts.of)
    : garwood(counts.events, counts.exposure, counts.per);
}

/** How `computeInterval` gets the limits of such a value. */
export function computedMethod(value: Value): string {
  return countsWithoutInterval(value)?.kind === 'exposure'
    ? 'exact Poisson (Garwood)'
    : 'exact (Clopper–Pearson)';
}
