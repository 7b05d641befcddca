import type { Key } from '../../content/places.ts';
import { type Diagnostic, type Place, problem } from '../../diagnostics.ts';
import { suggest } from '../../suggest.ts';
import type { Sheet, SheetCell } from '../sheet/sheet.ts';
import { type Column, columnNamed, columns } from './columns.ts';
import { completed, type FindingTree, findingOf, keysOf, type RowTexts, shapeOf, textsOf } from './row.ts';

/** A finding of a table. */
export interface TableFinding {
  trial: string;
  key: string;
  tree: FindingTree;
  /** Of the cell that names the trial. */
  trialPlace: Place;
  /** Whether the row gives a value without naming its shape; the tree lacks it, and that has been reported. */
  isShapeless: boolean;
  /** Place of the cell with what is under `keys` of the finding, or with its nearest parent. */
  placeOf(keys: readonly Key[]): Place;
}

type Row = Sheet['rows'][number];

/**
 * The findings of a sheet whose first row names the columns, and every problem of its form; with one in the first
 * row no finding is read. What has no column is taken from the findings as they are `written`.
 */
export function readFindings(
  { rows: [header, ...rows] }: Sheet,
  file: string,
  written: (trial: string, key: string) => FindingTree | undefined = () => undefined,
): { findings: TableFinding[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const named = readHeader(header ?? [], { file, line: 1, column: 1 }, diagnostics);
  if (diagnostics.length > 0) return { findings: [], diagnostics };
  const findings = rows.flatMap((row) => readRow(row, named, { written, diagnostics }) ?? []);
  const known = new Map<string, TableFinding>();
  for (const finding of findings) {
    const address = `${finding.trial}.${finding.key}`;
    const first = known.get(address);
    if (!first) known.set(address, finding);
    else
      diagnostics.push(
        problem('duplicate-key', `an earlier row is about ‘${address}’ too`, finding.placeOf([]), {
          hints: ['keep one of the two, or change the key'],
          related: [{ message: 'the earlier row', place: first.placeOf([]) }],
        }),
      );
  }
  return { findings, diagnostics };
}

/** The column of each position; undefined where the author keeps something of their own. */
type Header = readonly (Column | 'own' | undefined)[];

function readHeader(row: Row, top: Place, diagnostics: Diagnostic[]): Header {
  const named = row.map((cell) => {
    if (!cell) return undefined;
    if (cell.text.startsWith('#')) return 'own';
    const column = columnNamed(cell.text);
    if (column) return column;
    const hints = [
      ...suggest(
        cell.text,
        columns.map(({ name }) => name),
      ),
      'begin the name of a column of your own with #',
    ];
    diagnostics.push(problem('table-header', `no column is called ‘${cell.text}’`, cell.place, { hints }));
    return undefined;
  });
  const names = named.map((column) => (typeof column === 'object' ? column.name : undefined));
  for (const [index, column] of named.entries()) {
    if (typeof column === 'object' && names.indexOf(column.name) < index)
      diagnostics.push(
        problem('table-header', `two columns are called ‘${column.name}’`, (row[index] as SheetCell).place),
      );
  }
  const isThere = (wanted: Column['of']) =>
    named.some((column) => typeof column === 'object' && column.of === wanted);
  const missing = (['trial', 'key'] as const).filter(
    (wanted) => diagnostics.length === 0 && !isThere(wanted),
  );
  for (const wanted of missing) {
    const place = row.find((cell) => cell)?.place ?? top;
    diagnostics.push(
      problem('table-header', `the column ‘${wanted}’ is missing`, place, { hints: [example] }),
    );
  }
  return named;
}

const example =
  'a table begins with the names of its columns, such as: trial, key, endpoint, arm, shape, percent, source';

interface Reading {
  written(trial: string, key: string): FindingTree | undefined;
  diagnostics: Diagnostic[];
}

function readRow(row: Row, header: Header, reading: Reading): TableFinding | undefined {
  const { written, diagnostics } = reading;
  const filled = row.entries().flatMap(([index, cell]) => (cell ? [[header[index], cell] as const] : []));
  const cells = new Map<Column, SheetCell>();
  let isSound = true;
  for (const [column, cell] of filled) {
    if (column === 'own') continue;
    const fault = column ? cell.problem : 'the column of this cell has no name';
    if (column && fault === undefined) cells.set(column, cell);
    else {
      const hints = [column ? asText : 'name it in the first row; a name that begins with # keeps it out'];
      diagnostics.push(problem('table-cell', String(fault), cell.place, { hints }));
      isSound = false;
    }
  }
  // What is missing because its cell cannot be read is no second mistake.
  if (!isSound) return undefined;
  const first = row.find((cell) => cell) as SheetCell;
  const named = (wanted: Column['of']) => {
    const found = cells.entries().find(([{ of }]) => of === wanted)?.[1];
    if (!found) diagnostics.push(problem('missing-field', `the row has no ${wanted}`, first.place));
    return found;
  };
  const [trial, key] = [named('trial'), named('key')];
  if (!trial || !key) return undefined;
  const texts = new Map(cells.entries().map(([column, { text }]) => [column, text]));
  const before = written(trial.text, key.text);
  const isInTable = ({ name }: Column) =>
    header.some((column) => typeof column === 'object' && column.name === name);
  const all = before ? completed(texts, isInTable, textsOf(trial.text, key.text, before)) : texts;
  return finding({ trial, key, cells }, all, diagnostics);
}

const asText = 'format the column as text in the spreadsheet, and enter the value again';

interface NamedRow {
  trial: SheetCell;
  key: SheetCell;
  cells: ReadonlyMap<Column, SheetCell>;
}

function finding({ trial, key, cells }: NamedRow, texts: RowTexts, diagnostics: Diagnostic[]): TableFinding {
  const { tree, excluded } = findingOf(texts);
  for (const column of excluded) {
    const place = cells.get(column)?.place ?? key.place;
    const message = `‘${column.name}’ excludes another column that the finding has a value in`;
    diagnostics.push(problem('table-cell', message, place, { hints: ['keep one of the two'] }));
  }
  const shape = shapeOf(texts);
  const value = cells.entries().find(([{ of }]) => of === 'value')?.[1];
  const isShapeless = shape === undefined && value !== undefined;
  if (isShapeless) {
    const hints = ['name it in the column ‘shape’, such as proportion or hazard ratio'];
    const message = 'the row does not say what kind of value it has';
    diagnostics.push(problem('value-shape', message, value.place, { hints }));
  }
  const places = placesOf(cells, shape);
  const placeOf = (keys: readonly Key[]): Place => {
    const found = places.get(keys.join('.'));
    if (found) return found;
    return keys.length === 0 ? key.place : placeOf(keys.slice(0, -1));
  };
  return { trial: trial.text, key: key.text, tree, trialPlace: trial.place, isShapeless, placeOf };
}

/** Places by keys, joined by dots; a part with several cells is at the first of them. */
function placesOf(cells: ReadonlyMap<Column, SheetCell>, shape: string | undefined): Map<string, Place> {
  const places = new Map<string, Place>();
  const add = (keys: readonly Key[], place: Place) => {
    for (let length = 1; length <= keys.length; length += 1) {
      const name = keys.slice(0, length).join('.');
      if (!places.has(name)) places.set(name, place);
    }
  };
  for (const [{ of }, { place }] of cells) if (of === 'shape' && shape !== undefined) add([shape], place);
  for (const [column, { place }] of cells) {
    const keys = keysOf(column, shape);
    if (keys) add(keys, place);
    if (keys?.[0] === 'source') add(['source', keys[2] as Key], place);
  }
  return places;
}
