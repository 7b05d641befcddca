import type { Recipient } from './letter.ts';

export interface ListChange {
  added: string[];
  removed: string[];
  /** The same mailboxes with other columns. */
  changed: string[];
}

type Listed = Pick<Recipient, 'key' | 'address' | 'fields'>;

/** What became of a list since it was planned, by normalised addresses. */
export function compareLists(before: readonly Listed[], after: readonly Listed[]): ListChange {
  const old = new Map(before.map((one) => [one.key, one]));
  const now = new Set(after.map(({ key }) => key));
  const changed = after.filter((one) => {
    const was = old.get(one.key);
    return was !== undefined && writtenOf(was) !== writtenOf(one);
  });
  return {
    added: after.flatMap(({ key }) => (old.has(key) ? [] : [key])),
    removed: before.flatMap(({ key }) => (now.has(key) ? [] : [key])),
    changed: changed.map(({ key }) => key),
  };
}

export function isUnchanged({ added, removed, changed }: ListChange): boolean {
  return added.length + removed.length + changed.length === 0;
}

/** The order of columns is no change. */
function writtenOf({ address, fields }: Listed): string {
  return JSON.stringify([address, Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** `2 new (a@example.com, b@example.com), 1 gone (c@example.com)`; empty when there is no change. */
export function describeChange({ added, removed, changed }: ListChange, most = 3): string {
  const part = (keys: string[], what: string) => {
    if (keys.length === 0) return [];
    const named = keys.slice(0, most).join(', ');
    const more = keys.length > most ? `, and ${keys.length - most} more` : '';
    return [`${keys.length} ${what} (${named}${more})`];
  };
  return [...part(added, 'new'), ...part(removed, 'gone'), ...part(changed, 'with other columns')].join(', ');
}
