import jstat from 'jstat';
import type { Finding } from '../model/trial.ts';
import type { Interval } from '../shapes/shape.ts';
import { countsWithoutInterval, type Value } from '../shapes/shapes.ts';

/** Upper 2.5% point of the standard normal distribution: two-sided 95%. */
export const z95 = 1.959963984540054;

/**
 * Exact two-sided 95% confidence limits for `events` of `of` patients, in per cent (0 to 100).
 * Clopper and Pearson, Biometrika 1934;26:404: quantiles of the beta distributions
 * Beta(x, n − x + 1) and Beta(x + 1, n − x).
 */
export function clopperPearson(events: number, of: number): Interval {
  const { beta } = jstat.jStat;
  const low = events === 0 ? 0 : 100 * beta.inv(0.025, events, of - events + 1);
  const high = events === of ? 100 : 100 * beta.inv(0.975, events + 1, of - events);
  return { low, high };
}

/**
 * Wilson's two-sided 95% limits for `events` of `of` patients (`of` at least 1), in per cent (0 to 100),
 * without continuity correction. Wilson, J Am Stat Assoc 1927;22:209; method 3 of Newcombe,
 * Stat Med 1998;17:857.
 */
export function wilson(events: number, of: number): Interval {
  const share = events / of;
  const weight = z95 ** 2 / of;
  const centre = (share + weight / 2) / (1 + weight);
  const reach = Math.sqrt(weight * share * (1 - share) + weight ** 2 / 4) / (1 + weight);
  return {
    low: events === 0 ? 0 : 100 * (centre - reach),
    high: events === of ? 100 : 100 * (centre + reach),
  };
}

/**
 * Wald's simple two-sided 95% limits p ± z√(p(1 − p)/n) for `events` of `of` patients (`of` at least 1),
 * in per cent, cut off at 0 and 100, without continuity correction. Method 1 of Newcombe,
 * Stat Med 1998;17:857, which shows that they cover too little.
 */
export function wald(events: number, of: number): Interval {
  const share = events / of;
  const reach = z95 * Math.sqrt((share * (1 - share)) / of);
  return { low: Math.max(0, 100 * (share - reach)), high: Math.min(100, 100 * (share + reach)) };
}

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
function garwood(events: number, exposure: number, per: number): Interval {
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
