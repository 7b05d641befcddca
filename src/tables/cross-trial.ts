import { type Datum, referencesOf } from '../model/datum.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { CrossTrialRequest, CrossTrialRow } from '../model/requests.ts';
import type { Line } from '../model/scalars.ts';
import type { Trial } from '../model/trial.ts';
import type { Computed } from '../notation/calls.ts';
import { writeReferenceCell } from '../notation/references.ts';
import { writeFinding } from '../notation/values.ts';
import { nbsp, written } from '../notation/written.ts';
import { dash, resultCell, textCell } from './cells.ts';
import type { Cell, Column, Grid } from './spec.ts';

/** What the table needs beside the request: number of patients and follow-up of a row. */
export interface RowFacts {
  patients(row: CrossTrialRow): Datum | undefined;
  followUp(row: CrossTrialRow): Datum | undefined;
}

export const crossTrialWarning = 'Not a head-to-head comparison: each row is a different trial.';

/** One row an arm, in the author's order; never ranked, never coloured. */
export function crossTrialGrid(
  request: CrossTrialRequest,
  computed: Computed,
  facts: RowFacts,
  numbers: ReadonlyMap<string, number>,
): Grid {
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
      factCell(facts.patients(row), computed),
      ...row.cells.map((cell) => resultCell(cell, computed)),
      factCell(facts.followUp(row), computed),
      { main: [{ written: writeReferenceCell(sourcesOfRow(row, facts), numbers) }] },
    ]),
  };
}

function column(label: string, align: Column['align'] = 'start'): Column {
  return { label: written(label), align };
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

/** `untreated`, `line 1`, `lines 2–4`, `line 4+`. */
function writeLines(lines: Line[]): string {
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return '';
  const end = `${last.from}${last.openEnded ? '+' : ''}`;
  if (first.from === 0 && lines.length === 1) return 'untreated';
  return lines.length === 1 ? `line${nbsp}${end}` : `lines${nbsp}${first.from}–${end}`;
}

function factCell(datum: Datum | undefined, computed: Computed): Cell {
  if (datum?.kind !== 'finding') return dash;
  const { value } = datum.finding;
  const numeral =
    value.shape === 'median' && typeof value.value !== 'string'
      ? written(value.value.value.text)
      : writeFinding(datum.finding, 'n', computed.intervals);
  return { main: [{ written: numeral, datum }] };
}

function sourcesOfRow(row: CrossTrialRow, facts: RowFacts): string[] {
  const data = [
    facts.patients(row),
    facts.followUp(row),
    ...row.cells.map((finding) => finding && ({ kind: 'finding', finding } as const)),
  ];
  return data.flatMap((datum) => (datum ? referencesOf(datum).map(({ source }) => source.id) : []));
}
