import type { Computed } from '../notation/calls.ts';
import type { Grid, Reason } from '../text/table.ts';
import { planCrossTrial, type RowFacts } from './cross-trial.ts';
import { planDesign } from './design.ts';
import type { TableKind, TableRequestOf } from './requests.ts';
import { planSafety } from './safety.ts';
import { planSalesTable } from './sales.ts';
import { planSummary } from './summary.ts';

export interface TablePlanning extends Computed, RowFacts {
  referenceNumbers: ReadonlyMap<string, number>;
}

/** What the request of one kind comes to. */
export interface TablePlan {
  grid: Grid;
  /** Said under the title of a table that sets trials side by side. */
  warning?: string;
  reasons?: Reason[];
  /** Sentences under the table, before those on its signs. */
  remarks?: string[];
}

/** Every kind of table. Its request and schema are in model/tables/, its check in check/tables/. */
const kinds: { [K in TableKind]: (request: TableRequestOf<K>, planning: TablePlanning) => TablePlan } = {
  'cross-trial': planCrossTrial,
  summary: planSummary,
  design: planDesign,
  safety: planSafety,
  sales: planSalesTable,
};

export function planTable<K extends TableKind>(
  request: TableRequestOf<K>,
  planning: TablePlanning,
): TablePlan {
  const plan = kinds[request.kind as K];
  return plan(request, planning);
}
