import path from 'node:path';
import { type Diagnostic, problem } from '../diagnostics.ts';
import { FileRefused, filesUnder, readPlainFile, unpacked } from '../files/files.ts';
import { type Reason, reasons } from '../import/sales/coverage.ts';
import { type Filing, readFiling } from '../import/sales/filing.ts';
import { type FilingsImported, importFilings, largestFiling } from '../import/sales/import-filings.ts';
import { NotXbrl } from '../import/sales/inline-xbrl.ts';
import { nameOfMember } from '../import/sales/match.ts';
import { count } from '../report.ts';
import type { Session } from './commands.ts';
import { type Console, exit } from './console.ts';
import { acceptedBy, printProducts } from './import-changes.ts';
import { contentNamed } from './import-content.ts';
import { runImportSalesTable } from './import-sales-table.ts';
import { printDiagnostics } from './sources.ts';

export interface SalesOptions {
  content: string;
  product?: string[];
  all: boolean;
  list: boolean;
  /** Of a workbook. */
  sheet?: string;
  /** Of rows of a table that name none. */
  source?: string;
  accept?: true | string[];
}

/** Imports sales of products from filings or a table. Nothing is written when one of the files cannot be read. */
export async function runImportSales(
  paths: string[],
  options: SalesOptions,
  session: Session,
): Promise<number> {
  const console = session.console();
  const content = contentNamed(options.content, session);
  if (!content) return exit.usage;
  const [table] = paths.filter(isTable);
  if (table !== undefined && paths.length === 1) return runImportSalesTable(table, options, content, session);
  if (table !== undefined) {
    console.warn(`${table}: a table is imported by itself; give filings in another command`);
    return exit.usage;
  }
  const files = paths.flatMap((one) => filesUnder(one, /\.html?(?:\.gz)?$/i, session.place.cwd));
  if (files.length === 0) {
    console.warn(`${paths.join(', ')}: no filings, which end in .htm, .html or .gz`);
    return exit.usage;
  }
  const diagnostics: Diagnostic[] = [];
  const filings = files.flatMap((file) => readOne(file, session.place.cwd, diagnostics));
  if (diagnostics.length > 0) {
    if (console.json) printJson({ diagnostics }, console);
    else printDiagnostics(diagnostics, console, session.place);
    return exit.invalidContent;
  }
  const { accept, product: products = [], all } = options;
  const outcome = await importFilings(unique(filings), content, {
    products,
    all,
    accept: acceptedBy(accept),
    retrieved: session.today,
  });
  if ('problems' in outcome) {
    if (console.json) printJson(outcome, console);
    else for (const one of outcome.problems) console.warn(`error ${one}`);
    return exit.invalidContent;
  }
  if (console.json) printJson(toData(outcome), console);
  else print(outcome, options, content.shownAs, console);
  return exit.done;
}

function isTable(file: string): boolean {
  return /\.(?:csv|tsv|txt|xlsx)$/i.test(file);
}

function readOne(file: string, cwd: string, diagnostics: Diagnostic[]): Filing[] {
  // No line of a packed file can be shown.
  const shownAs = file.endsWith('.gz') ? `${file}#${path.basename(file, '.gz')}` : file;
  const refuse = (message: string, line = 1, column = 1) => {
    const place = { file: shownAs, line, column };
    const hints = ['import the document of a 10-Q or 10-K as the SEC has it, with its tags'];
    diagnostics.push(problem('filing-syntax', `the filing cannot be read: ${message}`, place, { hints }));
    return [];
  };
  try {
    const bytes = readPlainFile(path.resolve(cwd, file), { limit: largestFiling });
    return [readFiling(unpacked(bytes, largestFiling), file)];
  } catch (error) {
    if (error instanceof NotXbrl) return refuse(error.message, error.line, error.column);
    if (error instanceof FileRefused) return refuse(`it ${error.reason}`);
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (/^Z_|ERR_BUFFER_TOO_LARGE/.test(code)) return refuse(`it cannot be unpacked: ${message}`);
    throw error;
  }
}

/** The same filing may be there twice; of two with the same key the last by name is taken. */
function unique(filings: readonly Filing[]): Filing[] {
  return [...new Map(filings.map((filing) => [filing.id, filing])).values()];
}

function printJson(data: object, console: Console): void {
  console.result(JSON.stringify({ schema: 1, command: 'import sales', ...data }, null, 2));
}

function toData({ filings, products, others }: FilingsImported): object {
  return {
    filings: filings.map(({ filing: { name, id, sha256 }, account }) => ({
      file: name,
      source: id,
      sha256,
      numbers: account.raw,
      taken: account.taken,
      listed: account.listed.map(({ fact, reason }) => ({
        id: fact.id,
        line: fact.line,
        column: fact.column,
        text: fact.text,
        reason,
      })),
    })),
    products,
    others: others.map((line) => [...line.products, ...line.others]),
  };
}

function print(
  { filings, products, others }: FilingsImported,
  { list }: SalesOptions,
  shownAs: string,
  console: Console,
): void {
  for (const { filing, account } of filings) {
    const { raw, taken, listed } = account;
    console.result(`${filing.name}: ${filing.company}, ${filing.form} to ${filing.end}, source ${filing.id}`);
    console.result(`  ${count(raw, 'number')} of product sales: ${taken} taken, ${listed.length} left out`);
    for (const [reason, own] of Map.groupBy(listed, (one) => one.reason)) {
      console.result(`  ${own.length} left out: ${reasons[reason as Reason]}`);
      for (const { fact } of list ? own : [])
        console.result(
          `    ${filing.name}:${fact.line}:${fact.column} ${fact.id} ${fact.text} ${[...fact.members.values()].join(' ')}, ${fact.start ?? ''} to ${fact.end}`,
        );
    }
  }
  printProducts(products, shownAs, console);
  if (products.length === 0) console.result('no product of the content is in these filings');
  if (others.length > 0) {
    console.result(`${count(others.length, 'other product')} in the filings, to be named with --product:`);
    for (const line of others)
      console.result(
        `  ${nameOfMember(line.products[0] ?? '')}: ${[...line.products, ...line.others].join(' + ')}`,
      );
  }
}
