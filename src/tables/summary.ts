import { showsOf } from '../model/datum.ts';
import type { SummaryRequest } from '../model/requests.ts';
import type { Finding } from '../model/trial.ts';
import type { Computed } from '../notation/calls.ts';
import { writeReferenceCell } from '../notation/references.ts';
import { writeDatum } from '../notation/values.ts';
import { type Written, written } from '../notation/written.ts';
import { dash, datumPiece, textCell, textPiece } from './cells.ts';
import type { Cell, Grid, Piece } from './spec.ts';

/** Outcomes in rows, the trial's arms in columns; a single arm has no column of relative effects. */
export function summaryGrid(
  { trial, rows }: SummaryRequest,
  computed: Computed,
  numbers: ReadonlyMap<string, number>,
): Grid {
  const contrasted = rows.some(({ contrast }) => contrast !== undefined);
  return {
    columns: [
      { label: written('Outcome'), align: 'start' },
      ...trial.arms.map(({ label }) => ({ label: written(label), align: 'start' as const })),
      ...(contrasted ? [{ label: written('Relative effect (95% CI)'), align: 'start' as const }] : []),
      { label: written('Ref.'), align: 'end' },
    ],
    rows: rows.map(({ endpoint, cells, contrast }) => [
      outcomeCell(endpoint, [...cells, contrast], computed),
      ...cells.map((finding) => fullCell(finding, computed)),
      ...(contrasted ? [fullCell(contrast, computed)] : []),
      { main: [{ written: writeReferenceCell(sourcesOf([...cells, contrast]), numbers) }] },
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

function sourcesOf(findings: (Finding | undefined)[]): string[] {
  return findings.flatMap((finding) => finding?.references.map(({ source }) => source.id) ?? []);
}
