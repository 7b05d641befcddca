import type { Bound, EventsOf } from '../../model/scalars.ts';
import type { Arm } from '../../model/trial.ts';
import { withThousands } from '../../notation/rounding.ts';
import { capitalised, intervalHead, writeFinding, writeIntervalUnder } from '../../notation/values.ts';
import { levelOf, signed } from '../../shapes/interval.ts';
import { columnLabelOf, contrastOf, limitsOf, nounOf, numeralOf } from '../../shapes/shapes.ts';
import type { Cell, Piece } from '../../text/table.ts';
import { cell, columns, formatParting, joined, labelPiece, numberPiece, textPiece } from '../data-table.ts';
import { partingsOf } from '../partings.ts';
import type { ChartPlan, FigurePlanning } from '../plan.ts';
import { isFirstOfTrial } from '../rows.ts';
import { evidenceOf, hollowCaveat } from '../spec.ts';
import type { ForestChart, ForestGroup, ForestInterval, ForestMargin, ForestRow, Limit } from './layout.ts';
import { forestAxis } from './layout.ts';
import { type ContrastFinding, type ForestRequest, favouredSide } from './request.ts';
import { endOf, sidesOf } from './weight.ts';

/** Ratios or differences in groups by endpoint and by what divides subgroups, in the order in which they were named. */
export function planForest(request: ForestRequest, planning: FigurePlanning): ChartPlan<ForestChart> {
  const { findings } = request;
  const arms = armsOf(findings);
  const groups = groupsOf(request, planning);
  const favours = favoursOf(request, arms);
  const chart: ForestChart = {
    kind: 'forest',
    scale: contrastOf((findings[0] as ContrastFinding).value)?.none === 0 ? 'difference' : 'ratio',
    measure: measureOf(findings),
    arms: [arms?.[0].label ?? 'Experimental', arms?.[1].label ?? 'Control'],
    ...(favours && { favours }),
    margins: marginsOf(findings),
    groups,
  };
  return {
    chart,
    alt: altOf(chart, findings),
    remarks: caveatsOn(chart, findings),
    sourceIds: findings.flatMap(({ references }) => references.map(({ source }) => source.id)),
    data: {
      columns: columns(dataColumns(findings), ['Comparison', 'Outcome', 'Patients', 'Margin']),
      rows: findings.map((finding) => dataRow(finding, findings, planning)),
    },
  };
}

/** `HR`, `Adjusted difference, points`. */
function nameOf(findings: ContrastFinding[]): string {
  const [first] = findings as [ContrastFinding];
  const adjusted = findings.every(({ value }) => value.shape === 'difference' && value.adjusted);
  return capitalised(`${adjusted ? 'adjusted ' : ''}${columnLabelOf(first.value)}`);
}

/** `HR (95% CI)`; only the name where no interval is known. */
function measureOf(findings: ContrastFinding[]): string {
  const head = headOf(findings);
  return head === undefined ? nameOf(findings) : `${nameOf(findings)} (${head})`;
}

function headOf(findings: ContrastFinding[]): string | undefined {
  const known = findings.filter(({ value }) => value.ci);
  return known.length > 0 ? intervalHead(known) : undefined;
}

/** The arms that all estimates compare, if these are called the same. */
function armsOf(findings: ContrastFinding[]): [Arm, Arm] | undefined {
  const names = new Set(findings.map(comparisonOf));
  return names.size === 1 ? findings[0]?.compare : undefined;
}

/** `Zorvex against Observation`. */
function comparisonOf({ compare }: ContrastFinding): string {
  return compare?.map(({ label }) => label).join(' against ') ?? '';
}

function favoursOf(
  { findings, favours }: ForestRequest,
  arms: [Arm, Arm] | undefined,
): ForestChart['favours'] {
  const experimental = `Favours ${favours?.experimental ?? arms?.[0].label ?? 'experimental arm'}`;
  const control = `Favours ${favours?.control ?? arms?.[1].label ?? 'control arm'}`;
  const sides = new Set(findings.map(favouredSide));
  if (sides.has(undefined)) return undefined;
  return sides.has('below') ? [experimental, control] : [control, experimental];
}

