import type { Endpoint } from '../model/endpoint.ts';
import type { Datum } from '../model/library.ts';
import type { Trial } from '../model/trial.ts';
import type { Computed } from '../notation/calls.ts';
import { proseText } from '../notation/calls.ts';
import { writeDesign } from '../notation/terms.ts';
import { nbsp, writeLines, written } from '../notation/written.ts';
import { numeralOf, unitOf } from '../shapes/shapes.ts';
import type { Cell, Grid } from '../text/table.ts';
import { column, dash, datumPiece, resultCell, textCell } from './cells.ts';
import type { TablePlan, TablePlanning } from './kinds.ts';
import type { CrossTrialRequest, CrossTrialRow } from './request-cross-trial.ts';

/** What the table needs beside the request: number of patients and follow-up of a row. */
export interface RowFacts {
  patients(row: CrossTrialRow): Datum | undefined;
  followUp(row: CrossTrialRow): Datum | undefined;
}

const warning = 'Not a head-to-head comparison: the rows come from different trials.';

/** One row an arm, in the author's order; never ranked, never coloured. */
export function planCrossTrial(request: CrossTrialRequest, planning: TablePlanning): TablePlan {
  const isAcross = new Set(request.rows.map(({ trial }) => trial.id)).size > 1;
  const grid = gridOf(request, planning);
  return isAcross && !saysSo.test(proseText(request.title, planning)) ? { grid, warning } : { grid };
}

/** A title that says it already. */
const saysSo = /\bnot a head[- \u2011]to[- \u2011]head\b/i;

function gridOf(request: CrossTrialRequest, planning: TablePlanning): Grid {
  const unit = followUpUnit(request, planning);
  return {
    columns: [
      column('Trial'),
      column('Population'),
      column('Regimen'),
      column('N', 'number'),
      ...request.endpoints.map((endpoint) => column(headOf(endpoint, request), 'number')),
      column(`Follow\u2011up${unit === undefined ? '' : `, ${unit}`}`, 'number'),
    ],
    rows: request.rows.map((row) => [
      textCell(row.trial.name, writeDesign(row.trial)),
      populationCell(row.trial),
      textCell(row.arm.label),
      factCell(planning.patients(row), planning),
      ...row.cells.map((cell) => resultCell(cell, planning)),
      factCell(planning.followUp(row), planning, unit !== undefined),
    ]),
  };
}

/** The unit that all follow-ups are stated in; undefined when each has to say its own. */
function followUpUnit({ rows }: CrossTrialRequest, { followUp }: RowFacts): string | undefined {
  const units = new Set(
    rows.flatMap((row) => {
      const datum = followUp(row);
      return (datum?.kind === 'finding' && unitOf(datum.value)) || [];
    }),
  );
  return units.size <= 1 ? ([...units][0] ?? 'mo') : undefined;
}

function headOf(endpoint: Endpoint, { rows, endpoints }: CrossTrialRequest): string {
  const index = endpoints.indexOf(endpoint);
  const isPercent = rows.every(
    ({ cells }) => cells[index] === undefined || cells[index]?.value.shape === 'proportion',
  );
  return `${endpoint.abbreviation ?? endpoint.label}${isPercent ? `,${nbsp}%` : ''}`;
}

function populationCell(trial: Trial): Cell {
  const setting = [trial.settingLabel ?? trial.setting, trial.lines && writeLines(trial.lines)];
  return textCell(trial.disease, setting.filter(Boolean).join('; '));
}

/** The number of patients, or the follow-up without a unit that the head of its column has `named`. */
function factCell(datum: Datum | undefined, computed: Computed, named = true): Cell {
  if (datum?.kind !== 'finding') return dash;
  if (datum.value.shape !== 'median') return { main: [datumPiece(datum, 'n', computed)] };
  const numeral = numeralOf(datum.value);
  const unit = unitOf(datum.value);
  return {
    main: [{ written: written(named || unit === undefined ? numeral : `${numeral}${nbsp}${unit}`), datum }],
  };
}
