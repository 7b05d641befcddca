import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { writeWhole } from '../../files/edition-disk.ts';
import { namesIn, readPlainFile } from '../../files/files.ts';
import { asSlug } from '../../model/slug.ts';
import type { ContentFiles } from '../content-files.ts';
import type { Accepted } from '../proposal.ts';
import { isTreeMap, type Tree, treeAt } from '../tree.ts';
import { type Account, Coverage } from './coverage.ts';
import { type Filing, foldedName, kindOf, type Line, readFiling, regionMemberOf } from './filing.ts';
import { matchIn, type Wanted } from './match.ts';
import { fitted, newProduct, termsOf, wantedFrom, wantedOf } from './product-tree.ts';
import { type Reading, readLine, type Terms } from './reading.ts';
import { type Series, seriesOf } from './series.ts';
import { type Draft, type Written, writeProducts } from './write-products.ts';

type TreeMap = { [field: string]: Tree };

export interface FilingOptions {
  /** Products by key, name or member; those of the content that the filings name when empty. */
  products: readonly string[];
  /** Every product of the filings. */
  all: boolean;
  accept: Accepted;
  /** Day of the import. */
  retrieved: string;
}

/** What became of some filings and of the products in them. */
export interface FilingsImported {
  filings: { filing: Filing; account: Account }[];
  products: (Written & { name: string; doubts: string[] })[];
  /** Lines of products that were not asked for, each once. */
  others: Line[];
}

/** A product to import: its file, what it is called in filings, and how its sales are written. */
interface Target {
  file: string;
  wanted: Wanted;
  terms: Terms;
  /** What the file contains; undefined of a product that is new. */
  current?: Tree;
  /** Of a new product, without sales. */
  start?: TreeMap;
}

/** Bytes of a filing, unpacked. */
export const largestFiling = 100_000_000;

/**
 * Imports the sales of products from filings, together with those that were imported before. Gives the problems
 * instead when products that were asked for are unknown or the files would not pass the checks; then nothing is
 * written.
 */
export async function importFilings(
  given: readonly Filing[],
  content: ContentFiles,
  options: FilingOptions,
): Promise<FilingsImported | { problems: string[] }> {
  const kept = keptFilings(content, given).sort(inOrder);
  const isGiven = ({ id }: Filing) => given.some((one) => one.id === id);
  const filings = [...kept.filter((one) => !isGiven(one)), ...given].sort(inOrder);
  const found = targetsOf(given, content, options);
  if ('problems' in found) return found;
  const coverage = new Coverage();
  const named = new Set<Line>();
  const products = found.targets.map((target) => {
    const series = seriesFrom(filings, target, coverage, named);
    return { target, series, draft: draftOf(target, series, kept) };
  });
  const lines = given.flatMap((filing) => filing.lines);
  for (const line of lines.filter((one) => !named.has(one)))
    for (const fact of line.facts) coverage.list(fact, 'other product');
  const accounts = given.map((filing) => ({
    filing,
    account: coverage.account(filing.lines.flatMap(({ facts }) => facts)),
  }));
  const sources = given.map(({ id, source }) => ({ id, entry: { ...source, retrieved: options.retrieved } }));
  const outcome = await writeProducts(
    products.map(({ draft }) => draft),
    products.length > 0 ? sources : [],
    content,
    options.accept,
  );
  if ('problems' in outcome) return outcome;
  if (outcome.isComplete && products.length > 0) for (const filing of given) await keep(filing, content);
  return {
    filings: accounts,
    products: outcome.written.map((written, index) => ({
      ...written,
      name: products[index]?.target.wanted.name ?? '',
      doubts: products[index]?.series.doubts ?? [],
    })),
    others: uniqueLines(lines.filter((one) => !named.has(one))),
  };
}

/** In order of the end of their periods; a corrected report follows the one that it corrects. */
function inOrder(a: Filing, b: Filing): number {
  const key = ({ end, form, id }: Filing) => `${end} ${form} ${id}`;
  return key(a) < key(b) ? -1 : 1;
}

function uniqueLines(lines: readonly Line[]): Line[] {
  return [...new Map(lines.map((line) => [foldedName(line.key), line])).values()];
}

