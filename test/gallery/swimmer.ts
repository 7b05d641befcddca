import type { SwimmerChart, SwimmerRow } from '../../src/figures/swimmer/layout.ts';
import { type Cases, UNBROKEN, WORDS } from './figure.ts';

type Mark = SwimmerRow['marks'][number];

export function swimmerRow(end: number, over: Partial<SwimmerRow> = {}): SwimmerRow {
  return {
    label: 'P01',
    end,
    printed: end.toFixed(1),
    datum: 'alpha.patient.dose.p01.time',
    hollow: false,
    marks: [],
    ...over,
  };
}

export function swimmerMark(at: number, is: Mark['is'], hollow = false): Mark {
  return { at, is, hollow };
}

export function swimmerChart(...rows: SwimmerRow[]): SwimmerChart {
  return { kind: 'swimmer', axis: 'Time on treatment, months since first dose', head: 'Months', rows };
}

const depths = ['PR', 'VGPR', 'CR', 'sCR', 'MR', 'SD'] as const;

/** So many invented patients, the longest first. */
function crowd(count: number, label: (i: number) => string): SwimmerRow[] {
  return Array.from({ length: count }, (_, i) => {
    const end = 30 * (1 - i / (count + 1)) ** 1.4;
    const ending =
      i % 3 === 0 ? { ending: 'ongoing' as const } : i % 5 === 4 ? { ending: 'died' as const } : {};
    return swimmerRow(end, {
      label: label(i),
      ...ending,
      hollow: i % 11 === 10,
      marks: [
        swimmerMark(end * 0.15, depths[i % 6] ?? 'PR', i % 4 === 3),
        ...(i % 2 ? [swimmerMark(end * 0.5, depths[(i + 2) % 4] ?? 'CR')] : []),
        ...(i % 3 === 1 ? [swimmerMark(end, 'PD')] : []),
      ],
    });
  });
}

export const swimmerCases: Cases<'swimmer'> = {
  'eight patients': swimmerChart(
    swimmerRow(18.4, {
      label: 'P03',
      ending: 'ongoing',
      marks: [swimmerMark(1.8, 'PR'), swimmerMark(5.6, 'CR')],
    }),
    swimmerRow(16.1, {
      label: 'P01',
      ending: 'ongoing',
      marks: [swimmerMark(2.1, 'VGPR'), swimmerMark(9.3, 'sCR')],
    }),
    swimmerRow(12.7, { label: 'P07', marks: [swimmerMark(1.9, 'PR'), swimmerMark(12.7, 'PD')] }),
    swimmerRow(11.0, { label: 'P02', ending: 'ongoing', marks: [swimmerMark(3.7, 'PR', true)] }),
    swimmerRow(8.2, { label: 'P05', marks: [swimmerMark(2.0, 'MR'), swimmerMark(8.2, 'PD')] }),
    swimmerRow(6.5, { label: 'P08', ending: 'died', marks: [swimmerMark(1.8, 'SD')] }),
    swimmerRow(3.1, { label: 'P04', hollow: true, marks: [swimmerMark(1.0, 'SD')] }),
    swimmerRow(0.9, { label: 'P06', marks: [swimmerMark(0.9, 'PD')] }),
  ),
  'one patient without a response': swimmerChart(
    swimmerRow(0.4, { ending: 'ongoing' }),
    swimmerRow(0, { label: 'P02', ending: 'died' }),
  ),
  'very short times beside long ones': swimmerChart(
    swimmerRow(60, {
      ending: 'ongoing',
      marks: [swimmerMark(0.5, 'PR'), swimmerMark(1.1, 'VGPR'), swimmerMark(1.4, 'CR')],
    }),
    swimmerRow(1.2, {
      label: 'P02',
      ending: 'ongoing',
      marks: [
        swimmerMark(0.3, 'PR', true),
        swimmerMark(0.6, 'VGPR'),
        swimmerMark(0.9, 'CR'),
        swimmerMark(1.2, 'sCR'),
      ],
    }),
    swimmerRow(0.8, {
      label: 'P03',
      ending: 'died',
      marks: [swimmerMark(0.4, 'SD'), swimmerMark(0.8, 'PD')],
    }),
    swimmerRow(0, { label: 'P04', marks: [swimmerMark(0, 'SD'), swimmerMark(0, 'PD')] }),
  ),
  '20 rows with 40-character labels': swimmerChart(...crowd(20, (i) => (i % 2 ? WORDS : UNBROKEN))),
  '40 patients': swimmerChart(...crowd(40, (i) => `P${String(i + 1).padStart(2, '0')}`)),
};
