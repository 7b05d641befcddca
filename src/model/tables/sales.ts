import { z } from 'zod';
import { type Captioned, prose } from '../figures/texts.ts';
import type { Product, Sale } from '../product.ts';
import { quarter } from '../scalars.ts';

export const salesTableEntry = z.strictObject({
  kind: z.literal('sales'),
  title: prose,
  note: prose.optional(),
  products: z.array(z.string()).min(1).max(2),
  /** First and last quarter, inclusive; all that are known unless told. */
  from: quarter.optional(),
  to: quarter.optional(),
});

export interface SalesTableRequest extends Captioned {
  kind: 'sales';
  products: Product[];
  from: string;
  to: string;
}

/** A product's sales in the quarters of the rows. */
export function salesInRows(
  { sales }: Product,
  { from, to }: Pick<SalesTableRequest, 'from' | 'to'>,
): Sale[] {
  return sales.quarters.filter(({ quarter }) => quarter >= from && quarter <= to);
}
