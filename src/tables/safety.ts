import type { SafetyRequest, SafetyRow } from '../model/tables/safety.ts';
import type { Finding } from '../model/trial.ts';
import type { Computed } from '../notation/calls.ts';
import { capitalised, writeFinding } from '../notation/values.ts';
import { type Written, written } from '../notation/written.ts';
import { percentText } from '../shapes/proportion.ts';
import { columnLabelOf, numeralOf } from '../shapes/shapes.ts';
import { column, dash, labelPiece, referenceCell, textCell, textPiece } from './cells.ts';
import type { TablePlan, TablePlanning } from './kinds.ts';
import type { Cell, Piece } from './spec.ts';

/** Adverse events in rows, the arms of one trial in columns. */
export function planSafety({ trial, rows }: SafetyRequest, planning: TablePlanning): TablePlan {
  const isExtracted = trial.safety === 'extracted';
  const arms = trial.arms.map(({ label }) =>
    rows.length > 0 ? column(`${label}, n/N\u00a0(%)`, 'number') : column(label),
  );
  const own = detailsThatDiffer(rows);
  return {
    grid: {
      columns: [column('Adverse event'), ...arms, ...(rows.length > 0 ? [column('Ref.', 'end')] : [])],
      rows:
        rows.length > 0
          ? rows.map((row) => [
              headOf(row, own),
              ...row.cells.map((cell) => cellOf(cell, planning)),
              referenceCell(row.cells, planning.referenceNumbers),
            ])
          : [[textCell('All adverse events'), ...trial.arms.map(() => textCell('not extracted'))]],
    },
    remarks: [
      ...(rows.length > 0 ? denominators(rows) : []),
      ...(isExtracted ? [] : [notExtracted(trial.name)]),
    ],
  };
}

function notExtracted(name: string): string {
  return `not extracted: no results on the safety of ${name} were taken from its sources, which says nothing of how safe it was.`;
}

interface Details {
  population: boolean;
  cut: boolean;
}

/** What the rows do not have in common, so that each has to say it. */
function detailsThatDiffer(rows: SafetyRow[]): Details {
  const all = found(rows);
  return {
    population: new Set(all.map(({ population }) => population)).size > 1,
    cut: new Set(all.map(({ cut }) => cut?.id)).size > 1,
  };
}

function found(rows: SafetyRow[]): Finding[] {
  return rows.flatMap(({ cells }) => cells).filter((cell) => cell !== undefined);
}

function denominators(rows: SafetyRow[]): string[] {
  const stated = new Set(found(rows).map(({ population }) => population));
  const [sole] = stated;
  if (stated.size > 1) return [];
  if (!sole) return ['N: the sources do not state which patients are counted.'];
  return [`N: patients ${sole === 'itt' ? 'by intention to treat' : sole}.`];
}

function headOf({ endpoint, cells }: SafetyRow, own: Details): Cell {
  const findings = cells.filter((cell) => cell !== undefined);
  const details = [
    ...new Set(findings.flatMap((finding) => unitOf(finding) ?? [])),
    ...(own.population ? populationsOf(findings) : []),
  ].map((text): Piece[] => [textPiece(text)]);
  const cuts = own.cut ? cutsOf(findings).map((piece) => [piece]) : [];
  const sub = [...details, ...cuts].flatMap((pieces, index) =>
    index > 0 ? [textPiece('; '), ...pieces] : pieces,
  );
  return { ...textCell(capitalised(endpoint.label)), ...(sub.length > 0 && { sub }) };
}

/** Those of all arms, in the order of the columns. */
function populationsOf(findings: Finding[]): string[] {
  const all = findings.map(({ population }) => (population ? `of ${population}` : 'patients not stated'));
  return [...new Set(all)];
}

function cutsOf(findings: Finding[]): Piece[] {
  const byLabel = Map.groupBy(findings, ({ cut }) => cut?.label);
  return [...byLabel].flatMap(([label, [first]]) =>
    label !== undefined && first ? [labelPiece(label, first)] : [],
  );
}

/** What a cell is in when it is not n/N (%). */
function unitOf({ value }: Finding): string | undefined {
  return columnLabelOf(value);
}

function cellOf(finding: Finding | undefined, computed: Computed): Cell {
  return finding ? { main: [{ written: numeral(finding, computed), datum: finding }] } : dash;
}

/** `8/176 (4.5)`; the units stand in the heads. */
function numeral(finding: Finding, { intervals }: Computed): Written {
  const { value } = finding;
  switch (value.shape) {
    case 'proportion': {
      const isCounted = value.events !== undefined && value.of !== undefined;
      const percent = `(${value.approximate ? '~' : ''}${percentText(value)})`;
      return written(`${isCounted ? `${writeFinding(finding, 'n/N', intervals).text} ` : ''}${percent}`);
    }
    case 'count':
      return writeFinding(finding, value.of === undefined ? 'n' : 'n/N', intervals);
    default:
      return written(numeralOf(value));
  }
}
