import type { ForestRow } from './chart.ts';

/** Sides of the squares, px: of the most precise estimate, and of one whose precision is not known. */
const LARGEST = 14;
const UNKNOWN = 6;

/** 1/SE² of the ratio's logarithm, from its 95% interval; undefined without both limits. */
function precisionOf({ interval }: Pick<ForestRow, 'interval'>): number | undefined {
  const { low, high } = interval ?? {};
  if (!low || !high || high <= low) return undefined;
  const error = Math.log(high / low) / (2 * 1.959963984540054);
  return 1 / error ** 2;
}

/** Sides whose squares are to each other as the precisions are. */
export function sidesOf(rows: readonly Pick<ForestRow, 'interval'>[]): number[] {
  const precisions = rows.map(precisionOf);
  const most = Math.max(...precisions.map((precision) => precision ?? 0));
  return precisions.map((precision) =>
    precision === undefined ? UNKNOWN : LARGEST * Math.sqrt(precision / most),
  );
}
