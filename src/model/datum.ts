import type { Sale } from './product.ts';
import type { Finding, Value } from './trial.ts';

/** What an address in a briefing may name. */
export type Datum = Finding | Sale;

/** Forms in which each kind of value can be shown; the first is the usual one. */
const showsByShape = {
  proportion: ['percent', 'n/N', 'n of N', 'n', 'N', 'ci', 'ci-low', 'ci-high', 'full', 'threshold'],
  median: ['median', 'ci', 'full'],
  rate: ['percent', 'at', 'ci', 'full'],
  hazardRatio: ['ratio', 'ci', 'p', 'full'],
  oddsRatio: ['ratio', 'ci', 'p', 'full'],
  difference: ['difference', 'ci', 'p', 'full'],
  measure: ['average', 'full'],
  count: ['n', 'N', 'n/N', 'n of N'],
  observation: ['observed', 'full'],
  occasion: ['date', 'full'],
} as const satisfies Record<Value['shape'], readonly string[]>;

const saleShows = ['usual', 'million', 'billion', 'stated-growth'] as const;

export type Show = (typeof showsByShape)[Value['shape']][number] | (typeof saleShows)[number];

/** The forms that this value can be shown in: those of its shape whose parts it holds. */
export function showsOf(datum: Datum): readonly Show[] {
  if (datum.kind === 'sale') {
    return saleShows.filter((show) => show !== 'stated-growth' || datum.reportedGrowth !== undefined);
  }
  const { value, threshold } = datum;
  return showsByShape[value.shape].filter((show) =>
    show === 'threshold' ? threshold !== undefined : holds(value, show),
  );
}

function holds(value: Value, show: Show): boolean {
  switch (value.shape) {
    case 'proportion':
      return holdsOfProportion(value, show);
    case 'count':
      return value.of !== undefined || show === 'n';
    case 'measure':
    case 'observation':
    case 'occasion':
      return true;
    default:
      return (
        (show !== 'ci' || value.ci !== undefined) && (show !== 'p' || ('p' in value && value.p !== undefined))
      );
  }
}

function holdsOfProportion(value: Value & { shape: 'proportion' }, show: Show): boolean {
  const known = value.events !== undefined && value.of !== undefined;
  if (show === 'n/N' || show === 'n of N' || show === 'full') return known;
  if (show === 'n') return value.events !== undefined;
  if (show === 'N') return value.of !== undefined;
  if (show.startsWith('ci')) return known || value.ci !== undefined;
  return true;
}

/** Where the ledger has a datum as the edition before had it. */
export function formerAddressOf(address: string): string {
  return `was(${address})`;
}
