import { z } from 'zod';
import { currency } from './currency.ts';
import type { Period } from './period.ts';
import { type Decimal, decimal, flag, monthOfYear, period, quarter, text } from './scalars.ts';
import { grade, type Reference, sourceReferences } from './source.ts';

/** A later value that a company gave in place of the first, and where it did. */
const restatement = z.strictObject({
  value: decimal,
  /** The period whose report gave it, or a source of the library. */
  in: text,
  source: sourceReferences.optional(),
});

const periodSchema = z.strictObject({
  /** Worldwide, in the currency and unit of the product; absent beside `original` and a full `restated`. */
  value: decimal.optional(),
  /** As first reported, where a later report gave another value. */
  original: decimal.optional(),
  /** The period whose report gave `value` in place of an earlier one; or that later value itself. */
  restated: z.union([period, restatement]).optional(),
  us: decimal.optional(),
  international: decimal.optional(),
  /** Parts of the value by region, under any names. */
  regions: z.record(text, decimal).optional(),
  /** What the regions leave out, in words, such as exports. */
  rest: text.optional(),
  source: sourceReferences,
  grade: grade.optional(),
  approximate: flag.optional(),
  /** Arithmetic on the sources, in words, when no source prints the value itself. */
  derived: text.optional(),
  note: text.optional(),
  /** Growth on the year before, in per cent, as the source prints it; checked against the values. */
  reportedGrowth: decimal.optional(),
  growthBasis: z.enum(['reported', 'operational', 'not stated']).optional(),
  /** Period whose report first showed this one on its own line, when that came later. */
  disclosed: period.optional(),
});

export const productSchema = z.strictObject({
  $schema: z.string().optional(),
  name: text,
  generic: text,
  class: text,
  company: text,
  /** Companies that quote these sales as net trade sales and book a share of them only. */
  partners: z.array(text).min(1).optional(),
  /**
   * What filings call it, where that is not its name: `jnj:STELARAMember`, or members that apply together, joined by
   * a plus sign: `jnj:OtherMember + jnj:PulmonaryHypertensionMember`.
   */
  xbrl: z.array(text).min(1).optional(),
  sales: z.strictObject({
    currency,
    unit: z.enum(['thousand', 'million', 'billion']),
    basis: text,
    /** `calendar`, or when the company's quarters end. */
    quarterEnd: text.optional(),
    /** Month in which the company's fiscal year begins, where that is not January: quarters and halves are its own. */
    fiscalYearStart: monthOfYear.optional(),
    /** Calendar year that names a fiscal year: the one in which it ends by default. */
    fiscalYearNamed: z.enum(['start', 'end']).optional(),
    /** Sales by period: 2026-Q1, 2025-H1, 2025-9M, FY2025 or 2025. */
    periods: z.record(period, periodSchema).optional(),
    quarters: z.record(quarter, periodSchema).optional(),
    years: z.record(z.string().regex(/^\d{4}$/), periodSchema).optional(),
  }),
  note: text.optional(),
});

type ProductFile = z.infer<typeof productSchema>;
type WrittenPeriod = z.infer<typeof periodSchema>;

/** Where in a product's YAML a period is written. */
export const salesSections = ['periods', 'quarters', 'years'] as const;
type SalesSection = (typeof salesSections)[number];

/** A part of sales by region. */
export interface Region {
  /** As printed: US, Europe, Rest of world. */
  name: string;
  amount: Decimal;
  /** Under the period in the YAML. */
  keys: string[];
}

/** Sales of one product in one period. Address in briefings: `<product>.<period>`, e.g. darzalex.2026-Q1. */
export type Sale = Omit<
  WrittenPeriod,
  'source' | 'grade' | 'value' | 'restated' | 'us' | 'international' | 'regions' | 'disclosed'
> & {
  kind: 'sale';
  id: string;
  product: Product;
  period: Period;
  section: SalesSection;
  /** The latest that is known: restated where it was. */
  value: Decimal;
  /** Under the period in the YAML. */
  valueKeys: string[];
  /** A later report gave the value; `by` says which, where it is a period's. */
  restated?: { by?: Period; in: string };
  regions: Region[];
  disclosed?: Period;
  grade: z.infer<typeof grade>;
  references: Reference[];
};

export type Product = Omit<ProductFile, '$schema' | 'sales'> & {
  id: string;
  sales: Omit<ProductFile['sales'], SalesSection> & {
    /** In order of time. */
    periods: Sale[];
  };
};
