import { shortSlug, takeKey } from '../../model/slug.ts';
import { faultIn, type WrittenValue } from '../cell-text.ts';
import type { Tree } from '../tree.ts';
import type { Column, Joined } from './columns.ts';
import type { Coverage, Reason } from './coverage.ts';
import { decideDirection } from './direction.ts';
import type { MeasureTable, TableRow } from './measure-table.ts';
import type { Analysis } from './study.ts';
import type { Statement } from './value.ts';
import { numeral, oneLine, plainWords } from './words.ts';

interface Setting {
  statement: Statement;
  table: MeasureTable;
  joined: Joined;
  pointer: string;
}

/** A row for comparisons whose row the record does not name. */
export const rowNotStated: TableRow = {
  key: 'row-not-stated',
  label: 'Row not stated',
  fields: { label: 'Row not stated' },
};

interface Compared {
  arms: [Column, Column];
  row?: TableRow;
  value: WrittenValue;
  note?: string;
}

/** The analyses of an outcome as written under `comparisons:`; those that compare anything else are listed. */
export function comparisonsOf(analyses: readonly Analysis[], setting: Setting, coverage: Coverage): Tree[] {
  const compared = analyses.flatMap((analysis, index): Compared[] => {
    const pointer = `${setting.pointer}/analyses/${index}`;
    const found = compare(analysis, setting);
    const about = [
      setting.statement.title,
      analysis.paramType,
      analysis.paramValue,
      analysis.pValue && `p ${analysis.pValue}`,
    ];
    if ('reason' in found) {
      coverage.list('analyses', found.reason, pointer, `${about.filter(Boolean).join('; ')}: ${found.text}`);
      return [];
    }
    coverage.map('analyses');
    for (const doubt of found.doubts)
      coverage.doubt('analyses', pointer, `${about.filter(Boolean).join('; ')}: ${doubt}`);
    return [found];
  });
  return withKeys(compared);
}

function compare(
  analysis: Analysis,
  setting: Setting,
): (Compared & { doubts: string[] }) | { reason: Reason; text: string } {
  const { groupIds, paramType = '' } = analysis;
  if (groupIds.length !== 2) return { reason: 'not two groups', text: `${groupIds.length} groups` };
  const arms = groupIds.map((id) => setting.joined.get(id ?? ''));
  const [first, second] = arms;
  if (!first || !second || first === second) return { reason: 'group unknown', text: groupIds.join(', ') };
  if (!first.isArm || !second.isArm)
    return { reason: 'not an arm', text: `${first.label} and ${second.label}` };
  const written = writtenValue(analysis, setting.statement);
  if ('reason' in written) return written;
  const row = rowOf(analysis, setting);
  const decided = decideDirection({
    value: written.value,
    groups: [first, second],
    cells: setting.table.cells.filter((cell) => setting.table.rows.length === 0 || cell.row === row),
    text: saidBy(analysis),
    parameter: paramType,
  });
  if ('reason' in decided) return decided;
  const raw = { ...written.value.raw, ...(decided.direction && { direction: decided.direction }) };
  const value = { shape: written.value.shape, raw };
  const fault = faultIn(value);
  if (fault !== undefined) return { reason: 'contradicts itself', text: fault };
  return {
    arms: decided.arms,
    ...(row && { row }),
    value,
    ...(written.note && { note: written.note }),
    doubts: written.doubts,
  };
}

function saidBy({ groupDescription, estimateComment, statisticalComment, pValueComment }: Analysis): string {
  return [groupDescription, estimateComment, statisticalComment, pValueComment]
    .map(oneLine)
    .filter(Boolean)
    .join('. ');
}

/** The row that an analysis is about: the only one, or the one that its text names. */
function rowOf(analysis: Analysis, { table }: Setting): TableRow | undefined {
  const { rows } = table;
  if (rows.length < 2) return rows[0];
  const said = ` ${plainWords(`${saidBy(analysis)} ${analysis.nonInferiorityComment ?? ''}`)} `;
  const named = rows.filter(({ label }) => said.includes(` ${plainWords(label)} `));
  const longest = named.filter(({ label }) => named.every((other) => other.label.length <= label.length));
  return longest.length === 1 ? longest[0] : rowNotStated;
}

