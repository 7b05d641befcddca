import type { Show } from '../model/datum.ts';
import type { Sale } from '../model/product.ts';
import { decimalsOf, roundHalfUp, toRational, writeSignedPercent } from './rounding.ts';
import { nbsp, type Written, written } from './written.ts';

const symbols = { USD: 'US$', EUR: '€', GBP: '£', CHF: 'CHF ', JPY: '¥' } as const;

/** `US$3.96 billion` from a thousand million upwards, else `US$597 million`. */
export function writeSale(sale: Sale, show: Show): Written {
  if (show === 'stated-growth')
    return written(
      sale.reportedGrowth
        ? writeSignedPercent(toRational(sale.reportedGrowth.value), decimalsOf(sale.reportedGrowth.text))
        : '—',
    );
  const { currency } = sale.product.sales;
  const millions = inMillions(sale);
  const about = sale.approximate ? 'about ' : '';
  const billions = show === 'billion' || (show === 'usual' && millions >= 1000);
  const amount = billions ? `${inBillions(millions)}${nbsp}billion` : `${thousands(millions)}${nbsp}million`;
  return written(`${about}${symbols[currency]}${amount}`);
}

export function currencySymbol(sale: Sale): string {
  return symbols[sale.product.sales.currency];
}

export function inMillions(sale: Sale): number {
  return sale.product.sales.unit === 'billion' ? sale.value.value * 1000 : sale.value.value;
}

export function inBillions(millions: number): string {
  return roundHalfUp(toRational(millions / 1000), 2);
}

function thousands(millions: number): string {
  const [whole = '', fraction] = String(millions).split('.');
  return [whole.replace(/\B(?=(\d{3})+(?!\d))/g, ','), fraction].filter(Boolean).join('.');
}
