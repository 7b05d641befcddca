import type { Product, Sale } from '../model/product.ts';
import type { Span } from '../model/prose.ts';
import { quarterAt, quarterIndex } from '../notation/dates.ts';
import { add, type Rational, toRational } from '../notation/rounding.ts';

/** Growth in per cent, exact, with the two amounts it was computed from. */
export interface Growth {
  percent: Rational;
  now: Rational;
  before: Rational;
  /** Quarters of the base, e.g. 2025-Q1. */
  base: string[];
}

const quartersBack = { quarter: 1, year: 4, 'trailing-year': 4 } as const;

/** Growth of a quarter's sales; undefined when a quarter that it needs is missing: never 0%. */
export function growthOf(sale: Sale, over: Span): Growth | undefined {
  const end = quarterIndex(sale.quarter);
  const length = over === 'trailing-year' ? 4 : 1;
  const now = sumOf(sale.product, quartersUpTo(end, length));
  const base = quartersUpTo(end - quartersBack[over], length);
  const before = sumOf(sale.product, base);
  if (!now || !before || before.numerator === 0n) return undefined;
  return { percent: growthPercent(now, before), now, before, base };
}

function quartersUpTo(end: number, length: number): string[] {
  return Array.from({ length }, (_, index) => quarterAt(end - length + 1 + index));
}

/** The sales that a growth is computed from beside the quarter's own: the rest of its year, and the base. */
export function operandsOf(sale: Sale, over: Span): Sale[] {
  const end = quarterIndex(sale.quarter);
  const length = over === 'trailing-year' ? 4 : 1;
  const quarters = [...quartersUpTo(end, length), ...quartersUpTo(end - quartersBack[over], length)];
  return sale.product.sales.quarters.filter((one) => one !== sale && quarters.includes(one.quarter));
}

function sumOf(product: Product, quarters: string[]): Rational | undefined {
  const sales = quarters.map((quarter) => product.sales.quarters.find((sale) => sale.quarter === quarter));
  if (!sales.every((sale) => sale !== undefined)) return undefined;
  return sales.map((sale) => toRational(sale.value.value)).reduce(add);
}

function growthPercent(a: Rational, b: Rational): Rational {
  const numerator = 100n * (a.numerator * b.denominator - b.numerator * a.denominator);
  return { numerator, denominator: a.denominator * b.numerator };
}
