import { showsOf } from '../model/datum.ts';
import type { Prose } from '../model/prose.ts';
import type { Certainty, SummaryRequest } from '../model/tables/summary.ts';
import type { Finding } from '../model/trial.ts';
import type { Computed } from '../notation/calls.ts';
import { proseText } from '../notation/prose-text.ts';
import { capitalised, writeDatum } from '../notation/values.ts';
import type { Written } from '../notation/written.ts';
import { column, dash, datumPiece, labelPiece, referenceCell, textCell, textPiece } from './cells.ts';
import type { TablePlan, TablePlanning } from './kinds.ts';
import type { Cell, Grid, Piece, Reason } from './spec.ts';

/**
 * Outcomes in rows, the trial's arms in columns; a single arm has no column of relative effects, and no
 * column tells how certain they are unless the author judged it.
 */
export function planSummary(request: SummaryRequest, planning: TablePlanning): TablePlan {
  const reasons = reasonsOf(request, planning);
  const isRated = request.rows.some(({ certainty }) => certainty !== undefined);
  return {
    grid: gridOf(request, planning, reasons),
    ...(reasons.length > 0 && { reasons }),
    ...(isRated && { remarks: [RATED] }),
  };
}

const RATED = 'Certainty: the author’s judgement, worded as in GRADE.';

function gridOf({ trial, rows }: SummaryRequest, planning: TablePlanning, reasons: readonly Reason[]): Grid {
  const contrasted = rows.some(({ contrast }) => contrast !== undefined);
  const rated = rows.some(({ certainty }) => certainty !== undefined);
  return {
    columns: [
      column('Outcome'),
      ...trial.arms.map(({ label }) => column(label)),
      ...(contrasted ? [column('Relative effect (95% CI)')] : []),
      ...(rated ? [column('Certainty')] : []),
      column('Ref.', 'end'),
    ],
    rows: rows.map(({ endpoint, cells, contrast, certainty }) => [
      outcomeCell(endpoint, [...cells, contrast], planning),
      ...cells.map((finding) => fullCell(finding, planning)),
      ...(contrasted ? [fullCell(contrast, planning)] : []),
      ...(rated ? [certaintyCell(certainty, reasons, planning)] : []),
      referenceCell([...cells, contrast], planning.referenceNumbers),
    ]),
  };
}

/** Lettered in the order of the rows; rows that have a reason in common share its letter. */
function reasonsOf({ rows }: SummaryRequest, computed: Computed): Reason[] {
  const all = rows.flatMap(({ certainty }) => certainty?.because ?? []);
  const once = new Map(all.map((text): [string, Prose] => [proseText(text, computed), text]));
  return [...once.values()].map((text, index) => ({ letter: String.fromCharCode(97 + index), text }));
}

function certaintyCell(
  certainty: Certainty | undefined,
  reasons: readonly Reason[],
  computed: Computed,
): Cell {
  if (!certainty) return textCell('not judged');
  const texts = certainty.because.map((text) => proseText(text, computed));
  const letters = reasons
    .filter(({ text }) => texts.includes(proseText(text, computed)))
    .map(({ letter }) => letter)
    .join(',\u2009');
  const marks = letters && { written: { text: ` (${letters})`, html: `<sup class="mark">${letters}</sup>` } };
  return { main: [textPiece(capitalised(certainty.level)), ...(marks ? [marks] : [])] };
}

function outcomeCell(
  endpoint: Finding['endpoint'],
  findings: (Finding | undefined)[],
  computed: Computed,
): Cell {
  const label = endpoint.label.charAt(0).toUpperCase() + endpoint.label.slice(1);
  const first = findings.find((finding) => finding !== undefined);
  const datum = first;
  const at = (written: Written): Piece[] => [textPiece('at '), { written, datum, unmarked: true }];
  const details = [
    ...(datum && first?.threshold ? at(writeDatum(datum, 'threshold', computed.intervals)) : []),
    ...(datum && first?.value.shape === 'rate' ? at(writeDatum(datum, 'at', computed.intervals)) : []),
  ];
  const head = datum ? { main: [labelPiece(label, datum)] } : textCell(label);
  return { ...head, ...(details.length > 0 && { sub: details }) };
}

function fullCell(finding: Finding | undefined, computed: Computed): Cell {
  if (!finding) return dash;
  const datum = finding;
  const shows = showsOf(datum);
  if (finding.value.shape === 'rate') return { main: [datumPiece(datum, 'percent', computed)] };
  const show = shows.includes('full') ? 'full' : shows.includes('n of N') ? 'n of N' : shows[0];
  return show ? { main: [datumPiece(datum, show, computed)] } : dash;
}
