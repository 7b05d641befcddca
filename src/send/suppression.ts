import type { DatabaseSync } from 'node:sqlite';
import { rowsOf } from './outbox.ts';

export interface Suppression {
  /** Normalised address. */
  key: string;
  reason: 'unsubscribed' | 'bounced' | 'complained' | 'by hand';
  detail: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** Suppresses an address; an existing reason is kept. True when the address is new. */
export function suppress(database: DatabaseSync, { key, reason, detail, at }: Suppression): boolean {
  const sql = 'INSERT OR IGNORE INTO suppression (key, reason, detail, at) VALUES (?, ?, ?, ?)';
  return database.prepare(sql).run(key, reason, detail, at).changes === 1;
}

/** True when there was something to lift. */
export function liftSuppression(database: DatabaseSync, key: string): boolean {
  return database.prepare('DELETE FROM suppression WHERE key = ?').run(key).changes === 1;
}

export function listSuppressions(database: DatabaseSync): Suppression[] {
  return rowsOf(database, 'SELECT key, reason, detail, at FROM suppression ORDER BY at, key');
}

export interface BounceRecord {
  key: string;
  kind: 'hard' | 'soft';
  /** RFC 3463, empty when not stated. */
  status: string;
  detail: string;
  /** Distinguishes this bounce from others of the same address: read twice, it counts once. */
  cause: string;
  at: number;
}

/** True when the bounce was not known yet. */
export function recordBounce(database: DatabaseSync, bounce: BounceRecord): boolean {
  const { key, kind, status, detail, cause, at } = bounce;
  const sql = 'INSERT OR IGNORE INTO bounce (key, kind, status, detail, cause, at) VALUES (?, ?, ?, ?, ?, ?)';
  return database.prepare(sql).run(key, kind, status, detail, cause, at).changes === 1;
}

/** Addresses by how often they bounced softly, most often first. */
export function softBounces(database: DatabaseSync): { key: string; count: number }[] {
  return rowsOf(
    database,
    `SELECT key, count(*) AS count FROM bounce WHERE kind = 'soft' GROUP BY key ORDER BY count DESC, key`,
  );
}
