import type { Finding } from '../../model/trial.ts';
import { withThousands } from '../../notation/rounding.ts';
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
import type { Cell, Piece } from '../../text/table.ts';
import { cell, columns, formatParting, textPiece } from '../data-table.ts';
import { partingsOf } from '../partings.ts';
import type { ChartPlan, FigurePlanning } from '../plan.ts';
import { labelsOfArm } from '../rows.ts';
import { evidenceOf, hollowCaveat } from '../spec.ts';
import type { DotGroup, DotRow, ProportionsChart } from './layout.ts';
import { axisCaveat } from './layout.ts';
import type { ProportionsRequest } from './request.ts';

type ProportionFinding = Finding & { value: ValueOf<'proportion'> };

/** Groups by endpoint and sensitivity, so that unlike measures never share a group. */
export function planProportions(
  request: ProportionsRequest,
  computed: FigurePlanning,
): ChartPlan<ProportionsChart> {
  const findings = request.findings.filter(isProportion);
  const groups = groupsOf(findings).map((members): DotGroup => {
    const partings = partingsOf(request.id, members, computed);
    return {
      ...headingOf(members, findings),
      rows: members.map((finding, i) => ({
        ...labelsOfArm(finding, findings, partings[i]?.isUnderHeading),
        ...rowOf(finding, request.focus.has(finding.id), computed),
        below: partings[i]?.below,
      })),
    };
  });
  return {
    chart: { kind: 'proportions', groups },
    alt: altOf(groups, findings, computed),
    remarks: [...caveatsOn(findings, computed), axisCaveat(rowsIn(groups))].filter(Boolean),
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

function headingOf([first]: ProportionFinding[], all: ProportionFinding[]): Omit<DotGroup, 'rows'> {
  if (!first) return { heading: [] };
  const severalEndpoints = new Set(all.map(({ endpoint }) => endpoint.id)).size > 1;
  const label = severalEndpoints ? capitalised(first.endpoint.label) : '';
  if (!first.threshold) return { heading: label ? [{ text: label }] : [] };
  const { exponent } = first.threshold;
  return {
    heading: [
      { text: `${label ? `${label}, test sensitivity` : 'Test sensitivity'} 10` },
      { text: String(exponent).replace('-', '\u2212'), sup: true },
    ],
    explained: `one cell in ${exponent === -6 ? 'a million' : withThousands(10 ** -exponent)}`,
    headingDatum: first.id,
  };
}

function rowOf(
  finding: ProportionFinding,
  focus: boolean,
  computed: FigurePlanning,
): Omit<DotRow, 'label' | 'sublabel' | 'below'> {
  const { value } = finding;
  const interval = intervalOf(finding, computed);
  return {
    value: percentNumber(value),
    ...(interval && { interval }),
    printed: `${value.approximate ? '~' : ''}${percentText(value)}%`,
    beside:
      value.events !== undefined && value.of !== undefined
        ? writeFinding(finding, 'n/N', computed.intervals).text
        : '—',
    focus,
    hollow: isHollow(finding),
    evidence: evidenceOf([finding], computed.entries),
    datum: finding.id,
  };
}

function isHollow({ grade, value }: ProportionFinding): boolean {
  return grade === 'unconfirmed' || value.approximate === true;
}

function intervalOf(finding: ProportionFinding, { intervals }: FigurePlanning): Interval | undefined {
  const [low, high] = finding.value.ci ?? [];
  if (low && high && typeof low !== 'string' && typeof high !== 'string')
    return { low: low.value, high: high.value };
  return intervals.get(finding.id);
}

function caveatsOn(findings: ProportionFinding[], { intervals }: FigurePlanning): string[] {
  return [
    findings.some((finding) => hasComputedInterval(finding, intervals)) ? 'Whiskers: exact 95% CI.' : '',
    findings.some((finding) => !finding.value.ci && !intervals.has(finding.id))
      ? 'No whisker: n/N not known.'
      : '',
    hollowCaveat(findings.map(({ grade, value }) => ({ grade, approximate: value.approximate === true }))),
  ].filter(Boolean);
}

function altOf(groups: DotGroup[], findings: ProportionFinding[], computed: FigurePlanning): Piece[] {
  const boundTo = (id: string | undefined) => {
    const finding = findings.find((one) => one.id === id);
    return (text: string): Piece => ({
      written: written(text),
      datum: finding,
    });
  };
  return [
    textPiece(
      ['Dot plot of percentages with intervals.', axisCaveat(rowsIn(groups))].filter(Boolean).join(' '),
    ),
    ...groups.flatMap(({ headingDatum, rows, ...heading }) => [
      textPiece(' '),
      ...formatHeading(heading, boundTo(headingDatum)),
      ...rows.flatMap((row, index) => [
        ...formatRow(row, limitsIn(findings, row.datum, computed), boundTo(row.datum)),
        textPiece(index < rows.length - 1 ? '; ' : '.'),
      ]),
    ]),
  ];
}

function rowsIn(groups: DotGroup[]): DotRow[] {
  return groups.flatMap(({ rows }) => rows);
}

function limitsIn(findings: ProportionFinding[], id: string, { intervals }: FigurePlanning): Limits {
  const own = findings.filter((one) => one.id === id);
  return {
    level: intervalHead(own).replace(/ CI$/, ''),
    printedLimits: own.map((one) => writeFinding(one, 'ci', intervals).text).join(''),
  };
}

type Bind = (text: string) => Piece;

/** `Complete response, test sensitivity 10^−5, one cell in 100,000: ` */
function formatHeading({ heading, explained }: Omit<DotGroup, 'rows'>, bind: Bind): Piece[] {
  if (heading.length === 0) return [];
  const title = heading.map(({ text, sup }) => (sup ? `^${text}` : text)).join('');
  const [power] = /10\^.*$/.exec(title) ?? [];
  if (power === undefined) return [textPiece(`${title}: `)];
  const meaning = explained === undefined ? [] : [textPiece(', '), bind(explained)];
  return [textPiece(title.slice(0, -power.length)), bind(power), ...meaning, textPiece(': ')];
}

/** Below this, in per cent, limits are spoken as printed: rounded to whole per cents they would say too little. */
const RARE = 10;

interface Limits {
  /** `95%`. */
  level: string;
  /** `0.5–1.5%`. */
  printedLimits: string;
}

function formatRow(
  { label, sublabel, printed, beside, interval, below }: DotRow,
  { level, printedLimits }: Limits,
  bind: Bind,
): Piece[] {
  const rounded = interval && `${Math.round(interval.low)} to ${Math.round(interval.high)}%`;
  const limits = interval && interval.high < RARE ? printedLimits.replace('–', ' to ') : rounded;
  return [
    ...formatParting(below, bind),
    textPiece(sublabel ? `${label} (${sublabel}) ` : `${label} `),
    bind(printed),
    ...(beside === '—' ? [textPiece(', n/N not known')] : [textPiece(', '), bind(beside)]),
    ...(limits ? [textPiece(`, ${level} interval `), bind(limits)] : []),
  ];
}

function dataRow(finding: ProportionFinding, head: string, computed: FigurePlanning): Cell[] {
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
