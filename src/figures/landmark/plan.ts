import type { LandmarkRequest, RateFinding } from '../../model/figures/landmark.ts';
import { writeInterval, writeQuantity } from '../../notation/values.ts';
import type { Cell } from '../../tables/spec.ts';
import { cell, columns } from '../data-table.ts';
import { labelsOfArm } from '../labels.ts';
import type { ChartPlan, FigurePlanning } from '../plan.ts';
import type { ProportionGroup } from '../proportions/chart.ts';
import type { LandmarkChart } from './chart.ts';

/** Groups by endpoint and time, so that rates at different times never share a group. */
export function planLandmark(request: LandmarkRequest, planning: FigurePlanning): ChartPlan<LandmarkChart> {
  const { findings } = request;
  const groups = groupsOf(request, planning);
  return {
    chart: { kind: 'landmark', groups },
    alt: altOf(groups),
    remarks: remarksOn(findings),
    sourceIds: findings.flatMap(({ references }) => references.map(({ source }) => source.id)),
    data: {
      columns: columns(
        ['Trial and arm', 'Outcome', 'Time', '%', '95% CI'],
        ['Trial and arm', 'Outcome', 'Time'],
      ),
      rows: findings.map((finding) => dataRow(finding, planning)),
    },
  };
}

function groupsOf({ findings, focus }: LandmarkRequest, planning: FigurePlanning): ProportionGroup[] {
  const groups = new Map<string, ProportionGroup>();
  for (const finding of findings) {
    const { value, id, grade } = finding;
    const heading = headingOf(finding);
    const group = groups.get(heading) ?? { heading: [{ text: heading }], rows: [] };
    const interval = intervalOf(finding);
    group.rows.push({
      ...labelsOfArm(finding, findings),
      percent: value.percent.value,
      ...(interval && { interval }),
      printed: `${value.percent.text}%`,
      count: value.ci ? writeInterval(finding, planning.intervals, false) : '—',
      focus: focus.has(id),
      hollow: grade === 'unconfirmed',
      finding: id,
    });
    groups.set(heading, group);
  }
  return [...groups.values()];
}

/** `12-month progression-free survival`. */
function headingOf({ value, endpoint }: RateFinding): string {
  const { at } = value;
  const label = endpoint.label.charAt(0).toLowerCase() + endpoint.label.slice(1);
  return `${at.value.text}-${at.unit.replace(/s$/, '')} ${label}`;
}

/** What is drawn: limits that are numbers. */
function intervalOf({ value }: RateFinding): { low: number; high: number } | undefined {
  const [low, high] = value.ci ?? [];
  if (!low || !high || typeof low === 'string' || typeof high === 'string') return undefined;
  return { low: low.value, high: high.value };
}

function remarksOn(findings: RateFinding[]): string[] {
  return [
    findings.some(intervalOf) ? 'Whiskers: 95% intervals.' : '',
    findings.every(intervalOf) ? '' : 'No whisker: interval not reported.',
    findings.some(({ grade }) => grade === 'unconfirmed') ? 'Hollow: unconfirmed.' : '',
  ].filter(Boolean);
}

function altOf(groups: ProportionGroup[]): string {
  const told = groups.map(({ heading, rows }) => {
    const said = rows.map(({ label, sublabel, printed, count }) => {
      const limits = count === '—' ? ', interval not reported' : `, 95% interval ${count}`;
      return `${label} (${sublabel}) ${printed}${limits}`;
    });
    return `${heading.map(({ text }) => text).join('')}: ${said.join('; ')}.`;
  });
  return `Dot plot of rates at set times with intervals. ${told.join(' ')}`;
}

function dataRow(finding: RateFinding, { intervals }: FigurePlanning): Cell[] {
  const { trial, arm, endpoint, value } = finding;
  const datum = { kind: 'finding', finding } as const;
  return [
    cell(`${trial.name}, ${arm?.label ?? ''}`),
    cell(endpoint.abbreviation ?? endpoint.label),
    cell(writeQuantity(value.at)),
    cell(value.percent.text, datum),
    value.ci ? cell(writeInterval(finding, intervals, false), datum) : cell('—'),
  ];
}
