import { closeSync, existsSync, openSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { MailState } from '../ports.ts';
import { makeFolder } from './make-folder.ts';
import { naming } from './named-failure.ts';
import { refuseUnlessPlain } from './plain-file.ts';
import { Unusable } from './unusable.ts';

/** The file that holds who is mailed what, whom not, and what became of it. Beside the archive, never in it. */
export interface OutboxFile extends Disposable {
  readonly database: DatabaseSync;
}

const version = 1;

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
  makeFolder(path.dirname(file));
  refuseUnlessPlain(file);
  closeSync(openSync(file, 'a', 0o600));
  const database = openNamed(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  inTransaction(database, () => {
    const found = database.prepare('PRAGMA user_version').get()?.user_version;
    if (found === 0) database.exec(`${tables}${guard(transitions)} PRAGMA user_version = ${version};`);
    else if (found !== version)
      throw new Unusable(
        `${file} was made by another version of trialbrief`,
        'go on with the version that made it',
      );
  });
  return { database, [Symbol.dispose]: () => database.close() };
}

const calls = ['run', 'get', 'all', 'iterate'] as const;

/** A database whose failures say which file it is, and what is at stake. */
function openNamed(file: string): DatabaseSync {
  const mend =
    'restore it from a copy, and do not delete it: without it nobody knows who was mailed, and they would be again';
  const attempt = <T>(work: () => T) => naming(file, work, mend);
  const database = attempt(
    () => new DatabaseSync(file, { timeout: 10_000, enableForeignKeyConstraints: true }),
  );
  const exec = database.exec.bind(database);
  const prepare = database.prepare.bind(database);
  database.exec = (sql) => attempt(() => exec(sql));
  database.prepare = (sql, ...rest) => {
    const statement = attempt(() => prepare(sql, ...rest));
    for (const name of calls) {
      const call = Reflect.get(statement, name) as (...values: unknown[]) => unknown;
      Reflect.set(statement, name, (...values: unknown[]) =>
        attempt(() => Reflect.apply(call, statement, values)),
      );
    }
    return statement;
  };
  return database;
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
