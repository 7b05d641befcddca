import type { Prose } from '../model/briefing.ts';
import type { Datum } from '../model/library.ts';
import type { Written } from '../notation/written.ts';

/** Something written; with a datum it is a number that is bound to its source. */
export interface Piece {
  written: Written;
  datum?: Datum | undefined;
  /** On a smaller line of its own. */
  small?: true;
  /** Leads elsewhere. */
  href?: string;
  /** Cites the sources of these numbers, and has no words of its own. */
  cites?: readonly number[];
  /** What follows begins a line. */
  breaks?: true;
  /** It was computed here from data: leads to the computation’s own entry. */
  computation?: { id: string; mark?: string };
  unmarked?: true;
}

export type Align = 'start' | 'end' | 'number';

export interface Cell {
  main: Piece[];
  /** Smaller second line: n/N, sensitivity, setting. */
  sub?: Piece[] | undefined;
}

export interface Column {
  label: Written;
  align: Align;
}

/** Columns side by side under one heading; without a label they have none. */
interface ColumnGroup {
  label?: string;
  span: number;
}

/** Rows and columns of a table; the first cell of a row is its heading. */
export interface Grid {
  groups?: ColumnGroup[];
  columns: Column[];
  rows: Cell[][];
  /** Readers may put the rows in another order. Never where rows are of different trials, which are not ranked. */
  sortable?: boolean;
  /** Its columns are trials, which name their own sources; else each row ends with its evidence. */
  isTransposed?: true;
}

/** Why the author is less than certain of a result. */
export interface Reason {
  /** `a`, as cells refer to it. */
  letter: string;
  text: Prose;
}

/** A table ready to be set on the page. */
export interface TableSpec {
  id: string;
  number: number;
  title: Prose;
  note?: Prose | undefined;
  /** Its caveats are said in full beneath it. */
  caveats?: 'here' | 'end' | undefined;
  reasons?: Reason[];
  /** Said under the title of a table that sets trials side by side. */
  warning?: string | undefined;
  grid: Grid;
  /** Signs and units that the table uses, in a line under it. */
  legend: string;
}
