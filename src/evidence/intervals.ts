import jstat from 'jstat';
import type { Finding } from '../model/trial.ts';
import type { Interval } from '../shapes/shape.ts';
import { countsWithoutInterval, type Value } from '../shapes/shapes.ts';

/** Events among patients. */
interface Count {
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

/** How many standard errors from no effect (0 or more) a two-sided p value (0 to 1) is equivalent to; 0 gives Infinity. */
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

/** Upper 2.5% point of the standard normal distribution: two-sided 95%. */
export const z95 = 1.959963984540054;

/** Upper point of the standard normal distribution for a two-sided interval of `level` per cent (0 to 100). */
export function zOf(level: number): number {
  return level === 95 ? z95 : jstat.jStat.normal.inv((1 + level / 100) / 2, 0, 1);
}

/**
 * Exact two-sided confidence limits for `events` of `of` patients, in per cent (0 to 100), at `level` per
 * cent. Clopper and Pearson, Biometrika 1934;26:404: quantiles of the beta distributions
 * Beta(x, n − x + 1) and Beta(x + 1, n − x).
 */
export function clopperPearson(events: number, of: number, level = 95): Interval {
  const { beta } = jstat.jStat;
  const tail = (1 - level / 100) / 2;
  const low = events === 0 ? 0 : 100 * beta.inv(tail, events, of - events + 1);
  const high = events === of ? 100 : 100 * beta.inv(1 - tail, events + 1, of - events);
  return { low, high };
}

/**
 * Wilson's two-sided limits for `events` of `of` patients (`of` at least 1), in per cent (0 to 100),
 * without continuity correction. Wilson, J Am Stat Assoc 1927;22:209; method 3 of Newcombe,
 * Stat Med 1998;17:857.
 */
export function wilson(events: number, of: number, level = 95): Interval {
  const z = zOf(level);
  const share = events / of;
  const weight = z ** 2 / of;
  const centre = (share + weight / 2) / (1 + weight);
  const reach = Math.sqrt(weight * share * (1 - share) + weight ** 2 / 4) / (1 + weight);
  return {
    low: events === 0 ? 0 : 100 * (centre - reach),
    high: events === of ? 100 : 100 * (centre + reach),
  };
}

/** Wilson's limits with continuity correction: method 4 of Newcombe, Stat Med 1998;17:857. */
function wilsonCorrected(events: number, of: number, level: number): Interval {
  const z = zOf(level);
  const share = events / of;
  const middle = 2 * events + z ** 2;
  const under = (sign: 1 | -1) =>
    z * Math.sqrt(z ** 2 + sign * 2 - 1 / of + 4 * share * (of * (1 - share) - sign));
  const scale = 100 / (2 * (of + z ** 2));
  return {
    low: events === 0 ? 0 : Math.max(0, scale * (middle - 1 - under(-1))),
    high: events === of ? 100 : Math.min(100, scale * (middle + 1 + under(1))),
  };
}

/**
 * Wald's simple limits p ± z√(p(1 − p)/n) for `events` of `of` patients (`of` at least 1), in per cent, cut
 * off at 0 and 100, without continuity correction. Method 1 of Newcombe, Stat Med 1998;17:857, which shows
 * that they cover too little.
 */
export function wald(events: number, of: number, level = 95): Interval {
  return around(events / of, zOf(level) * Math.sqrt(varianceOf(events, of)));
}

/** Wald's limits with continuity correction 1/(2n): method 2 of Newcombe, Stat Med 1998;17:857. */
function waldCorrected(events: number, of: number, level: number): Interval {
  return around(events / of, zOf(level) * Math.sqrt(varianceOf(events, of)) + 1 / (2 * of));
}

/** Agresti and Coull, Am Stat 1998;52:119: Wald's limits after adding z²/2 events and z²/2 others. */
function agrestiCoull(events: number, of: number, level: number): Interval {
  const z = zOf(level);
  const [more, all] = [events + z ** 2 / 2, of + z ** 2];
  return around(more / all, z * Math.sqrt(varianceOf(more, all)));
}

/** Jeffreys' limits, with 0 and 100 at the ends: Brown, Cai and DasGupta, Stat Sci 2001;16:101. */
function jeffreys(events: number, of: number, level: number): Interval {
  const { beta } = jstat.jStat;
  const tail = (1 - level / 100) / 2;
  const [a, b] = [events + 0.5, of - events + 0.5];
  return {
    low: events === 0 ? 0 : 100 * beta.inv(tail, a, b),
    high: events === of ? 100 : 100 * beta.inv(1 - tail, a, b),
  };
}

/** Limits on the scale of the logit, ln(p/(1 − p)) ± z/√(np(1 − p)); none for 0 and all. */
function logit(events: number, of: number, level: number): Interval | undefined {
  if (events === 0 || events === of) return undefined;
  const centre = Math.log(events / (of - events));
  const reach = zOf(level) / Math.sqrt(of * varianceOf(events, of) * of);
  const share = (x: number) => 100 / (1 + Math.exp(-x));
  return { low: share(centre - reach), high: share(centre + reach) };
}

/** Limits on the scale of ln(−ln p), as of Kaplan–Meier estimates without censoring; none for 0 and all. */
function logLog(events: number, of: number, level: number): Interval | undefined {
  if (events === 0 || events === of) return undefined;
  const share = events / of;
  const reach = (zOf(level) * Math.sqrt((1 - share) / (of * share))) / -Math.log(share);
  const power = (sign: 1 | -1) => 100 * share ** Math.exp(sign * reach);
  return { low: power(1), high: power(-1) };
}

function varianceOf(events: number, of: number): number {
  return ((events / of) * (1 - events / of)) / of;
}

function around(share: number, reach: number): Interval {
  return { low: Math.max(0, 100 * (share - reach)), high: Math.min(100, 100 * (share + reach)) };
}

interface ProportionMethod {
  name: string;
  /** How sources name it. */
  called: RegExp;
  /** Limits in per cent at a level in per cent; undefined where the method gives none. */
  compute: (events: number, of: number, level: number) => Interval | undefined;
}

/** The usual methods for one proportion, the exact one first. */
export const proportionMethods: readonly ProportionMethod[] = [
  { name: 'exact', called: /exact|clopper|pearson|binomial/i, compute: clopperPearson },
  { name: 'Wilson', called: /wilson|score/i, compute: wilson },
  { name: 'Wald', called: /wald|asymptotic|normal/i, compute: wald },
  { name: 'Wilson with continuity correction', called: /wilson|score/i, compute: wilsonCorrected },
  { name: 'Wald with continuity correction', called: /wald|asymptotic|normal/i, compute: waldCorrected },
  { name: 'Agresti–Coull', called: /agresti/i, compute: agrestiCoull },
  { name: 'Jeffreys', called: /jeffreys/i, compute: jeffreys },
  { name: 'logit', called: /logit|logistic/i, compute: logit },
  { name: 'log-log', called: /log-?\s?\(?-?log/i, compute: logLog },
];
