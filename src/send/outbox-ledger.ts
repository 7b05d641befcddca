import type { DatabaseSync } from 'node:sqlite';
import type { MailState } from '../ports.ts';
import { rowsOf } from './outbox.ts';

/** A message as reports show it. Times are in milliseconds since 1970. */
export interface LedgerRow {
  edition: string;
  revision: number;
  key: string;
  address: string;
  state: MailState;
  attempts: number;
  /** Of the last change; null while it waits to be sent for the first time. */
  at: number | null;
  /** When a deferred message is due. */
  due: number | null;
  answer: string;
  messageId: string;
}

const select = `SELECT edition, revision, key, address, state, attempts, settled_at AS at, due_at AS due, answer,
  message_id AS messageId FROM message`;

/** The messages of an edition, of one revision or in one state when these are given, in the order of the list. */
export function messagesOf(
  database: DatabaseSync,
  edition: string,
  revision?: number,
  state?: MailState,
): LedgerRow[] {
  const sql = `${select} WHERE edition = ? AND (? IS NULL OR revision = ?) AND (? IS NULL OR state = ?)
    ORDER BY revision, position`;
  const [number, only] = [revision ?? null, state ?? null];
  return rowsOf(database, sql, edition, number, number, only, only);
}

/** Everything that was planned for an address. */
export function messagesTo(database: DatabaseSync, key: string): LedgerRow[] {
  return rowsOf(database, `${select} WHERE key = ? ORDER BY edition, revision`, key);
}

/** Only these may have arrived, and come back. */
const mayHaveArrived = `state IN ('sent', 'unknown')`;

/** The recipient of a message that was sent; undefined when its id is none of ours, or it never went out. */
export function recipientOfMessage(database: DatabaseSync, messageId: string): string | undefined {
  const sql = `SELECT key FROM message WHERE message_id = ? AND message_id <> '' AND ${mayHaveArrived}`;
  return rowsOf<{ key: string }>(database, sql, messageId)[0]?.key;
}

/** Whether anything was ever sent to an address. */
export function wasMailed(database: DatabaseSync, key: string): boolean {
  return (
    rowsOf(database, `SELECT 1 FROM message WHERE key = ? AND ${mayHaveArrived} LIMIT 1`, key).length > 0
  );
}