type Written = { value: WrittenValue; doubts: string[]; note?: string } | { reason: Reason; text: string };

function writtenValue(analysis: Analysis, statement: Statement): Written {
  const test = testOf(analysis);
  if ('reason' in test) return test;
  const estimate = numeral(analysis.paramValue);
  if (analysis.paramValue === undefined || /^\s*NA\s*$/i.test(analysis.paramValue)) {
    if (test.raw.p === undefined) return { reason: 'nothing given', text: 'no estimate and no p value' };
    return { value: { shape: 'test', raw: test.raw }, doubts: test.doubts };
  }
  if (estimate === undefined) return { reason: 'not a number', text: `‘${analysis.paramValue}’` };
  const kind = kindOf(analysis, statement);
  if (typeof kind === 'string') {
    const isForeign = kind === 'no comparison of groups';
    if (isForeign || test.raw.p === undefined)
      return { reason: kind, text: analysis.paramType ?? 'no parameter' };
    const note = `The record also gives ${oneLine(analysis.paramType) ?? 'a parameter'} ${estimate}.`;
    return { value: { shape: 'test', raw: test.raw }, doubts: [...test.doubts, note], note };
  }
  const limits = limitsOf(analysis);
  if ('reason' in limits) return limits;
  const isError = /STANDARD_ERROR/i.test(analysis.dispersionType ?? '') && kind.shape === 'difference';
  const se = isError ? numeral(analysis.dispersionValue) : undefined;
  return {
    value: {
      shape: kind.shape,
      raw: {
        value: estimate,
        ...kind.raw,
        ...limits.raw,
        ...(se !== undefined && !se.startsWith('-') && { se }),
        ...test.raw,
      },
    },
    doubts: test.doubts,
  };
}

type Kind = { shape: WrittenValue['shape']; raw: { [field: string]: string } };

const parameters: [RegExp, Kind['shape']][] = [
  [/hazard/i, 'hazardRatio'],
  [/odds/i, 'oddsRatio'],
  [/risk ratio|relative risk|ratio of (?:risks|proportions)|prevalence ratio|\bRR\b/i, 'riskRatio'],
  [/rate ratio|ratio of rates|incidence rate|rates? ratio|\bIRR\b/i, 'rateRatio'],
];

function kindOf(
  { paramType = '' }: Analysis,
  statement: Statement,
): Kind | 'no comparison of groups' | 'parameter unknown' {
  if (
    /slope|coefficient|correlation|covariate|regression|\bbeta\b|kappa|statistic\b|chi|^[ftz]\b|auc\b/i.test(
      paramType,
    )
  )
    return 'no comparison of groups';
  const event = parameters.find(([pattern]) => pattern.test(paramType));
  if (event) return { shape: event[1], raw: {} };
  if (/differ|hodges|minus|change between/i.test(paramType)) {
    const isAdjusted = /adjusted|least|\bLS\b|model/i.test(paramType);
    return {
      shape: 'difference',
      raw: { unit: unitOfDifference(statement, paramType), ...(isAdjusted && { adjusted: 'true' }) },
    };
  }
  if (/ratio|fold|relative (?:bio|potency)|percent of/i.test(paramType)) {
    const isGeometric = /geom|gmr|gls/i.test(`${paramType} ${statement.paramType}`);
    return { shape: 'meanRatio', raw: isGeometric ? { geometric: 'true' } : {} };
  }
  return 'parameter unknown';
}

function unitOfDifference({ unit, paramType }: Statement, parameter: string): string {
  const isShare =
    /COUNT|NUMBER/.test(paramType) && /percent|%|participants|patients|subjects|proportion/i.test(unit);
  if (isShare && /proportion/i.test(unit) === false) return 'percentage points';
  return isShare ? parameter : unit || 'unit not stated';
}

