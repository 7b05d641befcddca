import type { DatabaseSync } from 'node:sqlite';
import type { ClaimedMessage, MailState, Outbox, Settlement } from '../ports.ts';
import { inTransaction, rowsOf } from './outbox.ts';
import { suppress } from './suppression.ts';

/** A revision of an edition, as the outbox knows it. */
export interface RevisionKey {
  edition: string;
  revision: number;
}

interface ClaimRow {
  position: number;
  key: string;
  address: string;
  fields: string;
  attempts: number;
  messageId: string;
  /** Why nothing may go there any more. */
  bar: string | null;
}

const suppressed = '(SELECT reason FROM suppression WHERE suppression.key = message.key)';

/** Recipients who may have a later revision are not sent the one it replaced. */
const hasNewer = `(SELECT 'has r' || max(newer.revision) || ' already' FROM message AS newer
  WHERE newer.edition = message.edition AND newer.key = message.key AND newer.revision > message.revision
  AND newer.state IN ('sent', 'unknown', 'sending'))`;

/** The messages of one revision, to be sent by the one process that holds the lock. */
export function outboxOf(database: DatabaseSync, { edition, revision }: RevisionKey): Outbox {
  const columns = 'position, key, address, fields, attempts, message_id AS messageId';
  const select = `SELECT ${columns}, coalesce(${suppressed}, ${hasNewer}) AS bar FROM message
    WHERE edition = ? AND revision = ?`;
  const nextQueued = database.prepare(`${select} AND state = 'queued' ORDER BY position LIMIT 1`);
  const nextDeferred = database.prepare(
    `${select} AND state = 'deferred' AND due_at <= ? ORDER BY due_at, position LIMIT 1`,
  );
  const begin = database.prepare(
    `UPDATE message SET state = 'sending', attempts = attempts + 1, due_at = NULL, settled_at = ? WHERE position = ?`,
  );
  const passOver = database.prepare(
    `UPDATE message SET state = 'suppressed', answer = ?, settled_at = ? WHERE position = ?`,
  );
  const claim = (now: number): ClaimedMessage | undefined => {
    for (;;) {
      const row = (nextQueued.get(edition, revision) ?? nextDeferred.get(edition, revision, now)) as
        | ClaimRow
        | undefined;
      if (!row) return undefined;
      if (row.bar === null) {
        begin.run(now, row.position);
        return toClaim(row);
      }
      passOver.run(row.bar, now, row.position);
    }
  };
  return {
    claim: (now) => inTransaction(database, () => claim(now)),
    settle: (key, settlement, now) =>
      inTransaction(database, () => settle(database, { edition, revision, key }, settlement, now)),
    suppress: (key, detail, at) => void suppress(database, { key, reason: 'bounced', detail, at }),
    nextDue: () => {
      const sql = `SELECT min(due_at) AS due FROM message WHERE edition = ? AND revision = ? AND state = 'deferred'`;
      return rowsOf<{ due: number | null }>(database, sql, edition, revision)[0]?.due ?? undefined;
    },
    count: () => countStates(database, { edition, revision }),
  };
}

function toClaim({ key, address, fields, messageId, attempts }: ClaimRow): ClaimedMessage {
  return { key, address, fields: JSON.parse(fields), messageId, attempt: attempts + 1 };
}

function settle(
  database: DatabaseSync,
  { edition, revision, key }: RevisionKey & { key: string },
  { state, answer, dueAt }: Settlement,
  now: number,
): void {
  const { changes } = database
    .prepare(
      `UPDATE message SET state = ?, answer = ?, due_at = ?, settled_at = ?, attempts = attempts - ?
       WHERE edition = ? AND revision = ? AND key = ? AND state = 'sending'`,
    )
    .run(state, answer, dueAt ?? null, now, state === 'queued' ? 1 : 0, edition, revision, key);
  if (changes !== 1) throw new Error(`the message to ${key} is not being sent`);
  database
    .prepare(
      `INSERT INTO attempt (position, at, state, answer)
       SELECT position, ?, ?, ? FROM message WHERE edition = ? AND revision = ? AND key = ?`,
    )
    .run(now, state, answer, edition, revision, key);
}

/** How many messages of a revision are in each state. */
export function countStates(
  database: DatabaseSync,
  { edition, revision }: RevisionKey,
): Record<MailState, number> {
  const none = { queued: 0, sending: 0, sent: 0, deferred: 0, failed: 0, unknown: 0, suppressed: 0 };
  const sql = 'SELECT state, count(*) AS n FROM message WHERE edition = ? AND revision = ? GROUP BY state';
  const rows = rowsOf<{ state: MailState; n: number }>(database, sql, edition, revision);
  return { ...none, ...Object.fromEntries(rows.map(({ state, n }) => [state, n])) };
}

/**
 * What a process left behind that died while sending may have arrived: from now on it is unknown. Only for the
 * holder of the lock. Gives how many there were.
 */
export function recoverInterrupted(database: DatabaseSync): number {
  const answer = 'the sender ended while this was being sent';
  const { changes } = database
    .prepare(`UPDATE message SET state = 'unknown', answer = ? WHERE state = 'sending'`)
    .run(answer);
  return Number(changes);
}

/** Has those mailed after all whose suppression was lifted since they were passed over. */
export function requeueLifted(database: DatabaseSync, { edition, revision }: RevisionKey): void {
  database
    .prepare(
      `UPDATE message SET state = 'queued', answer = '' WHERE edition = ? AND revision = ? AND state = 'suppressed'
       AND coalesce(${suppressed}, ${hasNewer}) IS NULL`,
    )
    .run(edition, revision);
}

/** A person's word on messages whose fate is unknown; on all of the revision when no addresses are given. */
export function resolveUnknown(
  database: DatabaseSync,
  { edition, revision }: RevisionKey,
  state: 'sent' | 'queued',
  keys?: readonly string[],
): number {
  return moveRows(database, { edition, revision, from: 'unknown', to: state, keys, answer: decided[state] });
}

const decided = { sent: 'taken as sent by decision', queued: 'to be sent again by decision' };

/** Requeues what was refused, once the cause is fixed. */
export function retryFailed(database: DatabaseSync, key: RevisionKey, keys?: readonly string[]): number {
  return moveRows(database, { ...key, from: 'failed', to: 'queued', keys, answer: 'to be tried again' });
}

interface Move extends RevisionKey {
  from: MailState;
  to: MailState;
  keys: readonly string[] | undefined;
  answer: string;
}

function moveRows(database: DatabaseSync, { edition, revision, from, to, keys, answer }: Move): number {
  const { changes } = database
    .prepare(
      `UPDATE message SET state = ?, answer = ?, attempts = CASE ? WHEN 'queued' THEN 0 ELSE attempts END
       WHERE edition = ? AND revision = ? AND state = ? AND (? IS NULL OR key IN (SELECT value FROM json_each(?)))`,
    )
    .run(to, answer, to, edition, revision, from, keys ? 1 : null, JSON.stringify(keys ?? []));
  return Number(changes);
}
