import type { LandmarkRequest, RateFinding } from '../../model/figures/landmark.ts';
import { writeInterval } from '../../notation/values.ts';
import { writeQuantity } from '../../shapes/median.ts';
import type { Cell, Piece } from '../../tables/spec.ts';
import { cell, columns, joined, labelPiece, numberPiece, textPiece } from '../data-table.ts';
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
    alt: altOf(groups, findings),
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
    const group = groups.get(heading) ?? { heading: [{ text: heading }], headingDatum: id, rows: [] };
    const interval = intervalOf(finding);
    group.rows.push({
      ...labelsOfArm(finding, findings),
      percent: value.percent.value,
      ...(interval && { interval }),
      printed: `${value.percent.text}%`,
      count: value.ci ? writeInterval(finding, planning.intervals) : '—',
      focus: focus.has(id),
      hollow: grade === 'unconfirmed',
      datum: id,
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

function altOf(groups: ProportionGroup[], findings: RateFinding[]): Piece[] {
  const findingOf = (id: string | undefined) => findings.find((one) => one.id === id) as RateFinding;
  const told = groups.map(({ heading, headingDatum, rows }) => {
    const said = rows.map(({ label, sublabel, printed, count, datum }) => [
      textPiece(`${label} (${sublabel}) `),
      numberPiece(printed, findingOf(datum)),
      ...(count === '—'
        ? [textPiece(', interval not reported')]
        : [textPiece(', 95% interval '), numberPiece(count, findingOf(datum))]),
    ]);
    const title = heading.map(({ text }) => text).join('');
    return [
      labelPiece(title, findingOf(headingDatum)),
      textPiece(': '),
      ...joined(said, '; '),
      textPiece('.'),
    ];
  });
  return [textPiece('Dot plot of rates at set times with intervals. '), ...joined(told, ' ')];
}

function dataRow(finding: RateFinding, { intervals }: FigurePlanning): Cell[] {
  const { trial, arm, endpoint, value } = finding;
  const datum = finding;
  return [
    cell(`${trial.name}, ${arm?.label ?? ''}`),
    cell(endpoint.abbreviation ?? endpoint.label),
    { main: [labelPiece(writeQuantity(value.at), finding)] },
    cell(value.percent.text, datum),
    value.ci ? cell(writeInterval(finding, intervals), datum) : cell('—'),
  ];
}
