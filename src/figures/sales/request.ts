import { z } from 'zod';
import { isWithin, type Period } from '../../model/period.ts';
import type { Product, Sale } from '../../model/product.ts';
import { period } from '../../model/scalars.ts';
import { type FigureTexts, figureTexts } from '../request.ts';

export const salesEntry = z.strictObject({
  kind: z.literal('sales'),
  ...figureTexts,
  product: z.string(),
  /** A second product, in a panel of its own on the same scale. */
  against: z.string().optional(),
  /** First and last period, of one kind: quarters by default, or what else there is. */
  from: period.optional(),
  to: period.optional(),
});

export interface SalesRequest extends FigureTexts {
  kind: 'sales';
  product: Product;
  against?: Product;
  /** First and last period, inclusive and of one kind. */
  from: Period;
  to: Period;
}

/** Sales that the figure draws, by product. */
export function salesDrawn({ product, against, from, to }: SalesRequest): Sale[] {
  return [product, ...(against ? [against] : [])].flatMap(({ sales }) =>
    sales.periods.filter(({ period: one }) => isWithin(one, { from, to })),
  );
}
