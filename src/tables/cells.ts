import type { Datum, Show } from '../model/datum.ts';
import type { Finding } from '../model/trial.ts';
import type { Computed } from '../notation/calls.ts';
import { percentText, writeDatum, writeFinding } from '../notation/values.ts';
import { nbsp, type Written, written } from '../notation/written.ts';
import type { Cell, Piece } from './spec.ts';

export const dash: Cell = { main: [{ written: written('—') }] };

export function textPiece(text: string): Piece {
  return { written: written(text) };
}

export function textCell(main: string, sub?: string): Cell {
  return { main: [textPiece(main)], ...(sub && { sub: [textPiece(sub)] }) };
}

export function datumPiece(datum: Datum, show: Show, computed: Computed): Piece {
  return { written: writeDatum(datum, show, computed.intervals), datum };
}

/** A result without a unit that the column's head names: `32.1`, under it `118/368 at 10⁻⁵`. */
export function resultCell(finding: Finding | undefined, computed: Computed): Cell {
  if (!finding) return dash;
  const sub = underneath(finding, computed);
  return {
    main: [{ written: shortForm(finding, computed), datum: { kind: 'finding', finding } }],
    ...(sub.length > 0 && { sub }),
  };
}

function shortForm(finding: Finding, computed: Computed): Written {
  const { value } = finding;
  switch (value.shape) {
    case 'proportion':
      return written(`${value.approximate ? '~' : ''}${percentText(value)}`);
    case 'rate':
      return written(`${value.percent.text}%`);
    case 'median':
      return written(
        typeof value.value === 'string'
          ? unavailableSigns[value.value]
          : `${value.value.value.text}${nbsp}mo`,
      );
    default:
      return writeFinding(finding, 'n', computed.intervals);
  }
}

const unavailableSigns = { 'not reached': 'NR', 'not estimable': 'NE', 'not reported': '—' } as const;

function underneath(finding: Finding, computed: Computed): Piece[] {
  const { value, threshold } = finding;
  const datum: Datum = { kind: 'finding', finding };
  if (value.shape === 'rate')
    return [{ written: written(`at ${value.at.value.text}${nbsp}mo`), datum, unmarked: true }];
  if (value.shape === 'median') return [{ written: written('median') }];
  if (value.shape !== 'proportion') return [];
  const known = value.events !== undefined && value.of !== undefined;
  const count: Piece[] = known ? [{ ...datumPiece(datum, 'n/N', computed), unmarked: true }] : [];
  const at: Piece[] = threshold
    ? [
        textPiece(known ? ' at ' : 'at '),
        { written: writeDatum(datum, 'threshold', computed.intervals), datum, unmarked: true },
      ]
    : [];
  return [...count, ...at];
}
