import { closeSync, existsSync, mkdirSync, openSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { MailState } from '../ports.ts';

/** The file that holds who is mailed what, whom not, and what became of it. Beside the archive, never in it. */
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

/** Since version 2: what nobody else knows, so that nobody else can tell the Message-ID of a reader's mail. */
const secret = `
  CREATE TABLE secret (value TEXT NOT NULL) STRICT;
  INSERT INTO secret VALUES (lower(hex(randomblob(32))));
`;

/**
 * The outbox of an archive. It stands beside the archive itself and not beside a link to it: an archive that is
 * named in two ways would have two outboxes, and one would not know whom the other has mailed.
 */
export function outboxBeside(archive: string): string {
  return `${existsSync(archive) ? realpathSync(archive) : archive}.outbox.sqlite`;
}

type Transitions = readonly (readonly [MailState, MailState])[];

/**
 * Opens the outbox and makes it where it is missing, readable by its owner only. Every commit is on the disk
 * before the next step is taken. No message changes from one state to another but as `transitions` say.
 */
export function openOutbox(file: string, transitions: Transitions): OutboxFile {
  mkdirSync(path.dirname(file), { recursive: true });
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file, { timeout: 10_000, enableForeignKeyConstraints: true });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  prepareOutbox(database, transitions, file);
  return { database, [Symbol.dispose]: () => database.close() };
}

function prepareOutbox(database: DatabaseSync, transitions: Transitions, file: string): void {
  inTransaction(database, () => {
    const found = database.prepare('PRAGMA user_version').get()?.user_version;
    if (found === version) return;
    if (found === 0) database.exec(`${tables}${guard(transitions)}`);
    else if (found !== 1) throw new Error(`${file} was made by another version of trialbrief`);
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
