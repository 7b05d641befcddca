import { createHash } from 'node:crypto';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../adapters/clock.ts';
import { inTransaction } from '../adapters/outbox.ts';
import { messagesTo, recipientOfMessage } from '../adapters/outbox-ledger.ts';
import { isNoFile, readMessage } from '../adapters/read-input.ts';
import { recordBounce, softBounces, suppress } from '../adapters/suppression.ts';
import { type Bounce, bounceOfRow, readReport } from '../mail/bounce.ts';
import { type Console, exit } from './console.ts';
import { type DeskOptions, mailDeskAt, openDesk } from './mail-desk.ts';
import { readList } from './read-list.ts';
import type { Workplace } from './sources.ts';

interface Import {
  bounces: (Bounce & { cause: string })[];
  problems: string[];
}

/** Takes in delivery reports (.eml) and lists of bounces (.csv): hard ones are suppressed, soft ones counted. */
export async function runBounces(
  verb: string,
  files: string[],
  options: DeskOptions & { console: Console; place: Workplace },
): Promise<number> {
  const { console, place } = options;
  if (verb !== 'import') {
    console.warn(`bounces does one thing: bounces import <file…>; not ‘${verb}’`);
    return exit.usage;
  }
  const read: Import = { bounces: [], problems: [] };
  for (const file of files) {
    const code = await readFile(file, read, console, place);
    if (code !== undefined) return code;
  }
  using outbox = openDesk(mailDeskAt(options, place));
  const { database } = outbox;
  const told = inTransaction(database, () =>
    read.bounces.map((bounce) => take(database, bounce, systemClock.now())),
  );
  const counts = Object.fromEntries(
    [...Map.groupBy(told, ({ effect }) => effect)].map(([k, v]) => [k, v.length]),
  );
  if (console.json) {
    const document = { schema: 1, command: 'bounces', counts, bounces: told, unread: read.problems };
    console.result(JSON.stringify(document, null, 2));
  } else {
    for (const { effect, key, status, detail } of told)
      console.result(`${effect.padEnd(10)} ${[key, status, detail].filter(Boolean).join('  ')}`);
    const often = softBounces(database).filter(({ count }) => count >= 3);
    for (const { key, count } of often) console.say(`${key} has bounced softly ${count} times`);
  }
  for (const problem of read.problems) console.warn(problem);
  return read.problems.length > 0 ? exit.invalidContent : exit.done;
}

async function readFile(
  file: string,
  read: Import,
  console: Console,
  place: Workplace,
): Promise<number | undefined> {
  if (/\.csv$/i.test(file)) {
    const rows = await readList(file, { console, place });
    if (typeof rows === 'number') return rows;
    read.bounces.push(...rows.map((row) => ({ ...bounceOfRow(row), cause: fingerprint(row) })));
    return undefined;
  }
  const source = await readMessage(path.resolve(place.cwd, file)).catch(whenAbsent);
  if (source === undefined) {
    console.warn(`there is no file ${file}`);
    return exit.usage;
  }
  const bounces = readReport(source);
  if (bounces)
    read.bounces.push(...bounces.map((one) => ({ ...one, cause: one.messageId ?? fingerprint(source) })));
  else read.problems.push(`${file} is no delivery report (RFC 3464)`);
  return undefined;
}

function whenAbsent(error: unknown): undefined {
  if (!isNoFile(error)) throw error;
}

function fingerprint(source: unknown): string {
  return createHash('sha256').update(JSON.stringify(source)).digest('hex');
}

/** Only what comes back of our own mail counts: whoever can write to us must not silence others. */
function take(database: DatabaseSync, bounce: Import['bounces'][number], at: number) {
  const { messageId, cause, kind, status, detail } = bounce;
  const key = (messageId && recipientOfMessage(database, messageId)) ?? bounce.key;
  const told = { key, kind, status, detail };
  if (messagesTo(database, key).length === 0) return { ...told, effect: 'ignored' };
  const isNew = recordBounce(database, { ...told, cause, at });
  if (kind === 'hard')
    suppress(database, { key, reason: 'bounced', detail: [status, detail].join(' ').trim(), at });
  return { ...told, effect: isNew ? (kind === 'hard' ? 'suppressed' : 'counted') : 'known' };
}
