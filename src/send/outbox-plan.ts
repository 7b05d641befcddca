import type { DatabaseSync } from 'node:sqlite';
import type { MailState } from '../ports.ts';
import { inTransaction, rowsOf } from './outbox.ts';
import type { RevisionKey } from './outbox-run.ts';

interface Listed {
  key: string;
  address: string;
  fields: Readonly<Record<string, string>>;
}

interface Planned extends Listed {
  messageId: string;
}

export interface FrozenPlan {
  /** sha256 of the manifest that is sent. */
  hash: string;
  /** Where the recipients came from. */
  source: string;
  plannedAt: number;
}

/** Addresses, of which there may be a million: how many, and the first hundred. */
interface Names {
  count: number;
  first: string[];
}

const mostNamed = 100;

/** Nothing has gone out, and nothing is under way. */
const open = `state IN ('queued', 'deferred', 'suppressed')`;

/** What a revision is to be sent to, as it was planned last; undefined before that. */
export function findPlan(database: DatabaseSync, { edition, revision }: RevisionKey): FrozenPlan | undefined {
  const sql = 'SELECT hash, source, planned_at AS plannedAt FROM plan WHERE edition = ? AND revision = ?';
  return rowsOf<FrozenPlan>(database, sql, edition, revision)[0];
}

const page = 1000;

/** Everyone of a plan, or those in a state, in the order of the list; read a thousand at a time. */
export function* plannedRecipients(
  database: DatabaseSync,
  { edition, revision }: RevisionKey,
  state?: MailState,
): Generator<Listed> {
  const sql = `SELECT position, key, address, fields FROM message
    WHERE edition = ? AND revision = ? AND position > ? AND (? IS NULL OR state = ?) ORDER BY position LIMIT ${page}`;
  type PlanRow = Omit<Listed, 'fields'> & { fields: string; position: number };
  for (let last = -1; ; ) {
    const rows = rowsOf<PlanRow>(database, sql, edition, revision, last, state ?? null, state ?? null);
    for (const { key, address, fields } of rows) yield { key, address, fields: JSON.parse(fields) };
    if (rows.length < page) return;
    last = rows.at(-1)?.position ?? last;
  }
}

/**
 * Makes `recipients` the plan, one after the other as they come: new ones are queued, those no longer among them are taken
 * out unless something was sent to them already. What has been sent, refused or lost track of stays as it is. Gives
 * how many there are, and what is new, gone and other than in the plan before.
 */
export function freezePlan(
  database: DatabaseSync,
  { edition, revision }: RevisionKey,
  { hash, source, plannedAt }: FrozenPlan,
  recipients: Iterable<Planned>,
): { count: number; change: { added: Names; removed: Names; changed: Names } } {
  database.exec('CREATE TEMP TABLE IF NOT EXISTS listed (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID');
  const find = database.prepare(
    'SELECT address, fields FROM message WHERE edition = ? AND revision = ? AND key = ?',
  );
  const add = database.prepare(
    `INSERT INTO message (edition, revision, key, address, fields, message_id) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE
     SET address = excluded.address, fields = excluded.fields, message_id = excluded.message_id
     WHERE ${open}`,
  );
  const change = { added: nobody(), removed: nobody(), changed: nobody() };
  let count = 0;
  inTransaction(database, () => {
    database.exec('DELETE FROM listed');
    const keep = database.prepare('INSERT INTO listed VALUES (?)');
    database
      .prepare(
        'INSERT OR REPLACE INTO plan (edition, revision, hash, source, planned_at) VALUES (?, ?, ?, ?, ?)',
      )
      .run(edition, revision, hash, source, plannedAt);
    const isFirst = rowsOf(database, `SELECT 1 ${planned} LIMIT 1`, edition, revision).length === 0;
    const beforeOf = (key: string) =>
      isFirst ? undefined : (find.get(edition, revision, key) as Before | undefined);
    for (const one of recipients) {
      const before = beforeOf(one.key);
      if (!before) name(change.added, one.key);
      else if (!isAsBefore(one, before)) name(change.changed, one.key);
      add.run(edition, revision, one.key, one.address, JSON.stringify(one.fields), one.messageId);
      if (!isFirst) keep.run(one.key);
      count += 1;
    }
    if (isFirst) return;
    const gone = `${planned} AND ${open} AND key NOT IN (SELECT key FROM listed)`;
    change.removed = namesIn(database, `SELECT key ${gone} ORDER BY position`, edition, revision);
    database.prepare(`DELETE ${gone}`).run(edition, revision);
    database.exec('DELETE FROM listed');
  });
  return { count, change };
}

