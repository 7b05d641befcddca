import { withThousands } from '../../notation/rounding.ts';
import { capitalised } from '../../notation/values.ts';
import { averageOf } from '../../shapes/measure.ts';
import { columnLabelOf, estimateOf, numeralOf, unitOf } from '../../shapes/shapes.ts';
import type { Cell, Piece } from '../../text/table.ts';
import {
  fittedAxis,
  fittedAxisCaveat,
  inWords,
  logarithmicAxis,
  type Spread,
  spreadCaveats,
  spreadOf,
  whiskerOf,
  writeSpread,
} from '../axes.ts';
import { cell, columns, formatParting, joined, labelPiece, numberPiece, textPiece } from '../data-table.ts';
import { partingsOf } from '../partings.ts';
import type { ChartPlan, FigurePlanning } from '../plan.ts';
import type { DotGroup, DotRow } from '../proportions/layout.ts';
import { labelsOfArm } from '../rows.ts';
import { evidenceOf, hollowCaveat } from '../spec.ts';
import type { AveragesChart } from './layout.ts';
import type { AverageFinding, AveragesRequest } from './request.ts';

/** Groups by endpoint, time and kind of average, so that unlike measures never share a group. */
export function planAverages(request: AveragesRequest, planning: FigurePlanning): ChartPlan<AveragesChart> {
  const { findings } = request;
  const spread = spreadOf(findings, planning.intervals);
  const groups = groupsOf(request, spread, planning);
  const chart: AveragesChart = {
    kind: 'averages',
    groups,
    head: spread?.head ?? '',
    axis: axisOf(findings, groups),
  };
  return {
    chart,
    alt: altOf(chart, findings, spread),
    remarks: [
      ...spreadCaveats(findings, spread, planning.intervals),
      fittedAxisCaveat(chart.axis),
      hollowCaveat(findings),
    ].filter(Boolean),
    sourceIds: findings.flatMap(({ references }) => references.map(({ source }) => source.id)),
    data: {
      columns: columns(
        ['Trial and arm', 'Measure', 'N', 'Value', ...(spread ? [spread.head] : [])],
        ['Trial and arm', 'Measure'],
      ),
      rows: findings.map((finding) => dataRow(finding, spread, planning)),
    },
  };
}

function axisOf(findings: AverageFinding[], groups: DotGroup[]) {
  const rows = groups.flatMap((group) => group.rows);
  const values = rows.flatMap(({ value, interval }) => [
    value,
    ...(interval ? [interval.low, interval.high] : []),
  ]);
  const geometric = findings.every(
    ({ value }) => value.shape === 'measure' && averageOf(value).field === 'geometricMean',
  );
  if (geometric && Math.min(...values) > 0) return logarithmicAxis(values);
  return fittedAxis(values, { fromNothing: findings.every(({ value }) => value.shape === 'eventRate') });
}

function groupsOf(
  request: AveragesRequest,
  spread: Spread | undefined,
  planning: FigurePlanning,
): DotGroup[] {
  return [...Map.groupBy(request.findings, headingOf)].map(([heading, members]) => ({
    heading: [{ text: heading }],
    headingDatum: members[0]?.id,
    rows: rowsOf(members, request, { spread, planning }),
  }));
}

function rowsOf(
  members: AverageFinding[],
  { id: figure, findings, focus }: AveragesRequest,
  { spread, planning }: { spread: Spread | undefined; planning: FigurePlanning },
): DotRow[] {
  const { intervals, entries } = planning;
  const partings = partingsOf(figure, members, planning);
  return members.map((finding, i) => {
    const interval = whiskerOf(finding, spread, intervals);
    return {
      ...labelsOfArm(finding, findings, partings[i]?.isUnderHeading),
      value: estimateOf(finding.value)?.decimal.value as number,
      ...(interval && { interval }),
      printed: numeralOf(finding.value),
      beside: writeSpread(finding, spread, intervals) ?? '—',
      focus: focus.has(finding.id),
      hollow: finding.grade === 'unconfirmed',
      evidence: evidenceOf([finding], entries),
      below: partings[i]?.below,
      datum: finding.id,
    };
  });
}

/** `HbA1c, week 26: adjusted mean, percentage points`. */
function headingOf({ endpoint, timing, value }: AverageFinding): string {
  const label = capitalised(endpoint.label);
  const about = [label, value.shape === 'measure' && !/change/i.test(label) && changeOf(value.change), timing]
    .filter(Boolean)
    .join(', ');
  const unit = unitOf(value) ?? '';
  return `${about}: ${columnLabelOf(value) ?? unit}`;
}

function changeOf(change: 'from baseline' | 'per cent from baseline' | undefined): string {
  if (!change) return '';
  return change === 'from baseline' ? 'change from baseline' : 'relative change from baseline';
}

function altOf(
  { groups, axis }: AveragesChart,
  findings: AverageFinding[],
  spread: Spread | undefined,
): Piece[] {
  const findingOf = (id: string | undefined) => findings.find((one) => one.id === id) as AverageFinding;
  const name = spread?.kind === 'ci' && spread.head !== 'CI' ? spread.head.replace(/ CI$/, ' interval') : '';
  const told = groups.map(({ heading, headingDatum, rows }) => {
    const said = rows.map(({ label, sublabel, printed, beside, datum, below }) => {
      const parted = formatParting(below, (text) => numberPiece(text, findingOf(datum)));
      const who = labelPiece(sublabel ? `${label} (${sublabel})` : label, findingOf(datum));
      const number = numberPiece(printed, findingOf(datum));
      if (beside === '—' || !spread) return [...parted, who, textPiece(' '), number];
      const spoken = spread.kind === 'ci' ? name || 'interval' : spread.head;
      return [
        ...parted,
        who,
        textPiece(' '),
        number,
        textPiece(`, ${spoken} `),
        numberPiece(beside, findingOf(datum)),
      ];
    });
    const title = heading.map(({ text }) => text).join('');
    return [
      labelPiece(title, findingOf(headingDatum)),
      textPiece(': '),
      ...joined(said, '; '),
      textPiece('.'),
    ];
  });
  const whiskers = spread ? ` with ${spread.kind === 'ci' ? 'intervals' : inWords(spread)}` : '';
  const opening = [`Dot plot of values by arm${whiskers}.`, fittedAxisCaveat(axis)].filter(Boolean).join(' ');
  return [textPiece(`${opening} `), ...joined(told, ' ')];
}

function dataRow(finding: AverageFinding, spread: Spread | undefined, { intervals }: FigurePlanning): Cell[] {
  const { trial, arm, value } = finding;
  const beside = writeSpread(finding, spread, intervals);
  return [
    cell(arm ? `${trial.name}, ${arm.label}` : trial.name),
    { main: [labelPiece(headingOf(finding), finding)] },
    value.of === undefined ? cell('—') : cell(withThousands(value.of), finding),
    cell(numeralOf(value), finding),
    ...(spread ? [beside === undefined ? cell('—') : cell(beside, finding)] : []),
  ];
}
