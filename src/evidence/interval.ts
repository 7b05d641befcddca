import jstat from 'jstat';
import type { Finding } from '../model/trial.ts';
import type { Interval } from '../notation/values.ts';

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

/** The interval to compute for a finding: exact, for proportions of known n and N that print none. */
export function computeInterval({ value }: Finding): Interval | undefined {
  if (value.shape !== 'proportion' || value.ci || value.events === undefined || !value.of) return undefined;
  return clopperPearson(value.events, value.of);
}
