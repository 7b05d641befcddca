import { signedPercent, writeObserved } from '../../shapes/observation.ts';
import type { Cell, Piece } from '../../text/table.ts';
import { cell, columns, joined, labelPiece, numberPiece, textPiece } from '../data-table.ts';
import type { ChartPlan } from '../plan.ts';
import type { WaterfallBar, WaterfallChart } from './layout.ts';
import type { WaterfallRequest } from './request.ts';

type Bar = WaterfallRequest['bars'][number];

/** A bar for each patient from the greatest increase to the greatest decrease. */
export function planWaterfall({ cohort, bars, cutoffs, limit }: WaterfallRequest): ChartPlan<WaterfallChart> {
  const { label, measured = '', patients, references } = cohort;
  const missing = patients.length - bars.length;
  const without = `${missing} of ${patients.length} without a measured change`;
  const isCut = bars.some(({ change }) => change.value.value.value > limit.value);
  return {
    chart: {
      kind: 'waterfall',
      axis: `${measured}: best change from baseline, %`,
      cutoffs: cutoffs.map(({ text, value }) => ({ at: value, printed: signedPercent({ text, value }) })),
      limit: limit.value,
      bars: bars.map(barOf),
      ...(missing > 0 && { without }),
    },
    alt: [
      textPiece(`Waterfall plot of ${label}, a bar for each patient. `),
      textPiece(`${measured}, best change from baseline: `),
      ...joined(bars.map(formatBar), '; '),
      textPiece('.'),
      ...(missing > 0 ? [textPiece(' Patients without a measured change have no bar.')] : []),
    ],
    remarks: [
      cutoffs.length > 0 ? 'Dashed: cut-offs.' : '',
      isCut ? 'Broken bars go beyond the axis.' : '',
      bars.some(({ unconfirmed }) => unconfirmed) ? 'Ring: not confirmed in a primary document.' : '',
      bars.some(({ best }) => !best) ? 'White: best response not reported.' : '',
    ].filter(Boolean),
    sourceIds: references.map(({ source }) => source.id),
    data: {
      columns: columns(
        ['Patient', 'Best change', 'Best response', 'Source status'],
        ['Patient', 'Best response', 'Source status'],
      ),
      rows: bars.map(dataRow),
    },
  };
}

function barOf({ label, change, best, unconfirmed }: Bar): WaterfallBar {
  return {
    label,
    change: change.value.value.value,
    printed: writeObserved(change.value),
    ...(best && { best }),
    hollow: unconfirmed,
    datum: change.id,
  };
}

function formatBar({ label, change, best, unconfirmed }: Bar): Piece[] {
  const notes = [best, unconfirmed ? 'unconfirmed' : undefined].filter((one) => one !== undefined);
  return [
    labelPiece(label, change),
    textPiece(' '),
    numberPiece(writeObserved(change.value), change),
    ...(notes.length > 0 ? [textPiece(` (${notes.join(', ')})`)] : []),
  ];
}

function dataRow({ label, change, best }: Bar): Cell[] {
  return [
    { main: [labelPiece(label, change)] },
    cell(writeObserved(change.value), change),
    cell(best ?? '—'),
    cell(change.grade),
  ];
}
