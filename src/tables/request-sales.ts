import { z } from 'zod';
import { type Captioned, caveats, prose } from '../figures/request.ts';
import { isWithin, type Period } from '../model/period.ts';
import type { Product, Sale } from '../model/product.ts';
import { period } from '../model/scalars.ts';

export const salesTableEntry = z.strictObject({
  kind: z.literal('sales'),
  title: prose,
  note: prose.optional(),
  caveats,
  products: z.array(z.string()).min(1).max(2),
  /** First and last period, of one kind; without them all quarters, or what else there is. */
  from: period.optional(),
  to: period.optional(),
});

export interface SalesTableRequest extends Captioned {
  kind: 'sales';
  products: Product[];
  from: Period;
  to: Period;
}

/** A product's sales in the periods of the rows. */
export function salesInRows(
  { sales }: Product,
  { from, to }: Pick<SalesTableRequest, 'from' | 'to'>,
): Sale[] {
  return sales.periods.filter(({ period: one }) => isWithin(one, { from, to }));
}
