import type { ProportionsRequest } from '../../model/figures/proportions.ts';
import type { Finding } from '../../model/trial.ts';
import type { Computed } from '../../notation/calls.ts';
import {
  capitalised,
  hasComputedInterval,
  intervalHead,
  writeFinding,
  writeIntervalUnder,
} from '../../notation/values.ts';
import { written } from '../../notation/written.ts';
import { percentNumber, percentText } from '../../shapes/proportion.ts';
import type { Interval } from '../../shapes/shape.ts';
import type { ValueOf } from '../../shapes/shapes.ts';
import type { Cell, Piece } from '../../tables/spec.ts';
import { cell, columns, textPiece } from '../data-table.ts';
import { labelsOfArm } from '../labels.ts';
import type { ChartPlan } from '../plan.ts';
import type { TextRun } from '../text.ts';
import { remarkOnAxis } from './axis.ts';
import type { DotGroup, DotRow, ProportionsChart } from './chart.ts';

type ProportionFinding = Finding & { value: ValueOf<'proportion'> };

/** Groups by endpoint and sensitivity, so that unlike measures never share a group. */
export function planProportions(
  request: ProportionsRequest,
  computed: Computed,
): ChartPlan<ProportionsChart> {
  const findings = request.findings.filter(isProportion);
  const groups = groupsOf(findings).map((members) => ({
    heading: headingOf(members, findings),
    headingDatum: members[0]?.threshold && members[0].id,
    rows: members.map((finding) => rowOf(finding, findings, request.focus.has(finding.id), computed)),
  }));
  return {
    chart: { kind: 'proportions', groups },
    alt: altOf(groups, findings, computed),
    remarks: [...remarksOn(findings, computed), remarkOnAxis(rowsIn(groups))].filter(Boolean),
    sourceIds: findings.flatMap(({ references }) => references.map(({ source }) => source.id)),
    data: {
      columns: columns(
        ['Trial and arm', 'Measure', 'n/N', '%', intervalHead(findings)],
        ['Trial and arm', 'Measure'],
      ),
      rows: findings.map((finding) => dataRow(finding, intervalHead(findings), computed)),
    },
  };
}

function isProportion(finding: Finding): finding is ProportionFinding {
  return finding.value.shape === 'proportion';
}

