import { shortSlug, takeKey } from '../../model/slug.ts';
import { countsThatPrint } from '../../shapes/proportion.ts';
import { faultIn, type WrittenValue, writeCell } from '../cell-text.ts';
import type { Tree } from '../tree.ts';
import type { Column, Joined } from './columns.ts';
import type { Coverage, Kind } from './coverage.ts';
import type { Denominators, MeasureClass, Measurement } from './study.ts';
import { averageField, changeIn, formOf, type Reported, type Statement } from './value.ts';
import { numeral, oneLine, wholeNumeral } from './words.ts';

/** A table of the record: an outcome or a baseline characteristic. */
export interface MeasureSource {
  statement: Statement;
  classes: readonly MeasureClass[];
  denoms: Denominators;
  joined: Joined;
  kind: Kind;
  /** Of the table in the study. */
  pointer: string;
}

/** A row of a table. */
export interface TableRow {
  key: string;
  label: string;
  fields: { [field: string]: Tree };
}

/** A mapped number. */
export interface TableCell {
  row?: TableRow;
  column: Column;
  value: WrittenValue;
}

export interface MeasureTable {
  /** Absent where the table has one value per group. */
  rows: TableRow[];
  cells: TableCell[];
  /** What the table says once for its cells. */
  shared: { unit?: string; statistic?: string; change?: string };
}

interface Place {
  row: TableRow | undefined;
  title: string;
  group: MeasureClass;
  measurements: readonly Measurement[];
  pointer: string;
}

/** Maps every number of a table, or lists it. */
export function mapTable(source: MeasureSource, coverage: Coverage): MeasureTable {
  const places = placesIn(source);
  const rows = places.flatMap(({ row }) => row ?? []);
  const form = formOf(source.statement);
  const filled = new Set<string>();
  const isExchanged = source.classes.some((one) => hasExchanged(one, source));
  const cells = places.flatMap((place) =>
    place.measurements.flatMap((measurement, index): TableCell[] => {
      const pointer = `${place.pointer}/measurements/${index}`;
      const list = (reason: Parameters<Coverage['list']>[1], text: string) => {
        coverage.list(source.kind, reason, pointer, text);
        return [];
      };
      const about = `${source.statement.title}${place.title && `; ${place.title}`}: ${measurement.value ?? ''}`;
      if (isExchanged) return list('denominators exchanged', about);
      const column = source.joined.get(measurement.groupId ?? '');
      if (!column) return list('group unknown', about);
      const cell = `${place.row?.key ?? ''} ${column.key}`;
      if (filled.has(cell)) return list('contradicts itself', `${about}: the group is listed twice`);
      const reported = reportedIn(measurement, place, source);
      if (typeof reported === 'string') return list('number of another list', `${about}: ${reported}`);
      if (reported.of === '0') return list('nobody analysed', about);
      const mapped = form(reported);
      if ('reason' in mapped) return list(mapped.reason, `${about}: ${mapped.text}`);
      const fault = faultIn(mapped.value);
      if (fault !== undefined) return list('contradicts itself', `${about}: ${fault}`);
      coverage.map(source.kind);
      filled.add(cell);
      if (mapped.doubt !== undefined) coverage.doubt(source.kind, pointer, `${about}: ${mapped.doubt}`);
      if (isSentinel(measurement))
        coverage.doubt(
          source.kind,
          pointer,
          `${about}: a limit of ${measurement.upperLimit} may mean that there is none`,
        );
      return [{ ...(place.row && { row: place.row }), column, value: mapped.value }];
    }),
  );
  return {
    rows: rows.filter((row) => cells.some((cell) => cell.row === row)),
    cells,
    shared: sharedBy(cells, source.statement),
  };
}

/** Classes and categories as rows; no row where there is only one, without a title. */
function placesIn({ classes, statement, pointer }: MeasureSource): Place[] {
  const all = classes.flatMap((group, at) =>
    group.categories.map(({ title, measurements }, index) => ({
      group,
      measurements,
      title: [rowTitle(group.title), oneLine(title)].filter(Boolean).join(', '),
      pointer: `${pointer}/classes/${at}/categories/${index}`,
    })),
  );
  if (all.length === 1 && all[0]?.title === '') return [{ ...all[0], row: undefined }];
  const taken = new Set<string>();
  return all.map((place) => {
    const label = place.title || 'All';
    const key = takeKey(shortSlug(label, 40) || 'row', taken);
    return { ...place, row: { key, label, fields: { label, ...kindOfRow(label, statement) } } };
  });
}

const listOfN = /\s*[([]?\b[nN]\s*=\s*(\d[\d,;/\s]*(?:and\s*\d+)?)[)\]]?\s*$/;

function rowTitle(title: string | undefined): string {
  return oneLine(title?.replace(listOfN, '')) ?? oneLine(title) ?? '';
}

const timeLike =
  /^(?:baseline|screening|pre-?dose|post-?dose|end of|follow-?up|(?:at |on |up to |through )?(?:study )?(?:day|week|month|year|visit|cycle|hour|hr|minute|min|period)s?\b|c\d+ ?d\d+|\d+(?:\.\d+)?[ -]?(?:minute|min|hour|hr|h|day|week|month|year)s?\b|change (?:at|from|to)|[dwm]\d+$)/i;

