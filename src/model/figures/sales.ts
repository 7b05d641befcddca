import { z } from 'zod';
import type { Product } from '../product.ts';
import { quarter } from '../scalars.ts';
import { type FigureTexts, figureTexts } from './texts.ts';

export const salesEntry = z.strictObject({
  kind: z.literal('sales'),
  ...figureTexts,
  product: z.string(),
  from: quarter.optional(),
  to: quarter.optional(),
});

export interface SalesRequest extends FigureTexts {
  kind: 'sales';
  product: Product;
  /** First and last quarter, inclusive. */
  from: string;
  to: string;
}