function targetsOf(
  filings: readonly Filing[],
  content: ContentFiles,
  { products, all }: FilingOptions,
): { targets: Target[] } | { problems: string[] } {
  const known = content.ofKind('product').flatMap(({ key, id }): (Target & { id: string })[] => {
    const current = content.treeOf(key);
    return isTreeMap(current)
      ? [{ id, file: key, wanted: wantedOf(current), terms: termsOf(current), current }]
      : [];
  });
  const isNamed = ({ id, wanted }: Target & { id: string }) =>
    products.some((name) => name === id || foldedName(name) === foldedName(wanted.name));
  const isFiled = ({ wanted }: Target) =>
    filings.some((filing) => {
      const { line, unclear } = matchIn(filing, wanted);
      return line !== undefined || unclear.length > 0;
    });
  const targets: Target[] = known.filter((one) => (products.length > 0 ? isNamed(one) : isFiled(one)));
  const problems: string[] = [];
  for (const one of targets.filter((target) => !isFiled(target)))
    problems.push(`no filing has a line for ${one.wanted.name}; name it with xbrl: in ${one.file}`);
  const add = (line: Line, filing: Filing) => {
    const wanted = wantedFrom(line, filing);
    const file = `products/${asSlug(wanted.name)}.yaml`;
    if (targets.some((one) => one.file === file)) return;
    if (content.has(file)) problems.push(`${file} is there already and is not about ${wanted.name}`);
    const start = newProduct(line, filing, wanted);
    targets.push({ file, wanted, terms: termsOf(start), start });
  };
  for (const name of products.filter((one) => !known.some((target) => isNamedBy(one, target)))) {
    const matches = filings.map((filing) => ({ filing, match: matchIn(filing, { name, xbrl: [name] }) }));
    const first = matches.find(({ match }) => match.line !== undefined);
    const unclear = matches.flatMap(({ match }) => match.unclear);
    if (first?.match.line) add(first.match.line, first.filing);
    else
      problems.push(unclear.length > 0 ? severalLines(name, unclear) : `no filing has a product ‘${name}’`);
  }
  if (all)
    for (const filing of filings)
      for (const line of filing.lines)
        if (isProduct(line) && !targets.some(({ wanted }) => isOf(line, filing, wanted))) add(line, filing);
  return problems.length > 0 ? { problems } : { targets };
}

function isNamedBy(name: string, { id, wanted }: { id: string; wanted: Wanted }): boolean {
  return name === id || foldedName(name) === foldedName(wanted.name);
}

function severalLines(name: string, lines: readonly Line[]): string {
  const choices = lines.map(({ products, others }) => [...products, ...others].join(' + '));
  return `‘${name}’ means several lines of the filings: ${choices.join('; ')}`;
}

/** Whether a line has a worldwide amount, as products do. */
function isProduct({ facts }: Line): boolean {
  return facts.some((fact) => kindOf(fact) !== 'growth' && regionMemberOf(fact) === undefined);
}

function isOf(line: Line, filing: Filing, wanted: Wanted): boolean {
  const match = matchIn(filing, wanted);
  return match.line === line || match.narrower.includes(line) || match.unclear.includes(line);
}

function seriesFrom(
  filings: readonly Filing[],
  { wanted, terms }: Target,
  coverage: Coverage,
  named: Set<Line>,
): Series {
  const cited = new Map<Filing, Line>();
  const readings = filings.flatMap((filing): Reading[] => {
    const { line, narrower, unclear } = matchIn(filing, wanted);
    for (const one of narrower) for (const fact of one.facts) coverage.list(fact, 'narrower line');
    for (const one of unclear) for (const fact of one.facts) coverage.list(fact, 'several lines');
    for (const one of [...narrower, ...unclear, ...(line ? [line] : [])]) named.add(one);
    if (!line) return [];
    cited.set(filing, line);
    return [readLine(line, filing, terms, coverage)];
  });
  const cite = (filing: Filing): Tree => ({
    id: filing.id,
    locator: `sales by product (${cited.get(filing)?.products.join(', ')})`,
  });
  return seriesOf(readings, cite, coverage);
}

function draftOf(target: Target, { quarters }: Series, kept: readonly Filing[]): Draft {
  const { file, current, start } = target;
  if (current === undefined)
    return { file, next: { ...start, sales: { ...(start?.sales as TreeMap), quarters } } };
  const text = JSON.stringify(current);
  const known = kept.filter(({ id }) => text.includes(`"${id}"`));
  const before = seriesFrom(known, target, new Coverage(), new Set());
  return { file, ...fitted(quarters, current, before.quarters) };
}

function folderOf({ folder }: ContentFiles): string {
  return path.join(folder, 'imports', 'filings');
}

/** Filings whose sales were imported as a whole, as they were then; those that are given again are not read again. */
function keptFilings(content: ContentFiles, given: readonly Filing[]): Filing[] {
  return namesIn(folderOf(content), /\.htm\.gz$/).flatMap((name) => {
    const id = name.replace(/-[0-9a-f]{12}\.htm\.gz$/, '');
    const known = treeAt(content.treeOf(content.fileOfSource(id, 'sources.yaml')), [id, 'sha256']);
    if (typeof known !== 'string' || !name.includes(known.slice(0, 12))) return [];
    const same = given.find((one) => one.id === id && one.sha256 === known);
    if (same) return [same];
    try {
      const bytes = readPlainFile(path.join(folderOf(content), name), { limit: largestFiling });
      const filing = readFiling(gunzipSync(bytes, { maxOutputLength: largestFiling }), name);
      return filing.sha256 === known ? [filing] : [];
    } catch {
      return [];
    }
  });
}

async function keep({ id, sha256, bytes }: Filing, content: ContentFiles): Promise<void> {
  const name = `${id}-${sha256.slice(0, 12)}.htm.gz`;
  if (namesIn(folderOf(content), /\.htm\.gz$/).includes(name)) return;
  await writeWhole(path.join(folderOf(content), name), gzipSync(bytes, { level: 9 }));
}
