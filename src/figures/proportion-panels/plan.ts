import { textPiece } from '../data-table.ts';
import type { ChartPlan, FigurePlanning } from '../plan.ts';
import type { DotGroup } from '../proportions/layout.ts';
import { planProportions } from '../proportions/plan.ts';
import type { PanelRow, ProportionPanelsChart } from './layout.ts';
import { type ProportionPanelsRequest, subjectOf } from './request.ts';

/** What a figure of proportions would show in groups, in panels with a row for the same patients over all. */
export function planProportionPanels(
  request: ProportionPanelsRequest,
  planning: FigurePlanning,
): ChartPlan<ProportionPanelsChart> {
  const plan = planProportions({ ...request, kind: 'proportions' }, planning);
  const { groups } = plan.chart;
  const rows = rowsOf(request, groups);
  const isPartial = rows.some(({ cells }) => cells.includes(undefined));
  return {
    ...plan,
    chart: {
      kind: 'proportion-panels',
      headings: groups.map(({ rows: _, ...heading }) => heading),
      rows,
    },
    alt: [
      textPiece('Dot plots of percentages with intervals, a panel for each endpoint.'),
      ...plan.alt.slice(1),
    ],
    remarks: [...plan.remarks, ...(isPartial ? ['—: not reported.'] : [])],
  };
}

function rowsOf({ findings }: ProportionPanelsRequest, groups: readonly DotGroup[]): PanelRow[] {
  const subjects = new Map<string, PanelRow>();
  for (const finding of findings) {
    const panel = groups.findIndex(({ rows }) => rows.some(({ datum }) => datum === finding.id));
    const cell = groups[panel]?.rows.find(({ datum }) => datum === finding.id);
    if (!cell) continue;
    const { label, sublabel } = cell;
    const subject = subjectOf(finding);
    const row = subjects.get(subject) ?? { label, sublabel, cells: groups.map(() => undefined) };
    row.cells[panel] = cell;
    subjects.set(subject, row);
  }
  return [...subjects.values()];
}
