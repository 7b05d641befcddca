import type { TableSpec } from '../text/table.ts';
import { planTable, type TablePlan, type TablePlanning } from './kinds.ts';
import type { TableRequest } from './requests.ts';

/** Lays out the tables; `order` lists their ids in the order of the text, which numbers them. */
export function planTables(requests: TableRequest[], order: string[], planning: TablePlanning): TableSpec[] {
  return requests.map((request) => {
    const plan = planTable(request, planning);
    return {
      id: request.id,
      number: order.indexOf(request.id) + 1,
      title: request.title,
      note: request.note,
      caveats: request.caveats,
      ...(plan.reasons && { reasons: plan.reasons }),
      warning: plan.warning,
      grid: plan.grid,
      legend: legendOf(plan),
    };
  });
}

const signs: [RegExp, string][] = [
  [/^—$/, '—: not reported in the sources read.'],
  [/^NR$/, 'NR: not reached.'],
  [/^NE$/, 'NE: not estimable.'],
  [/^n\/a$/, 'n/a: no source read gives the amount needed.'],
  [/^not stated$/, 'not stated: in none of the sources read.'],
  [/~/, '~: approximate.'],
];

function legendOf({ grid: { rows }, remarks = [] }: TablePlan): string {
  const texts = rows.flatMap((row) =>
    row.map(({ main }) => main.map(({ written }) => written.text).join('')),
  );
  return [
    ...remarks,
    ...signs.flatMap(([pattern, meaning]) => (texts.some((text) => pattern.test(text)) ? [meaning] : [])),
  ].join(' ');
}
