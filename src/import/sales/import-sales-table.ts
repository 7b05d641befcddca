import { type Diagnostic, inReadingOrder, type Outcome, outcomeOf, problem } from '../../diagnostics.ts';
import { asSlug } from '../../model/slug.ts';
import { suggest } from '../../suggest.ts';
import type { ContentFiles } from '../content-files.ts';
import { type Accepted, isSame } from '../proposal.ts';
import { readSheet } from '../sheet/sheet.ts';
import { isTreeMap, type Tree, treeAt } from '../tree.ts';
import { foldedName } from './filing.ts';
import { sectionOf } from './product-tree.ts';
import { readSalesTable, type SalesTable, type TableProduct } from './table.ts';
import { type Draft, type Written, writeProducts } from './write-products.ts';

type TreeMap = { [field: string]: Tree };

export interface SalesTableFile {
  bytes: Buffer;
  /** As places show it. */
  shownAs: string;
  /** Of a workbook; without one the first that is visible. */
  sheet?: string | undefined;
  /** Of rows that name none. */
  source?: string | undefined;
  /** The table as it was when all of it had last been accepted. */
  before?: Buffer | undefined;
}

export interface SalesTableImported {
  products: Written[];
  /** Visible sheets of the workbook that were not read. */
  others: string[];
  /** Whether the content now says all that the table says. */
  isComplete: boolean;
  /** Why nothing was written: the files would not pass the checks. */
  refusals: string[];
}

/**
 * Imports the sales of a table, one product and period a row. Rows of products that exist are proposed, and made
 * when accepted. All problems of the table are given at their cells; nothing is written when there is one.
 */
export async function importSalesTable(
  table: SalesTableFile,
  accepted: Accepted,
  content: ContentFiles,
): Promise<Outcome<SalesTableImported>> {
  const read = await readTable(table.bytes, table);
  if (!read.ok) return read;
  const { others, table: sales, diagnostics: faults } = read.value;
  const diagnostics = [...faults, ...unknownSources(sales, content)];
  const before = table.before && (await readTable(table.before, table));
  const earlier = before?.ok ? before.value.table.products : [];
  const drafts = sales.products.flatMap((product) => {
    const file = fileOf(product, content, diagnostics);
    const known = earlier.find(({ name }) => foldedName(name) === foldedName(product.name));
    return file === undefined ? [] : [draftOf(file, product, { known, fields: sales.fields, content })];
  });
  if (diagnostics.length > 0) return { ok: false, diagnostics: inReadingOrder(diagnostics) };
  const outcome = await writeProducts(drafts, [], content, accepted);
  return outcomeOf(
    'problems' in outcome
      ? { products: [], others, isComplete: false, refusals: outcome.problems }
      : { products: outcome.written, others, isComplete: outcome.isComplete, refusals: [] },
    [],
  );
}

async function readTable(
  bytes: Buffer,
  { shownAs, sheet, source }: SalesTableFile,
): Promise<Outcome<ReturnType<typeof readSalesTable> & { others: string[] }>> {
  const read = await readSheet(bytes, shownAs, sheet);
  if (!read.ok) return read;
  return outcomeOf({ ...readSalesTable(read.value, shownAs, source), others: read.value.others }, []);
}

function unknownSources({ products }: SalesTable, content: ContentFiles): Diagnostic[] {
  const known = content
    .ofKind('sources')
    .flatMap(({ key }) => Object.keys((content.treeOf(key) as TreeMap | undefined) ?? {}));
  return products.flatMap(({ sales }) =>
    sales.flatMap(({ tree, placeOf }) =>
      sourcesOf(tree.source)
        .map((one) => String(one.id))
        .filter((id) => !known.includes(id))
        .map((id) =>
          problem('unknown-source', `there is no source ‘${id}’`, placeOf('source'), {
            hints: suggest(id, known),
          }),
        ),
    ),
  );
}

/** The file of a product by its key or name, or of a new one that the table describes; else complains. */
function fileOf(
  { name, place, about }: TableProduct,
  content: ContentFiles,
  diagnostics: Diagnostic[],
): string | undefined {
  const products = content.ofKind('product').map((file) => ({ ...file, tree: content.treeOf(file.key) }));
  const found = products.find(
    ({ id, tree }) => id === name || foldedName(String(treeAt(tree, ['name']))) === foldedName(name),
  );
  if (!found) {
    const missing = ['company', 'currency', 'unit'].filter((field) => !about.has(field));
    const file = `products/${asSlug(name)}.yaml`;
    if (missing.length === 0 && asSlug(name) !== '' && !content.has(file)) return file;
    const hints = [
      ...suggest(
        name,
        products.map(({ id }) => id),
      ),
      `to add it, give ${missing.join(', ') || 'a name with letters'} in columns of the table`,
    ];
    diagnostics.push(problem('unknown-product', `there is no product ‘${name}’`, place, { hints }));
    return undefined;
  }
  for (const field of ['currency', 'unit']) {
    const [given, own] = [about.get(field), treeAt(found.tree, ['sales', field])];
    if (!given || given.text === own) continue;
    const message = `the ${field} of ${name} is ${own}, not ${given.text}`;
    const hints = ['convert the amounts, or import them as another product'];
    diagnostics.push(problem('table-cell', message, given.place, { hints }));
  }
  return found.key;
}

interface Comparison {
  /** What the table said before. */
  known: TableProduct | undefined;
  fields: ReadonlySet<string>;
  content: ContentFiles;
}

function draftOf(file: string, product: TableProduct, { known, fields, content }: Comparison): Draft {
  const current = content.treeOf(file);
  const next: { [section: string]: TreeMap } = {};
  const base: { [section: string]: TreeMap } = {};
  for (const { period, tree } of product.sales) {
    const section = sectionOf(period, current);
    const now = treeAt(current, ['sales', section, period]);
    next[section] = { ...next[section], [period]: inFormOf(now, tree) };
    // What a column no longer has is gone; what has no column stays.
    if (isTreeMap(now))
      base[section] = {
        ...base[section],
        [period]: Object.fromEntries(Object.entries(now).filter(([field]) => fields.has(field))),
      };
  }
  for (const { period, tree } of known?.sales ?? []) {
    const section = sectionOf(period, current);
    base[section] = { ...base[section], [period]: tree };
  }
  if (current !== undefined) return { file, next: { sales: next }, base: { sales: base } };
  const about = (name: string) => product.about.get(name)?.text;
  return {
    file,
    next: {
      name: product.name,
      generic: about('generic') ?? 'not stated',
      class: about('class') ?? 'not stated',
      company: about('company') ?? '',
      sales: {
        currency: about('currency') ?? '',
        unit: about('unit') ?? '',
        basis: 'worldwide, as reported',
        ...next,
      },
    },
  };
}

/** A sale with its sources as they are written in the file, where these are the same. */
function inFormOf(now: Tree | undefined, tree: TreeMap): TreeMap {
  if (!isTreeMap(now) || !isSame(sourcesOf(now.source), sourcesOf(tree.source))) return tree;
  return { ...tree, source: now.source as Tree };
}

function sourcesOf(source: Tree | undefined): TreeMap[] {
  if (source === undefined) return [];
  return [source].flat().map((one) => (isTreeMap(one) ? one : { id: one as string }));
}
