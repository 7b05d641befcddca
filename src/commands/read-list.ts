import path from 'node:path';
import { isNoFile, readChunks } from '../adapters/read-input.ts';
import type { Outcome } from '../diagnostics.ts';
import { readRows } from '../mail/csv-rows.ts';
import type { Recipient } from '../mail/letter.ts';
import { checkRecipients, type RecipientList } from '../mail/recipients.ts';
import { type Console, exit } from './console.ts';
import { tell, type Workplace } from './sources.ts';

interface Reader {
  console: Console;
  place: Workplace;
}

/** Everyone on a list; an exit code, having told every bad row, when it cannot be mailed to. */
export async function readList(given: string, { console, place }: Reader): Promise<Recipient[] | number> {
  const checked = await check(path.resolve(place.cwd, given), given);
  if (!checked) {
    console.warn(`there is no list ${given}`);
    return exit.usage;
  }
  tell(checked.diagnostics, console, place);
  if (checked.ok) return checked.value.recipients;
  console.warn('nobody is mailed to');
  return exit.invalidContent;
}

/** Undefined when there is no such file. */
async function check(file: string, given: string): Promise<Outcome<RecipientList> | undefined> {
  try {
    return await checkRecipients(readRows(readChunks(file)), given);
  } catch (error) {
    if (isNoFile(error)) return undefined;
    throw error;
  }
}
