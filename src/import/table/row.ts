import type { Key } from '../../content/places.ts';
import { shapeNames } from '../../model/trial.ts';
import type { WrittenShape } from '../../shapes/shapes.ts';
import { trimmed } from '../sheet/sheet.ts';
import { isTreeMap, type Tree, treeAt } from '../tree.ts';
import { type Column, columns, fieldsOf, shapeNamed, sourceColumns } from './columns.ts';

/** A finding as it is written in YAML. */
export type FindingTree = { [field: string]: Tree };

/** Texts of one row of a table by their columns; of those that have one. */
export type RowTexts = ReadonlyMap<Column, string>;

/** Keys in the finding of a cell in this column; undefined for columns that are about no part of it. */
export function keysOf({ of, keys }: Column, shape: string | undefined): readonly Key[] | undefined {
  if (of === 'finding') return keys;
  return of === 'value' && shape !== undefined ? [shape, ...keys] : undefined;
}

/** Name of the shape of a row: as YAML has it, or else as it was written. */
export function shapeOf(texts: Iterable<readonly [Column, string]>): string | undefined {
  const [, written] = [...texts].find(([{ of }]) => of === 'shape') ?? [];
  return written === undefined ? undefined : (shapeNamed(written) ?? written);
}

/** The finding that a row describes. Columns that exclude each other are given back; the first of them counts. */
export function findingOf(texts: RowTexts): { tree: FindingTree; excluded: Column[] } {
  const shape = shapeOf(texts);
  const tree: FindingTree = {};
  const sources: Record<string, string>[] = [];
  const excluded: Column[] = [];
  if (shape !== undefined) define(tree, shape, {});
  for (const [column, text] of texts) {
    const keys = keysOf(column, shape);
    if (!keys) continue;
    const [field, index, part] = keys as [string, number, string];
    if (field === 'source') sources[index] = { ...sources[index], [part]: text };
    else if (!put(tree, keys, text)) excluded.push(column);
  }
  const given = Object.values(sources).map((one) => (one.locator === undefined ? (one.id as string) : one));
  const [only, second] = given;
  if (only !== undefined) tree.source = second === undefined ? only : given;
  const value = shape === undefined ? undefined : tree[shape];
  if (isShape(shape) && isTreeMap(value)) tree[shape] = inOrder(value, fieldsOf(shape));
  return { tree: inOrder(tree, fieldsOf()), excluded };
}

function isShape(name: string | undefined): name is WrittenShape {
  return (shapeNames as (string | undefined)[]).includes(name);
}

function inOrder(tree: FindingTree, fields: readonly string[]): FindingTree {
  const placeOf = ([field]: readonly [string, Tree]) =>
    fields.includes(field) ? fields.indexOf(field) : fields.length;
  return Object.fromEntries(Object.entries(tree).sort((one, other) => placeOf(one) - placeOf(other)));
}

/** Whether `text` could be put under `keys`; a list is always a pair, with an empty text for what is missing. */
function put(into: FindingTree, [key, ...rest]: readonly Key[], text: string): boolean {
  const there = Object.hasOwn(into, key as Key) ? into[key as Key] : undefined;
  if (rest.length === 0) {
    if (there !== undefined && there !== '') return false;
    define(into, key as Key, text);
    return true;
  }
  if (typeof there === 'string') return false;
  const next = there ?? (typeof rest[0] === 'number' ? ['', ''] : {});
  if (there === undefined) define(into, key as Key, next);
  return put(next as FindingTree, rest, text);
}

/** Not by assignment, which would change the prototype for __proto__. */
function define(into: FindingTree, key: Key, value: Tree): void {
  Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true });
}

/**
 * A row with what it does not say for want of a column, taken from the finding as it is written: another shape has
 * other parts, and another source another locator.
 */
export function completed(
  texts: RowTexts,
  isInTable: (column: Column) => boolean,
  written: RowTexts,
): RowTexts {
  const textIn = (row: RowTexts, wanted: Column) =>
    row.entries().find(([{ name }]) => name === wanted.name)?.[1];
  const isSame = (column: Column) => !isInTable(column) || textIn(texts, column) === textIn(written, column);
  const [shape, former] = [shapeOf(texts), shapeOf(written)];
  const isOfShape = shape === undefined || shape === former;
  const carried = written.entries().filter(([column]) => {
    if (isInTable(column)) return false;
    if (column.of === 'value') return isOfShape;
    const [field, index, part] = column.keys as [string, number, string];
    return field !== 'source' || part === 'id' || isSame(sourceColumns(index)[0]);
  });
  return new Map([...texts, ...carried]);
}

/** The texts of a finding by their columns, in the order of these. */
export function textsOf(trial: string, key: string, tree: FindingTree): RowTexts {
  const shape = shapeNames.find((name) => isTreeMap(tree[name]));
  const sources = sourcesOf(tree.source);
  const rest = columns.filter(({ keys }) => keys[0] !== 'source');
  const all = [...rest, ...sources.flatMap((_, index) => sourceColumns(index))];
  const whole: Tree = { ...tree, source: sources };
  return new Map(
    all.flatMap((column): [Column, string][] => {
      const text = textAt(column, { trial, key, shape, whole });
      return text === undefined || text === '' ? [] : [[column, text]];
    }),
  );
}

interface Described {
  trial: string;
  key: string;
  shape: string | undefined;
  whole: Tree;
}

function textAt(column: Column, { trial, key, shape, whole }: Described): string | undefined {
  if (column.of === 'trial') return trial;
  if (column.of === 'key') return key;
  if (column.of === 'shape') return shape;
  const keys = keysOf(column, shape);
  const found = keys && treeAt(whole, keys);
  return typeof found === 'string' ? trimmed(found) : undefined;
}

function sourcesOf(source: Tree | undefined): Tree[] {
  if (source === undefined) return [];
  return [source].flat().map((one) => (typeof one === 'string' ? { id: one } : one));
}
