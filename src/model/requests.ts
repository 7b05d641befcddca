import type { Endpoint } from './endpoint.ts';
import { type FigureRequest, findingsOfFigure } from './figures/kinds.ts';
import type { Captioned } from './figures/texts.ts';
import type { Arm, Finding, Trial } from './trial.ts';

/** One arm of one trial; cells in the order of the table's endpoints. */
export interface CrossTrialRow {
  trial: Trial;
  arm: Arm;
  cells: (Finding | undefined)[];
}

export interface CrossTrialRequest extends Captioned {
  kind: 'cross-trial';
  endpoints: Endpoint[];
  rows: CrossTrialRow[];
}

export interface SummaryRow {
  endpoint: Endpoint;
  /** In the order of the trial's arms. */
  cells: (Finding | undefined)[];
  contrast?: Finding | undefined;
}

export interface SummaryRequest extends Captioned {
  kind: 'summary';
  trial: Trial;
  rows: SummaryRow[];
}

export type { FigureRequest };

/** A table of the front matter with every name resolved. */
export type TableRequest = CrossTrialRequest | SummaryRequest;

/** Findings that a request shows, in reading order. */
export function findingsOf(request: FigureRequest | TableRequest): Finding[] {
  switch (request.kind) {
    case 'cross-trial':
      return request.rows.flatMap((row) => row.cells).filter((cell) => cell !== undefined);
    case 'summary':
      return request.rows.flatMap((row) => [...row.cells, row.contrast]).filter((cell) => cell !== undefined);
    default:
      return findingsOfFigure(request);
  }
}
