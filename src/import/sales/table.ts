import type { Key, Parsed } from '../../content/parse.ts';
import { fitSchema } from '../../content/schema.ts';
import { type Diagnostic, type Place, problem } from '../../diagnostics.ts';
import { periodPattern } from '../../model/period.ts';
import { productSchema } from '../../model/product.ts';
import { suggest } from '../../suggest.ts';
import type { Sheet, SheetCell } from '../sheet/sheet.ts';
import type { Tree } from '../tree.ts';

/** Sales of one product in a table. */
export interface TableProduct {
  /** As the table names it: by its key or its name. */
  name: string;
  place: Place;
  /** What the table says of the product itself. */
  about: Map<string, { text: string; place: Place }>;
  sales: TableSale[];
}

interface TableSale {
  period: string;
  /** As it is written in YAML. */
  tree: { [field: string]: Tree };
  /** Place of the cell of a field, or of the period. */
  placeOf(field: string | undefined): Place;
}

export interface SalesTable {
  products: TableProduct[];
  /** Fields of a sale that the table has a column for. */
  fields: ReadonlySet<string>;
}

/** Columns about the product; those of the first row with a text count. */
const aboutColumns = ['generic', 'class', 'company', 'currency', 'unit'];

const saleColumns = [
  'value',
  'original',
  'restated',
  'us',
  'international',
  'rest',
  'grade',
  'approximate',
  'derived',
  'note',
  'reported growth',
  'growth basis',
  'disclosed',
];

/** What a column contains: a cell’s text goes under these keys of the sale, of the product, or names one of them. */
type Column = { name: string } & (
  | { of: 'product' | 'period' | 'about' }
  | { of: 'sale'; keys: readonly [string, ...string[]] }
  | { of: 'source'; index: number; part: 'id' | 'locator' }
);

const examplePeriods = '2026-Q1, 2025-H1, 2025-9M, FY2025 or 2025';

const names = ['product', 'period', ...saleColumns, 'source', 'locator', ...aboutColumns];

const saleSchema = productSchema.shape.sales.shape.periods.unwrap().valueType;

/** Reads a table of sales, one product and period a row. Every problem is given at its cell. `source` is that of rows without one. */
export function readSalesTable(
  { rows: [header = [], ...rows] }: Sheet,
  file: string,
  source?: string,
): { table: SalesTable; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const columns = readHeader(header, { file, line: 1, column: 1 }, diagnostics);
  const products = new Map<string, TableProduct>();
  if (diagnostics.length === 0)
    for (const row of rows) addRow(row, { columns, source, products, diagnostics });
  const fields = columns.flatMap((column) =>
    column?.of === 'sale' ? [column.keys[0]] : column?.of === 'source' ? ['source'] : [],
  );
  return { table: { products: [...products.values()], fields: new Set(fields) }, diagnostics };
}

