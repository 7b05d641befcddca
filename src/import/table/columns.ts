import type { Key } from '../../content/places.ts';
import { leavesOf } from '../../content/schema.ts';
import { findingSchema, shapeNames } from '../../model/trial.ts';
import type { WrittenShape } from '../../shapes/shapes.ts';
import { writtenShapes } from '../../shapes/shapes.ts';

/** A column of a table of findings. */
export interface Column {
  /** As it is written by an export; letter case, spaces and signs do not matter. */
  name: string;
  /** What its cells are: the trial, the key of the finding, the name of its shape, a field of it, or of its shape. */
  of: 'trial' | 'key' | 'shape' | 'finding' | 'value';
  /** Keys in the finding, or in its value. */
  keys: readonly Key[];
}

/** Columns of the sources of a finding: `source`, `locator`, `source 2`, `locator 2` and so on. */
export function sourceColumns(index: number): [source: Column, locator: Column] {
  const number = index === 0 ? '' : ` ${index + 1}`;
  const named = (name: string, field: string): Column => ({
    name: `${name}${number}`,
    of: 'finding',
    keys: ['source', index, field],
  });
  return [named('source', 'id'), named('locator', 'locator')];
}

const pairs = new Set<Key>(['ci', 'iqr', 'range']);

/** `geometric mean` of `geometricMean`, `ci low` of `ci.0`, `compare 1` of `compare.0`. */
function nameOf(keys: readonly Key[]): string {
  const words = keys.map((key) => {
    if (typeof key === 'string') return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    return pairs.has(keys[0] as Key) ? (['low', 'high'][key] as string) : String(key + 1);
  });
  return words.join(' ');
}

function isOfShape([first]: readonly Key[]): boolean {
  return shapeNames.includes(first as WrittenShape);
}

function column(of: Column['of'], keys: readonly Key[], name = nameOf(keys)): Column {
  return { name, of, keys };
}

const leaves = leavesOf(findingSchema);
const subject = leaves.filter((keys) =>
  ['endpoint', 'arm', 'group', 'compare', 'cut'].includes(String(keys[0])),
);
const details = leaves.filter((keys) => !subject.includes(keys) && !isOfShape(keys) && keys[0] !== 'source');
const values = Object.values(writtenShapes).flatMap(({ schema }) => leavesOf(schema));
const valueColumns = new Map(values.map((keys) => [nameOf(keys), column('value', keys)]));

/** All columns in the order of an export, but for those of a second and further source. */
export const columns: readonly Column[] = [
  column('trial', [], 'trial'),
  column('key', [], 'key'),
  ...subject.map((keys) => column('finding', keys)),
  column('shape', [], 'shape'),
  ...valueColumns.values(),
  ...details.map((keys) => column('finding', keys)),
  ...sourceColumns(0),
];

/** Fields of a finding, or of a value of one shape, in the order in which they are written. */
export function fieldsOf(shape?: string): string[] {
  const own = shape === undefined ? leaves : leavesOf(writtenShapes[shape as WrittenShape].schema);
  return [...new Set(own.map(([field]) => String(field)))];
}

/** Without what does not matter in a name. */
function folded(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

const byName = new Map(columns.map((one) => [folded(one.name), one]));

export function columnNamed(name: string): Column | undefined {
  const [, what, number] = /^(source|locator)([2-9]|[1-9]\d)$/.exec(folded(name)) ?? [];
  if (number !== undefined) return sourceColumns(Number(number) - 1)[what === 'source' ? 0 : 1];
  return byName.get(folded(name));
}

const shapesByName = new Map(shapeNames.map((name) => [folded(name), name]));

/** The shape of a written name such as `hazard ratio`; undefined when there is none. */
export function shapeNamed(name: string): WrittenShape | undefined {
  return shapesByName.get(folded(name));
}
