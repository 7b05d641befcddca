import type { AveragesChart } from '../../src/figures/averages/layout.ts';
import { fittedAxis, logarithmicAxis } from '../../src/figures/axes.ts';
import type { DotGroup, DotRow } from '../../src/figures/proportions/layout.ts';
import { type Cases, UNBROKEN, WORDS } from './figure.ts';

const write = (value: number) => String(value).replace('-', '\u2212');

export function averageRow(
  label: string,
  value: number,
  low: number,
  high: number,
  over: Partial<DotRow> = {},
): DotRow {
  const between = low < 0 ? ' to ' : '–';
  return {
    label,
    sublabel: '',
    value,
    interval: { low, high },
    printed: write(value),
    beside: `${write(low)}${between}${write(high)}`,
    focus: false,
    hollow: false,
    evidence: { grade: 'primary', entries: [7] },
    datum: 'alpha.orr.zor',
    ...over,
  };
}

export function averagesChart(
  groups: [string, DotRow[]][],
  over: Partial<AveragesChart> = {},
): AveragesChart {
  const rows = groups.flatMap(([, own]) => own);
  const values = rows.flatMap(({ value, interval }) => [
    value,
    ...(interval ? [interval.low, interval.high] : []),
  ]);
  return {
    kind: 'averages',
    groups: groups.map(
      ([text, own]): DotGroup => ({ heading: [{ text }], headingDatum: 'alpha.orr.zor', rows: own }),
    ),
    head: '95% CI',
    axis: fittedAxis(values),
    ...over,
  };
}

export const averagesCases: Cases<'averages'> = {
  'event rates of two arms': averagesChart([
    [
      'Moderate or severe exacerbations: per patient-year',
      [
        averageRow('Zorvex', 0.78, 0.72, 0.84, { sublabel: 'experimental', focus: true }),
        averageRow('Placebo', 1.11, 1.04, 1.19, { sublabel: 'control' }),
      ],
    ],
    [
      'Severe exacerbations: per patient-year',
      [
        averageRow('Zorvex', 0.09, 0.07, 0.11, { sublabel: 'experimental', focus: true }),
        averageRow('Placebo', 0.13, 0.11, 0.16, { sublabel: 'control' }),
      ],
    ],
  ]),
  'changes on both sides of zero': averagesChart([
    [
      'Change in HbA1c, week 26: adjusted mean, percentage points',
      [
        averageRow('Zorvex 1 mg', -1.52, -1.64, -1.4, { focus: true }),
        averageRow('Glargine', -0.83, -0.95, -0.71),
        averageRow('No treatment', 0.21, 0.04, 0.38, { hollow: true }),
      ],
    ],
  ]),
  'far from zero, not reported': averagesChart([
    [
      'Systolic blood pressure, baseline: mean, mmHg',
      [
        averageRow('Zorvex', 136.2, 135.1, 137.3, { focus: true }),
        averageRow('Placebo', 135.9, 0, 0, { interval: undefined as never, beside: '—' }),
      ],
    ],
  ]),
  'geometric mean titres over three powers of ten': averagesChart(
    [
      [
        'Neutralising antibodies, day 29: geometric mean, IU/mL',
        [
          averageRow('Zorvex', 1350, 1120, 1628, { focus: true }),
          averageRow('Comparator', 410, 345, 487),
          averageRow('Placebo', 2.4, 1.9, 3.1),
        ],
      ],
    ],
    { axis: logarithmicAxis([1120, 1628, 1.9, 3.1]) },
  ),
  '20 rows with 40-character labels': averagesChart([
    [
      `${UNBROKEN} ${WORDS}: mean, points`,
      Array.from({ length: 20 }, (_, i) =>
        averageRow(i % 2 ? WORDS : UNBROKEN, 12345.6 + i * 100, 12000 + i * 100, 12700.5 + i * 100, {
          sublabel:
            i % 3 ? 'daratumumab, bortezomib, lenalidomide and dexamethasone, transplant-eligible' : '',
          hollow: i % 4 === 0,
        }),
      ),
    ],
  ]),
};
