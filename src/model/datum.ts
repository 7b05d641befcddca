import type { Setting } from '../shapes/shape.ts';
import { countsWithoutInterval, type Form, formsOf } from '../shapes/shapes.ts';
import type { Sale } from './product.ts';
import type { Finding } from './trial.ts';

/** What an address in a briefing may name. */
export type Datum = Finding | Sale;

const saleShows = ['usual', 'thousand', 'million', 'billion', 'original', 'stated-growth'] as const;

export type Show = Form | (typeof saleShows)[number];

/** The forms that this value can be shown in: those that it has the parts for. */
export function showsOf(datum: Datum): readonly Show[] {
  if (datum.kind === 'sale') {
    return saleShows.filter((show) => {
      if (show === 'stated-growth') return datum.reportedGrowth !== undefined;
      if (show === 'original') return datum.original !== undefined;
      return show !== 'thousand' || datum.product.sales.unit === 'thousand';
    });
  }
  const computed = countsWithoutInterval(datum.value) && { low: 0, high: 0 };
  return formsOf(datum.value, settingOf(datum, computed));
}

/** What writing a finding's value takes beside it. */
export function settingOf({ endpoint, threshold }: Finding, computed?: Setting['computed']): Setting {
  return { endpoint: endpoint.abbreviation ?? endpoint.label, threshold, computed };
}

/** The ledger entry of a value as the previous edition had it. */
export function formerAddressOf(address: string): string {
  return `was(${address})`;
}
