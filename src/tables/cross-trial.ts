import type { Datum } from '../model/datum.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { CrossTrialRequest, CrossTrialRow } from '../model/tables/cross-trial.ts';
import type { Trial } from '../model/trial.ts';
import type { Computed } from '../notation/calls.ts';
import { writeLines } from '../notation/lines.ts';
import { proseText } from '../notation/prose-text.ts';
import { writeFinding } from '../notation/values.ts';
import { nbsp, written } from '../notation/written.ts';
import { column, dash, referenceCell, resultCell, textCell } from './cells.ts';
import type { TablePlan, TablePlanning } from './kinds.ts';
import type { Cell, Grid } from './spec.ts';

/** What the table needs beside the request: number of patients and follow-up of a row. */
export interface RowFacts {
  patients(row: CrossTrialRow): Datum | undefined;
  followUp(row: CrossTrialRow): Datum | undefined;
}

const warning = 'Not a head-to-head comparison: the rows are of different trials.';

/** One row an arm, in the author's order; never ranked, never coloured. */
export function planCrossTrial(request: CrossTrialRequest, planning: TablePlanning): TablePlan {
  const isAcross = new Set(request.rows.map(({ trial }) => trial.id)).size > 1;
  const grid = gridOf(request, planning);
  return isAcross && !saysSo.test(proseText(request.title, planning)) ? { grid, warning } : { grid };
}

/** A title that says it already. */
const saysSo = /\bnot a head[- \u2011]to[- \u2011]head\b/i;

function gridOf(request: CrossTrialRequest, planning: TablePlanning): Grid {
  return {
    columns: [
      column('Trial'),
      column('Population'),
      column('Regimen'),
      column('N', 'number'),
      ...request.endpoints.map((endpoint) => column(headOf(endpoint, request), 'number')),
      column('Follow\u2011up, mo', 'number'),
      column('Ref.', 'end'),
    ],
    rows: request.rows.map((row) => [
      textCell(row.trial.name, `phase ${row.trial.phase}, ${row.trial.design}`),
      populationCell(row.trial),
      textCell(row.arm.label),
      factCell(planning.patients(row), planning),
      ...row.cells.map((cell) => resultCell(cell, planning)),
      factCell(planning.followUp(row), planning),
      referenceCell(dataOfRow(row, planning), planning.referenceNumbers),
    ]),
  };
}

function headOf(endpoint: Endpoint, { rows, endpoints }: CrossTrialRequest): string {
  const index = endpoints.indexOf(endpoint);
  const isPercent = rows.every(
    ({ cells }) => cells[index] === undefined || cells[index]?.value.shape === 'proportion',
  );
  return `${endpoint.abbreviation ?? endpoint.label}${isPercent ? `,${nbsp}%` : ''}`;
}

function populationCell(trial: Trial): Cell {
  return textCell(trial.disease, `${trial.settingLabel ?? trial.setting}; ${writeLines(trial.lines)}`);
}

function factCell(datum: Datum | undefined, computed: Computed): Cell {
  if (datum?.kind !== 'finding') return dash;
  const { value } = datum;
  const numeral =
    value.shape === 'median' && typeof value.value !== 'string'
      ? written(value.value.value.text)
      : writeFinding(datum, 'n', computed.intervals);
  return { main: [{ written: numeral, datum }] };
}

function dataOfRow(row: CrossTrialRow, facts: RowFacts): (Datum | undefined)[] {
  return [facts.patients(row), facts.followUp(row), ...row.cells];
}
