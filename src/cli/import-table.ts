import path from 'node:path';
import { readEditionFile, writeWhole } from '../files/edition-disk.ts';
import { readPlainFile } from '../files/files.ts';
import { type ImportedTable, importTable } from '../import/table/import-table.ts';
import type { Session } from './commands.ts';
import { type Console, exit } from './console.ts';
import { acceptedBy, outcomeInWords, printChanges } from './import-changes.ts';
import { contentNamed } from './import-content.ts';
import { printDiagnostics } from './sources.ts';

export interface TableOptions {
  content: string;
  sheet?: string;
  accept?: true | string[];
}

/** Bytes of a table. */
const largest = 50_000_000;

/** Imports the findings of a CSV file or workbook; the table is kept when all of it has been accepted. */
export async function runImportTable(
  file: string,
  { content: folder, sheet, accept }: TableOptions,
  session: Session,
): Promise<number> {
  const console = session.console();
  const content = contentNamed(folder, session);
  if (!content) return exit.usage;
  const bytes = readPlainFile(path.resolve(session.place.cwd, file), { limit: largest });
  const [kept, name] = [path.join(content.folder, 'imports/tables'), path.basename(file)];
  const before = readEditionFile(kept, name);
  const outcome = await importTable({ bytes, shownAs: file, sheet, before }, acceptedBy(accept), content);
  const value = outcome.ok ? outcome.value : undefined;
  if (value?.isComplete && !before?.equals(bytes)) await writeWhole(path.join(kept, name), bytes);
  const { diagnostics } = outcome;
  if (console.json) {
    const document = { schema: 1, command: 'import table', diagnostics, ...value };
    console.result(JSON.stringify(document, null, 2));
  } else printDiagnostics(diagnostics, console, session.place);
  if (!value) return exit.invalidContent;
  if (!console.json) print(value, content.shownAs, console);
  return value.refusals.length > 0 ? exit.invalidContent : exit.done;
}

function print({ trials, others, refusals }: ImportedTable, shownAs: string, console: Console): void {
  if (others.length > 0) console.info(`not read: ${others.join(', ')}; --sheet names another sheet`);
  for (const { trial, file, state, changes } of trials) {
    console.result(`${trial}: ${shownAs}/${file}, ${outcomeInWords(state, changes)}`);
    printChanges(changes, state === 'proposed', console);
  }
  for (const one of refusals) console.warn(one);
}