/** Each margin once, in words. */
function marginsOf(findings: ContrastFinding[]): ForestMargin[] {
  const margins = new Map<string, ForestMargin>();
  for (const { value, id } of findings) {
    const { type, margin, lowerMargin } = value.nonInferiority ?? {};
    for (const one of [lowerMargin, margin]) {
      if (!one) continue;
      const label = `${capitalised(type as string)} margin ${signed(one.text)}`;
      if (!margins.has(label)) margins.set(label, { label, value: one.value, datum: id });
    }
  }
  return [...margins.values()];
}

function groupsOf({ id: figure, findings, focus }: ForestRequest, planning: FigurePlanning): ForestGroup[] {
  const among = differencesAmong(findings);
  const grouped = new Map<string, ContrastFinding[]>();
  for (const finding of findings) {
    const apart = among.endpoints && (among.divided || among.trials);
    const endpoint = apart ? capitalised(finding.endpoint.label) : '';
    const heading = [endpoint, finding.subgroup?.by ?? ''].filter(Boolean).join(': ');
    grouped.set(heading, [...(grouped.get(heading) ?? []), finding]);
  }
  return [...grouped].map(([heading, members]) => {
    const partings = partingsOf(figure, members, planning);
    const rows = members.map((finding, i) => ({
      ...labelsOf(finding, among, partings[i]?.isUnderHeading || !isFirstOfTrial(finding, findings)),
      ...rowOf(finding, findings),
      focus: focus.has(finding.id),
      evidence: evidenceOf([finding], planning.entries),
      below: partings[i]?.below,
    }));
    return { heading, rows };
  });
}

type Labels = Pick<ForestRow, 'label' | 'sublabel'>;

/** What the rows of a figure differ in beside their endpoints. */
interface Differences {
  trials: boolean;
  diseases: boolean;
  divided: boolean;
  endpoints: boolean;
  comparisons: boolean;
  populations: boolean;
  timings: boolean;
}

function differencesAmong(findings: ContrastFinding[]): Differences {
  const several = (of: (finding: ContrastFinding) => unknown) => new Set(findings.map(of)).size > 1;
  return {
    trials: several(({ trial }) => trial.id),
    diseases: several(({ trial }) => trial.disease),
    divided: findings.some(({ subgroup }) => subgroup),
    endpoints: several(({ endpoint }) => endpoint.id),
    comparisons: several(comparisonOf),
    populations: several(({ population }) => population),
    timings: several(({ timing }) => timing),
  };
}

function labelsOf(finding: ContrastFinding, among: Differences, isUnderHeading: boolean): Labels {
  const { trial, subgroup, endpoint, cut, population, timing } = finding;
  const apart = [among.timings && timing, among.populations && population && inWords(population)];
  if (among.trials) {
    const setting = trial.settingLabel ?? trial.setting;
    const disease = among.diseases && !isUnderHeading && trial.disease;
    return {
      label: trial.name,
      sublabel: line(subgroup?.is, comparisonOf(finding), ...apart, disease, setting),
    };
  }
  const comparison = among.comparisons && comparisonOf(finding);
  if (among.divided) return { label: subgroup?.is ?? 'Overall', sublabel: line(comparison, ...apart) };
  if (comparison && !among.endpoints) return { label: comparison, sublabel: line(...apart, cut?.label) };
  const item = finding.row && finding.row.kind !== 'time' ? finding.row.label : undefined;
  const name = capitalised(endpoint.label);
  if (item !== undefined)
    return { label: capitalised(item), sublabel: line(name, comparison, ...apart, cut?.label) };
  return { label: name, sublabel: line(comparison, ...apart, cut?.label) };
}

