import path from 'node:path';
import { isError } from '../diagnostics.ts';
import { writeWhole } from '../files/edition-disk.ts';
import { writeWorkbook } from '../import/sheet/xlsx-writer.ts';
import { tableOf } from '../import/table/export-table.ts';
import { csvLines } from '../notation/files.ts';
import { count } from '../report.ts';
import { suggest } from '../suggest.ts';
import type { Session } from './commands.ts';
import { exit } from './console.ts';
import { contentNamed } from './import-content.ts';
import { printDiagnostics } from './sources.ts';

export interface ExportOptions {
  content: string;
  trial?: string[];
  out?: string;
}

/** Writes the findings of trials as a table that `import table` reads; of content with errors none is written. */
export async function runExportTable(
  { content: folder, trial: wanted, out }: ExportOptions,
  session: Session,
): Promise<number> {
  const console = session.console();
  const content = contentNamed(folder, session);
  if (!content) return exit.usage;
  const files = content.ofKind('trial');
  const known = files.map(({ id }) => id).sort();
  const strays = (wanted ?? []).filter((one) => !known.includes(one));
  for (const one of strays) console.warn([`there is no trial ‘${one}’`, ...suggest(one, known)].join('; '));
  if (strays.length > 0) return exit.usage;
  const trials = wanted ? known.filter((one) => wanted.includes(one)) : known;
  const own = new Set(files.filter(({ id }) => trials.includes(id)).map((file) => file.path));
  const errors = content.check([]).filter((one) => isError(one) && own.has(one.place.file));
  if (errors.length > 0) {
    printDiagnostics(errors, console, session.place);
    return exit.invalidContent;
  }
  const table = tableOf(trials, content);
  if (out !== undefined) {
    const bytes = /\.xlsx$/i.test(out) ? writeWorkbook('Findings', table) : csvLines(table);
    await writeWhole(path.resolve(session.place.cwd, out), bytes);
    console.info(`${out}: ${count(table.length - 1, 'finding')} of ${count(trials.length, 'trial')}`);
  }
  if (console.json) {
    const [columns, ...rows] = table;
    console.result(JSON.stringify({ schema: 1, command: 'export table', columns, rows }, null, 2));
  } else if (out === undefined) console.result(csvLines(table).trimEnd());
  return exit.done;
}
