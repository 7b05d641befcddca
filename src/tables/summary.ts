import type { Prose } from '../model/briefing.ts';
import { showsOf } from '../model/library.ts';
import type { Arm, Finding, Trial } from '../model/trial.ts';
import type { Computed } from '../notation/calls.ts';
import { proseText } from '../notation/calls.ts';
import { capitalised, intervalHead, writeDatum } from '../notation/values.ts';
import type { Written } from '../notation/written.ts';
import { limitsOf } from '../shapes/shapes.ts';
import type { Cell, Grid, Piece, Reason } from '../text/table.ts';
import {
  column,
  dash,
  datumPiece,
  endpointPiece,
  labelPiece,
  ownLabelPiece,
  textCell,
  textPiece,
} from './cells.ts';
import { riskDifferenceCell } from './effects.ts';
import type { TablePlan, TablePlanning } from './kinds.ts';
import { type Certainty, findingsOfRow, type SummaryRequest, type SummaryRow } from './request-summary.ts';

/**
 * Outcomes in rows, the trial's arms in columns; of a trial with several arms a row for each comparison. A
 * single arm has no columns of effects, and no column says how certain they are unless the author judged it.
 */
export function planSummary(request: SummaryRequest, planning: TablePlanning): TablePlan {
  const reasons = reasonsOf(request, planning);
  const { rows } = request;
  const isRated = rows.some(({ certainty }) => certainty !== undefined);
  return {
    grid: gridOf(request, planning, reasons),
    ...(reasons.length > 0 && { reasons }),
    remarks: [...(isRated ? [RATED] : []), ...remarksOnRisks(rows, planning)],
  };
}

const RATED = 'Certainty: the author’s judgement, worded as in GRADE.';

/** How a risk difference was computed, and the meaning of the signs for the number needed to treat. */
function remarksOnRisks(rows: SummaryRow[], planning: TablePlanning): string[] {
  const cells = rows.flatMap(({ risks }) => (risks ? (riskDifferenceCell(risks, planning) ?? []) : []));
  const said = cells.flatMap(({ sub = [] }) => sub.map((piece) => piece.written.text)).join(' ');
  return [
    ...(cells.length > 0 ? ['Risk differences are computed here, with Newcombe’s interval.'] : []),
    ...(/NNTB/.test(said) ? ['NNTB: number needed to treat for an additional patient to benefit.'] : []),
    ...(/NNTH/.test(said) ? ['NNTH: number needed to treat for an additional patient to be harmed.'] : []),
    ...(said.includes('\u221e') ? ['\u221e: the interval includes no difference.'] : []),
  ];
}

function gridOf({ trial, rows }: SummaryRequest, planning: TablePlanning, reasons: readonly Reason[]): Grid {
  const isPaired = rows.some(({ pair }) => pair !== undefined);
  const relatives = rows.flatMap(({ relative }) => relative ?? []);
  const absolutes = rows.map((row) => absoluteCell(row, planning));
  const hasAbsolute = absolutes.some((cell) => cell !== dash);
  const relativeHead = headWith('Relative effect', relatives);
  const absoluteHead = headWith(
    'Absolute effect',
    rows.flatMap(({ absolute }) => absolute ?? []),
  );
  const rated = rows.some(({ certainty }) => certainty !== undefined);
  const heads = isPaired ? ['Arm', 'Compared with'] : trial.arms.map(({ label }) => label);
  return {
    columns: [
      column('Outcome'),
      ...heads.map((label) => column(label)),
      ...(relatives.length > 0 ? [column(relativeHead)] : []),
      ...(hasAbsolute ? [column(absoluteHead)] : []),
      ...(rated ? [column('Certainty')] : []),
    ],
    rows: rows.map((row, index) => [
      outcomeCell(row, planning),
      ...row.cells.map((finding, at) => armCell(finding, row.pair?.[at], row, planning)),
      ...(relatives.length > 0
        ? [withoutLevel(effectCell(row.relative, row, trial, planning), relativeHead)]
        : []),
      ...(hasAbsolute ? [withoutLevel(absolutes[index] ?? dash, absoluteHead)] : []),
      ...(rated ? [certaintyCell(row.certainty, reasons, planning)] : []),
    ]),
  };
}

/** `Relative effect (95% CI)`, also of differences computed here; where levels differ each cell alone says its own. */
function headWith(head: string, findings: Finding[]): string {
  const printed = findings.filter(({ value }) => limitsOf(value)?.ci);
  const level = printed.length > 0 ? intervalHead(printed) : '95% CI';
  const isMixed = level === 'CI' || (head.startsWith('Absolute') && level !== '95% CI');
  return isMixed ? head : `${head} (${level})`;
}

