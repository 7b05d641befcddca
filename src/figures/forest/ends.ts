import type { Limit } from './chart.ts';

/** Where a side of an interval ends on the axis, and in what; undefined where the limit is not reported. */
export function endOf(
  limit: Limit,
  edge: number,
  way: -1 | 1,
): { at: number; head?: 'beyond' | 'open' } | undefined {
  if (limit === 'not reported') return undefined;
  if (typeof limit !== 'number') return { at: edge, head: 'open' };
  return way * (limit - edge) > 0 ? { at: edge, head: 'beyond' } : { at: limit };
}
