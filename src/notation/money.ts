import type { Show } from '../model/datum.ts';
import type { Sale } from '../model/product.ts';
import {
  decimalsOf,
  divide,
  grouped,
  multiply,
  type Rational,
  roundHalfUp,
  toRational,
  writeSignedPercent,
} from './rounding.ts';
import { nbsp, type Written, written } from './written.ts';

const symbols = { USD: 'US$', EUR: '€', GBP: '£', CHF: 'CHF ', JPY: '¥' } as const;

/** `US$3.96 billion` from a thousand million upwards, else `US$597 million`. */
export function writeSale(sale: Sale, show: Show): Written {
  if (show === 'stated-growth') return written(writeStatedGrowth(sale));
  const billions = show === 'billion' || (show === 'usual' && isBillions(sale));
  const amount = billions ? `${inBillions(sale)}${nbsp}billion` : `${inMillions(sale)}${nbsp}million`;
  const negative = amount.startsWith('\u2212');
  const about = sale.approximate ? 'about ' : '';
  return written(
    `${about}${negative ? '\u2212' : ''}${currencySymbol(sale)}${amount.slice(Number(negative))}`,
  );
}

function writeStatedGrowth({ reportedGrowth }: Sale): string {
  if (!reportedGrowth) return '—';
  return writeSignedPercent(toRational(reportedGrowth.value), decimalsOf(reportedGrowth.text));
}

export function currencySymbol(sale: Sale): string {
  return symbols[sale.product.sales.currency];
}

/** Whether a sale reaches a thousand million. */
export function isBillions(sale: Sale): boolean {
  const { numerator, denominator } = millionsOf(sale);
  return numerator >= 1000n * denominator;
}

/** `3.96`: two decimals. */
export function inBillions(sale: Sale): string {
  return roundHalfUp(divide(millionsOf(sale), 1000n), 2);
}

/** `1,004.5`: the decimals of the source, in millions; of all its sales, or of a part of them. */
export function inMillions(sale: Sale, amount = sale.value): string {
  const { unit } = sale.product.sales;
  const decimals = Math.max(0, decimalsOf(amount.text) - (unit === 'billion' ? 3 : 0));
  return grouped(roundHalfUp(millionsOf(sale, amount), decimals));
}

function millionsOf(sale: Sale, amount = sale.value): Rational {
  const value = toRational(amount.value);
  return sale.product.sales.unit === 'billion' ? multiply(value, 1000n) : value;
}
