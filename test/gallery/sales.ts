import type { SalesBar, SalesChart } from '../../src/figures/sales/layout.ts';
import { type Cases, UNBROKEN, WORDS } from './figure.ts';

export function salesChart(count: number, over: (i: number) => Partial<SalesBar> = () => ({})): SalesChart {
  const bars = Array.from({ length: count }, (_, i) => ({
    label: `${(i % 4) + 1}Q${19 + Math.floor(i / 4)}`,
    value: 0.8 + i * 0.12,
    printed: (0.8 + i * 0.12).toFixed(2),
    growth: i < 4 ? 'n/a' : '+22.5%',
    focus: i === count - 1,
    hollow: false,
    ...over(i),
  }));
  return { kind: 'sales', unit: 'US$ billion', bars };
}

const missing = { value: undefined as never };

/** Two products of very different size, by quarter. */
export function twoProducts(count: number, over: (i: number) => Partial<SalesBar> = () => ({})): SalesChart {
  const small = salesChart(count, (i) => ({
    value: 0.05 + i * 0.02,
    printed: (0.05 + i * 0.02).toFixed(2),
    growth: i < 4 ? 'n/a' : '+112%',
    ...over(i),
  }));
  return { ...salesChart(count, over), name: 'Zorvex', against: { name: 'Quellim', bars: small.bars } };
}

export const salesCases: Cases<'sales'> = {
  '4 quarters': salesChart(4),
  'one quarter': salesChart(1),
  'from next to nothing to very much': salesChart(8, (i) => ({
    value: 0.001 * 4 ** i,
    printed: (0.001 * 4 ** i).toFixed(3),
    growth: i < 4 ? 'n/a' : '+25,500%',
  })),
  '13 quarters, one missing': salesChart(13, (i) => (i === 3 ? missing : {})),
  'two products, one restated, one unconfirmed': twoProducts(9, (i) => ({
    hollow: i === 8,
    ...(i === 6 && { restated: true as const }),
  })),
  'two products, 28 quarters, with a 40-character name': {
    ...twoProducts(28, (i) => (i === 5 ? missing : i % 9 === 8 ? { hollow: true, restated: true } : {})),
    name: UNBROKEN,
    against: { name: WORDS, bars: twoProducts(28, (i) => (i < 12 ? missing : {})).against?.bars ?? [] },
  },
  '28 quarters, two missing': salesChart(28, (i) => (i === 5 || i === 6 ? missing : {})),
};
