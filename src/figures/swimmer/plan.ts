import { capitalised } from '../../notation/values.ts';
import type { Cell, Piece } from '../../text/table.ts';
import { cell, columns, joined, labelPiece, numberPiece, textPiece } from '../data-table.ts';
import type { ChartPlan } from '../plan.ts';
import type { SwimmerChart, SwimmerRow } from './layout.ts';
import type { SwimmerRequest } from './request.ts';

type Row = SwimmerRequest['rows'][number];

/** A bar for each patient, the longest first, with responses where they began. */
export function planSwimmer({ cohort, rows }: SwimmerRequest): ChartPlan<SwimmerChart> {
  const { duration = '', unit = '', origin = '', label, patients, references } = cohort;
  const axis = `${duration}, ${unit} since ${origin}`;
  return {
    chart: { kind: 'swimmer', axis, head: capitalised(unit), rows: rows.map(rowOf) },
    alt: [
      textPiece(`Swimmer plot of ${label}, a bar for each patient. ${axis}: `),
      ...joined(rows.map(formatRow), '; '),
      textPiece('.'),
    ],
    remarks: [
      rows.length < patients.length ? 'Patients without a known duration are not shown.' : '',
      rows.some(({ unconfirmed, responses }) => unconfirmed || responses.some((one) => one.unconfirmed))
        ? 'Hollow: not confirmed in a primary document.'
        : '',
    ].filter(Boolean),
    sourceIds: references.map(({ source }) => source.id),
    data: {
      columns: columns(
        ['Patient', capitalised(unit), 'Status', 'Responses', 'Source status'],
        ['Patient', 'Status', 'Responses', 'Source status'],
      ),
      rows: rows.map(dataRow),
    },
  };
}

function rowOf({ label, time, status, unconfirmed, responses }: Row): SwimmerRow {
  return {
    label,
    end: time.value.value.value,
    printed: time.value.value.text,
    datum: time.id,
    ...(status && status !== 'stopped' && { ending: status }),
    hollow: unconfirmed,
    marks: responses.map(({ at, is, unconfirmed: hollow }) => ({ at, is, hollow })),
  };
}

function formatRow({ label, time, status, unconfirmed, responses }: Row): Piece[] {
  return [
    labelPiece(label, time),
    textPiece(' '),
    numberPiece(time.value.value.text, time),
    ...(status ? [textPiece(` (${status})`)] : []),
    ...formatResponses(responses, time),
    ...(unconfirmed ? [textPiece(', unconfirmed')] : []),
  ];
}

function formatResponses(responses: Row['responses'], time: Row['time']): Piece[] {
  return responses.flatMap(({ is, text, unconfirmed }) => [
    textPiece(`, ${is} at `),
    numberPiece(text, time),
    ...(unconfirmed ? [textPiece(' (unconfirmed)')] : []),
  ]);
}

function dataRow({ label, time, status, responses }: Row): Cell[] {
  const said = formatResponses(responses, time).map((piece) => ({ ...piece, unmarked: true as const }));
  const [first, ...rest] = said;
  const main = first ? [textPiece(first.written.text.replace(/^, /, '')), ...rest] : [textPiece('—')];
  return [
    { main: [labelPiece(label, time)] },
    cell(time.value.value.text, time),
    cell(status ?? '—'),
    { main },
    cell(time.grade),
  ];
}
