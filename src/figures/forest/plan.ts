import { type Endpoint, eventOf } from '../../model/endpoint.ts';
import type { ForestRequest, RatioFinding } from '../../model/figures/forest.ts';
import type { Bound, EventsOf } from '../../model/scalars.ts';
import type { Arm } from '../../model/trial.ts';
import { withThousands } from '../../notation/rounding.ts';
import { capitalised, writeFinding, writeInterval } from '../../notation/values.ts';
import type { Cell, Piece } from '../../tables/spec.ts';
import { cell, columns, joined, labelPiece, numberPiece, textPiece } from '../data-table.ts';
import type { ChartPlan, FigurePlanning } from '../plan.ts';
import { logAxis } from './axis.ts';
import type { ForestChart, ForestGroup, ForestRow } from './chart.ts';

/** Ratios in groups by endpoint and by what divides subgroups, in the order in which they were named. */
export function planForest(request: ForestRequest, planning: FigurePlanning): ChartPlan<ForestChart> {
  const { findings } = request;
  const arms = armsOf(findings);
  const groups = groupsOf(request, planning);
  const favours = favoursOf(request, arms);
  const chart: ForestChart = {
    kind: 'forest',
    measure: `${abbreviation(findings)} (95% CI)`,
    arms: [arms?.[0].label ?? 'Experimental', arms?.[1].label ?? 'Control'],
    ...(favours && { favours }),
    groups,
  };
  return {
    chart,
    alt: altOf(chart, findings),
    remarks: remarksOn(groups, findings),
    sourceIds: findings.flatMap(({ references }) => references.map(({ source }) => source.id)),
    data: {
      columns: columns(dataColumns(findings), ['Comparison', 'Outcome', 'Patients']),
      rows: findings.map((finding) => dataRow(finding, isCounted(findings), planning)),
    },
  };
}

function abbreviation([first]: RatioFinding[]): string {
  return first?.value.shape === 'oddsRatio' ? 'OR' : 'HR';
}

/** The arms that all ratios compare, if these are called the same. */
function armsOf(findings: RatioFinding[]): [Arm, Arm] | undefined {
  const names = new Set(findings.map(({ compare }) => compare?.map(({ label }) => label).join('/')));
  return names.size === 1 ? findings[0]?.compare : undefined;
}

function eventIn({ value, endpoint }: RatioFinding): Endpoint['event'] {
  return eventOf(endpoint, value.shape);
}

function favoursOf(
  { findings, favours }: ForestRequest,
  arms: [Arm, Arm] | undefined,
): ForestChart['favours'] {
  const experimental = `Favours ${favours?.experimental ?? arms?.[0].label ?? 'experimental arm'}`;
  const control = `Favours ${favours?.control ?? arms?.[1].label ?? 'control arm'}`;
  const events = new Set(findings.map(eventIn));
  if (events.has(undefined)) return undefined;
  return events.has('harmful') ? [experimental, control] : [control, experimental];
}

function groupsOf({ findings, focus }: ForestRequest, planning: FigurePlanning): ForestGroup[] {
  const severalEndpoints = new Set(findings.map(({ endpoint }) => endpoint.id)).size > 1;
  const divided = findings.some(({ subgroup }) => subgroup);
  const severalTrials = new Set(findings.map(({ trial }) => trial.id)).size > 1;
  const grouped = new Map<string, RatioFinding[]>();
  for (const finding of findings) {
    const endpoint =
      severalEndpoints && (divided || severalTrials) ? capitalised(finding.endpoint.label) : '';
    const heading = [endpoint, finding.subgroup?.by ?? ''].filter(Boolean).join(': ');
    grouped.set(heading, [...(grouped.get(heading) ?? []), finding]);
  }
  return [...grouped].map(([heading, members]) => ({
    heading,
    rows: members.map((finding) => ({
      ...labelsOf(finding, { severalTrials, divided }),
      ...rowOf(finding, planning),
      focus: focus.has(finding.id),
    })),
  }));
}

type Labels = Pick<ForestRow, 'label' | 'sublabel'>;

function labelsOf(finding: RatioFinding, among: { severalTrials: boolean; divided: boolean }): Labels {
  const { trial, compare, subgroup, endpoint, cut } = finding;
  if (among.severalTrials) {
    const arms = compare?.map(({ label }) => label).join(' against ');
    const setting = trial.settingLabel ?? trial.setting;
    const about = `${trial.disease}${setting ? `, ${setting}` : ''} · phase ${trial.phase}`;
    return { label: trial.name, sublabel: [subgroup?.is, arms, about].filter(Boolean).join(' · ') };
  }
  if (among.divided) return { label: subgroup?.is ?? 'Overall', sublabel: '' };
  return { label: capitalised(endpoint.label), sublabel: cut?.label ?? '' };
}

