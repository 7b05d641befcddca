import { type Datum, showsOf } from '../model/datum.ts';
import type { SummaryRequest } from '../model/tables/summary.ts';
import type { Finding } from '../model/trial.ts';
import type { Computed } from '../notation/calls.ts';
import { writeDatum } from '../notation/values.ts';
import type { Written } from '../notation/written.ts';
import { column, dash, datumPiece, referenceCell, textCell, textPiece } from './cells.ts';
import type { TablePlan, TablePlanning } from './kinds.ts';
import type { Cell, Grid, Piece } from './spec.ts';

/** Outcomes in rows, the trial's arms in columns; a single arm has no column of relative effects. */
export function planSummary(request: SummaryRequest, planning: TablePlanning): TablePlan {
  return { grid: gridOf(request, planning, planning.referenceNumbers) };
}

function gridOf(
  { trial, rows }: SummaryRequest,
  computed: Computed,
  numbers: ReadonlyMap<string, number>,
): Grid {
  const contrasted = rows.some(({ contrast }) => contrast !== undefined);
  return {
    columns: [
      column('Outcome'),
      ...trial.arms.map(({ label }) => column(label)),
      ...(contrasted ? [column('Relative effect (95% CI)')] : []),
      column('Ref.', 'end'),
    ],
    rows: rows.map(({ endpoint, cells, contrast }) => [
      outcomeCell(endpoint, [...cells, contrast], computed),
      ...cells.map((finding) => fullCell(finding, computed)),
      ...(contrasted ? [fullCell(contrast, computed)] : []),
      referenceCell([...cells, contrast].map(toDatum), numbers),
    ]),
  };
}

function outcomeCell(
  endpoint: Finding['endpoint'],
  findings: (Finding | undefined)[],
  computed: Computed,
): Cell {
  const label = endpoint.label.charAt(0).toUpperCase() + endpoint.label.slice(1);
  const first = findings.find((finding) => finding !== undefined);
  const datum = first && ({ kind: 'finding', finding: first } as const);
  const at = (written: Written): Piece[] => [textPiece('at '), { written, datum, unmarked: true }];
  const details = [
    ...(datum && first?.threshold ? at(writeDatum(datum, 'threshold', computed.intervals)) : []),
    ...(datum && first?.value.shape === 'rate' ? at(writeDatum(datum, 'at', computed.intervals)) : []),
  ];
  return { ...textCell(label), ...(details.length > 0 && { sub: details }) };
}

function fullCell(finding: Finding | undefined, computed: Computed): Cell {
  if (!finding) return dash;
  const datum = { kind: 'finding', finding } as const;
  const shows = showsOf(datum);
  if (finding.value.shape === 'rate') return { main: [datumPiece(datum, 'percent', computed)] };
  const show = shows.includes('full') ? 'full' : shows.includes('n of N') ? 'n of N' : shows[0];
  return show ? { main: [datumPiece(datum, show, computed)] } : dash;
}

function toDatum(finding: Finding | undefined): Datum | undefined {
  return finding && { kind: 'finding', finding };
}
