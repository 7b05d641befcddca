import type { Endpoint } from '../model/endpoint.ts';
import { type Datum, type Show, settingOf } from '../model/library.ts';
import type { Finding, Trial } from '../model/trial.ts';
import type { Computed } from '../notation/calls.ts';
import { capitalised, writeDatum, writeFinding } from '../notation/values.ts';
import { nbsp, type Written, written } from '../notation/written.ts';
import { beneathOf, numeralOf, unitOf } from '../shapes/shapes.ts';
import type { Align, Cell, Column, Piece } from '../text/table.ts';

export const dash: Cell = { main: [{ written: written('—') }] };

export function textPiece(text: string): Piece {
  return { written: written(text) };
}

export function textCell(main: string, sub?: string): Cell {
  return { main: [textPiece(main)], ...(sub && { sub: [textPiece(sub)] }) };
}

/** The next piece gets a line of its own. */
export const lineBreak: Piece = { written: written('; '), breaks: true };

/** Words from the data: bound where they contain a number. */
export function labelPiece(text: string, datum: Datum): Piece {
  return /\p{N}/u.test(text) ? { written: written(text), datum } : textPiece(text);
}

/** Words of a trial's file, where any may be read as a number (all, both): always bound. */
export function ownLabelPiece(text: string, datum: Datum | undefined): Piece {
  return datum ? { written: written(text), datum } : textPiece(text);
}

/** The name of an endpoint; one that a trial's own file describes is bound. */
export function endpointPiece({ id, label }: Endpoint, datum: Datum | undefined): Piece {
  const name = capitalised(label);
  if (id.includes('.')) return ownLabelPiece(name, datum);
  return datum ? labelPiece(name, datum) : textPiece(name);
}

export function column(label: string, align: Align = 'start'): Column {
  return { label: written(label), align };
}

/** What is known in the trial's file, or says that it is not. */
export function statedCell(main: string | undefined, sub?: string): Cell {
  return textCell(main ?? 'not stated', sub);
}

export function referenceCell(data: (Datum | undefined)[], numbers: ReadonlyMap<string, number>): Cell {
  const ids = data.flatMap((datum) => (datum ? datum.references.map(({ source }) => source.id) : []));
  const cites = ids.flatMap((id) => numbers.get(id) ?? []);
  return cites.length > 0 ? { main: [{ written: written(''), cites }] } : dash;
}

export function datumPiece(datum: Datum, show: Show, computed: Computed): Piece {
  return { written: writeDatum(datum, show, computed.intervals), datum };
}

/** A result without the unit that its column's head names: `32.1`, under it `118/368 at 10⁻⁵`. */
export function resultCell(finding: Finding | undefined, computed: Computed): Cell {
  if (!finding) return dash;
  const sub = beneath(finding, computed);
  return {
    main: [{ written: shortForm(finding, computed), datum: finding }],
    ...(sub.length > 0 && { sub }),
  };
}

function shortForm(finding: Finding, computed: Computed): Written {
  const { value } = finding;
  switch (value.shape) {
    case 'proportion':
      return written(numeralOf(value));
    case 'count':
      return writeFinding(finding, 'n', computed.intervals);
    default:
      return written(withUnit(numeralOf(value), unitOf(value)));
  }
}

function withUnit(numeral: string, unit: string | undefined): string {
  return unit === undefined ? numeral : unit === '%' ? `${numeral}%` : `${numeral}${nbsp}${unit}`;
}

function beneath(finding: Finding, { intervals }: Computed): Piece[] {
  const setting = settingOf(finding, intervals.get(finding.id));
  return beneathOf(finding.value, setting).map((piece) =>
    'text' in piece ? textPiece(piece.text) : { written: piece.bound, datum: finding },
  );
}

const families: Finding['endpoint']['family'][] = ['response', 'mrd', 'time-to-event'];

/** `Independent (ORR, PFS); investigator (OS)`; undefined when no result of efficacy says who judged it. */
export function assessorsIn({ findings }: Trial): string | undefined {
  const judged = findings.filter(({ assessor, endpoint }) => assessor && families.includes(endpoint.family));
  const parts = [...Map.groupBy(judged, ({ assessor }) => assessor)].map(([assessor, own]) => {
    const endpoints = own.map(({ endpoint }) => endpoint.abbreviation ?? endpoint.label);
    return `${assessor} (${[...new Set(endpoints)].join(', ')})`;
  });
  const text = parts.join('; ');
  return text === '' ? undefined : text.charAt(0).toUpperCase() + text.slice(1);
}
