import type { DotGroup, DotRow } from '../../src/figures/proportions/layout.ts';
import { type Cases, UNBROKEN, WORDS } from './figure.ts';

export function proportionRow(over: Partial<DotRow> = {}): DotRow {
  return {
    label: 'PERSEUS',
    sublabel: 'D-VRd, transplant-eligible',
    value: 65.1,
    interval: { low: 59.9, high: 70 },
    printed: '65.1%',
    beside: '231/355',
    focus: false,
    hollow: false,
    evidence: { grade: 'secondary', entries: [14] },
    datum: 'perseus.mrd6.d-vrd',
    ...over,
  };
}

function chartOf(...groups: DotGroup[]) {
  return { kind: 'proportions' as const, groups };
}

const sensitivity = [{ text: 'Sensitivity 10' }, { text: '−6', sup: true }];

const none = { value: 0, interval: { low: 0, high: 16.8 }, printed: '0%', beside: '0/20' };
const all = { value: 100, interval: { low: 83.2, high: 100 }, printed: '100%', beside: '20/20' };

const hard = Array.from({ length: 10 }, (_, i) =>
  proportionRow({
    label: i % 2 ? WORDS : UNBROKEN,
    sublabel: i % 3 ? 'daratumumab, bortezomib, lenalidomide and dexamethasone, transplant-eligible' : '',
    value: (i * 100) / 9,
    interval: { low: Math.max(0, i * 11 - 5), high: Math.min(100, i * 11 + 6) },
    printed: `${((i * 100) / 9).toFixed(1)}%`,
    beside: '1,234/2,345',
    hollow: i % 4 === 0,
  }),
);

export const proportionsCases: Cases<'proportions'> = {
  'two arms': chartOf({
    heading: [],
    rows: [
      proportionRow({ focus: true }),
      proportionRow({ value: 38.7, interval: { low: 33.6, high: 44 }, printed: '38.7%', beside: '137/354' }),
    ],
  }),
  'two populations at two sensitivities': chartOf(
    {
      heading: [{ text: 'Test sensitivity 10' }, { text: '−6', sup: true }],
      explained: 'one cell in a million',
      rows: [
        proportionRow({
          ...{ label: 'CAR-PRISM', sublabel: 'Cilta-cel, HR-SMM, asymptomatic', datum: 'car-prism.mrd' },
          ...{ value: 100, interval: { low: 83.2, high: 100 }, printed: '100%', beside: '20/20' },
          ...{ focus: true, hollow: true, evidence: { grade: 'unconfirmed', entries: [1] } },
        }),
        proportionRow({
          below: 'newly diagnosed multiple myeloma',
          evidence: { grade: 'secondary', entries: [2] },
        }),
        proportionRow({
          ...{
            label: 'CEPHEUS',
            sublabel: 'D-VRd, ineligible or deferred',
            printed: '45.2%',
            beside: '89/197',
          },
          ...{ value: 45.2, interval: { low: 38.1, high: 52.4 }, datum: 'cepheus.mrd6' },
        }),
      ],
    },
    {
      heading: [{ text: 'Test sensitivity 10' }, { text: '−5', sup: true }],
      explained: 'one cell in 100,000',
      rows: [
        proportionRow({
          ...{ value: 75.2, interval: { low: 70.4, high: 79.6 }, printed: '75.2%', beside: '267/355' },
          evidence: { grade: 'secondary', entries: [12] },
        }),
        proportionRow({
          ...{ label: 'MAIA', sublabel: 'D-Rd, transplant-ineligible', printed: '32.1%', beside: '118/368' },
          ...{
            value: 32.1,
            interval: { low: 27.3, high: 37.1 },
            evidence: { grade: 'primary', entries: [11] },
          },
        }),
      ],
    },
  ),
  'none and all of few': chartOf({
    heading: sensitivity,
    rows: [proportionRow(none), proportionRow({ ...all, focus: true })],
  }),
  'one row without interval': chartOf({
    heading: [],
    rows: [proportionRow({ interval: undefined as never, beside: '—', hollow: true })],
  }),
  '20 rows with 40-character labels': chartOf(
    { heading: sensitivity, rows: hard },
    {
      heading: [{ text: 'A heading with the sensitivity, the assay, the denominator and the time of it' }],
      rows: Array.from({ length: 10 }, () => proportionRow()),
    },
  ),
  'rare events of large arms': chartOf({
    heading: [{ text: 'Myocardial infarction' }],
    rows: [
      proportionRow({
        label: 'Zorvex',
        value: 3.2,
        interval: { low: 2.8, high: 3.6 },
        printed: '3.2%',
        beside: '281/8,803',
        focus: true,
      }),
      proportionRow({
        label: 'Placebo',
        value: 4.1,
        interval: { low: 3.7, high: 4.5 },
        printed: '4.1%',
        beside: '361/8,801',
      }),
      proportionRow({
        label: 'Anaphylaxis',
        value: 0.044,
        interval: { low: 0.019, high: 0.087 },
        printed: '0.044%',
        beside: '8/18,198',
      }),
    ],
  }),
  'events that hardly ever occur': chartOf({
    heading: [],
    rows: [
      proportionRow({
        value: 0.044,
        interval: { low: 0.019, high: 0.087 },
        printed: '0.044%',
        beside: '8/18,198',
        focus: true,
      }),
      proportionRow({ value: 0, interval: { low: 0, high: 0.02 }, printed: '0%', beside: '0/18,195' }),
    ],
  }),
};