function folded(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

function columnNamed(written: string): Column | undefined {
  const name = folded(written);
  if (name === 'product' || name === 'period') return { name, of: name };
  if (aboutColumns.includes(name)) return { name, of: 'about' };
  if (saleColumns.includes(name))
    return { name, of: 'sale', keys: [name.replace(/ (.)/g, (_, letter: string) => letter.toUpperCase())] };
  const [, part, number = '1'] = /^(source|locator)(?: ([2-9]))?$/.exec(name) ?? [];
  if (part !== undefined)
    return { name, of: 'source', index: Number(number) - 1, part: part === 'source' ? 'id' : 'locator' };
  const region = /^region[ :]+(\S.*)$/i.exec(written.trim())?.[1];
  return region === undefined ? undefined : { name, of: 'sale', keys: ['regions', region] };
}

type Columns = readonly (Column | undefined)[];

function readHeader(header: Sheet['rows'][number], top: Place, diagnostics: Diagnostic[]): Columns {
  const columns = header.map((cell) => {
    if (!cell || cell.text.startsWith('#')) return undefined;
    const column = columnNamed(cell.text);
    const hints = [...suggest(cell.text, names), 'begin the name of a column of your own with #'];
    if (!column)
      diagnostics.push(problem('table-header', `no column is called ‘${cell.text}’`, cell.place, { hints }));
    return column;
  });
  for (const [index, column] of columns.entries()) {
    if (column && columns.findIndex((one) => one?.name === column.name) < index)
      diagnostics.push(
        problem('table-header', `two columns are called ‘${column.name}’`, header[index]?.place ?? top),
      );
  }
  for (const wanted of ['product', 'period', 'value']) {
    if (diagnostics.length > 0 || columns.some((column) => column?.name === wanted)) continue;
    const hints = [
      'a table begins with the names of its columns, such as: product, period, value, us, source',
    ];
    diagnostics.push(problem('table-header', `the column ‘${wanted}’ is missing`, top, { hints }));
  }
  return columns;
}

interface Reading {
  columns: Columns;
  source: string | undefined;
  products: Map<string, TableProduct>;
  diagnostics: Diagnostic[];
}

function addRow(row: Sheet['rows'][number], { columns, source, products, diagnostics }: Reading): void {
  const cells = row.flatMap((cell, index): [Column, SheetCell][] => {
    const column = columns[index];
    return cell && column ? [[column, cell]] : [];
  });
  const first = cells[0]?.[1];
  if (!first) return;
  const refused = cells.filter(([, { problem: fault }]) => fault !== undefined);
  for (const [, { problem: fault = '', place }] of refused) {
    const hints = ['format the column as text in the spreadsheet, and enter the value again'];
    diagnostics.push(problem('table-cell', fault, place, { hints }));
  }
  const cellOf = (name: string) => cells.find(([column]) => column.name === name)?.[1];
  const [product, period] = [cellOf('product'), cellOf('period')];
  for (const name of ['product', 'period'])
    if (!cellOf(name)) diagnostics.push(problem('missing-field', `the row has no ${name}`, first.place));
  if (!product || !period || refused.length > 0) return;
  const { tree, places } = saleOf(cells, source);
  const placeOf = (field: string | undefined) => places.get(field ?? '') ?? period.place;
  if (!tree.source)
    diagnostics.push(
      problem('missing-field', 'the row has no source', period.place, {
        hints: ['name it in the column ‘source’, or for all rows with --source'],
      }),
    );
  else fitSchema(saleSchema, asParsed(tree, placeOf), diagnostics);
  if (!periodPattern.test(period.text))
    diagnostics.push(
      problem('wrong-form', `‘${period.text}’: expected a period such as ${examplePeriods}`, period.place),
    );
  const entry = products.get(folded(product.text)) ?? newEntry(product);
  products.set(folded(product.text), entry);
  const earlier = entry.sales.find((one) => one.period === period.text);
  if (earlier)
    diagnostics.push(
      problem(
        'duplicate-key',
        `an earlier row is about ${product.text} in ${period.text} too`,
        period.place,
        {
          hints: ['keep one of the two'],
          related: [{ message: 'the earlier row', place: earlier.placeOf(undefined) }],
        },
      ),
    );
  entry.sales.push({ period: period.text, tree, placeOf });
  for (const [column, { text, place }] of cells)
    if (column.of === 'about' && !entry.about.has(column.name)) entry.about.set(column.name, { text, place });
}

function newEntry({ text, place }: SheetCell): TableProduct {
  return { name: text, place, about: new Map(), sales: [] };
}

/** A sale as it is written in YAML, and the place of each field. */
function saleOf(cells: readonly [Column, SheetCell][], source: string | undefined) {
  const tree: { [field: string]: Tree } = {};
  const regions: [string, Tree][] = [];
  const sources: { id?: string; locator?: string }[] = [];
  const places = new Map<string, Place>();
  for (const [column, { text, place }] of cells) {
    if (column.of === 'source') sources[column.index] = { ...sources[column.index], [column.part]: text };
    if (column.of !== 'sale') {
      if (column.of === 'source' && !places.has('source')) places.set('source', place);
      continue;
    }
    const [field, region] = column.keys;
    if (region !== undefined) regions.push([region, text]);
    else tree[field] = text;
    places.set(column.keys.join('.'), place);
  }
  if (regions.length > 0) tree.regions = Object.fromEntries(regions);
  if (source !== undefined && sources[0]?.id === undefined) sources[0] = { ...sources[0], id: source };
  const given = sources.map(({ id = '', locator }) => (locator === undefined ? id : { id, locator }));
  if (given.length > 0 && sources[0]?.id !== undefined)
    tree.source = given.length === 1 ? (given[0] as Tree) : given;
  return { tree, places };
}

/** A row as a file with one sale, whose places are those of the cells. */
function asParsed(tree: { [field: string]: Tree }, placeOf: (field: string | undefined) => Place): Parsed {
  const placeIn = (keys: readonly Key[]) =>
    placeOf(keys[0] === 'regions' ? keys.join('.') : keys[0]?.toString());
  const { file } = placeOf(undefined);
  return {
    file: { path: file, key: file, kind: 'product', id: 'sale', text: '' },
    data: tree,
    placeOf: placeIn,
    placeOfKey: placeIn,
    proseAt: (keys) => ({ text: '', at: () => placeIn(keys) }),
    readable: true,
    diagnostics: [],
  };
}
