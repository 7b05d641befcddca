import { createHash } from 'node:crypto';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../files/process.ts';
import { isNoFile, NotPlain, readMessage } from '../files/read-input.ts';
import { type Bounce, bounceOfRow, readReport } from '../send/bounce.ts';
import { inTransaction } from '../send/outbox.ts';
import { recipientOfMessage, wasMailed } from '../send/outbox-ledger.ts';
import { recordBounce, softBounces, suppress } from '../send/suppression.ts';
import { type Console, exit } from './console.ts';
import { type MailOptions, mailContextAt, openOutboxFor } from './outbox.ts';
import { readList } from './recipients.ts';
import type { ProjectPaths } from './sources.ts';

interface Returned extends Bounce {
  /** Identifies one bounce of an address, so that importing it twice counts it once. */
  cause: string;
  /** A list comes from the sender's provider; a report may come from anyone. */
  isReport: boolean;
}

interface Import {
  bounces: Returned[];
  problems: string[];
}

/**
 * Imports delivery reports (.eml) and lists of bounces (.csv): hard bounces are suppressed, soft ones
 * counted.
 */
export async function runBounces(
  verb: string,
  files: string[],
  options: MailOptions & { console: Console; place: ProjectPaths },
): Promise<number> {
  const { console, place } = options;
  if (verb !== 'import') {
    console.warn(`usage: bounces import <file…>; there is no ‘${verb}’`);
    return exit.usage;
  }
  const read: Import = { bounces: [], problems: [] };
  for (const file of files) {
    const code = await readFile(file, read, console, place);
    if (code !== undefined) return code;
  }
  using outbox = openOutboxFor(mailContextAt(options, place));
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
    for (const { effect, key, status, detail, why } of told)
      console.result(`${effect.padEnd(10)} ${[key, why, status, detail].filter(Boolean).join('  ')}`);
    const often = softBounces(database).filter(({ count }) => count >= 3);
    for (const { key, count } of often) console.info(`${key} has bounced softly ${count} times`);
  }
  for (const problem of read.problems) console.warn(problem);
  return read.problems.length > 0 ? exit.invalidContent : exit.done;
}

async function readFile(
  file: string,
  read: Import,
  console: Console,
  place: ProjectPaths,
): Promise<number | undefined> {
  if (/\.csv$/i.test(file)) {
    const rows = await readList(file, { console, place });
    if (typeof rows === 'number') return rows;
    using list = rows;
    for (const row of list)
      read.bounces.push({ ...bounceOfRow(row), cause: fingerprint(row), isReport: false });
    return undefined;
  }
  const source = await readMessage(path.resolve(place.cwd, file)).catch((error: unknown) => {
    if (isNoFile(error)) return `there is no file ${file}`;
    if (error instanceof NotPlain) return `${file} ${error.message}`;
    throw error;
  });
  if (typeof source === 'string') {
    console.warn(source);
    return exit.usage;
  }
  const bounces = await readReport(source);
  const problem = bounces ? whatCannotBeRead(bounces) : 'is not a delivery report';
  if (problem) read.problems.push(`${file} ${problem}`);
  for (const one of bounces ?? [])
    read.bounces.push({ ...one, cause: one.messageId ?? fingerprint(one), isReport: true });
  return undefined;
}

/** Reports with failed addresses that cannot be read, which would otherwise be dropped silently. */
function whatCannotBeRead(bounces: readonly Bounce[]): string | undefined {
  const lost = bounces.filter(({ key, messageId }) => key === '' && messageId === undefined).length;
  return lost > 0
    ? `is a delivery report in which ${lost} failed address${lost > 1 ? 'es' : ''} cannot be read`
    : undefined;
}

function fingerprint(source: unknown): string {
  return createHash('sha256').update(JSON.stringify(source)).digest('hex');
}

/**
 * Only bounces of our own mail count, so that an outsider cannot suppress other readers. A report must
 * contain the Message-ID of a message that was sent, which only its recipient's servers know.
 */
function take(database: DatabaseSync, bounce: Returned, at: number) {
  const { messageId, cause, kind, status, detail, isReport } = bounce;
  const ours = messageId === undefined ? undefined : recipientOfMessage(database, messageId);
  const key = ours ?? bounce.key;
  const told = { key, kind, status, detail };
  if (isReport ? ours === undefined : !wasMailed(database, key))
    return {
      ...told,
      effect: 'ignored',
      why: isReport ? 'does not match a message that was sent' : 'never mailed',
    };
  const isNew = recordBounce(database, { ...told, cause, at });
  if (kind === 'hard')
    suppress(database, { key, reason: 'bounced', detail: [status, detail].join(' ').trim(), at });
  return { ...told, effect: isNew ? (kind === 'hard' ? 'suppressed' : 'counted') : 'known', why: '' };
}
