import { signOf } from '../model/currency.ts';
import type { Show } from '../model/library.ts';
import type { Sale } from '../model/product.ts';
import type { Decimal } from '../model/scalars.ts';
import { writePeriod } from './dates.ts';
import {
  decimalsOf,
  divide,
  grouped,
  minus,
  multiply,
  type Rational,
  roundHalfUp,
  toRational,
  writeSignedPercent,
} from './rounding.ts';
import { nbsp, type Written, written } from './written.ts';

/** Units that amounts are written in, from the smallest. */
const moneyUnits = ['thousand', 'million', 'billion'] as const;
export type MoneyUnit = (typeof moneyUnits)[number];

/** `US$3.96 billion` from a thousand million upwards, else `US$597 million`; below a million `US$450 thousand`. */
export function writeSale(sale: Sale, show: Show): Written {
  if (show === 'stated-growth') return written(writeStatedGrowth(sale));
  if (show === 'original')
    return written(writeMoney(sale, usualUnit(sale, originalOf(sale)), originalOf(sale)));
  const unit = moneyUnits.find((one) => one === show) ?? usualUnit(sale);
  const about = sale.approximate ? 'about ' : '';
  return written(`${about}${writeMoney(sale, unit)}`);
}

function originalOf(sale: Sale): Decimal {
  return sale.original ?? sale.value;
}

/** `in the report of Q3 2025`, or `by a later source`. */
export function formatRestatement({ by }: NonNullable<Sale['restated']>): string {
  return by ? `in the report of ${writePeriod(by)}` : 'by a later source';
}

/** `−US$12 million`. */
function writeMoney(sale: Sale, unit: MoneyUnit, amount = sale.value): string {
  const number = inUnit(sale, unit, amount);
  const isNegative = number.startsWith(minus);
  return `${isNegative ? minus : ''}${currencySign(sale)}${number.slice(Number(isNegative))}${nbsp}${unit}`;
}

function writeStatedGrowth({ reportedGrowth }: Sale): string {
  if (!reportedGrowth) return '—';
  return writeSignedPercent(toRational(reportedGrowth.value), decimalsOf(reportedGrowth.text));
}

export function currencySign({ product }: Sale): string {
  return signOf(product.sales.currency);
}

/** `US$ billion` for heads and axes. */
export function writeUnit(sale: Sale, unit: string): string {
  const sign = currencySign(sale).trim();
  return `${sign}${sign.endsWith('$') ? ' ' : nbsp}${unit}`;
}

/** The unit in which an amount has at least one digit before the decimal point. */
export function usualUnit(sale: Sale, amount = sale.value): MoneyUnit {
  const { numerator, denominator } = thousandsOf(sale, amount);
  const size = numerator < 0n ? -numerator : numerator;
  if (size >= 1_000_000n * denominator) return 'billion';
  return sale.product.sales.unit === 'thousand' && size < 1000n * denominator ? 'thousand' : 'million';
}

/**
 * `3.96` in billions: two decimals. `1,004.5` in millions or thousands: the decimals of the source. Of all its
 * sales, or of a part of them.
 */
export function inUnit(sale: Sale, unit: MoneyUnit, amount = sale.value): string {
  const places = 3 * moneyUnits.indexOf(unit);
  const value = divide(thousandsOf(sale, amount), 10n ** BigInt(places));
  const own = 3 * moneyUnits.indexOf(sale.product.sales.unit);
  const decimals = unit === 'billion' ? 2 : Math.max(0, decimalsOf(amount.text) + places - own);
  return grouped(roundHalfUp(value, decimals));
}

/** For drawing: the amount as a number in a unit. */
export function numberIn({ value, product }: Sale, unit: MoneyUnit): number {
  const steps = moneyUnits.indexOf(product.sales.unit) - moneyUnits.indexOf(unit);
  return steps >= 0 ? value.value * 1000 ** steps : value.value / 1000 ** -steps;
}

function thousandsOf({ product }: Sale, amount: Decimal): Rational {
  const places = 3 * moneyUnits.indexOf(product.sales.unit);
  return multiply(toRational(amount.value), 10n ** BigInt(places));
}