function limitsOf({
  ciPctValue,
  ciLowerLimit,
  ciUpperLimit,
  ciNumSides,
}: Analysis): { raw: { ci?: string[]; level?: string } } | { reason: Reason; text: string } {
  if (ciLowerLimit === undefined && ciUpperLimit === undefined) return { raw: {} };
  const isOneSided = ciNumSides === 'ONE_SIDED';
  const limit = (text: string | undefined) =>
    text === undefined
      ? isOneSided
        ? 'unbounded'
        : 'not reported'
      : (numeral(text) ?? (/^\s*(?:NA|NE|NR|infinity|inf|∞)\s*$/i.test(text) ? 'not estimable' : undefined));
  const ci = [limit(ciLowerLimit), limit(ciUpperLimit)];
  if (ci.some((one) => one === undefined))
    return { reason: 'not a number', text: `limits ${ciLowerLimit} and ${ciUpperLimit}` };
  if (ci.every((one) => !/\d/.test(one as string))) return { raw: {} };
  const level = numeral(ciPctValue);
  if (ciPctValue !== undefined && (level === undefined || Number(level) < 50 || Number(level) >= 100))
    return { reason: 'level impossible', text: `${ciPctValue}%` };
  return { raw: { ci: ci as string[], ...(level !== undefined && Number(level) !== 95 && { level }) } };
}

function testOf(
  analysis: Analysis,
): { raw: { [field: string]: Tree }; doubts: string[] } | { reason: Reason; text: string } {
  const {
    pValue,
    pValueComment,
    statisticalComment,
    groupDescription,
    statisticalMethod,
    nonInferiorityType = '',
  } = analysis;
  const method = oneLine(statisticalMethod);
  const marginText = oneLine(analysis.nonInferiorityComment);
  const type =
    /EQUIVALENCE/.test(nonInferiorityType) && !/NON_INFERIORITY/.test(nonInferiorityType)
      ? 'equivalence'
      : 'non-inferiority';
  const isNonInferiority = /NON_INFERIORITY|EQUIVALENCE/.test(nonInferiorityType) && marginText !== undefined;
  const shared = {
    ...(method !== undefined && { analysis: method }),
    ...(isNonInferiority && { nonInferiority: { type, marginText } }),
  };
  if (pValue === undefined || pValue.trim() === '' || /^\s*NA\s*$/i.test(pValue))
    return { raw: shared, doubts: [] };
  const match = /^\s*(?:p(?:[- ]?value)?)?\s*([<>=≤≥]?)\s*=?\s*([\d.,]+)\s*$/i.exec(pValue);
  const value = numeral(match?.[2]);
  if (value === undefined) return { reason: 'not a number', text: `p ‘${pValue}’` };
  if (Number(value) > 1) return { reason: 'p impossible', text: `p ${pValue}` };
  const said = [pValueComment, statisticalComment, groupDescription].join(' ');
  const relation =
    match?.[1] === '≤' ? '<' : match?.[1] === '≥' ? '>' : match?.[1] === '=' ? '' : (match?.[1] ?? '');
  const sided = /\b(?:1|one)[- ](?:sided|tailed)\b/i.test(said) ? { sided: 'one' } : {};
  return {
    raw: { p: `${relation}${value}`, ...sided, ...shared },
    doubts: Number(value) === 0 && relation === '' ? ['the p value is printed as 0'] : [],
  };
}

/** Arms, row, key where two compare the same arms in the same row, and the value. */
function withKeys(compared: readonly Compared[]): Tree[] {
  const used = new Map<string, Set<string>>();
  return compared.map(({ arms, row, value, note }) => {
    const pair = [row?.key, ...arms.map(({ key }) => key)].join(' ');
    const keys = used.get(pair) ?? new Set<string>();
    used.set(pair, keys);
    const method = typeof value.raw.analysis === 'string' ? value.raw.analysis : '';
    const name = keys.size === 0 ? '' : shortSlug(`${shapeNames[value.shape] ?? value.shape} ${method}`, 40);
    const key = takeKey(name, keys);
    return {
      arms: arms.map((arm) => arm.key),
      ...(row && { row: row.key }),
      ...(key !== '' && { key }),
      [value.shape]: value.raw,
      ...(note !== undefined && { note }),
    };
  });
}

const shapeNames: Partial<Record<WrittenValue['shape'], string>> = {
  hazardRatio: 'hazard ratio',
  oddsRatio: 'odds ratio',
  riskRatio: 'risk ratio',
  rateRatio: 'rate ratio',
  meanRatio: 'ratio of means',
  test: 'p',
};