function groupsOf(findings: ProportionFinding[]): ProportionFinding[][] {
  const groups = new Map<string, ProportionFinding[]>();
  for (const finding of findings) {
    const key = `${finding.endpoint.id} ${finding.threshold?.exponent ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()];
}

function headingOf([first]: ProportionFinding[], all: ProportionFinding[]): TextRun[] {
  if (!first) return [];
  const severalEndpoints = new Set(all.map(({ endpoint }) => endpoint.id)).size > 1;
  const label = severalEndpoints ? capitalised(first.endpoint.label) : '';
  if (!first.threshold) return label ? [{ text: label }] : [];
  return [
    { text: `${label ? `${label}, sensitivity` : 'Sensitivity'} 10` },
    { text: String(first.threshold.exponent).replace('-', '\u2212'), sup: true },
  ];
}

function rowOf(
  finding: ProportionFinding,
  all: ProportionFinding[],
  focus: boolean,
  computed: Computed,
): DotRow {
  const { value } = finding;
  const interval = intervalOf(finding, computed);
  return {
    ...labelsOfArm(finding, all),
    value: percentNumber(value),
    ...(interval && { interval }),
    printed: `${value.approximate ? '~' : ''}${percentText(value)}%`,
    beside:
      value.events !== undefined && value.of !== undefined
        ? writeFinding(finding, 'n/N', computed.intervals).text
        : 'n/N —',
    focus,
    hollow: isHollow(finding),
    datum: finding.id,
  };
}

function isHollow({ grade, value }: ProportionFinding): boolean {
  return grade === 'unconfirmed' || value.approximate === true;
}

function intervalOf(finding: ProportionFinding, { intervals }: Computed): Interval | undefined {
  const [low, high] = finding.value.ci ?? [];
  if (low && high && typeof low !== 'string' && typeof high !== 'string')
    return { low: low.value, high: high.value };
  return intervals.get(finding.id);
}

function remarksOn(findings: ProportionFinding[], { intervals }: Computed): string[] {
  return [
    findings.some((finding) => hasComputedInterval(finding, intervals))
      ? 'Whiskers: 95% intervals, computed exactly from n/N (Clopper–Pearson).'
      : '',
    findings.some((finding) => !finding.value.ci && !intervals.has(finding.id))
      ? 'No whisker: n/N not known.'
      : '',
    findings.some(isHollow) ? 'Hollow: unconfirmed or approximate.' : '',
  ].filter(Boolean);
}

function altOf(groups: DotGroup[], findings: ProportionFinding[], computed: Computed): Piece[] {
  const boundTo = (id: string | undefined) => {
    const finding = findings.find((one) => one.id === id);
    return (text: string): Piece => ({
      written: written(text),
      datum: finding,
    });
  };
  return [
    textPiece(
      ['Dot plot of percentages with intervals.', remarkOnAxis(rowsIn(groups))].filter(Boolean).join(' '),
    ),
    ...groups.flatMap(({ heading, headingDatum, rows }) => [
      textPiece(' '),
      ...sayHeading(heading, boundTo(headingDatum)),
      ...rows.flatMap((row, index) => [
        ...sayRow(row, limitsIn(findings, row.datum, computed), boundTo(row.datum)),
        textPiece(index < rows.length - 1 ? '; ' : '.'),
      ]),
    ]),
  ];
}

function rowsIn(groups: DotGroup[]): DotRow[] {
  return groups.flatMap(({ rows }) => rows);
}

function limitsIn(findings: ProportionFinding[], id: string, { intervals }: Computed): Limits {
  const own = findings.filter((one) => one.id === id);
  return {
    level: intervalHead(own).replace(/ CI$/, ''),
    printedLimits: own.map((one) => writeFinding(one, 'ci', intervals).text).join(''),
  };
}

type Bind = (text: string) => Piece;

/** `Complete response, sensitivity 10^−5: ` */
function sayHeading(heading: TextRun[], bind: Bind): Piece[] {
  if (heading.length === 0) return [];
  const title = heading.map(({ text, sup }) => (sup ? `^${text}` : text)).join('');
  const [power] = /10\^.*$/.exec(title) ?? [];
  if (power === undefined) return [textPiece(`${title}: `)];
  return [textPiece(title.slice(0, -power.length)), bind(power), textPiece(': ')];
}

/** Below this, in per cent, limits are spoken as printed: rounded to whole per cents they would say too little. */
const RARE = 10;

interface Limits {
  /** `95%`. */
  level: string;
  /** `0.5–1.5%`. */
  printedLimits: string;
}

function sayRow(
  { label, sublabel, printed, beside, interval }: DotRow,
  { level, printedLimits }: Limits,
  bind: Bind,
): Piece[] {
  const rounded = interval && `${Math.round(interval.low)} to ${Math.round(interval.high)}%`;
  const limits = interval && interval.high < RARE ? printedLimits.replace('–', ' to ') : rounded;
  return [
    textPiece(`${label} (${sublabel}) `),
    bind(printed),
    textPiece(', '),
    /\d/.test(beside) ? bind(beside) : textPiece(beside),
    ...(limits ? [textPiece(`, ${level} interval `), bind(limits)] : []),
  ];
}

function dataRow(finding: ProportionFinding, head: string, computed: Computed): Cell[] {
  const { trial, arm, endpoint, value } = finding;
  const datum = finding;
  const form = writeFinding(finding, 'ci', computed.intervals);
  const limits = !intervalOf(finding, computed)
    ? written('—')
    : head === 'CI'
      ? written(writeIntervalUnder(head, finding, computed.intervals))
      : form;
  const measure = [
    { written: written(endpoint.abbreviation ?? endpoint.label) },
    ...(finding.threshold
      ? [
          textPiece(' at '),
          { written: writeFinding(finding, 'threshold', computed.intervals), datum, unmarked: true as const },
        ]
      : []),
  ];
  return [
    cell(`${trial.name}, ${arm?.label ?? ''}`),
    { main: measure },
    cell(
      value.events !== undefined && value.of !== undefined
        ? writeFinding(finding, 'n/N', computed.intervals)
        : '—',
      datum,
    ),
    cell(percentText(value), datum),
    cell(limits, datum),
  ];
}
