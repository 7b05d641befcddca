import type { Endpoint } from './endpoint.ts';
import type { Product } from './product.ts';
import type { Prose } from './prose.ts';
import type { Arm, Finding, Trial } from './trial.ts';

interface Captioned {
  /** Key in the front matter. */
  id: string;
  title: Prose;
  note?: Prose | undefined;
}

interface FigureTexts extends Captioned {
  subtitle?: Prose | undefined;
  /** Replaces the alternative text that is made from the data. */
  alt?: Prose | undefined;
}

export interface ProportionsRequest extends FigureTexts {
  kind: 'proportions';
  findings: Finding[];
  /** Ids of the findings in the accent colour. */
  focus: ReadonlySet<string>;
}

export interface SalesRequest extends FigureTexts {
  kind: 'sales';
  product: Product;
  /** First and last quarter, inclusive. */
  from: string;
  to: string;
}

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

/** Figures and tables of the front matter with every name resolved. */
export type FigureRequest = ProportionsRequest | SalesRequest;
export type TableRequest = CrossTrialRequest | SummaryRequest;

/** Findings that a request shows, in reading order. */
export function findingsOf(request: FigureRequest | TableRequest): Finding[] {
  switch (request.kind) {
    case 'proportions':
      return request.findings;
    case 'sales':
      return [];
    case 'cross-trial':
      return request.rows.flatMap((row) => row.cells).filter((cell) => cell !== undefined);
    case 'summary':
      return request.rows.flatMap((row) => [...row.cells, row.contrast]).filter((cell) => cell !== undefined);
  }
}
