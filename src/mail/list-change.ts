/** Addresses, of which there may be a million. */
interface Names {
  count: number;
  /** The first hundred of them, normalised. */
  first: string[];
}

/** How a list changed since it was planned, or since an earlier edition. */
export interface ListChange {
  added: Names;
  removed: Names;
  /** The same mailboxes with other columns. */
  changed: Names;
}

export function isSameList({ added, removed, changed }: ListChange): boolean {
  return added.count + removed.count + changed.count === 0;
}

/** `2 new (a@example.com, b@example.com), 1 gone (c@example.com)`; empty when there is no change. */
export function describeChange({ added, removed, changed }: ListChange, most = 3): string {
  const part = ({ count, first }: Names, what: string) => {
    if (count === 0) return [];
    const named = first.slice(0, most);
    const more = count > named.length ? `, and ${count - named.length} more` : '';
    return [`${count} ${what} (${named.join(', ')}${more})`];
  };
  return [...part(added, 'new'), ...part(removed, 'gone'), ...part(changed, 'with other columns')].join(', ');
}
