import type { CurveArm, Finding } from '../../model/trial.ts';
import { withThousands } from '../../notation/rounding.ts';
import {
  capitalised,
  intervalHead,
  writeFinding,
  writeInterval,
  writeIntervalUnder,
} from '../../notation/values.ts';
import { isRatio, limitsOf } from '../../shapes/shapes.ts';
import type { Cell, Piece } from '../../text/table.ts';
import { cell, columns, joined, labelPiece, numberPiece, textPiece } from '../data-table.ts';
import type { ChartPlan, FigurePlanning } from '../plan.ts';
import { type ArmRole, armRoles } from '../rows.ts';
import type { KaplanMeierArm, KaplanMeierChart } from './layout.ts';
import { type KaplanMeierRequest, medianOfArm } from './request.ts';

/** Fewer patients at risk than this say little of a curve. */
const FEW = 10;

const origins = {
  randomisation: 'randomisation',
  infusion: 'infusion',
  enrolment: 'enrolment',
  'first dose': 'the first dose',
} as const;

/** The curves of one trial, with numbers at risk under them and medians beside their names. */
export function planKaplanMeier(
  request: KaplanMeierRequest,
  planning: FigurePlanning,
): ChartPlan<KaplanMeierChart> {
  const { curve, ratio } = request;
  const roles = armRoles(curve.arms.map(({ arm }) => arm));
  const chart: KaplanMeierChart = {
    kind: 'kaplan-meier',
    outcome: `${capitalised(curve.endpoint.label)}, %`,
    time: `${capitalised(curve.unit)} since ${origins[curve.origin]}`,
    median: `Median, ${curve.unit} (${headOf(request)})`,
    ...(ratio && {
      ratio: { printed: writeRatio(ratio, planning), datum: ratio.id },
    }),
    every: curve.every,
    arms: curve.arms.map((arm, i) => ({
      ...armOf(arm, { median: medianOfArm(request, arm.arm.id), head: headOf(request) }, planning),
      ...(roles[i] as ArmRole),
    })),
    caution: curve.data === 'digitised' ? 'Digitised from a published figure, not patient data' : '',
  };
  const findings = findingsOf(request);
  return {
    chart,
    alt: altOf(request, chart),
    remarks: caveatsOn(request, chart),
    sourceIds: [curve, ...findings].flatMap(({ references }) => references.map(({ source }) => source.id)),
    data: {
      columns: columns(['Arm', capitalised(curve.unit), 'At risk', chart.outcome, '95% CI'], ['Arm']),
      rows: curve.arms.flatMap((arm) => dataRows(arm, planning)),
    },
  };
}

/** `HR 0.50 (95% CI 0.30–0.83); events 20/60 against 34/60`. */
function writeRatio(ratio: Finding, { intervals }: FigurePlanning): string {
  const events = isRatio(ratio.value) ? ratio.value.events : undefined;
  const counted = events
    ?.map((one) => `${withThousands(one.events)}/${withThousands(one.of)}`)
    .join(' against ');
  const printed = writeFinding(ratio, 'full', intervals).text;
  return counted ? `${printed}; events ${counted}` : printed;
}

function findingsOf(request: KaplanMeierRequest): Finding[] {
  const medians = request.curve.arms.flatMap(({ arm }) => medianOfArm(request, arm.id) ?? []);
  return [...medians, ...(request.ratio ? [request.ratio] : [])];
}

function armOf(
  { arm, steps, censored, last, atRisk }: CurveArm,
  { median, head }: { median: Finding | undefined; head: string },
  planning: FigurePlanning,
): Omit<KaplanMeierArm, 'role' | 'dashed'> {
  const value = median?.value.shape === 'median' ? median.value.value : undefined;
  const few = atRisk.find(({ finding }) => numberAtRisk(finding) < FEW)?.time;
  return {
    label: arm.label,
    median: median ? writeMedian(median, head, planning) : '—',
    ...(median && { datum: median.id }),
    ...(value && typeof value !== 'string' && { medianAt: value.value.value }),
    steps: steps.map(({ time, survival, limits }) => ({
      time,
      percent: 100 * survival,
      ...(limits && { low: 100 * limits.low, high: 100 * limits.high }),
    })),
    censored,
    last,
    ...(few !== undefined && few < last && { fewFrom: few }),
    atRisk: atRisk.map(({ time, finding }) => ({
      time,
      printed: withThousands(finding.value.shape === 'count' ? finding.value.value : undefined),
      datum: finding.id,
    })),
  };
}

