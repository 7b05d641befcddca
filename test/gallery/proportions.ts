import type { ProportionGroup, ProportionRow } from '../../src/figures/proportions/chart.ts';
import { type Cases, UNBROKEN, WORDS } from './figure.ts';

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

function chartOf(...groups: ProportionGroup[]) {
  return { kind: 'proportions' as const, groups };
}

const sensitivity = [{ text: 'Sensitivity 10' }, { text: '−6', sup: true }];

const none = { percent: 0, interval: { low: 0, high: 16.8 }, printed: '0%', count: '0/20' };
const all = { percent: 100, interval: { low: 83.2, high: 100 }, printed: '100%', count: '20/20' };

const hard = Array.from({ length: 10 }, (_, i) =>
  proportionRow({
    label: i % 2 ? WORDS : UNBROKEN,
    sublabel: i % 3 ? 'daratumumab, bortezomib, lenalidomide and dexamethasone · phase 3' : '',
    percent: (i * 100) / 9,
    interval: { low: Math.max(0, i * 11 - 5), high: Math.min(100, i * 11 + 6) },
    printed: `${((i * 100) / 9).toFixed(1)}%`,
    count: '1,234/2,345',
    hollow: i % 4 === 0,
  }),
);

export const proportionsCases: Cases<'proportions'> = {
  'two arms': chartOf({
    heading: [],
    rows: [
      proportionRow({ focus: true }),
      proportionRow({ percent: 38.7, interval: { low: 33.6, high: 44 }, printed: '38.7%', count: '137/354' }),
    ],
  }),
  'none and all of few': chartOf({
    heading: sensitivity,
    rows: [proportionRow(none), proportionRow({ ...all, focus: true })],
  }),
  'one row without interval': chartOf({
    heading: [],
    rows: [proportionRow({ interval: undefined as never, count: '—', hollow: true })],
  }),
  '20 rows with 40-character labels': chartOf(
    { heading: sensitivity, rows: hard },
    {
      heading: [{ text: 'A heading with the sensitivity, the assay, the denominator and the time of it' }],
      rows: Array.from({ length: 10 }, () => proportionRow()),
    },
  ),
};