/** `HR 0.42 (0.30–0.59)`: the level of an interval is in the head of its column. */
function withoutLevel(cell: Cell, head: string): Cell {
  const level = /\((.+)\)$/.exec(head)?.[1];
  if (level === undefined) return cell;
  const said = new RegExp(
    `${level.replaceAll(/[ .]/g, (char) => (char === ' ' ? '[ \\u00a0]' : '\\.'))}[ \u00a0]`,
  );
  const bare = ({ written, ...piece }: Piece): Piece => ({
    ...piece,
    written: { text: written.text.replace(said, ''), html: written.html.replace(said, '') },
  });
  return { ...cell, main: cell.main.map(bare) };
}

/** The result of an arm, with its name where the column does not say it. */
function armCell(
  finding: Finding | undefined,
  arm: Arm | undefined,
  { pair, cells }: SummaryRow,
  planning: TablePlanning,
): Cell {
  // An arm that nothing is compared with has no second cell.
  if (pair && pair[0] === pair[1] && finding === undefined && cells[0]) return dash;
  const cell = fullCell(finding, planning);
  const rates = cells.filter((one) => one?.value.shape === 'rate');
  const times = new Set(rates.map((one) => one && writeDatum(one, 'at', planning.intervals).text));
  const at: Piece[] =
    finding?.value.shape === 'rate' && times.size > 1
      ? [textPiece('at '), { written: writeDatum(finding, 'at', planning.intervals), datum: finding }]
      : [];
  const group = finding?.group ? [labelPiece(finding.group.label, finding)] : [];
  const named = arm ? [finding ? labelPiece(arm.label, finding) : textPiece(arm.label)] : group;
  const sub = [...named, ...(named.length > 0 && at.length > 0 ? [textPiece('; ')] : []), ...at];
  return { ...cell, ...(sub.length > 0 && { sub }) };
}

/** The effect as reported; it says which arm comes first where that is not the order of the columns. */
function effectCell(
  finding: Finding | undefined,
  { pair }: SummaryRow,
  trial: Trial,
  planning: TablePlanning,
): Cell {
  if (!finding?.compare) return fullCell(finding, planning);
  const [first, second] = pair ?? trial.arms;
  const isReversed = finding.compare[0] !== first && finding.compare[0] === second;
  const cell = fullCell(finding, planning);
  // What a bare number compares, such as the efficacy of a vaccine, only its note says.
  const said =
    finding.value.shape === 'number' && finding.note !== undefined ? [finding.note.replace(/\.$/, '')] : [];
  if (isReversed) said.push(`${finding.compare[0].label} against ${finding.compare[1].label}`);
  return { ...cell, ...(said.length > 0 && { sub: [ownLabelPiece(said.join('; '), finding)] }) };
}

function absoluteCell(row: SummaryRow, planning: TablePlanning): Cell {
  if (row.absolute) return effectCell(row.absolute, row, row.absolute.trial, planning);
  return (row.risks && riskDifferenceCell(row.risks, planning)) ?? dash;
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
  return { main: [textPiece(`${capitalised(certainty.level)}${letters && ` (${letters})`}`)] };
}

/** The row of an outcome is its name where it says what was counted; where it says when, the outcome is. */
function outcomeCell(row: SummaryRow, computed: Computed): Cell {
  const { endpoint, part } = row;
  const first = findingsOfRow(row).find((finding) => finding !== undefined);
  const datum = first;
  const isTime = first?.row?.kind === 'time';
  const at = (written: Written): Piece[] => [textPiece('at '), { written, datum }];
  const rates = row.cells.filter((cell) => cell?.value.shape === 'rate');
  const times = new Set(rates.map((one) => one && writeDatum(one, 'at', computed.intervals).text));
  const details = [
    ...(part === undefined ? [] : [isTime ? ownLabelPiece(part, datum) : endpointPiece(endpoint, datum)]),
    ...(datum && first?.threshold ? at(writeDatum(datum, 'threshold', computed.intervals)) : []),
    ...(datum && first?.value.shape === 'rate' && times.size === 1
      ? at(writeDatum(datum, 'at', computed.intervals))
      : []),
  ];
  const name =
    part === undefined || isTime ? endpointPiece(endpoint, datum) : ownLabelPiece(capitalised(part), datum);
  return { main: [name], ...(details.length > 0 && { sub: details }) };
}

function fullCell(finding: Finding | undefined, computed: Computed): Cell {
  if (!finding) return dash;
  const datum = finding;
  const shows = showsOf(datum);
  if (finding.value.shape === 'rate') return { main: [datumPiece(datum, 'percent', computed)] };
  const show = shows.includes('full') ? 'full' : shows.includes('n of N') ? 'n of N' : shows[0];
  return show ? { main: [datumPiece(datum, show, computed)] } : dash;
}
