import { statSync } from 'node:fs';
import path from 'node:path';
import { readChunks } from '../adapters/read-chunks.ts';
import { readRows } from '../mail/csv-rows.ts';
import type { Recipient } from '../mail/letter.ts';
import { checkRecipients } from '../mail/recipients.ts';
import { type Console, exit } from './console.ts';
import { tell, type Workplace } from './sources.ts';

interface Reader {
  console: Console;
  place: Workplace;
}

/** Everyone on a list; an exit code, having told every bad row, when it cannot be mailed to. */
export async function readList(given: string, { console, place }: Reader): Promise<Recipient[] | number> {
  const file = path.resolve(place.cwd, given);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    console.warn(`there is no list ${given}`);
    return exit.usage;
  }
  const checked = await checkRecipients(readRows(readChunks(file)), given);
  tell(checked.diagnostics, console, place);
  if (checked.ok) return checked.value.recipients;
  console.warn('nobody is mailed to');
  return exit.invalidContent;
}