/** `95% CI`, of the medians that have an interval. */
function headOf(request: KaplanMeierRequest): string {
  const medians = request.curve.arms.flatMap(({ arm }) => medianOfArm(request, arm.id) ?? []);
  const known = medians.filter(({ value }) => limitsOf(value)?.ci);
  return known.length > 0 ? intervalHead(known) : '95% CI';
}

function numberAtRisk({ value }: Finding): number {
  return value.shape === 'count' ? value.value : Number.POSITIVE_INFINITY;
}

/** `23 (13–NR)`, the unit being in the column's head. */
function writeMedian(finding: Finding, head: string, { intervals }: FigurePlanning): string {
  const { value } = finding;
  if (value.shape !== 'median') return '—';
  const estimate = typeof value.value === 'string' ? signs[value.value] : value.value.value.text;
  return `${estimate}${value.ci ? ` (${writeIntervalUnder(head, finding, intervals)})` : ''}`;
}

const signs = { 'not reached': 'NR', 'not estimable': 'NE', 'not reported': '—' };

function caveatsOn({ curve }: KaplanMeierRequest, chart: KaplanMeierChart): string[] {
  const hasTicks = curve.arms.some(({ censored }) => censored.length > 0);
  return [
    curve.data === 'digitised'
      ? 'Curves digitised from a published figure, not drawn from patient data; numbers at risk as printed there.'
      : `Kaplan–Meier estimates from event data; shading and thin lines: pointwise 95% limits (${curve.interval}).`,
    hasTicks ? 'Ticks: censored patients.' : '',
    chart.arms.some(({ fewFrom }) => fewFrom !== undefined)
      ? 'Thin end of a curve: a single-digit number of patients at risk.'
      : '',
    curve.grade === 'unconfirmed' ? 'Unconfirmed.' : '',
  ].filter(Boolean);
}

function altOf(request: KaplanMeierRequest, chart: KaplanMeierChart): Piece[] {
  const { curve, ratio } = request;
  const told = curve.arms.map((arm, i) => formatArm(arm, chart.arms[i] as KaplanMeierArm, request));
  const outcome = chart.outcome.replace(', %', '');
  return [
    textPiece(`Survival curves: ${outcome} in per cent by ${chart.time.toLowerCase()}. `),
    ...joined(told, ' '),
    ...(ratio && chart.ratio
      ? [textPiece(' '), numberPiece(chart.ratio.printed, ratio), textPiece('.')]
      : []),
    textPiece(chart.caution ? ` ${chart.caution}.` : ''),
  ];
}

/** The median, and at each mark of the axis the rate, where it is known in figures, and the number at risk. */
function formatArm(
  { arm, atRisk, rates, last }: CurveArm,
  { label, median }: KaplanMeierArm,
  request: KaplanMeierRequest,
): Piece[] {
  const known = medianOfArm(request, arm.id);
  const marks = atRisk.filter(({ time }) => time <= last);
  const said = marks.map(({ time, finding }) => {
    const rate = rates.find((one) => one.time === time)?.finding;
    const share = rate?.value.shape === 'rate' ? `${rate.value.percent.text}%` : undefined;
    const risk = withThousands(finding.value.shape === 'count' ? finding.value.value : undefined);
    const when = labelPiece(String(time), finding);
    if (!rate || !share) return [numberPiece(risk, finding), textPiece(' at risk at '), when];
    const under = [textPiece(' ('), numberPiece(risk, finding), textPiece(' at risk)')];
    return [numberPiece(share, rate), textPiece(' at '), when, ...under];
  });
  return [
    textPiece(`${label}: median `),
    known ? numberPiece(median, known) : textPiece('not known'),
    textPiece(marks.length > 0 ? '; ' : '; numbers at risk not known'),
    ...joined(said, ', '),
    textPiece('.'),
  ];
}

function dataRows({ arm, atRisk, rates }: CurveArm, { intervals }: FigurePlanning): Cell[][] {
  return atRisk.map(({ time, finding }) => {
    const rate = rates.find((one) => one.time === time)?.finding;
    const datum = rate;
    const value = rate?.value.shape === 'rate' ? rate.value : undefined;
    return [
      cell(arm.label),
      { main: [labelPiece(String(time), finding)] },
      cell(writeFinding(finding, 'n', intervals), finding),
      value ? cell(value.percent.text, datum) : cell('—'),
      rate && value?.ci ? cell(writeInterval(rate, intervals), datum) : cell('—'),
    ];
  });
}
