import { readAddress } from '../mail/address.ts';
import { csvLines } from '../notation/files.ts';
import { writeTime } from '../notation/terms.ts';
import type { MailState } from '../ports.ts';
import type { LedgerRow } from '../send/outbox-ledger.ts';
import { messagesOf, messagesTo } from '../send/outbox-ledger.ts';
import { mailStates } from '../send/outcome.ts';
import { listSuppressions } from '../send/suppression.ts';
import { type Console, exit } from './console.ts';
import { findSealed, lookIntoOutbox, type MailOptions, mailContextAt } from './outbox.ts';
import type { ProjectPaths } from './sources.ts';

interface SentOptions extends MailOptions {
  csv: boolean;
  /** Only messages in this state. */
  state?: string;
}

/** Prints who was mailed an edition, when, and what the server answered. */
export function runSent(named: string, options: SentOptions, console: Console, place: ProjectPaths): number {
  if (options.state !== undefined && !Object.hasOwn(mailStates, options.state)) {
    console.warn(`--state must be one of ${Object.keys(mailStates).join(', ')}`);
    return exit.usage;
  }
  const context = mailContextAt(options, place);
  const found = findSealed(named, context, console);
  if (!found) return exit.usage;
  using outbox = lookIntoOutbox(context, console);
  if (!outbox) return exit.failed;
  const { revision, manifest } = { ...found, manifest: found.revision.manifest };
  const only = /\/r\d+\/*$/.test(named) ? manifest.revision : undefined;
  const all = messagesOf(outbox.database, manifest.id, only);
  const rows = all.filter(({ state }) => options.state === undefined || state === options.state);
  const counts = Object.fromEntries(
    [...Map.groupBy(all, ({ state }) => state)].map(([state, own]) => [state, own.length]),
  );
  printRows(rows, { console, csv: options.csv, about: { command: 'sent', edition: manifest.id, counts } });
  if (rows.length === 0) console.warn(`no matching message of ${revision.folder} was planned or sent`);
  return rows.length > 0 ? exit.done : exit.failed;
}

/** Prints what was mailed to one address, and whether it is suppressed. */
export function runWhoGot(
  given: string,
  options: MailOptions & { csv: boolean },
  console: Console,
  place: ProjectPaths,
): number {
  const address = readAddress(given);
  if ('problem' in address) {
    console.warn(`not a plain email address: ${address.problem}`);
    return exit.usage;
  }
  using outbox = lookIntoOutbox(mailContextAt(options, place), console);
  if (!outbox) return exit.failed;
  const rows = messagesTo(outbox.database, address.key);
  printRows(rows, { console, csv: options.csv, about: { command: 'who-got', address: address.key } });
  const suppressed = listSuppressions(outbox.database).find(({ key }) => key === address.key);
  if (suppressed)
    console.info(`the address is suppressed: ${suppressed.reason}, ${writeTime(suppressed.at)}`);
  if (rows.length === 0) console.warn(`nothing was planned for ${address.key}`);
  return rows.length > 0 ? exit.done : exit.failed;
}

interface RowsOutput {
  console: Console;
  csv: boolean;
  about: Record<string, unknown>;
}

function printRows(rows: readonly LedgerRow[], { console, csv, about }: RowsOutput): void {
  if (console.json) {
    const messages = rows.map((row) => ({
      ...row,
      at: row.at && writeTime(row.at),
      due: row.due && writeTime(row.due),
    }));
    console.result(JSON.stringify({ schema: 1, ...about, messages }, null, 2));
  } else if (csv) console.result(csvLines([[...columns], ...rows.map(toCells)]).trimEnd());
  else for (const row of rows) console.result(describe(row));
  if (!console.json && 'counts' in about)
    console.info(
      Object.entries(about.counts as Record<string, number>)
        .map(([state, count]) => `${count} ${state}: ${mailStates[state as MailState].meaning}`)
        .join('\n'),
    );
}

const columns = [
  'edition',
  'revision',
  'address',
  'state',
  'at',
  'attempts',
  'answer',
  'message-id',
] as const;

function toCells({ edition, revision, address, state, at, attempts, answer, messageId }: LedgerRow) {
  return [edition, `r${revision}`, address, state, at ? writeTime(at) : '', attempts, answer, messageId];
}

function describe({ edition, revision, address, state, at, answer }: LedgerRow): string {
  const time = at ? writeTime(at) : 'not yet';
  return `${state.padEnd(10)} ${time.padEnd(20)}  ${address}  ${edition} r${revision}  ${answer}`.trimEnd();
}
