import type { DatabaseSync } from 'node:sqlite';
import type { MailState } from '../ports.ts';
import { inTransaction, rowsOf } from './outbox.ts';
import type { RevisionKey } from './outbox-run.ts';

interface Planned {
  key: string;
  address: string;
  fields: Readonly<Record<string, string>>;
  messageId: string;
}

export interface FrozenPlan {
  /** sha256 of the manifest that is sent. */
  hash: string;
  /** Where the recipients came from. */
  source: string;
  plannedAt: number;
}

/** What a revision is to be sent to, as it was planned last; undefined before that. */
export function findPlan(database: DatabaseSync, { edition, revision }: RevisionKey): FrozenPlan | undefined {
  const sql = 'SELECT hash, source, planned_at AS plannedAt FROM plan WHERE edition = ? AND revision = ?';
  return rowsOf<FrozenPlan>(database, sql, edition, revision)[0];
}

/** Everyone of a plan with where the message stands, in the order of the list. */
export function plannedRecipients(
  database: DatabaseSync,
  { edition, revision }: RevisionKey,
): (Planned & { state: MailState })[] {
  const sql =
    'SELECT key, address, fields, state, message_id AS messageId FROM message WHERE edition = ? AND revision = ? ORDER BY position';
  const rows = rowsOf<Omit<Planned, 'fields'> & { fields: string; state: MailState }>(
    database,
    sql,
    edition,
    revision,
  );
  return rows.map((row) => ({ ...row, fields: JSON.parse(row.fields) }));
}

/**
 * Makes `recipients` the plan: new ones are queued, those no longer among them are taken out unless something
 * was sent to them already. What has been sent, refused or lost track of stays as it is.
 */
export function freezePlan(
  database: DatabaseSync,
  { edition, revision }: RevisionKey,
  { hash, source, plannedAt }: FrozenPlan,
  recipients: readonly Planned[],
): void {
  const add = database.prepare(
    `INSERT INTO message (edition, revision, key, address, fields, message_id) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE
     SET address = excluded.address, fields = excluded.fields, message_id = excluded.message_id
     WHERE state IN ('queued', 'deferred', 'suppressed')`,
  );
  inTransaction(database, () => {
    database
      .prepare(
        'INSERT OR REPLACE INTO plan (edition, revision, hash, source, planned_at) VALUES (?, ?, ?, ?, ?)',
      )
      .run(edition, revision, hash, source, plannedAt);
    database
      .prepare(
        `DELETE FROM message WHERE edition = ? AND revision = ? AND state IN ('queued', 'deferred', 'suppressed')
         AND key NOT IN (SELECT value FROM json_each(?))`,
      )
      .run(edition, revision, JSON.stringify(recipients.map(({ key }) => key)));
    for (const { key, address, fields, messageId } of recipients) {
      add.run(edition, revision, key, address, JSON.stringify(fields), messageId);
    }
  });
}

/** Addresses that other revisions of the edition may have reached, with the newest of these. */
export function reachedByOthers(
  database: DatabaseSync,
  { edition, revision }: RevisionKey,
): Map<string, number> {
  const rows = rowsOf<{ key: string; newest: number }>(
    database,
    `SELECT key, max(revision) AS newest FROM message
     WHERE edition = ? AND revision <> ? AND state IN ('sent', 'unknown', 'sending') GROUP BY key`,
    edition,
    revision,
  );
  return new Map(rows.map(({ key, newest }) => [key, newest]));
}

/** The edition of which a message was sent last before this one, and all of whom it was planned for. */
export function lastSending(
  database: DatabaseSync,
  edition: string,
): { edition: string; keys: string[] } | undefined {
  const last = rowsOf<{ edition: string }>(
    database,
    `SELECT edition FROM message WHERE edition <> ? AND state = 'sent' ORDER BY settled_at DESC LIMIT 1`,
    edition,
  )[0];
  if (!last) return undefined;
  const keys = rowsOf<{ key: string }>(
    database,
    'SELECT DISTINCT key FROM message WHERE edition = ? ORDER BY key',
    last.edition,
  );
  return { edition: last.edition, keys: keys.map(({ key }) => key) };
}
