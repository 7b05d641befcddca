import { closeSync, existsSync, mkdirSync, openSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { MailState } from '../ports.ts';

/** The file that records messages, their results and suppressed addresses. Beside the archive, never in it. */
export interface OutboxFile extends Disposable {
  readonly database: DatabaseSync;
}

const version = 2;

const tables = `
  CREATE TABLE plan (
    edition TEXT NOT NULL, revision INTEGER NOT NULL,
    hash TEXT NOT NULL, source TEXT NOT NULL, planned_at INTEGER NOT NULL,
    PRIMARY KEY (edition, revision)
  ) STRICT;
  CREATE TABLE message (
    position INTEGER PRIMARY KEY,
    edition TEXT NOT NULL, revision INTEGER NOT NULL, key TEXT NOT NULL,
    address TEXT NOT NULL, fields TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued', attempts INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER, settled_at INTEGER, answer TEXT NOT NULL DEFAULT '', message_id TEXT NOT NULL DEFAULT '',
    UNIQUE (edition, revision, key)
  ) STRICT;
  CREATE INDEX message_by_state ON message (edition, revision, state, position);
  CREATE INDEX message_by_key ON message (key);
  CREATE INDEX message_by_id ON message (message_id);
  CREATE TABLE attempt (
    position INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,
    at INTEGER NOT NULL, state TEXT NOT NULL, answer TEXT NOT NULL
  ) STRICT;
  CREATE INDEX attempt_by_message ON attempt (position);
  CREATE TABLE suppression (
    key TEXT PRIMARY KEY, reason TEXT NOT NULL, detail TEXT NOT NULL, at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE bounce (
    key TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL, detail TEXT NOT NULL, cause TEXT NOT NULL,
    at INTEGER NOT NULL, UNIQUE (key, cause)
  ) STRICT;
`;

/** Since version 2: a secret, so that nobody else can guess the Message-ID of a reader's mail. */
const secret = `
  CREATE TABLE secret (value TEXT NOT NULL) STRICT;
  INSERT INTO secret VALUES (lower(hex(randomblob(32))));
`;

/**
 * The outbox of an archive. It is beside the archive itself and not beside a link to it: an archive that is
 * named in two ways would have two outboxes, and one would not know whom the other has mailed.
 */
export function outboxBeside(archive: string): string {
  return `${existsSync(archive) ? realpathSync(archive) : archive}.outbox.sqlite`;
}

/** An outbox that cannot be read or written; the message says which, why, and what to do. */
export class OutboxUnusable extends Error {
  constructor(file: string, reason: string, remedy: string) {
    super(`${file} ${reason}; ${remedy}`);
    this.name = 'OutboxUnusable';
  }
}

const restore =
  'restore it from your backup, together with the file that ends in -wal. It is the only record of who has got what: without it nobody knows whom a message would reach twice, so do not start a new one';

const sqliteFaults: Readonly<Record<number, readonly [reason: string, remedy: string]>> = {
  5: ['is in use by another program', 'wait until that has ended and run the same command again'],
  8: ['cannot be written', 'make the file and its folder writable and run the same command again'],
  10: ['cannot be read or written: the disk fails', restore],
  11: ['is damaged', restore],
  13: ['cannot be written: the disk is full', 'make room and run the same command again'],
  14: ['cannot be opened', 'make the file and its folder readable and writable'],
  26: ['is damaged: it is not an outbox of trialbrief', restore],
};

/** What went wrong with an outbox, in words; any other error as it is. */
export function explainOutbox(file: string, error: unknown): unknown {
  const { code, errcode, message } = error as NodeJS.ErrnoException & { errcode?: number };
  if (code === 'ERR_SQLITE_ERROR') {
    // Extended codes have the kind in their lowest byte.
    const [reason, remedy] = sqliteFaults[(errcode ?? 0) & 0xff] ?? [`is damaged (${message})`, restore];
    return new OutboxUnusable(file, reason, remedy);
  }
  const { path: failed } = error as NodeJS.ErrnoException;
  // Other files are read meanwhile, such as those of secrets.
  if (failed !== file && failed !== path.dirname(file)) return error;
  const remedy = 'name a folder that can be written with --out or --archive';
  return new OutboxUnusable(file, `cannot be opened (${code})`, remedy);
}

type Transitions = readonly (readonly [MailState, MailState])[];

/**
 * Opens the outbox and makes it where it is missing, readable by its owner only. Every commit is on the disk
 * before the next step is taken. No message changes from one state to another but as `transitions` say.
 */
export function openOutbox(file: string, transitions: Transitions): OutboxFile {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === false)
      throw new OutboxUnusable(
        file,
        'is not a plain file',
        'an outbox is a file that only trialbrief writes',
      );
    closeSync(openSync(file, 'a', 0o600));
    return openDatabase(file, transitions);
  } catch (error) {
    throw explainOutbox(file, error);
  }
}

function openDatabase(file: string, transitions: Transitions): OutboxFile {
  const database = new DatabaseSync(file, { timeout: 10_000, enableForeignKeyConstraints: true });
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    prepareOutbox(database, transitions, file);
  } catch (error) {
    database.close();
    throw error;
  }
  return { database, [Symbol.dispose]: () => database.close() };
}

function prepareOutbox(database: DatabaseSync, transitions: Transitions, file: string): void {
  inTransaction(database, () => {
    const found = database.prepare('PRAGMA user_version').get()?.user_version;
    if (found === version) return;
    if (found === 0) database.exec(`${tables}${guard(transitions)}`);
    else if (found !== 1)
      throw new OutboxUnusable(file, 'was made by another version of trialbrief', 'use that version');
    database.exec(`${secret} PRAGMA user_version = ${version};`);
  });
}

/** 64 hexadecimal digits, made with the outbox. */
export function outboxSecret(database: DatabaseSync): string {
  return rowsOf<{ value: string }>(database, 'SELECT value FROM secret')[0]?.value ?? '';
}

/** An outbox to look into; undefined when nothing was ever planned there. */
export function openExistingOutbox(file: string, transitions: Transitions): OutboxFile | undefined {
  return existsSync(file) ? openOutbox(file, transitions) : undefined;
}

function guard(transitions: Transitions): string {
  const allowed = transitions.map(([from, to]) => `('${from}', '${to}')`).join(', ');
  return `
    CREATE TRIGGER message_states BEFORE UPDATE OF state ON message
    WHEN OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (VALUES ${allowed})
    BEGIN SELECT RAISE(ABORT, 'this message cannot come into that state'); END;
  `;
}

/** All or nothing, and nobody else writes between the first look and the last change. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** Rows of a query, as the type that its columns make. */
export function rowsOf<T>(database: DatabaseSync, sql: string, ...values: SQLInputValue[]): T[] {
  return database.prepare(sql).all(...values) as T[];
}
