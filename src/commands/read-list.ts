import path from 'node:path';
import { type ListStore, openListStore } from '../adapters/list-store.ts';
import { isNoFile, NotPlain, readChunks } from '../adapters/read-input.ts';
import { readRows } from '../mail/csv-rows.ts';
import { checkRecipients } from '../mail/recipients.ts';
import { type Console, exit } from './console.ts';
import { type ProjectPaths, printDiagnostics } from './sources.ts';

interface Reader {
  console: Console;
  place: ProjectPaths;
}

/** Reads the recipient list. On bad rows, prints each and returns an exit code. */
export async function readList(given: string, { console, place }: Reader): Promise<ListStore | number> {
  const store = openListStore();
  const code = await fill(store, given, { console, place });
  if (code === undefined) return store;
  store[Symbol.dispose]();
  return code;
}

async function fill(
  store: ListStore,
  given: string,
  { console, place }: Reader,
): Promise<number | undefined> {
  const file = path.resolve(place.cwd, given);
  try {
    const checked = await checkRecipients(readRows(readChunks(file)), given, store);
    printDiagnostics(checked.diagnostics, console, place);
    if (checked.ok) return undefined;
    console.warn('no mail will be sent');
    return exit.invalidContent;
  } catch (error) {
    if (isNoFile(error)) console.warn(`there is no list ${given}`);
    else if (error instanceof NotPlain) console.warn(`the list ${given} ${error.message}`);
    else throw error;
    return exit.usage;
  }
}
