import type { SalesBar, SalesChart } from '../../src/figures/sales/chart.ts';
import type { Cases } from './figure.ts';

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

export const salesCases: Cases<'sales'> = {
  '4 quarters': salesChart(4),
  '13 quarters, one missing': salesChart(13, (i) => (i === 3 ? missing : {})),
  '28 quarters, two missing': salesChart(28, (i) => (i === 5 || i === 6 ? missing : {})),
};
