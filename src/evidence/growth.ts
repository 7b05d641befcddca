import type { Span } from '../model/briefing.ts';
import { endOf, type Period, shifted } from '../model/period.ts';
import type { Product, Sale } from '../model/product.ts';
import type { Decimal } from '../model/scalars.ts';
import { add, type Rational, toRational } from '../notation/rounding.ts';

/** Growth in per cent, exact, with the two amounts it was computed from. */
export interface Growth {
  percent: Rational;
  now: Rational;
  before: Rational;
  /** The sales of the base. */
  base: Sale[];
  /** Which values of restated sales it compares; absent where no sales were restated. */
  values?: GrowthValues;
}

type GrowthValues = 'as first reported' | 'as restated' | 'restated against first reported';

/** Places back, of the period's own kind. */
const stepsBack: Record<Span, (period: Period) => number> = {
  quarter: () => 1,
  half: () => 1,
  year: ({ kind }) => ({ quarter: 4, half: 2, 'nine-months': 1, 'fiscal-year': 1, year: 1 })[kind],
  'trailing-year': () => 4,
};

/** Why there is no growth: a period is missing, or the base is zero or negative, so that no per cent means anything. */
export type NoGrowth = 'missing' | 'not meaningful';

/** Growth of a period's sales; undefined when it cannot be said: never 0%. */
export function growthOf(sale: Sale, over: Span): Growth | undefined {
  const operands = wholeOperands(sale, over);
  if (!operands) return undefined;
  return computeGrowth(operands, likeWithLike(operands));
}

/** Why `growthOf` is undefined. */
export function whyNoGrowth(sale: Sale, over: Span): NoGrowth {
  return wholeOperands(sale, over) ? 'not meaningful' : 'missing';
}

/** Growth by every pairing of first and restated values, which a source may have printed at its time. */
export function possibleGrowths(sale: Sale, over: Span): Growth[] {
  const operands = wholeOperands(sale, over);
  if (!operands) return [];
  const readings = [current, original];
  return readings.flatMap((now) =>
    readings.flatMap((before) => computeGrowth(operands, { now, before }) ?? []),
  );
}

/** The sales that a growth is computed from beside the period's own: the rest of its year, and the base. */
export function operandsOf(sale: Sale, over: Span): Sale[] {
  const { now, base } = periodsOf(sale, over);
  const periods = [...now, ...base];
  return sale.product.sales.periods.filter(
    (one) => one !== sale && periods.some(({ key }) => key === one.period.key),
  );
}

interface Operands {
  now: Sale[];
  base: Sale[];
}

interface Values {
  now: (sale: Sale) => Decimal;
  before: (sale: Sale) => Decimal;
  say?: GrowthValues;
}

function current({ value }: Sale): Decimal {
  return value;
}

function original(sale: Sale): Decimal {
  return sale.original ?? sale.value;
}

function computeGrowth({ now: own, base }: Operands, values: Values): Growth | undefined {
  const now = sumOf(own, values.now);
  const before = sumOf(base, values.before);
  if (before.numerator <= 0n) return undefined;
  const numerator = 100n * (now.numerator * before.denominator - before.numerator * now.denominator);
  const percent = { numerator, denominator: now.denominator * before.numerator };
  return { percent, now, before, base, ...(values.say && { values: values.say }) };
}

/**
 * The latest values, as a company's own comparison has them; where only one side was restated on what the
 * other never was, what was first reported of both.
 */
function likeWithLike({ now, base }: Operands): Values {
  const restated = (sales: Sale[]) => sales.filter((sale) => sale.restated !== undefined);
  if (restated([...now, ...base]).length === 0) return { now: current, before: current };
  const end = Math.max(...now.map(({ period }) => endOf(period)));
  const isBaseAhead = restated(base).some(({ restated: { by } = {} }) => by && endOf(by) > end);
  const isUnlike =
    (restated(now).length > 0 && restated(base).length < base.length) ||
    (isBaseAhead && restated(now).length < now.length);
  if (!isUnlike) return { now: current, before: current, say: 'as restated' };
  if (restated([...now, ...base]).every((sale) => sale.original !== undefined))
    return { now: original, before: original, say: 'as first reported' };
  return { now: current, before: current, say: 'restated against first reported' };
}

function periodsOf({ period }: Sale, over: Span): { now: Period[]; base: Period[] } {
  const length = over === 'trailing-year' ? 4 : 1;
  const upTo = (end: Period) => Array.from({ length }, (_, index) => shifted(end, index - length + 1));
  return { now: upTo(period), base: upTo(shifted(period, -stepsBack[over](period))) };
}

function wholeOperands(sale: Sale, over: Span): Operands | undefined {
  const { now, base } = periodsOf(sale, over);
  const [own, before] = [salesAt(sale.product, now), salesAt(sale.product, base)];
  return own && before && { now: own, base: before };
}

function salesAt(product: Product, periods: Period[]): Sale[] | undefined {
  const sales = periods.map(({ key }) => product.sales.periods.find(({ period }) => period.key === key));
  return sales.every((sale) => sale !== undefined) ? sales : undefined;
}

function sumOf(sales: Sale[], reading: (sale: Sale) => Decimal): Rational {
  return sales.map((sale) => toRational(reading(sale).value)).reduce(add);
}
