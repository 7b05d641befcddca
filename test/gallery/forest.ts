import type { ForestChart, ForestGroup, ForestRow } from '../../src/figures/forest/layout.ts';
import { type Cases, UNBROKEN, WORDS } from './figure.ts';

export function forestRow(over: Partial<ForestRow> = {}): ForestRow {
  return {
    label: 'Overall',
    sublabel: '',
    evidence: { grade: 'primary', entries: [21] },
    estimate: 0.6,
    interval: { low: 0.45, high: 0.8, level: 95 },
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
    scale: 'ratio',
    margins: [],
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
        estimate: 0.55,
        interval: { low: 0.38, high: 0.8, level: 95 },
        printed: '0.55 (0.38–0.80)',
        counts: ['45/120', '66/117'],
      }),
      forestRow({
        label: '75 years or older',
        estimate: 0.71,
        interval: { low: 0.45, high: 1.12, level: 95 },
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
        estimate: 0.52,
        interval: { low: 0.37, high: 0.73, level: 95 },
        printed: '0.52 (0.37–0.73)',
        counts: ['55/160', '85/158'],
      }),
      forestRow({
        label: 'High',
        estimate: 1.02,
        interval: { low: 0.58, high: 1.79, level: 95 },
        printed: '1.02 (0.58–1.79)',
        counts: ['25/40', '25/40'],
        hollow: true,
      }),
    ],
  },
];

const noCounts = { counts: undefined as never };

