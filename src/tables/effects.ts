import { type Computed, gapKey, gapOf } from '../notation/calls.ts';
import {
  goodOrBad,
  type Rational,
  roundHalfUp,
  toRational,
  writeNumberNeeded,
} from '../notation/rounding.ts';
import { nbsp, written } from '../notation/written.ts';
import type { Interval } from '../shapes/shape.ts';
import { countsOf } from '../shapes/shapes.ts';
import type { Cell, Piece } from '../text/table.ts';
import type { SummaryRow } from './request-summary.ts';

/**
 * A difference of risks computed here, `−1.6 per 100 (95% CI −2.9 to −0.4)`, and below it the number of
 * patients to treat. Both lead to the entry of the difference in the ledger.
 */
export function riskDifferenceCell(
  [first, second]: NonNullable<SummaryRow['risks']>,
  computed: Computed,
): Cell | undefined {
  const limits = computed.gaps.get(gapKey(first, second));
  if (!limits) return undefined;
  const computation = { id: gapKey(first, second) };
  const exact = gapOf(first, second);
  const decimals = decimalsOf(limits);
  const write = (value: Rational) => roundHalfUp(value, decimals);
  const range = `${write(toRational(limits.low))} to ${write(toRational(limits.high))}`;
  const difference: Piece = {
    written: written(`${write(exact)} per${nbsp}100 (95%${nbsp}CI ${range})`),
    computation,
  };
  const counts = [first, second].map(({ value }) => countsOf(value));
  const [a, b] = counts.flatMap((one) => (one?.kind === 'patients' ? [one] : []));
  const needed = a && b && writeNumberNeeded([a, b], limits, goodOrBad(first.endpoint));
  return {
    main: [difference],
    ...(needed && { sub: [{ written: written(needed), computation }] }),
  };
}

/**
 * Decimals that the width of the interval deserves: one from a width of 1 point, two from 0.1; more where a limit
 * would otherwise print as no difference.
 */
function decimalsOf({ low, high }: Interval): number {
  const decimals = Math.max(1, 1 - Math.floor(Math.log10(Math.max(high - low, 10 ** -3))));
  const nearest = Math.min(Math.abs(low), Math.abs(high));
  return nearest > 0 ? Math.min(4, Math.max(decimals, Math.ceil(-Math.log10(2 * nearest)))) : decimals;
}