const planned = 'FROM message WHERE edition = ? AND revision = ?';

interface Before {
  address: string;
  fields: string;
}

function nobody(): Names {
  return { count: 0, first: [] };
}

function name(names: Names, key: string): void {
  names.count += 1;
  if (names.first.length < mostNamed) names.first.push(key);
}

/** The order of columns is no change. */
function isAsBefore({ address, fields }: Planned, before: Before): boolean {
  if (address !== before.address) return false;
  if (JSON.stringify(fields) === before.fields) return true;
  const old = JSON.parse(before.fields) as Listed['fields'];
  const names = Object.keys(fields);
  return names.length === Object.keys(old).length && names.every((one) => old[one] === fields[one]);
}

function namesIn(database: DatabaseSync, sql: string, ...values: (string | number)[]): Names {
  const count = rowsOf<{ n: number }>(database, `SELECT count(*) AS n FROM (${sql})`, ...values)[0]?.n ?? 0;
  const first = rowsOf<{ key: string }>(database, `${sql} LIMIT ${mostNamed}`, ...values);
  return { count, first: first.map(({ key }) => key) };
}

/** Returns a check of whether another revision of the edition may have reached an address. */
export function otherRevisions(
  database: DatabaseSync,
  { edition, revision }: RevisionKey,
): (key: string) => boolean {
  const find = database.prepare(
    `SELECT 1 FROM message WHERE key = ? AND edition = ? AND revision <> ? AND state IN ('sent', 'unknown', 'sending')
     LIMIT 1`,
  );
  return (key) => find.get(key, edition, revision) !== undefined;
}

/** The edition of which a message was sent last before this one, and who is new and gone against all of its plan. */
export function sinceLastSending(
  database: DatabaseSync,
  { edition, revision }: RevisionKey,
): { edition: string; added: Names; removed: Names } | undefined {
  const last = rowsOf<{ edition: string }>(
    database,
    `SELECT edition FROM message WHERE edition <> ? AND state = 'sent' ORDER BY settled_at DESC LIMIT 1`,
    edition,
  )[0]?.edition;
  if (last === undefined) return undefined;
  const added = `SELECT key FROM message AS now WHERE edition = ? AND revision = ?
    AND NOT EXISTS (SELECT 1 FROM message WHERE key = now.key AND edition = ?) ORDER BY position`;
  const removed = `SELECT DISTINCT key FROM message AS old WHERE edition = ?
    AND NOT EXISTS (SELECT 1 FROM message WHERE key = old.key AND edition = ? AND revision = ?) ORDER BY key`;
  return {
    edition: last,
    added: namesIn(database, added, edition, revision, last),
    removed: namesIn(database, removed, last, edition, revision),
  };
}

/** How many of a plan are not mailed to because their address is suppressed, by reason. */
export function countSuppressed(
  database: DatabaseSync,
  { edition, revision }: RevisionKey,
): Record<string, number> {
  const rows = rowsOf<{ reason: string; n: number }>(
    database,
    `SELECT reason, count(*) AS n FROM message JOIN suppression USING (key)
     WHERE edition = ? AND revision = ? AND ${open} GROUP BY reason ORDER BY min(at), reason`,
    edition,
    revision,
  );
  return Object.fromEntries(rows.map(({ reason, n }) => [reason, n]));
}

/** How many of a plan have no value for a merge field, or an empty one. */
export function countWithout(
  database: DatabaseSync,
  { edition, revision }: RevisionKey,
  field: string,
): number {
  const sql = `SELECT count(*) AS n FROM message WHERE edition = ? AND revision = ?
    AND NOT EXISTS (SELECT 1 FROM json_each(fields) AS own WHERE own.key = ? AND own.value <> '')`;
  return rowsOf<{ n: number }>(database, sql, edition, revision, field.toLowerCase())[0]?.n ?? 0;
}
