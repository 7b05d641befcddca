import { rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { SearchDocument } from './search-document.ts';
import type { Indexed, SearchDatabase, SearchHit } from './shelf.ts';

/** Raised with every change of the tables or of what is put into them. */
const version = 2;

/** A database that is open until it is disposed of. */
type OpenDatabase = SearchDatabase & Disposable;

/**
 * Does something with the database in a file. One that cannot be read is removed, and it is done again with an
 * empty one: all its content can be made again. Where nothing can be written it is in memory.
 */
export async function withSearchDatabase<T>(
  file: string,
  use: (database: SearchDatabase) => T | Promise<T>,
): Promise<T> {
  const attempt = async (where: string) => {
    using database = openSearchDatabase(where);
    return await use(database);
  };
  try {
    return await attempt(file);
  } catch (error) {
    const fix = fixOf(error);
    if (fix === undefined) throw error;
    if (fix === 'remove it') removeDatabase(file);
    return attempt(fix === 'remove it' ? file : ':memory:');
  }
}

/** Opens the database, empty where there was none and where it was made by another version of the tool. */
function openSearchDatabase(file: string): OpenDatabase {
  const database = open(file);
  if (database) return describe(database);
  removeDatabase(file);
  return openSearchDatabase(file);
}

/** Of the files that SQLite makes of one database. */
export const databaseEndings = ['', '-journal', '-wal', '-shm'] as const;

function removeDatabase(file: string): void {
  for (const ending of databaseEndings) rmSync(`${file}${ending}`, { force: true });
}

/** SQLite's result codes: an error of logic, as of a table that is not there; corrupt; not a database. */
const unreadable = [1, 11, 26];

/** Read-only; full; cannot be opened. */
const unwritable = [8, 13, 14];

/** The fix for a failure of the database: all its content can be made again. */
function fixOf(error: unknown): 'remove it' | 'do without a file' | undefined {
  const code = ((error as { errcode?: number }).errcode ?? 0) & 0xff;
  if (unreadable.includes(code)) return 'remove it';
  return unwritable.includes(code) ? 'do without a file' : undefined;
}

const tables = `
  CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE editions (
    number INTEGER PRIMARY KEY, edition TEXT UNIQUE NOT NULL, hash TEXT NOT NULL, document TEXT NOT NULL
  );
  CREATE VIRTUAL TABLE texts USING fts5 (
    title, trials, keywords, dek, text,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
  );
  CREATE VIRTUAL TABLE words USING fts5vocab (texts, row);
  PRAGMA user_version = ${version};
`;

/** Of its columns, in their order. */
const weights = '8.0, 6.0, 3.0, 3.0, 1.0';

/** Undefined when another version made it, or somebody else. */
function open(file: string): DatabaseSync | undefined {
  const database = new DatabaseSync(file, { timeout: 5000 });
  try {
    // An archive that came from elsewhere may bring along a database that somebody made up.
    database.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA synchronous = OFF');
    if (versionOf(database) === 0) {
      // Another process may have made them meanwhile.
      within(database, () => versionOf(database) === 0 && database.exec(tables));
    }
    if (versionOf(database) === version && isOurs(database)) return database;
  } catch (error) {
    database.close();
    throw error;
  }
  database.close();
  return undefined;
}

/** Whether it has just the tables that we make: a view or a trigger could do anything, and without end. */
function isOurs(database: DatabaseSync): boolean {
  using ours = new DatabaseSync(':memory:');
  ours.exec(tables);
  return schemaOf(database) === schemaOf(ours);
}

function schemaOf(database: DatabaseSync): string {
  return JSON.stringify(
    database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all(),
  );
}

function versionOf(database: DatabaseSync): number {
  const row = database.prepare('PRAGMA user_version').get() as { user_version: number };
  return row.user_version;
}

function describe(database: DatabaseSync): OpenDatabase {
  const prepared = new Map<string, StatementSync>();
  const run = (sql: string) => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  const dropOne = (edition: string) => {
    run('DELETE FROM texts WHERE rowid = (SELECT number FROM editions WHERE edition = ?)').run(edition);
    run('DELETE FROM editions WHERE edition = ?').run(edition);
  };
  const putOne = ({ document, words }: Indexed) => {
    const { edition, hash } = document;
    dropOne(edition);
    const { lastInsertRowid } = run('INSERT INTO editions (edition, hash, document) VALUES (?, ?, ?)').run(
      edition,
      hash,
      JSON.stringify(document),
    );
    run('INSERT INTO texts (rowid, title, trials, keywords, dek, text) VALUES (?, ?, ?, ?, ?, ?)').run(
      lastInsertRowid,
      words.title,
      words.trials,
      words.keywords,
      words.dek,
      words.text,
    );
  };
  return {
    indexed: () => {
      const rows = run('SELECT edition, hash FROM editions').all() as { edition: string; hash: string }[];
      return new Map(rows.map(({ edition, hash }) => [edition, hash]));
    },
    put: (documents) => within(database, () => documents.forEach(putOne)),
    drop: (editions) => within(database, () => editions.forEach(dropOne)),
    documents: (editions) => {
      const one = run('SELECT document FROM editions WHERE edition = ?');
      const found = editions.map((edition) => one.get(edition)).filter((row) => row !== undefined);
      const documents = found.map(({ document }) => JSON.parse(String(document)) as SearchDocument);
      return new Map(documents.map((document) => [document.edition, document]));
    },
    find: ({ match, among, limit }) =>
      run(`
        SELECT edition, -bm25(texts, ${weights}) AS score
        FROM texts JOIN editions ON number = texts.rowid
        WHERE texts MATCH ? AND edition IN (SELECT value FROM json_each(?))
        ORDER BY bm25(texts, ${weights}), edition DESC LIMIT ?
      `).all(match, JSON.stringify(among), limit) as unknown as SearchHit[],
    words: () =>
      run('SELECT term FROM words ORDER BY term')
        .all()
        .map(({ term }) => String(term)),
    note: (name) => {
      const row = run('SELECT value FROM notes WHERE name = ?').get(name);
      return row === undefined ? undefined : String(row.value);
    },
    setNote: (name, value) => {
      run('INSERT OR REPLACE INTO notes (name, value) VALUES (?, ?)').run(name, value);
    },
    [Symbol.dispose]: () => database.close(),
  };
}

function within(database: DatabaseSync, change: () => unknown): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    change();
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