function rowOf(
  finding: RatioFinding,
  { intervals }: FigurePlanning,
): Omit<ForestRow, keyof Labels | 'focus'> {
  const { value, id, grade } = finding;
  const [low, high] = (value.ci ?? []).map(limitOf);
  const interval = value.ci && {
    ...(low !== undefined && { low }),
    ...(high !== undefined && { high }),
  };
  const counts = value.events?.map(writeCount) as [string, string] | undefined;
  return {
    ratio: value.value.value,
    ...(interval && { interval }),
    printed: `${value.value.text}${value.ci ? ` (${writeInterval(finding, intervals)})` : ''}`,
    ...(counts && { counts }),
    hollow: grade === 'unconfirmed',
    datum: id,
  };
}

function limitOf(bound: Bound): number | undefined {
  return typeof bound === 'string' || bound.value <= 0 ? undefined : bound.value;
}

function writeCount({ events, of }: EventsOf): string {
  return `${withThousands(events)}/${withThousands(of)}`;
}

function remarksOn(groups: ForestGroup[], findings: RatioFinding[]): string[] {
  const rows = groups.flatMap((group) => group.rows);
  const { min, max } = logAxis(rows);
  const leaves = ({ interval }: ForestRow) =>
    interval && ((interval.low ?? 0) < min || (interval.high ?? Number.POSITIVE_INFINITY) > max);
  const known = ({ interval }: ForestRow) => interval?.low !== undefined && interval.high !== undefined;
  const severalTrials = new Set(findings.map(({ trial }) => trial.id)).size > 1;
  return [
    rows.some(known) ? 'Area of the squares: precision, from the width of the interval.' : '',
    rows.some(leaves) ? 'Arrow: the interval goes on beyond the axis.' : '',
    rows.every(known) ? '' : 'Small square: precision not known.',
    rows.some(({ hollow }) => hollow) ? 'Hollow: unconfirmed.' : '',
    severalTrials ? 'Each ratio is of its own trial; they are not pooled.' : '',
  ].filter(Boolean);
}

function altOf({ groups, favours, measure, arms }: ForestChart, findings: RatioFinding[]): Piece[] {
  const name = findings[0]?.value.shape === 'oddsRatio' ? 'odds ratios' : 'hazard ratios';
  const [low, high] = (favours ?? []).map((text) => text.replace(/^F/, 'f'));
  const sides = favours ? `; left of the line of no effect ${low}, right of it ${high}` : '';
  const told = groups.map(({ heading, rows }) => {
    const said = rows.map((row) =>
      sayRow(row, findings.find(({ id }) => id === row.datum) as RatioFinding, arms),
    );
    return [textPiece(heading ? `${heading}: ` : ''), ...joined(said, '; '), textPiece('.')];
  });
  const head = `Forest plot of ${name} on a logarithmic axis, ${measure}${sides}. `;
  return [textPiece(head), ...joined(told, ' ')];
}

function sayRow(
  { label, sublabel, printed, counts }: ForestRow,
  finding: RatioFinding,
  arms: [string, string],
): Piece[] {
  const who = labelPiece(sublabel ? `${label} (${sublabel})` : label, finding);
  const number = (text: string) => numberPiece(text, finding);
  const events = counts
    ? [
        textPiece(', events '),
        number(counts[0]),
        textPiece(` in ${arms[0]} and `),
        number(counts[1]),
        textPiece(` in ${arms[1]}`),
      ]
    : [];
  return [who, textPiece(' '), number(printed), ...events];
}

function isCounted(findings: RatioFinding[]): boolean {
  return findings.some(({ value }) => value.events);
}

function dataColumns(findings: RatioFinding[]): string[] {
  return [
    'Comparison',
    'Outcome',
    'Patients',
    ...(isCounted(findings) ? ['Events/N, experimental', 'Events/N, control'] : []),
    abbreviation(findings),
    '95% CI',
  ];
}

function dataRow(finding: RatioFinding, counted: boolean, planning: FigurePlanning): Cell[] {
  const { trial, compare, endpoint, subgroup, value } = finding;
  const datum = finding;
  const counts = value.events ?? [undefined, undefined];
  return [
    cell(`${trial.name}, ${compare?.map(({ label }) => label).join(' against ') ?? ''}`),
    cell(endpoint.abbreviation ?? endpoint.label),
    { main: [labelPiece(subgroup ? `${subgroup.by}: ${subgroup.is}` : 'all', finding)] },
    ...(counted ? counts.map((count) => (count ? cell(writeCount(count), datum) : cell('—'))) : []),
    cell(writeFinding(finding, 'ratio', planning.intervals), datum),
    value.ci ? cell(writeInterval(finding, planning.intervals), datum) : cell('—'),
  ];
}
