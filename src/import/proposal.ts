import type { Key } from '../content/parse.ts';
import { isTreeMap, type Tree } from './tree.ts';

/** What an import would change in a YAML file. */
export interface Change {
  kind: 'added' | 'changed' | 'gone';
  /** Where, joined by dots: `outcomes.overall-survival.results.placebo`. */
  key: string;
  /** The same as keys of the file as it is. */
  keys: Key[];
  before?: Tree;
  after?: Tree;
  /** The file no longer says what the import before said here: its author changed it. */
  edited?: boolean;
}

export interface Versions {
  /** What the file contains. */
  current: Tree | undefined;
  /** What the source says now. */
  next: Tree;
  /** What the source said at the import before, as this version of the tool reads it; undefined when unknown. */
  base?: Tree | undefined;
}

/**
 * What has to be changed in a file so that it says what its source says. What the source said before and still
 * says is left as the author has it, and so is everything that never came from the source. Without `base` nothing
 * is known to be gone.
 */
export function propose({ current, next, base }: Versions): Change[] {
  return compare({ current, next, base }, [], []);
}

type Sides = { [side in keyof Versions]: Tree | undefined };

function compare({ current, next, base }: Sides, keys: Key[], names: string[]): Change[] {
  if (next !== undefined && current !== undefined && isSame(next, current)) return [];
  if (next !== undefined && base !== undefined && isSame(next, base)) return [];
  if (next === undefined && base === undefined) return [];
  const parts = isTreeMap(next) || isTreeMap(base) ? partsOfMaps : partsOfLists;
  const inside = current === undefined ? undefined : parts({ current, next, base });
  if (inside)
    return inside.flatMap(({ key, name, ...sides }) => compare(sides, [...keys, key], [...names, name]));
  const place = { key: names.join('.'), keys };
  if (next === undefined)
    return current === undefined
      ? []
      : [{ kind: 'gone', ...place, before: current, ...editedSince(current, base) }];
  if (current === undefined) return [{ kind: 'added', ...place, after: next }];
  return [{ kind: 'changed', ...place, before: current, after: next, ...editedSince(current, base) }];
}

function editedSince(current: Tree, base: Tree | undefined): { edited?: true } {
  return base !== undefined && !isSame(current, base) ? { edited: true } : {};
}

interface Part extends Sides {
  key: Key;
  /** As it is printed and accepted. */
  name: string;
}

function partsOfMaps({ current, next, base }: Sides): Part[] | undefined {
  if (!isTreeMap(current) || (next !== undefined && !isTreeMap(next))) return undefined;
  const from = isTreeMap(base) ? base : undefined;
  if (next === undefined && from === undefined) return undefined;
  // Gone as a whole where the author added nothing to it.
  if (next === undefined && Object.keys(current).every((key) => from && Object.hasOwn(from, key)))
    return undefined;
  const keys = new Set([...Object.keys(next ?? {}), ...Object.keys(from ?? {})]);
  return [...keys].map((key) => ({
    key,
    name: key,
    current: own(current, key),
    next: own(next, key),
    base: own(from, key),
  }));
}

function own(map: { [key: string]: Tree } | undefined, key: string): Tree | undefined {
  return map && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** Fields by which entries of a list are known again. */
const identifying = ['term', 'serious', 'key', 'id', 'arms', 'row'];

/** Entries of lists of mappings that can be recognised; undefined of other lists, which change as a whole. */
function partsOfLists({ current, next, base }: Sides): Part[] | undefined {
  const [now, then, from] = [byIdentity(current), byIdentity(next), byIdentity(base ?? [])];
  if (!now || !then || !from) return undefined;
  let end = (current as Tree[]).length;
  return [...new Set([...then.keys(), ...from.keys()])].map((name) => {
    const at = now.get(name)?.index;
    const isNew = at === undefined && then.has(name);
    return {
      key: at ?? (isNew ? end++ : -1),
      name,
      current: now.get(name)?.item,
      next: then.get(name)?.item,
      base: from.get(name)?.item,
    };
  });
}

function byIdentity(list: Tree | undefined): Map<string, { item: Tree; index: number }> | undefined {
  if (!Array.isArray(list)) return undefined;
  const found = new Map<string, { item: Tree; index: number }>();
  for (const [index, item] of list.entries()) {
    if (!isTreeMap(item)) return undefined;
    const name = identifying
      .flatMap((field) => own(item, field) ?? [])
      .flat()
      .join(' ');
    if (name === '' || found.has(name)) return undefined;
    found.set(name, { item, index });
  }
  return found;
}

/** Whether two trees say the same; the order of the keys of a mapping says nothing. */
export function isSame(one: Tree, other: Tree): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => isSame(item, other[index] as Tree))
    );
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key] as Tree, other[key] as Tree))
  );
}

/** Which changes of a proposal are to be made: all, or those under these keys. */
export type Accepted = 'all' | readonly string[];

/** What becomes of a proposal. */
export interface Decision {
  state: 'unchanged' | 'proposed' | 'accepted';
  /** Those that are made, or else those that are proposed. */
  changes: Change[];
  /** Whether nothing stays proposed. */
  isComplete: boolean;
}

/** Separates the changes that are to be made from those that stay proposed. */
export function decide(proposed: Change[], accepted: Accepted): Decision {
  const made = chosen(proposed, accepted);
  const isComplete = made.length === proposed.length;
  if (proposed.length === 0) return { state: 'unchanged', changes: [], isComplete };
  if (made.length === 0) return { state: 'proposed', changes: proposed, isComplete };
  return { state: 'accepted', changes: made, isComplete };
}

/** The changes that `wanted` names: a key names itself and all that is inside it. */
export function chosen(changes: readonly Change[], wanted: Accepted): Change[] {
  if (wanted === 'all') return [...changes];
  return changes.filter(({ key }) => wanted.some((name) => key === name || key.startsWith(`${name}.`)));
}
