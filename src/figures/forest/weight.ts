import jstat from 'jstat';
import type { ForestChart, ForestInterval, ForestRow, Limit } from './layout.ts';

/** Sides of the squares, px: of the most precise estimate, and the least that can be seen. */
const LARGEST = 14;
const LEAST = 5;

type Weighed = Pick<ForestRow, 'estimate' | 'interval'>;
type Scale = ForestChart['scale'];

/**
 * 1/SE² of the estimate, of a ratio on the logarithmic scale: from the width between both limits, or from the
 * estimate to the limit of a one-sided interval. Undefined where the interval does not say it.
 */
function precisionOf({ estimate, interval }: Weighed, scale: Scale): number | undefined {
  if (!interval) return undefined;
  const { low, high, level } = interval;
  const to = (limit: ForestInterval['low']) =>
    typeof limit === 'number' ? (scale === 'ratio' ? Math.log(limit) : limit) : Number.NaN;
  const oneSided = low === 'unbounded' || high === 'unbounded';
  const width = oneSided
    ? Math.abs(to(estimate) - to(low === 'unbounded' ? high : low))
    : (to(high) - to(low)) / 2;
  if (!Number.isFinite(width) || width <= 0) return undefined;
  const share = level / 100;
  return (jstat.jStat.normal.inv(oneSided ? share : (1 + share) / 2, 0, 1) / width) ** 2;
}

/** A square’s side, px, and whether it was enlarged to be seen; undefined where the precision is not known. */
interface Side {
  side: number;
  enlarged: boolean;
}

/** Sides whose squares are to each other as the precisions are, but none smaller than can be seen. */
export function sidesOf(rows: readonly Weighed[], scale: Scale): (Side | undefined)[] {
  const precisions = rows.map((row) => precisionOf(row, scale));
  const most = Math.max(...precisions.map((precision) => precision ?? 0));
  return precisions.map((precision) => {
    if (precision === undefined) return undefined;
    const side = LARGEST * Math.sqrt(precision / most);
    return { side: Math.max(LEAST, side), enlarged: side < LEAST };
  });
}

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
