import type { Product, Sale } from '../../model/product.ts';
import type { Decimal } from '../../model/scalars.ts';
import { nounOfPeriod } from '../../notation/dates.ts';
import { type Rational, roundHalfUp, toRational } from '../../notation/rounding.ts';
import { type Growth, growthOf, possibleGrowths } from '../growth.ts';
import type { Flaw, Spot } from './flaw.ts';
import { mayBeEqual, printedRange, type Range } from './range.ts';
import { rangeOfAmount } from './sales.ts';

/** Tenths of a percentage point by which a reported growth may miss the computed one: rule F02. */
const toleranceInTenths = 6n;

/**
 * A growth that is reported in the currency of the sales against the sales of the period and of the same
 * period a year before: rule F02 of the rules, and beyond what the rounding of the sales allows. Nothing
 * without a base, nor for operational growth, which leaves exchange rates out.
 */
export function checkReportedGrowth(product: Product): Flaw[] {
  return product.sales.periods.flatMap((sale) => {
    const growth = growthOf(sale, 'year');
    const base = growth?.base[0];
    if (!sale.reportedGrowth || sale.growthBasis === 'operational' || !growth || !base) return [];
    const reported = sale.reportedGrowth;
    if (possibleGrowths(sale, 'year').some((one) => isNear(reported, one, sale, base))) return [];
    return [mismatch(sale, base, reported, growth)];
  });
}

function isNear(reported: Decimal, growth: Growth, sale: Sale, base: Sale): boolean {
  return !isFar(reported, growth) || mayBeEqual(printedRange(reported), growthRange(growth, sale, base));
}

/** Exact, so that a difference of just 0.6 passes. */
function isFar(reported: Decimal, { percent }: Growth): boolean {
  const stated = toRational(reported.value);
  const difference = stated.numerator * percent.denominator - percent.numerator * stated.denominator;
  const size = difference < 0n ? -difference : difference;
  return 10n * size > toleranceInTenths * stated.denominator * percent.denominator;
}

/** Growth in per cent that the rounding of both amounts leaves open. */
function growthRange(growth: Growth, sale: Sale, base: Sale): Range {
  const now = rangeOfAmount(readingOf(sale, growth.now), sale);
  const before = rangeOfAmount(readingOf(base, growth.before), base);
  if (before.low <= 0) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  return { low: 100 * (now.low / before.high - 1), high: 100 * (now.high / before.low - 1) };
}

/** The value of a sale that a growth was computed from. */
function readingOf({ value, original }: Sale, { numerator, denominator }: Rational): Decimal {
  return original && original.value === Number(numerator) / Number(denominator) ? original : value;
}

function mismatch(sale: Sale, base: Sale, reported: Decimal, growth: Growth): Flaw {
  const computed = roundHalfUp(growth.percent, 1);
  return {
    severity: 'error',
    message: `the stated growth of ${reported.text}% does not match the sales, which give ${computed}%`,
    spot: spotOf(sale, 'reportedGrowth'),
    related: [
      {
        message: `the sales of the ${nounOfPeriod[sale.period.kind]}`,
        spot: spotOf(sale, ...sale.valueKeys),
      },
      { message: 'the sales a year before', spot: spotOf(base, ...base.valueKeys) },
    ],
    hints: [
      'compare all three with their sources',
      'if the growth excludes exchange-rate effects, set growthBasis: operational',
    ],
  };
}

/** A reported growth says whether it is in reported currency or operational: rule F01 of the rules. */
export function checkGrowthBasis(product: Product): Flaw[] {
  return product.sales.periods
    .filter(({ reportedGrowth, growthBasis }) => reportedGrowth && !growthBasis)
    .map((sale) => ({
      severity: 'warning',
      message: `the file does not say whether the growth of ${sale.reportedGrowth?.text}% is reported or operational`,
      spot: spotOf(sale, 'reportedGrowth'),
      related: [{ message: 'the sales that grew', spot: spotOf(sale, ...sale.valueKeys) }],
      hints: ['add growthBasis: reported or operational, or not stated if the source does not say'],
    }));
}

function spotOf(sale: Sale, ...keys: string[]): Spot {
  return { owner: sale.product.id, keys: ['sales', sale.section, sale.period.key, ...keys] };
}
