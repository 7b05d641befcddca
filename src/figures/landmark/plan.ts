import { intervalHead, writeIntervalUnder } from '../../notation/values.ts';
import { writeQuantity } from '../../shapes/median.ts';
import type { Cell, Piece } from '../../text/table.ts';
import { cell, columns, formatParting, joined, labelPiece, numberPiece, textPiece } from '../data-table.ts';
import { partingsOf } from '../partings.ts';
import type { ChartPlan, FigurePlanning } from '../plan.ts';
import type { DotGroup, DotRow } from '../proportions/layout.ts';
import { axisCaveat } from '../proportions/layout.ts';
import { labelsOfArm } from '../rows.ts';
import { evidenceOf, hollowCaveat } from '../spec.ts';
import type { LandmarkChart } from './layout.ts';
import type { LandmarkRequest, RateFinding } from './request.ts';

/** Groups by endpoint and time, so that rates at different times never share a group. */
export function planLandmark(request: LandmarkRequest, planning: FigurePlanning): ChartPlan<LandmarkChart> {
  const { findings } = request;
  const groups = groupsOf(request, planning);
  return {
    chart: { kind: 'landmark', groups, head: intervalHead(findings) },
    alt: altOf(groups, findings),
    remarks: [...caveatsOn(findings), axisCaveat(groups.flatMap(({ rows }) => rows))].filter(Boolean),
    sourceIds: findings.flatMap(({ references }) => references.map(({ source }) => source.id)),
    data: {
      columns: columns(
        ['Trial and arm', 'Outcome', 'Time', '%', intervalHead(findings)],
        ['Trial and arm', 'Outcome', 'Time'],
      ),
      rows: findings.map((finding) => dataRow(finding, intervalHead(findings), planning)),
    },
  };
}

function groupsOf(request: LandmarkRequest, planning: FigurePlanning): DotGroup[] {
  return [...Map.groupBy(request.findings, headingOf)].map(([heading, members]) => ({
    heading: [{ text: heading }],
    headingDatum: members[0]?.id,
    rows: rowsOf(members, request, planning),
  }));
}

function rowsOf(
  members: RateFinding[],
  { id: figure, findings, focus }: LandmarkRequest,
  planning: FigurePlanning,
): DotRow[] {
  const partings = partingsOf(figure, members, planning);
  return members.map((finding, i) => {
    const { value, id, grade } = finding;
    const interval = intervalOf(finding);
    return {
      ...labelsOfArm(finding, findings, partings[i]?.isUnderHeading),
      value: value.percent.value,
      ...(interval && { interval }),
      printed: `${value.percent.text}%`,
      beside: value.ci ? writeIntervalUnder(intervalHead(findings), finding, planning.intervals) : '—',
      focus: focus.has(id),
      hollow: grade === 'unconfirmed',
      evidence: evidenceOf([finding], planning.entries),
      below: partings[i]?.below,
      datum: id,
    };
  });
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

function caveatsOn(findings: RateFinding[]): string[] {
  const head = intervalHead(findings.filter(intervalOf));
  const whiskers = head === '95% CI' ? '95% intervals' : 'confidence intervals';
  return [
    findings.some(intervalOf) ? `Whiskers: ${whiskers}.` : '',
    findings.every(intervalOf) ? '' : 'No whisker: interval not reported.',
    hollowCaveat(findings),
  ].filter(Boolean);
}

function altOf(groups: DotGroup[], findings: RateFinding[]): Piece[] {
  const findingOf = (id: string | undefined) => findings.find((one) => one.id === id) as RateFinding;
  const head = intervalHead(findings);
  const levels = head === 'CI' ? '' : head.replace(/CI$/, '');
  const told = groups.map(({ heading, headingDatum, rows }) => {
    const said = rows.map(({ label, sublabel, printed, beside, datum, below }) => [
      ...formatParting(below, (text) => numberPiece(text, findingOf(datum))),
      textPiece(`${label} (${sublabel}) `),
      numberPiece(printed, findingOf(datum)),
      ...(beside === '—'
        ? [textPiece(', interval not reported')]
        : [textPiece(`, ${levels}interval `), numberPiece(beside, findingOf(datum))]),
    ]);
    const title = heading.map(({ text }) => text).join('');
    return [
      labelPiece(title, findingOf(headingDatum)),
      textPiece(': '),
      ...joined(said, '; '),
      textPiece('.'),
    ];
  });
  const axis = axisCaveat(groups.flatMap(({ rows }) => rows));
  const opening = ['Dot plot of rates at set times with intervals.', axis].filter(Boolean).join(' ');
  return [textPiece(`${opening} `), ...joined(told, ' ')];
}

function dataRow(finding: RateFinding, head: string, { intervals }: FigurePlanning): Cell[] {
  const { trial, arm, endpoint, value } = finding;
  const datum = finding;
  return [
    cell(`${trial.name}, ${arm?.label ?? ''}`),
    cell(endpoint.abbreviation ?? endpoint.label),
    { main: [labelPiece(writeQuantity(value.at), finding)] },
    cell(value.percent.text, datum),
    value.ci ? cell(writeIntervalUnder(head, finding, intervals), datum) : cell('—'),
  ];
}
