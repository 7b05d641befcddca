import path from 'node:path';
import { readEditionFile, writeWhole } from '../files/edition-disk.ts';
import { readPlainFile } from '../files/files.ts';
import type { ContentFiles } from '../import/content-files.ts';
import { importSalesTable, type SalesTableImported } from '../import/sales/import-sales-table.ts';
import type { Session } from './commands.ts';
import { type Console, exit } from './console.ts';
import { acceptedBy, printProducts } from './import-changes.ts';
import type { SalesOptions } from './import-sales.ts';
import { printDiagnostics } from './sources.ts';

/** Bytes of a table. */
const largest = 50_000_000;

/** Imports a table of sales; it is kept when all of it has been accepted. */
export async function runImportSalesTable(
  file: string,
  { sheet, source, accept }: SalesOptions,
  content: ContentFiles,
  session: Session,
): Promise<number> {
  const console = session.console();
  const bytes = readPlainFile(path.resolve(session.place.cwd, file), { limit: largest });
  const [kept, name] = [path.join(content.folder, 'imports/sales'), path.basename(file)];
  const before = readEditionFile(kept, name);
  const outcome = await importSalesTable(
    { bytes, shownAs: file, sheet, source, before },
    acceptedBy(accept),
    content,
  );
  const value = outcome.ok ? outcome.value : undefined;
  if (value?.isComplete && !before?.equals(bytes)) await writeWhole(path.join(kept, name), bytes);
  const { diagnostics } = outcome;
  if (console.json)
    console.result(JSON.stringify({ schema: 1, command: 'import sales', diagnostics, ...value }, null, 2));
  else printDiagnostics(diagnostics, console, session.place);
  if (!value) return exit.invalidContent;
  if (!console.json) print(value, content.shownAs, console);
  return value.refusals.length > 0 ? exit.invalidContent : exit.done;
}

function print({ products, others, refusals }: SalesTableImported, shownAs: string, console: Console): void {
  if (others.length > 0) console.info(`not read: ${others.join(', ')}; --sheet names another sheet`);
  printProducts(products, shownAs, console);
  for (const one of refusals) console.warn(`error ${one}`);
}
