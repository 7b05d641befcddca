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
import { cell, columns, joined, labelPiece, numberPiece, textPiece } from '../data-table.ts';
import type { ChartPlan, FigurePlanning } from '../plan.ts';
import { armRoles } from '../rows.ts';
import { hollowCaveat } from '../spec.ts';
import type { ChangeArm, ChangeChart, ChangePoint } from './layout.ts';
import type { ArmOverVisits, ChangeRequest, MeasureFinding } from './request.ts';

/** Averages of each arm over the visits of one trial, with the patients measured under them. */
export function planChange(request: ChangeRequest, planning: FigurePlanning): ChartPlan<ChangeChart> {
  const { arms, unit, trial } = request;
  const findings = arms.flatMap(({ visits }) => visits.map(({ finding }) => finding));
  const [first] = findings as [MeasureFinding];
  const spread = spreadOf(findings, planning.intervals);
  const roles = armRoles(arms.map(({ arm }) => arm));
  const lines = arms.map((arm, i) => ({
    ...(roles[i] as Pick<ChangeArm, 'role' | 'dashed'>),
    label: labelOf(arm, trial.name),
    points: arm.visits.map((visit) => pointOf(visit, spread, planning)),
  }));
  const chart: ChangeChart = {
    kind: 'change',
    outcome: outcomeOf(first),
    datum: first.id,
    time: `Visit, ${unit.replace(/s$/, '')}`,
    axis: axisOf(first, lines),
    arms: lines,
  };
  return {
    chart,
    alt: altOf(request, chart, { spread, planning }),
    remarks: caveatsOn(request, findings, { chart, spread, planning }),
    sourceIds: findings.flatMap(({ references }) => references.map(({ source }) => source.id)),
    data: {
      columns: columns(
        [
          'Arm',
          'Visit',
          'N',
          `${capitalised(averageOf(first.value).words)}, ${unitOf(first.value)}`,
          ...(spread ? [spread.head] : []),
        ],
        ['Arm', 'Visit'],
      ),
      rows: arms.flatMap((arm) =>
        arm.visits.map(({ finding }) => dataRow(labelOf(arm, trial.name), finding, { spread, planning })),
      ),
    },
  };
}

interface Around {
  spread: Spread | undefined;
  planning: FigurePlanning;
}

function labelOf({ arm }: ArmOverVisits, trial: string): string {
  return arm?.label ?? trial;
}

function pointOf(
  { time, finding }: ArmOverVisits['visits'][number],
  spread: Spread | undefined,
  { intervals }: FigurePlanning,
): ChangePoint {
  const { value, grade, id } = finding;
  const interval = whiskerOf(finding, spread, intervals);
  return {
    time,
    value: estimateOf(value)?.decimal.value as number,
    ...(interval && { interval }),
    ...(value.of !== undefined && { patients: withThousands(value.of) }),
    hollow: grade === 'unconfirmed',
    datum: id,
  };
}

/** `Change in HbA1c: adjusted mean, percentage points`. */
function outcomeOf({ endpoint, value }: MeasureFinding): string {
  const label = capitalised(endpoint.label);
  const relative = value.change === 'per cent from baseline' ? ', relative change from baseline' : '';
  const absolute = value.change === 'from baseline' && !/change/i.test(label) ? ', change from baseline' : '';
  return `${label}${relative || absolute}: ${columnLabelOf(value)}`;
}

function axisOf({ value }: MeasureFinding, arms: ChangeArm[]) {
  const points = arms.flatMap((arm) => arm.points);
  const values = points.flatMap((point) => [
    point.value,
    ...(point.interval ? [point.interval.low, point.interval.high] : []),
  ]);
  if (averageOf(value).field === 'geometricMean' && Math.min(...values) > 0) return logarithmicAxis(values);
  return fittedAxis(values, { fromNothing: value.change !== undefined });
}

function caveatsOn(
  { converted, unit }: ChangeRequest,
  findings: MeasureFinding[],
  { chart, spread, planning }: Around & { chart: ChangeChart },
): string[] {
  const several = chart.arms.length > 1;
  const numbers = findings.some(({ value }) => value.of !== undefined);
  return [
    ...spreadCaveats(findings, spread, planning.intervals),
    several && spread ? 'Points at the same visit are offset so that their whiskers do not overlap.' : '',
    fittedAxisCaveat(chart.axis),
    converted ? `Visits stated in other units are converted to ${unit}.` : '',
    numbers ? '' : 'Numbers of patients at the visits: not reported.',
    hollowCaveat(findings),
  ].filter(Boolean);
}

function altOf({ arms, trial }: ChangeRequest, chart: ChangeChart, around: Around): Piece[] {
  const [first] = arms.flatMap(({ visits }) => visits.map(({ finding }) => finding)) as [MeasureFinding];
  const { spread } = around;
  const told = arms.map((arm) => [
    textPiece(`${labelOf(arm, trial.name)}: `),
    ...joined(
      arm.visits.map(({ finding }) => formatVisit(finding, around)),
      '; ',
    ),
    textPiece('.'),
  ]);
  const whiskers = spread ? `, with ${inWords(spread)}` : '';
  const axis = fittedAxisCaveat(chart.axis);
  return [
    textPiece('Line chart by visit. '),
    labelPiece(chart.outcome, first),
    textPiece(`${whiskers}. ${axis ? `${axis} ` : ''}`),
    ...joined(told, ' '),
  ];
}

function formatVisit(finding: MeasureFinding, { spread, planning }: Around): Piece[] {
  const { value, timing } = finding;
  const beside = writeSpread(finding, spread, planning.intervals);
  const said =
    spread?.kind === 'ci' || spread?.kind === 'iqr' ? beside : beside && `${spread?.head} ${beside}`;
  return [
    labelPiece(timing as string, finding),
    textPiece(' '),
    numberPiece(`${numeralOf(value)}${said === undefined ? '' : ` (${said})`}`, finding),
    ...(value.of === undefined
      ? []
      : [textPiece(', '), numberPiece(withThousands(value.of), finding), textPiece(' patients')]),
  ];
}

function dataRow(label: string, finding: MeasureFinding, { spread, planning }: Around): Cell[] {
  const { value, timing } = finding;
  const beside = writeSpread(finding, spread, planning.intervals);
  return [
    cell(label),
    { main: [labelPiece(timing as string, finding)] },
    value.of === undefined ? cell('—') : cell(withThousands(value.of), finding),
    cell(numeralOf(value), finding),
    ...(spread ? [beside === undefined ? cell('—') : cell(beside, finding)] : []),
  ];
}
