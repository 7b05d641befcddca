import type { TableRequest } from '../model/requests.ts';
import type { Computed } from '../notation/calls.ts';
import { crossTrialGrid, crossTrialWarning, type RowFacts } from './cross-trial.ts';
import type { Grid, TableSpec } from './spec.ts';
import { summaryGrid } from './summary.ts';

export interface TablePlanning extends Computed, RowFacts {
  referenceNumbers: ReadonlyMap<string, number>;
}

type GridOf = {
  [K in TableRequest['kind']]: (request: Extract<TableRequest, { kind: K }>, planning: TablePlanning) => Grid;
};

const grids: GridOf = {
  'cross-trial': (request, planning) =>
    crossTrialGrid(request, planning, planning, planning.referenceNumbers),
  summary: (request, planning) => summaryGrid(request, planning, planning.referenceNumbers),
};

/** Lays out the tables; `order` gives their ids as they stand in the text, which numbers them. */
export function planTables(requests: TableRequest[], order: string[], planning: TablePlanning): TableSpec[] {
  return requests.map((request) => {
    const grid = gridOf(request, planning);
    return {
      id: request.id,
      number: order.indexOf(request.id) + 1,
      title: request.title,
      note: request.note,
      warning: request.kind === 'cross-trial' ? crossTrialWarning : undefined,
      grid,
      legend: legendOf(grid),
    };
  });
}

function gridOf<K extends TableRequest['kind']>(
  request: Extract<TableRequest, { kind: K }>,
  planning: TablePlanning,
): Grid {
  const make = grids[request.kind as K] as GridOf[K];
  return make(request, planning);
}

const signs: [RegExp, string][] = [
  [/^—$/, '—: not reported in the sources read.'],
  [/^NR$/, 'NR: not reached.'],
  [/^NE$/, 'NE: not estimable.'],
  [/^~/, '~: approximate.'],
];

function legendOf({ rows }: Grid): string {
  const texts = rows.flatMap((row) =>
    row.map(({ main }) => main.map(({ written }) => written.text).join('')),
  );
  return [
    'Ref.: number in the list of sources.',
    ...signs.flatMap(([pattern, meaning]) => (texts.some((text) => pattern.test(text)) ? [meaning] : [])),
  ].join(' ');
}
