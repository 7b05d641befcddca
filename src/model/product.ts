import { z } from 'zod';
import { decimal, flag, quarter, text } from './scalars.ts';
import { grade, type Reference, sourceReferences } from './source.ts';

const amount = {
  /** Worldwide, in the currency and unit of the product. */
  value: decimal,
  us: decimal.optional(),
  international: decimal.optional(),
  source: sourceReferences,
  grade: grade.optional(),
  approximate: flag.optional(),
  /** Arithmetic on the sources, in words, when no source prints the value itself. */
  derived: text.optional(),
  note: text.optional(),
};

const quarterSchema = z.strictObject({
  ...amount,
  /** Growth on the year before, in per cent, as the source prints it; checked against the values. */
  reportedGrowth: decimal.optional(),
  growthBasis: z.enum(['reported', 'operational', 'not stated']).optional(),
  /** Quarter whose report first showed this one on its own line or showed it anew, when that came later. */
  disclosed: quarter.optional(),
  /** Quarter whose report gave this value in place of an earlier one. */
  restated: quarter.optional(),
});

const yearSchema = z.strictObject(amount);

export const productSchema = z.strictObject({
  $schema: z.string().optional(),
  name: text,
  generic: text,
  class: text,
  company: text,
  /** Companies that quote these sales as net trade sales and book a share of them only. */
  partners: z.array(text).min(1).optional(),
  sales: z.strictObject({
    currency: z.enum(['USD', 'EUR', 'GBP', 'CHF', 'JPY']),
    unit: z.enum(['million', 'billion']),
    basis: text,
    /** `calendar`, or when the company's quarters end. */
    quarterEnd: text.optional(),
    quarters: z.record(quarter, quarterSchema),
    years: z.record(z.string().regex(/^\d{4}$/), yearSchema).optional(),
  }),
  note: text.optional(),
});

type ProductFile = z.infer<typeof productSchema>;

/** Sales of one product in one quarter. Address in briefings: `<product>.<quarter>`, e.g. darzalex.2026-Q1. */
export type Sale = Omit<z.infer<typeof quarterSchema>, 'source' | 'grade'> & {
  kind: 'sale';
  id: string;
  product: Product;
  quarter: string;
  grade: z.infer<typeof grade>;
  references: Reference[];
};

export type Product = Omit<ProductFile, '$schema' | 'sales'> & {
  id: string;
  sales: Omit<ProductFile['sales'], 'quarters'> & {
    /** In order of time. */
    quarters: Sale[];
  };
};
