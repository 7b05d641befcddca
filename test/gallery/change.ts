import { fittedAxis, logarithmicAxis } from '../../src/figures/axes.ts';
import type { ChangeArm, ChangeChart, ChangePoint } from '../../src/figures/change/layout.ts';
import { armRoles } from '../../src/figures/rows.ts';
import { type Cases, UNBROKEN, WORDS } from './figure.ts';

type Visits = [time: number, value: number, half: number, patients?: number][];

function pointsOf(visits: Visits, over: Partial<ChangePoint>): ChangePoint[] {
  return visits.map(([time, value, half, patients]) => ({
    time,
    value,
    ...(half > 0 && { interval: { low: value - half, high: value + half } }),
    ...(patients !== undefined && { patients: patients.toLocaleString('en-GB') }),
    hollow: false,
    datum: 'alpha.orr.zor',
    ...over,
  }));
}

export function changeChart(
  arms: [string, Visits, Partial<ChangePoint>?][],
  over: Partial<ChangeChart> = {},
): ChangeChart {
  const roles = armRoles(arms.map((_, i) => ({ role: i === 0 ? 'experimental' : 'control' })));
  const drawn = arms.map(
    ([label, visits, more = {}], i): ChangeArm => ({
      label,
      points: pointsOf(visits, more),
      ...(roles[i] as Pick<ChangeArm, 'role' | 'dashed'>),
    }),
  );
  const values = drawn.flatMap(({ points }) =>
    points.flatMap(({ value, interval }) => [value, ...(interval ? [interval.low, interval.high] : [])]),
  );
  return {
    kind: 'change',
    outcome: 'Change in HbA1c: adjusted mean, percentage points',
    datum: 'alpha.orr.zor',
    time: 'Visit, week',
    axis: fittedAxis(values, { fromNothing: true }),
    arms: drawn,
    ...over,
  };
}

export const changeCases: Cases<'change'> = {
  'two arms over six visits': changeChart([
    [
      'Zorvex',
      [
        [0, 0, 0, 285],
        [4, -0.7, 0.08, 283],
        [8, -1.1, 0.09, 280],
        [12, -1.4, 0.1, 276],
        [18, -1.5, 0.11, 270],
        [26, -1.52, 0.12, 266],
      ],
    ],
    [
      'Glargine',
      [
        [0, 0, 0, 284],
        [4, -0.3, 0.08, 281],
        [8, -0.55, 0.09, 279],
        [12, -0.7, 0.1, 275],
        [18, -0.8, 0.11, 272],
        [26, -0.83, 0.12, 269],
      ],
    ],
  ]),
  'four arms that all but coincide, one unconfirmed, one point only': changeChart(
    [
      [
        'Zorvex 1 mg',
        [
          [12, -10.2, 1.1, 143],
          [24, -12.1, 1.3, 140],
          [52, -12.4, 1.6, 131],
        ],
      ],
      [
        'Zorvex 0.5 mg',
        [
          [12, -10.1, 1.1, 142],
          [24, -11.9, 1.3, 141],
          [52, -12.3, 1.6, 130],
        ],
        { hollow: true },
      ],
      [
        'Comparator',
        [
          [12, -10.3, 1.2, 144],
          [24, -11.8, 1.2, 139],
          [52, -12.2, 1.5, 133],
        ],
      ],
      ['Placebo', [[52, 1.4, 1.5, 128]]],
    ],
    { outcome: 'Change in body weight: mean, kg' },
  ),
  'long names, crowded visits, patients in thousands': changeChart(
    [
      [
        WORDS,
        Array.from(
          { length: 14 },
          (_, i) => [i < 8 ? i : i * 6 - 40, 60 + i * 1.4, 3 + i / 4, 8803 - 31 * i] as Visits[number],
        ),
      ],
      [
        UNBROKEN,
        Array.from(
          { length: 14 },
          (_, i) => [i < 8 ? i : i * 6 - 40, 58 + i / 2, 3 + i / 4, 8801 - 43 * i] as Visits[number],
        ),
      ],
    ],
    { outcome: `${WORDS}, ${UNBROKEN}: median, points`, axis: fittedAxis([50, 90]) },
  ),
  'titres on a logarithmic axis, numbers not reported': changeChart(
    [
      [
        'Zorvex',
        [
          [1, 12, 3],
          [29, 410, 60],
          [57, 1350, 200],
          [181, 620, 90],
        ],
      ],
      [
        'Placebo',
        [
          [1, 11, 3],
          [29, 11.5, 3],
          [57, 12, 3],
          [181, 12.5, 3],
        ],
      ],
    ],
    {
      outcome: 'Neutralising antibodies: geometric mean, IU/mL',
      time: 'Visit, day',
      axis: logarithmicAxis([8, 1550]),
    },
  ),
};
