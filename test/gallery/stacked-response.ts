import type { StackedBar, StackedResponseChart } from '../../src/figures/stacked-response/layout.ts';
import { type Cases, UNBROKEN, WORDS } from './figure.ts';

/** A bar of segments in per cent. */
export function stackedBar(percents: number[], over: Partial<StackedBar> = {}): StackedBar {
  const total = percents.reduce((sum, percent) => sum + percent, 0);
  return {
    label: 'Zorvex',
    sublabel: 'experimental',
    evidence: { grade: 'secondary', entries: [3, 4, 5] },
    segments: percents.map((percent) => ({ percent, printed: percent.toFixed(1), datum: 'alpha.orr.zor' })),
    total: `${total.toFixed(1)}%`,
    count: `${Math.round(total * 2)}/200`,
    datum: 'alpha.orr.zor',
    hollow: false,
    ...over,
  };
}

export function stackedChart(categories: string[], ...bars: StackedBar[]): StackedResponseChart {
  return { kind: 'stacked-response', categories, bars };
}

const four = ['sCR', 'CR', 'VGPR', 'PR'];
const control = { label: 'Observation', sublabel: 'control' };

export const stackedResponseCases: Cases<'stacked-response'> = {
  'two arms': stackedChart(
    four,
    stackedBar([30.4, 20.7, 28.5, 13.3]),
    stackedBar([12.5, 12.4, 28.3, 28.4], control),
  ),
  'little to see': stackedChart(
    four,
    stackedBar([1.5, 0, 2.5, 3]),
    stackedBar([95, 1.5, 2, 1.5], { count: '200/200', total: '100%' }),
    stackedBar([0, 0, 0, 0], { ...control, count: '—' }),
  ),
  'one category and outlines': stackedChart(
    ['≥CR', 'VGPR or PR'],
    stackedBar([51.1, 41.8], { label: 'MAIA', sublabel: 'D-Rd, transplant-ineligible' }),
    stackedBar([30.1, 51.5], {
      label: 'ALPHA',
      sublabel: 'Rd',
      hollow: true,
      below: 'relapsed or refractory multiple myeloma',
    }),
  ),
  'one bar, of which nobody is in a part': stackedChart(four, stackedBar([0, 20, 0, 30])),
  '20 bars with 40-character labels': stackedChart(
    ['sCR', 'CR', 'VGPR', 'PR'],
    ...Array.from({ length: 20 }, (_, i) =>
      stackedBar([i * 2, 25 - i, 3 + i, i % 3 ? 12 : 1], {
        label: i % 2 ? WORDS : UNBROKEN,
        sublabel: i % 3 ? 'daratumumab, bortezomib, lenalidomide and dexamethasone, transplant-eligible' : '',
        count: '1,234/2,345',
        hollow: i % 5 === 4,
      }),
    ),
  ),
};