function line(...parts: (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(', ');
}

const abbreviations: Record<string, string> = { itt: 'ITT', mitt: 'mITT' };

function inWords(population: string): string {
  return abbreviations[population] ?? population;
}

function rowOf(
  finding: ContrastFinding,
  all: ContrastFinding[],
): Omit<ForestRow, keyof Labels | 'focus' | 'evidence' | 'below'> {
  const { value, id, grade } = finding;
  const interval = intervalOf(finding);
  const counts = 'events' in value ? value.events?.map(writeCount) : undefined;
  const { margin, lowerMargin } = value.nonInferiority ?? {};
  const margins = [lowerMargin, margin].flatMap((one) => one?.value ?? []);
  return {
    estimate: value.value.value,
    ...(interval && { interval }),
    printed: `${numeralOf(value)}${value.ci ? ` (${rangeOf(finding, all)})` : ''}`,
    ...(counts && { counts: counts as [string, string] }),
    ...(margins.length > 0 && { margins }),
    hollow: grade === 'unconfirmed',
    datum: id,
  };
}

/** `0.45–0.67`; with its level where the head of the column says none. */
function rangeOf(finding: ContrastFinding, all: ContrastFinding[]): string {
  return writeIntervalUnder(headOf(all) ?? 'CI', finding, new Map());
}

/** What is drawn of an interval: nothing where neither limit is a number. */
function intervalOf({ value }: ContrastFinding): ForestInterval | undefined {
  const [low, high] = (value.ci ?? []).map(limitOf);
  if (low === undefined || high === undefined) return undefined;
  if (typeof low !== 'number' && typeof high !== 'number') return undefined;
  return { low, high, level: levelOf(limitsOf(value) ?? {}) };
}

function limitOf(bound: Bound): Limit {
  if (typeof bound !== 'string') return bound.value;
  return bound === 'not reached' ? 'not estimable' : bound;
}

function writeCount({ events, of }: EventsOf): string {
  return `${withThousands(events)}/${withThousands(of)}`;
}

function caveatsOn({ groups, scale, margins }: ForestChart, findings: ContrastFinding[]): string[] {
  const rows = groups.flatMap((group) => group.rows);
  const axis = forestAxis({ scale, rows });
  const heads = rows.flatMap(({ interval }) =>
    interval
      ? [endOf(interval.low, axis.min, -1), endOf(interval.high, axis.max, 1)].map((end) => end?.head)
      : [],
  );
  const limits = rows.flatMap(({ interval }) => (interval ? [interval.low, interval.high] : []));
  const sides = sidesOf(rows, scale);
  const severalTrials = new Set(findings.map(({ trial }) => trial.id)).size > 1;
  const noun = scale === 'ratio' ? 'ratio' : 'difference';
  return [
    squares(sides),
    heads.includes('beyond') ? 'Arrow: the interval extends beyond the axis.' : '',
    limits.includes('unbounded') ? 'Open arrow: a one-sided interval, without a limit on this side.' : '',
    limits.includes('not estimable') ? 'Open arrow: limit not estimable.' : '',
    limits.includes('not reported') ? 'Line on one side only: the other limit is not reported.' : '',
    sides.every((side) => side) ? '' : 'Dot: precision not known.',
    rows.some(({ interval }) => !interval) ? 'No line: no interval.' : '',
    margins.length > 0 ? 'Dashed: the margin of the trial’s own test.' : '',
    hollowCaveat(findings),
    severalTrials ? `Each ${noun} is from a separate trial; they are not pooled.` : '',
  ].filter(Boolean);
}

function squares(sides: ReturnType<typeof sidesOf>): string {
  if (!sides.some((side) => side)) return '';
  const enlarged = sides.some((side) => side?.enlarged)
    ? '; the least precise are enlarged to be visible'
    : '';
  return `Area of the squares: precision, from the width of the interval${enlarged}.`;
}

function altOf(
  { groups, scale, favours, measure, margins }: ForestChart,
  findings: ContrastFinding[],
): Piece[] {
  const [first] = findings as [ContrastFinding];
  const named = armsOf(findings);
  const arms: [string, string] = named
    ? [named[0].label, named[1].label]
    : ['the experimental arm', 'the control arm'];
  const geometric = contrastOf(first.value)?.abbreviation === 'GMR';
  const name = geometric ? 'ratios of geometric means' : nounOf(first.value.shape).many;
  const axis = scale === 'ratio' ? 'a logarithmic axis' : 'a linear axis';
  const [low, high] = (favours ?? []).map((text) => text.replace(/^F/, 'f'));
  const sides = favours ? `; left of the line of no effect ${low}, right of it ${high}` : '';
  const told = groups.map(({ heading, rows }) => {
    const said = rows.map((row) =>
      formatRow(row, findings.find(({ id }) => id === row.datum) as ContrastFinding, arms),
    );
    return [textPiece(heading ? `${heading}: ` : ''), ...joined(said, '; '), textPiece('.')];
  });
  const what = scale === 'ratio' ? measure : measure.charAt(0).toLowerCase() + measure.slice(1);
  const head = `Forest plot of ${name} on ${axis}, ${what}${sides}. `;
  return [textPiece(head), ...joined(told, ' '), ...formatMargins(margins, findings)];
}

/** ` Non-inferiority margin 1.3, marked by a dashed line.`, and margins that the source gives in words only. */
function formatMargins(margins: ForestMargin[], findings: ContrastFinding[]): Piece[] {
  const drawn = margins.map(({ label, datum }) => [
    numberPiece(label, findings.find(({ id }) => id === datum) as ContrastFinding),
  ]);
  const inWords = findings.flatMap((finding): Piece[][] => {
    const { type, margin, marginText } = finding.value.nonInferiority ?? {};
    return marginText && !margin
      ? [[labelPiece(`${capitalised(type as string)} margin: ${marginText}`, finding)]]
      : [];
  });
  return [
    ...(drawn.length > 0
      ? [textPiece(' '), ...joined(drawn, ', '), textPiece(', marked by a dashed line.')]
      : []),
    ...inWords.flatMap((said) => [textPiece(' '), ...said, textPiece('.')]),
  ];
}

function formatRow(
  { label, sublabel, printed, counts, below }: ForestRow,
  finding: ContrastFinding,
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
  return [...formatParting(below, number), who, textPiece(' '), number(printed), ...events];
}

function isCounted(findings: ContrastFinding[]): boolean {
  return findings.some(({ value }) => 'events' in value && value.events);
}

function dataColumns(findings: ContrastFinding[]): string[] {
  return [
    'Comparison',
    'Outcome',
    'Patients',
    ...(isCounted(findings) ? ['Events/N, experimental', 'Events/N, control'] : []),
    nameOf(findings),
    headOf(findings) ?? '95% CI',
    ...(findings.some(({ value }) => value.p) ? ['p'] : []),
    ...(findings.some(({ value }) => value.nonInferiority) ? ['Margin'] : []),
  ];
}

function dataRow(finding: ContrastFinding, all: ContrastFinding[], { intervals }: FigurePlanning): Cell[] {
  const { trial, value } = finding;
  const counts = ('events' in value && value.events) || [undefined, undefined];
  const has = (part: 'p' | 'nonInferiority') => all.some((one) => one.value[part]);
  return [
    cell(`${trial.name}, ${comparisonOf(finding)}`),
    outcomeCell(finding),
    { main: [labelPiece(patientsOf(finding, differencesAmong(all)), finding)] },
    ...(isCounted(all) ? counts.map((count) => (count ? cell(writeCount(count), finding) : cell('—'))) : []),
    cell(numeralOf(value), finding),
    value.ci ? cell(rangeOf(finding, all), finding) : cell('—'),
    ...(has('p') ? [value.p ? cell(writeFinding(finding, 'p', intervals), finding) : cell('—')] : []),
    ...(has('nonInferiority')
      ? [value.nonInferiority ? cell(writeFinding(finding, 'margin', intervals), finding) : cell('—')]
      : []),
  ];
}

/** Whom and when an estimate is about, as far as the rows differ in it. */
function patientsOf({ subgroup, population, timing }: ContrastFinding, among: Differences): string {
  const whole = among.populations && population ? inWords(population) : 'all';
  return [subgroup ? `${subgroup.by}: ${subgroup.is}` : whole, among.timings && timing]
    .filter(Boolean)
    .join(', ');
}

/** The outcome, with the row of its table: the component of a composite. */
function outcomeCell(finding: ContrastFinding): Cell {
  const { endpoint, row } = finding;
  const name = endpoint.abbreviation ?? endpoint.label;
  return row ? { main: [labelPiece(`${name}: ${row.label}`, finding)] } : cell(name);
}