function kindOfRow(label: string, { title }: Statement): { kind?: string; by?: string } {
  if (timeLike.test(label)) return { kind: 'time' };
  if (/^(?:ctcae |toxicity |maximum |worst )*grade\s*[0-5IV]/i.test(label)) return { kind: 'grade' };
  const [, variable] =
    /\b(?:by|in|according to) (?:\w+ )?(age|sex|gender|race|ethnicity|region|genotype|mutation|subgroup|subpopulation)s?\b/i.exec(
      title,
    ) ?? [];
  return variable === undefined
    ? {}
    : { kind: 'subgroup', by: variable.charAt(0).toUpperCase() + variable.slice(1).toLowerCase() };
}

/** A measurement with its number of participants, or why that is not known. */
function reportedIn(
  measurement: Measurement,
  { group, title }: Place,
  source: MeasureSource,
): Reported | string {
  const own = ofGroup(group.denoms, measurement.groupId, source);
  const fromTitle = group.denoms.length === 0 ? listOfN.exec(oneLine(group.title) ?? '')?.[1] : undefined;
  const whole = ofGroup(source.denoms, measurement.groupId, source);
  if (fromTitle === undefined) return { measurement, of: own ?? whole, row: title };
  const numbers = fromTitle.match(/\d+/g) ?? [];
  const ids = [...source.joined.keys()];
  const of = numbers[ids.indexOf(measurement.groupId ?? '')];
  if (numbers.length !== ids.length)
    return `the title lists ${numbers.length} numbers for ${ids.length} groups`;
  if (of !== undefined && whole !== undefined && Number(of) > Number(whole))
    return `${of} of the title exceeds ${whole}`;
  return { measurement, of, row: title };
}

function ofGroup(
  denoms: Denominators,
  groupId: string | undefined,
  { statement }: MeasureSource,
): string | undefined {
  const wanted = statement.unitsAnalysed ?? 'participants';
  const chosen =
    denoms.find(({ units }) => units?.toLowerCase() === wanted.toLowerCase()) ??
    (denoms.length === 1 ? denoms[0] : undefined);
  return wholeNumeral(chosen?.counts.find((one) => one.groupId === groupId)?.value);
}

/** Whether every percentage of a class fits the participants of another group, and none its own. */
function hasExchanged(group: MeasureClass, source: MeasureSource): boolean {
  if (!/percent|%/i.test(source.statement.unit) || averageField(source.statement.paramType)) return false;
  return group.categories.some(({ measurements }) => {
    const shares = measurements.flatMap(({ groupId, value }) => {
      const of = ofGroup(group.denoms, groupId, source) ?? ofGroup(source.denoms, groupId, source);
      const percent = numeral(value);
      return of === undefined || percent === undefined || !percent.includes('.')
        ? []
        : [{ of: Number(of), percent }];
    });
    return shares.length > 1 && shares.some(({ of, percent }) => !fits(percent, of)) && isSwapped(shares);
  });
}

function isSwapped(shares: readonly { of: number; percent: string }[]): boolean {
  return shares.every(
    ({ of, percent }, index) =>
      !fits(percent, of) &&
      shares.some((other, at) => at !== index && other.of !== of && fits(percent, other.of)),
  );
}

function fits(percent: string, of: number): boolean {
  return of > 0 && of < 1_000_000 && countsThatPrint(percent, of).length > 0;
}

function isSentinel({ lowerLimit, upperLimit }: Measurement): boolean {
  return (
    [lowerLimit, upperLimit].some((limit) => /^9{2,6}(?:\.9+)?$/.test(limit?.trim() ?? '')) &&
    Number(lowerLimit) < 90
  );
}

/** Unit and average of the cells, where all that have one agree. */
function sharedBy(cells: readonly TableCell[], { paramType, title }: Statement): MeasureTable['shared'] {
  const withUnit = cells.filter(({ value }) => ['measure', 'number'].includes(value.shape));
  const units = new Set(withUnit.map(({ value }) => value.raw.unit as string));
  const measures = cells.filter(({ value }) => value.shape === 'measure');
  const field = averageField(paramType);
  const names: Record<string, string> = {
    mean: 'mean',
    median: 'median',
    geometricMean: 'geometric mean',
    adjustedMean: 'adjusted mean',
  };
  const isAll =
    measures.length > 0 && cells.every(({ value }) => ['measure', 'unavailable'].includes(value.shape));
  const change = changeIn(title);
  return {
    ...(units.size === 1 && withUnit.length > 0 && { unit: [...units][0] as string }),
    ...(isAll && field && { statistic: names[field] as string }),
    ...(isAll && change && { change }),
  };
}

/** As written: what all cells share, the rows, and the results by row and group. */
export function treeOf(
  { rows, cells, shared }: MeasureTable,
  more: readonly TableRow[] = [],
): { [field: string]: Tree } {
  const results: { [key: string]: Tree } = {};
  for (const { row, column, value } of cells) {
    const inner = row ? ((results[row.key] ?? {}) as { [key: string]: Tree }) : results;
    if (row) results[row.key] = inner;
    inner[column.key] = writeCell(value, shared as Parameters<typeof writeCell>[1]);
  }
  const all = [...rows, ...more];
  return {
    ...shared,
    ...(all.length > 0 && { rows: Object.fromEntries(all.map(({ key, fields }) => [key, fields])) }),
    ...(cells.length > 0 && { results }),
  };
}
