import type { FigureSpec, ProportionGroup, ProportionRow, SalesBar } from '../../src/figures/spec.ts';

export function proportionRow(over: Partial<ProportionRow> = {}): ProportionRow {
  return {
    label: 'PERSEUS',
    sublabel: 'D-VRd · NDMM, transplant-eligible · phase 3',
    percent: 65.1,
    interval: { low: 59.9, high: 70 },
    printed: '65.1%',
    count: '231/355',
    focus: false,
    hollow: false,
    datum: 'perseus.mrd6.d-vrd',
    ...over,
  };
}

export function proportions(groups: ProportionGroup[]): FigureSpec {
  return figure({ kind: 'proportions', groups });
}

export function sales(count: number, over: (i: number) => Partial<SalesBar> = () => ({})) {
  const bars = Array.from({ length: count }, (_, i) => ({
    label: `${(i % 4) + 1}Q${19 + Math.floor(i / 4)}`,
    value: 0.8 + i * 0.12,
    printed: (0.8 + i * 0.12).toFixed(2),
    growth: i < 4 ? 'n/a' : '+22.5%',
    focus: i === count - 1,
    hollow: false,
    ...over(i),
  }));
  return figure({ kind: 'sales', unit: 'US$ billion', bars });
}

function figure(chart: FigureSpec['chart']): FigureSpec {
  return {
    id: 'depth',
    number: 1,
    title: 'Depth <of> "response" & more',
    subtitle: '',
    source: '',
    alt: 'PERSEUS 231 of 355 (65.1%)',
    chart,
  };
}
