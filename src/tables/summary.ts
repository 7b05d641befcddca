import { showsOf } from '../model/datum.ts';
import type { SummaryRequest } from '../model/requests.ts';
import type { Finding } from '../model/trial.ts';
import type { Computed } from '../notation/calls.ts';
import { writeDatum } from '../notation/values.ts';
import { join, nbsp, written } from '../notation/written.ts';
import { dash, datumPiece, textCell } from './cells.ts';
import type { Cell, Grid } from './spec.ts';

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
      textCell(referenceNumbers([...cells, contrast], numbers)),
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
  const threshold = first?.threshold
    ? writeDatum({ kind: 'finding', finding: first }, 'threshold', computed.intervals)
    : undefined;
  const rate = first?.value.shape === 'rate' ? first.value.at : undefined;
  const details = [
    threshold && join('at ', threshold),
    rate && written(`at ${rate.value.text}${nbsp}${rate.unit}`),
  ].filter((d) => d !== undefined);
  return { ...textCell(label), ...(details[0] && { sub: details.map((detail) => ({ written: detail })) }) };
}

function fullCell(finding: Finding | undefined, computed: Computed): Cell {
  if (!finding) return dash;
  const datum = { kind: 'finding', finding } as const;
  const shows = showsOf(datum);
  if (finding.value.shape === 'rate') return { main: [datumPiece(datum, 'percent', computed)] };
  const show = shows.includes('full') ? 'full' : shows.includes('n of N') ? 'n of N' : shows[0];
  return show ? { main: [datumPiece(datum, show, computed)] } : dash;
}

function referenceNumbers(findings: (Finding | undefined)[], numbers: ReadonlyMap<string, number>): string {
  const ids = findings.flatMap((finding) => finding?.references.map(({ source }) => source.id) ?? []);
  return [...new Set(ids.map((id) => numbers.get(id) ?? 0))].sort((a, b) => a - b).join(',');
}