function differenceRow(estimate: number, low: number, high: number, over: Partial<ForestRow>): ForestRow {
  const write = (value: number) => String(value).replace('-', '\u2212');
  return forestRow({
    ...noCounts,
    estimate,
    interval: { low, high, level: 95 },
    printed: `${write(estimate)} (${write(low)} to ${write(high)})`,
    ...(Math.abs(estimate) < 1 && estimate !== 0 && { margins: [0.4] }),
    ...over,
  });
}

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
            sublabel: 'Zor-Rd against Rd, transplant-ineligible',
            estimate: 0.5 + 0.1 * i,
            interval: { low: 0.42 + 0.1 * i, high: 0.62 + 0.1 * i, level: 95 },
            printed: `0.${5 + i}0 (0.${42 + 10 * i}–0.${62 + 10 * i})`,
            focus: i === 0,
            ...(i === 2 && { below: 'relapsed or refractory multiple myeloma' }),
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
            estimate: 24.5,
            interval: { low: 3.1, high: 195, level: 95 },
            printed: '24.50 (3.10–195.00)',
            counts: ['98/100', '60/100'],
          }),
          forestRow({
            label: 'Not estimable above',
            estimate: 2.4,
            interval: { low: 0.3, high: 'not estimable', level: 95 },
            printed: '2.40 (0.30–NE)',
          }),
          forestRow({
            label: 'No interval',
            estimate: 0.05,
            interval: undefined as never,
            printed: '0.05',
            ...noCounts,
          }),
          forestRow({
            label: 'None and all',
            estimate: 0.02,
            interval: { low: 'not estimable', high: 0.4, level: 95 },
            printed: '0.02 (NE–0.40)',
            counts: ['0/20', '20/20'],
          }),
          forestRow({
            label: 'Hardly anyone',
            estimate: 0.9,
            interval: { low: 0.01, high: 80, level: 95 },
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
            sublabel:
              i % 3 ? 'daratumumab, bortezomib, lenalidomide and dexamethasone, transplant-eligible' : '',
            estimate: 0.3 + i * 0.17,
            interval: { low: 0.2 + i * 0.1, high: 0.5 + i * 0.4, level: 95 },
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
  'adjusted differences against a non-inferiority margin': forestChart(
    [
      {
        heading: 'Change in HbA1c at week 26',
        rows: [
          differenceRow(-0.24, -0.39, -0.09, { label: 'All randomised', focus: true }),
          differenceRow(-0.21, -0.38, -0.04, { label: 'Per protocol' }),
          differenceRow(0.11, -0.09, 0.31, { label: 'Lower dose, all randomised' }),
        ],
      },
    ],
    {
      scale: 'difference',
      measure: 'Adjusted difference, percentage points (95% CI)',
      margins: [{ label: 'Non-inferiority margin 0.4', value: 0.4, datum: 'alpha.pfs.hr' }],
      favours: ['Favours Zorvex', 'Favours glargine'],
    },
  ),
  'equivalence of geometric means, one-sided and 90% intervals': forestChart(
    [
      {
        heading: '',
        rows: [
          forestRow({
            ...noCounts,
            label: 'Serotype 4',
            estimate: 0.97,
            interval: { low: 0.89, high: 1.06, level: 90 },
            printed: '0.97 (0.89–1.06, 90%)',
            margins: [0.8, 1.25],
          }),
          forestRow({
            ...noCounts,
            label: 'Serotype 6B',
            estimate: 0.78,
            interval: { low: 0.67, high: 'unbounded', level: 97.5 },
            printed: '0.78 (from 0.67, one-sided 97.5%)',
            margins: [0.5],
          }),
          forestRow({
            ...noCounts,
            label: 'Serotype 19F',
            estimate: 1.12,
            interval: { low: 'not reported', high: 1.31, level: 95 },
            printed: '1.12 (—–1.31, 95%)',
          }),
        ],
      },
    ],
    {
      measure: 'GMR (CI)',
      arms: ['20-valent', '13-valent'],
      favours: ['Favours the 13-valent vaccine', 'Favours the 20-valent vaccine'],
      margins: [
        { label: 'Equivalence margin 0.80', value: 0.8, datum: 'alpha.pfs.hr' },
        { label: 'Equivalence margin 1.25', value: 1.25, datum: 'alpha.pfs.hr' },
        { label: 'Non-inferiority margin 0.5', value: 0.5, datum: 'alpha.pfs.hr' },
      ],
    },
  ),
  'a harmful composite and its components, from very precise to hardly known': forestChart(
    [
      {
        heading: '',
        rows: [
          forestRow({
            label: 'Major adverse cardiovascular events',
            sublabel: 'Death from cardiovascular causes, myocardial infarction or stroke',
            estimate: 0.8,
            interval: { low: 0.72, high: 0.9, level: 95 },
            printed: '0.80 (0.72–0.90)',
            counts: ['569/8,803', '701/8,801'],
            focus: true,
          }),
          forestRow({
            label: 'Death from cardiovascular causes',
            estimate: 0.85,
            interval: { low: 0.71, high: 1.01, level: 95 },
            printed: '0.85 (0.71–1.01)',
            counts: ['223/8,803', '262/8,801'],
          }),
          forestRow({
            label: 'Endocarditis',
            estimate: 12,
            interval: { low: 1.1, high: 130, level: 95 },
            printed: '12.0 (1.1–130)',
            counts: ['12/8,803', '1/8,801'],
          }),
          forestRow({
            label: 'Aortic dissection',
            estimate: 1.05,
            interval: { low: 0.02, high: 55, level: 95 },
            printed: '1.05 (0.02–55)',
            counts: ['1/8,803', '1/8,801'],
          }),
          forestRow({
            label: 'Amputation',
            estimate: 1,
            interval: undefined as never,
            printed: '1.00 (NE–NE)',
            counts: ['0/8,803', '0/8,801'],
          }),
        ],
      },
    ],
    { arms: ['Zorvex', 'Placebo'], favours: ['Favours Zorvex', 'Favours placebo'] },
  ),
  'differences far from zero, in hundreds, nobody favoured': forestChart(
    [
      {
        heading: '',
        rows: [
          differenceRow(-412, -655, -169, { label: UNBROKEN }),
          differenceRow(1250.5, 980, 1521, { label: WORDS, hollow: true }),
          differenceRow(0, 0, 0, { label: 'No difference', interval: undefined as never, printed: '0' }),
        ],
      },
    ],
    {
      scale: 'difference',
      measure: 'Difference, metres walked in six minutes (95% CI)',
      favours: undefined as never,
    },
  ),
};
