/** Key of a file or entry: lower case, digits and hyphens, usable as a file name everywhere. */
export const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** Names that Windows keeps for devices. */
const deviceNames = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

export function isSlug(name: string): boolean {
  return slugPattern.test(name) && !deviceNames.test(name);
}

/** A name as a part of an address: `Nausea and vomiting` becomes nausea-and-vomiting; empty when it has no letter of the Latin alphabet. */
export function asSlug(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replace(/^-+|-+$/g, '');
}

/** A slug of at most `length` characters that ends with a whole word where it can. */
export function shortSlug(name: string, length: number): string {
  const slug = asSlug(name);
  if (slug.length <= length) return slug;
  const cut = slug.slice(0, length + 1);
  const end = cut.lastIndexOf('-');
  return cut.slice(0, end > length / 2 ? end : length).replace(/-+$/, '');
}

/** A key that is not taken: the key itself, or with a number from 2 on; it is taken afterwards. */
export function takeKey(key: string, taken: Set<string>): string {
  let own = key;
  for (let number = 2; taken.has(own); number += 1) own = `${key.slice(0, 60)}-${number}`;
  taken.add(own);
  return own;
}

/** `car-t` of the id `2026-04-21-car-t`. */
export function slugOf(id: string): string {
  return id.slice('2026-01-01-'.length);
}
