import type { ForestChart, ForestGroup, ForestRow } from '../../src/figures/forest/chart.ts';
import { type Cases, UNBROKEN, WORDS } from './figure.ts';

export function forestRow(over: Partial<ForestRow> = {}): ForestRow {
  return {
    label: 'Overall',
    sublabel: '',
    ratio: 0.6,
    interval: { low: 0.45, high: 0.8 },
    printed: '0.60 (0.45–0.80)',
    counts: ['80/200', '110/198'],
    focus: false,
    hollow: false,
    datum: 'alpha.pfs.hr',
    ...over,
  };
}

export function forestChart(groups: ForestGroup[], over: Partial<ForestChart> = {}): ForestChart {
  return {
    kind: 'forest',
    measure: 'HR (95% CI)',
    arms: ['Zorvex', 'Observation'],
    favours: ['Favours Zorvex', 'Favours observation'],
    groups,
    ...over,
  };
}

const subgroups = [
  { heading: '', rows: [forestRow({ focus: true })] },
  {
    heading: 'Age',
    rows: [
      forestRow({
        label: 'Under 75 years',
        ratio: 0.55,
        interval: { low: 0.38, high: 0.8 },
        printed: '0.55 (0.38–0.80)',
        counts: ['45/120', '66/117'],
      }),
      forestRow({
        label: '75 years or older',
        ratio: 0.71,
        interval: { low: 0.45, high: 1.12 },
        printed: '0.71 (0.45–1.12)',
        counts: ['35/80', '44/81'],
      }),
    ],
  },
  {
    heading: 'Cytogenetic risk',
    rows: [
      forestRow({
        label: 'Standard',
        ratio: 0.52,
        interval: { low: 0.37, high: 0.73 },
        printed: '0.52 (0.37–0.73)',
        counts: ['55/160', '85/158'],
      }),
      forestRow({
        label: 'High',
        ratio: 1.02,
        interval: { low: 0.58, high: 1.79 },
        printed: '1.02 (0.58–1.79)',
        counts: ['25/40', '25/40'],
        hollow: true,
      }),
    ],
  },
];

const noCounts = { counts: undefined as never };

export const forestCases: Cases<'forest'> = {
  'subgroups of one trial': forestChart(subgroups),
  'several trials, events not known': forestChart(
    [
      {
        heading: '',
        rows: ['ALPHA', 'BETA', 'GAMMA'].map((label, i) =>
          forestRow({
            ...noCounts,
            label,
            sublabel: 'Zor-Rd against Rd · NDMM, transplant-ineligible · phase 3',
            ratio: 0.5 + 0.1 * i,
            interval: { low: 0.42 + 0.1 * i, high: 0.62 + 0.1 * i },
            printed: `0.${5 + i}0 (0.${42 + 10 * i}–0.${62 + 10 * i})`,
            focus: i === 0,
          }),
        ),
      },
    ],
    { arms: ['Experimental', 'Control'], favours: ['Favours experimental arm', 'Favours control arm'] },
  ),
  'huge ratios, limits beyond the axis or not known': forestChart(
    [
      {
        heading: '',
        rows: [
          forestRow({
            ratio: 24.5,
            interval: { low: 3.1, high: 195 },
            printed: '24.50 (3.10–195.00)',
            counts: ['98/100', '60/100'],
          }),
          forestRow({
            label: 'Not estimable above',
            ratio: 2.4,
            interval: { low: 0.3 },
            printed: '2.40 (0.30–NE)',
          }),
          forestRow({
            label: 'No interval',
            ratio: 0.05,
            interval: undefined as never,
            printed: '0.05',
            ...noCounts,
          }),
          forestRow({
            label: 'None and all',
            ratio: 0.02,
            interval: { high: 0.4 },
            printed: '0.02 (NE–0.40)',
            counts: ['0/20', '20/20'],
          }),
          forestRow({
            label: 'Hardly anyone',
            ratio: 0.9,
            interval: { low: 0.01, high: 80 },
            printed: '0.90 (0.01–80.00)',
            counts: ['1/3', '1/2'],
          }),
        ],
      },
    ],
    { measure: 'OR (95% CI)', favours: ['Favours observation', 'Favours Zorvex'] },
  ),
  'one row without events': forestChart([
    {
      heading: '',
      rows: [forestRow({ ...noCounts, label: 'Progression-free survival', sublabel: 'Final analysis' })],
    },
  ]),
  '20 rows with 40-character labels': forestChart(
    [
      {
        heading: 'A heading that says by what the patients were divided, and when, and by whom',
        rows: Array.from({ length: 10 }, (_, i) =>
          forestRow({
            label: i % 2 ? WORDS : UNBROKEN,
            sublabel: i % 3 ? 'daratumumab, bortezomib, lenalidomide and dexamethasone · phase 3' : '',
            ratio: 0.3 + i * 0.17,
            interval: { low: 0.2 + i * 0.1, high: 0.5 + i * 0.4 },
            printed: `${(0.3 + i * 0.17).toFixed(2)} (${(0.2 + i * 0.1).toFixed(2)}–${(0.5 + i * 0.4).toFixed(2)})`,
            counts: ['1,147/2,368', '1,009/2,369'],
            hollow: i % 4 === 0,
          }),
        ),
      },
      { heading: UNBROKEN, rows: Array.from({ length: 10 }, () => forestRow()) },
    ],
    { arms: [WORDS, UNBROKEN], favours: [`Favours ${WORDS}`, `Favours ${UNBROKEN}`] },
  ),
};
