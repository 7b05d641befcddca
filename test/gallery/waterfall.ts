import type { WaterfallBar, WaterfallChart } from '../../src/figures/waterfall/layout.ts';
import { type Cases, UNBROKEN, WORDS } from './figure.ts';

export function waterfallBar(change: number, over: Partial<WaterfallBar> = {}): WaterfallBar {
  return {
    label: 'P01',
    change,
    printed: `${change > 0 ? '+' : ''}${String(change).replace('-', '−')}%`,
    hollow: false,
    datum: 'alpha.patient.dose.p01.change',
    ...over,
  };
}

export function waterfallChart(bars: WaterfallBar[], over: Partial<WaterfallChart> = {}): WaterfallChart {
  return {
    kind: 'waterfall',
    axis: 'Sum of target lesions: best change from baseline, %',
    cutoffs: [
      { at: -30, printed: '−30%' },
      { at: 20, printed: '+20%' },
    ],
    limit: 100,
    bars,
    ...over,
  };
}

const bestOf = (change: number) => (change >= 20 ? 'PD' : change > -30 ? 'SD' : change > -100 ? 'PR' : 'CR');

const ten = [142, 34, 12, 0, -18, -28, -45, -62, -88, -100].map((change, i) =>
  waterfallBar(change, {
    label: `P${String(((i * 7) % 10) + 1).padStart(2, '0')}`,
    best: bestOf(change),
    hollow: i === 4 || i === 7,
  }),
);

const depths = ['PD', 'SD', 'MR', 'PR', 'VGPR', 'CR', 'sCR'] as const;

function crowd(count: number, label: (i: number) => string): WaterfallBar[] {
  return Array.from({ length: count }, (_, i) => {
    const change = Math.round(320 * (1 - i / count) ** 4 - 100 * (i / (count - 1)) ** 0.8);
    const best = depths[Math.floor((i * 7) / count)];
    return waterfallBar(change, {
      label: label(i),
      ...(i % 9 !== 8 && best && { best }),
      hollow: i % 8 === 3,
    });
  });
}

export const waterfallCases: Cases<'waterfall'> = {
  'ten patients': waterfallChart(ten, { without: '3 of 13 without a measured change' }),
  'one patient, no cut-offs': waterfallChart([waterfallBar(-4, { best: 'SD' })], { cutoffs: [] }),
  'nobody changed': waterfallChart([waterfallBar(0), waterfallBar(0, { best: 'SD', label: 'P02' })]),
  'only decreases, cut-offs close together': waterfallChart(
    [-20, -35, -50, -52, -90].map((change) => waterfallBar(change, { best: 'VGPR' })),
    {
      cutoffs: [
        { at: -50, printed: '−50%' },
        { at: -52, printed: '−52%' },
        { at: -90, printed: '−90%' },
      ],
    },
  ),
  '20 patients with 40-character labels': waterfallChart(crowd(20, (i) => (i % 2 ? WORDS : UNBROKEN))),
  '100 patients': waterfallChart(crowd(100, (i) => `P${i + 1}`)),
};
