import { z } from 'zod';
import type { Product, Sale } from '../product.ts';
import { quarter } from '../scalars.ts';
import { type FigureTexts, figureTexts } from './texts.ts';

export const salesEntry = z.strictObject({
  kind: z.literal('sales'),
  ...figureTexts,
  product: z.string(),
  /** A second product, in a panel of its own on the same scale. */
  against: z.string().optional(),
  from: quarter.optional(),
  to: quarter.optional(),
});

export interface SalesRequest extends FigureTexts {
  kind: 'sales';
  product: Product;
  against?: Product;
  /** First and last quarter, inclusive. */
  from: string;
  to: string;
}

/** Sales that the figure draws, by product. */
export function salesDrawn({ product, against, from, to }: SalesRequest): Sale[] {
  return [product, ...(against ? [against] : [])].flatMap(({ sales }) =>
    sales.quarters.filter(({ quarter }) => quarter >= from && quarter <= to),
  );
}
