import { DatabaseSync } from 'node:sqlite';

interface Listed {
  key: string;
  address: string;
  fields: Readonly<Record<string, string>>;
}

interface Spot {
  line: number;
  column: number;
}

/** A list of recipients while it is checked and planned, on the disk: it may be far longer than memory is large. */
export interface ListStore extends Disposable {
  readonly count: number;
  /** Keeps a recipient, unless the same mailbox is kept already: then gives the place of that. */
  add(recipient: Listed, place: Spot): Spot | undefined;
  /** In the order of the list. */
  [Symbol.iterator](): Iterator<Listed>;
}

/** An empty store, in a nameless temporary file that is gone when it is closed. */
export function openListStore(): ListStore {
  const database = new DatabaseSync('');
  database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;
    CREATE TABLE listed (
      position INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, address TEXT NOT NULL, fields TEXT NOT NULL,
      line INTEGER NOT NULL, column INTEGER NOT NULL
    ) STRICT;
    BEGIN;`);
  const insert = database.prepare(
    'INSERT OR IGNORE INTO listed (key, address, fields, line, column) VALUES (?, ?, ?, ?, ?)',
  );
  const find = database.prepare('SELECT line, column FROM listed WHERE key = ?');
  const all = database.prepare('SELECT key, address, fields FROM listed ORDER BY position');
  let count = 0;
  return {
    get count() {
      return count;
    },
    add({ key, address, fields }, { line, column }) {
      const { changes } = insert.run(key, address, JSON.stringify(fields), line, column);
      count += Number(changes);
      return changes === 0 ? (find.get(key) as unknown as Spot) : undefined;
    },
    *[Symbol.iterator]() {
      for (const row of all.iterate() as Iterable<unknown>) {
        const { fields, ...rest } = row as Omit<Listed, 'fields'> & { fields: string };
        yield { ...rest, fields: JSON.parse(fields) };
      }
    },
    [Symbol.dispose]: () => database.close(),
  };
}
