import type { CurveArm } from '../../model/curve.ts';
import { type KaplanMeierRequest, medianOfArm } from '../../model/figures/kaplan-meier.ts';
import type { Finding } from '../../model/trial.ts';
import { withThousands } from '../../notation/rounding.ts';
import { capitalised, writeFinding, writeInterval } from '../../notation/values.ts';
import type { Cell } from '../../tables/spec.ts';
import { cell, columns } from '../data-table.ts';
import type { Role } from '../palette.ts';
import type { ChartPlan, FigurePlanning } from '../plan.ts';
import type { KaplanMeierArm, KaplanMeierChart } from './chart.ts';

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
  const roles = rolesOf(curve.arms);
  const chart: KaplanMeierChart = {
    kind: 'kaplan-meier',
    outcome: `${capitalised(curve.endpoint.label)}, %`,
    time: `${capitalised(curve.unit)} since ${origins[curve.origin]}`,
    median: `Median, ${curve.unit} (95% CI)`,
    ...(ratio && {
      ratio: { printed: writeFinding(ratio, 'full', planning.intervals).text, finding: ratio.id },
    }),
    every: curve.every,
    arms: curve.arms.map((arm, i) => ({
      ...armOf(arm, medianOfArm(request, arm.arm.id), planning),
      ...(roles[i] as { role: Role; dashed: boolean }),
    })),
    caution: curve.data === 'digitised' ? 'Read off a published figure, not patient data' : '',
  };
  const findings = findingsOf(request);
  return {
    chart,
    alt: altOf(chart, curve.every),
    remarks: remarksOn(request),
    sourceIds: [curve, ...findings].flatMap(({ references }) => references.map(({ source }) => source.id)),
    data: {
      columns: columns(['Arm', capitalised(curve.unit), 'At risk', chart.outcome, '95% CI'], ['Arm']),
      rows: curve.arms.flatMap((arm) => dataRows(arm, planning)),
    },
  };
}

function findingsOf(request: KaplanMeierRequest): Finding[] {
  const medians = request.curve.arms.flatMap(({ arm }) => medianOfArm(request, arm.id) ?? []);
  return [...medians, ...(request.ratio ? [request.ratio] : [])];
}

/** The first experimental arm carries the accent; further arms differ in colour and dashes. */
function rolesOf(arms: CurveArm[]): { role: Role; dashed: boolean }[] {
  const others: { role: Role; dashed: boolean }[] = [
    { role: 'mark', dashed: false },
    { role: 'ink', dashed: true },
    { role: 'mark', dashed: true },
  ];
  const focus = Math.max(
    0,
    arms.findIndex(({ arm }) => arm.role === 'experimental'),
  );
  return arms.map((_, i) =>
    i === focus
      ? { role: 'accent', dashed: false }
      : (others[(i > focus ? i - 1 : i) % others.length] as { role: Role; dashed: boolean }),
  );
}

function armOf(
  { arm, steps, censored, last, atRisk }: CurveArm,
  median: Finding | undefined,
  planning: FigurePlanning,
): Omit<KaplanMeierArm, 'role' | 'dashed'> {
  const value = median?.value.shape === 'median' ? median.value.value : undefined;
  return {
    label: arm.label,
    median: median ? writeMedian(median, planning) : '—',
    ...(median && { finding: median.id }),
    ...(value && typeof value !== 'string' && { medianAt: value.value.value }),
    steps: steps.map(({ time, survival, limits }) => ({
      time,
      percent: 100 * survival,
      ...(limits && { low: 100 * limits.low, high: 100 * limits.high }),
    })),
    censored,
    last,
    atRisk: atRisk.map(({ time, finding }) => ({
      time,
      printed: withThousands(finding.value.shape === 'count' ? finding.value.value : undefined),
      finding: finding.id,
    })),
  };
}

/** `23 (13–NR)`, the unit being in the column's head. */
function writeMedian(finding: Finding, { intervals }: FigurePlanning): string {
  const { value } = finding;
  if (value.shape !== 'median') return '—';
  const estimate = typeof value.value === 'string' ? signs[value.value] : value.value.value.text;
  return `${estimate}${value.ci ? ` (${writeInterval(finding, intervals, false)})` : ''}`;
}

const signs = { 'not reached': 'NR', 'not estimable': 'NE', 'not reported': '—' };

function remarksOn({ curve }: KaplanMeierRequest): string[] {
  const hasTicks = curve.arms.some(({ censored }) => censored.length > 0);
  return [
    curve.data === 'digitised'
      ? 'Curves read off a published figure (digitised), not drawn from patient data; numbers at risk as printed there.'
      : `Kaplan–Meier estimates from event data; shading and thin lines: pointwise 95% limits (${curve.interval}).`,
    hasTicks ? 'Ticks: end of follow-up without event.' : '',
    curve.grade === 'unconfirmed' ? 'Unconfirmed.' : '',
  ].filter(Boolean);
}

function altOf({ outcome, time, arms, ratio, caution }: KaplanMeierChart, every: number): string {
  const told = arms.map(({ label, median, steps, atRisk, last }) => {
    const marks = atRisk.filter((one) => one.time > 0 && one.time <= last);
    const shares = marks.map((one) => {
      const at = steps.findLast((step) => step.time <= one.time);
      return `${Math.round(at?.percent ?? 100)}% at ${one.time} (${one.printed} at risk)`;
    });
    const start = atRisk[0] ? `${atRisk[0].printed} at risk at 0` : 'numbers at risk not known';
    return `${label}: median ${median}; ${[start, ...shares].join(', ')}.`;
  });
  const unit = time.split(' ')[0]?.toLowerCase();
  return [
    `Survival curves: ${outcome.replace(', %', '')} in per cent by ${time.toLowerCase()}, every ${every} ${unit}.`,
    ...told,
    ratio ? `${ratio.printed}.` : '',
    caution ? `${caution}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function dataRows({ arm, atRisk, rates }: CurveArm, { intervals }: FigurePlanning): Cell[][] {
  return atRisk.map(({ time, finding }) => {
    const rate = rates.find((one) => one.time === time)?.finding;
    const datum = rate && ({ kind: 'finding', finding: rate } as const);
    const value = rate?.value.shape === 'rate' ? rate.value : undefined;
    return [
      cell(arm.label),
      cell(String(time)),
      cell(writeFinding(finding, 'n', intervals), { kind: 'finding', finding }),
      value ? cell(value.percent.text, datum) : cell('—'),
      rate && value?.ci ? cell(writeInterval(rate, intervals, false), datum) : cell('—'),
    ];
  });
}
