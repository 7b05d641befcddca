import type { Finding } from '../model/trial.ts';
import type { Computed } from '../notation/calls.ts';
import { writeFinding } from '../notation/values.ts';
import { type Written, written } from '../notation/written.ts';
import { percentText } from '../shapes/proportion.ts';
import { columnLabelOf, numeralOf } from '../shapes/shapes.ts';
import type { Cell, Piece } from '../text/table.ts';
import { column, dash, endpointPiece, labelPiece, textCell, textPiece } from './cells.ts';
import type { TablePlan, TablePlanning } from './kinds.ts';
import type { FurtherTerms, SafetyRequest, SafetyRow } from './request-safety.ts';

/** Adverse events in rows, the arms of one trial in columns. */
export function planSafety(request: SafetyRequest, planning: TablePlanning): TablePlan {
  const { trial, rows, further } = request;
  const isExtracted = trial.safety === 'extracted';
  const arms = request.columns.map(({ label }) =>
    rows.length > 0 ? column(`${label}, n/N\u00a0(%)`, 'number') : column(label),
  );
  const own = detailsThatDiffer(rows);
  return {
    grid: {
      columns: [column('Adverse event'), ...arms],
      rows:
        rows.length > 0
          ? [
              ...rows.map((row) => [
                headOf(row, own),
                ...row.cells.map((cell) => cellOf(cell, row, planning)),
              ]),
              ...(further ? [furtherRow(further, request)] : []),
            ]
          : [[textCell('All adverse events'), ...request.columns.map(() => textCell('not extracted'))]],
    },
    remarks: [
      ...(rows.length > 0 ? denominators(rows) : []),
      ...(isExtracted ? [] : [notExtracted(trial.name)]),
    ],
  };
}

/** `and 312 further terms in the data file`. */
function furtherRow({ id, number }: FurtherTerms, { columns }: SafetyRequest): Cell[] {
  const counted: Piece = { written: written(String(number)), computation: { id } };
  const words = ` further ${number === 1 ? 'term' : 'terms'} in the data file`;
  const head: Cell = { main: [textPiece('and '), counted, textPiece(words)] };
  return [head, ...columns.map((): Cell => ({ main: [] }))];
}

function notExtracted(name: string): string {
  return `not extracted: no safety results for ${name} were taken from its sources; this says nothing about how safe it was.`;
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

/** Populations whose key is no English. */
const named: Record<string, string> = {
  mitt: 'by modified intention to treat',
  'full analysis': 'of the full analysis set',
  'per protocol': 'of the per-protocol set',
  safety: 'of the safety set',
};

function denominators(rows: SafetyRow[]): string[] {
  const stated = new Set(found(rows).map(({ population }) => population));
  const [sole] = stated;
  if (stated.size > 1) return [];
  if (rows.some(({ isTotal }) => isTotal)) return ['N: patients at risk.'];
  if (!sole) return ['N: the sources do not state which patients are counted.'];
  return [`N: patients ${sole === 'itt' ? 'by intention to treat' : (named[sole] ?? sole)}.`];
}

function headOf({ endpoint, cells }: SafetyRow, own: Details): Cell {
  const findings = cells.filter((cell) => cell !== undefined);
  const details = [
    ...(unitsOf(findings).length === 1 ? unitsOf(findings) : []),
    ...(own.population ? populationsOf(findings) : []),
  ].map((text): Piece[] => [textPiece(text)]);
  const cuts = own.cut ? cutsOf(findings).map((piece) => [piece]) : [];
  const sub = [...details, ...cuts].flatMap((pieces, index) =>
    index > 0 ? [textPiece('; '), ...pieces] : pieces,
  );
  return {
    main: [endpointPiece(endpoint, endpoint.id.includes('.') ? findings[0] : undefined)],
    ...(sub.length > 0 && { sub }),
  };
}

/** Those of all arms, in the order of the columns. */
function populationsOf(findings: Finding[]): string[] {
  const all = findings.map(({ population }) =>
    population ? (named[population] ?? `of ${population}`) : 'patients not stated',
  );
  return [...new Set(all)];
}

function cutsOf(findings: Finding[]): Piece[] {
  const byLabel = Map.groupBy(findings, ({ cut }) => cut?.label);
  return [...byLabel].flatMap(([label, [first]]) =>
    label !== undefined && first ? [labelPiece(label, first)] : [],
  );
}

/** What the cells of a row are in when they are not n/N (%). */
function unitsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.flatMap(({ value }) => columnLabelOf(value) ?? []))];
}

function cellOf(finding: Finding | undefined, row: SafetyRow, computed: Computed): Cell {
  if (!finding) return row.isTotal ? textCell('not reported') : dash;
  const findings = row.cells.filter((cell) => cell !== undefined);
  // Where the cells of a row differ in unit, each says its own.
  const isNamed = unitsOf(findings).length <= 1;
  return isNamed
    ? { main: [{ written: numeral(finding, computed), datum: finding }] }
    : {
        main: [{ written: numeral(finding, computed), datum: finding }],
        sub: [textPiece(columnLabelOf(finding.value) ?? 'n/N')],
      };
}

/** `8/176 (4.5)`; the units are in the heads. */
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
