import type { Key } from '../content/parse.ts';
import type { Schema } from './schema.ts';

interface AnyDef {
  type: string;
  innerType?: Schema;
  valueType?: Schema;
  element?: Schema;
  in?: Schema;
  options?: Schema[];
  shape?: Record<string, Schema>;
}

function defOf(schema: Schema): AnyDef {
  return schema._zod.def as unknown as AnyDef;
}

/** The field names that a schema knows at `path`. */
export function keysAt(schema: Schema, path: Key[], data: unknown): string[] {
  return [...new Set(schemasAt(schema, path, data).flatMap((one) => Object.keys(defOf(one).shape ?? {})))];
}

/** The fields of an object, or of that option of a union which the data chose. */
export function shapeOf(schema: Schema, data: unknown): Record<string, Schema> {
  const shapes = schemasAt(schema, [], data).map((one) => defOf(one).shape ?? {});
  return Object.assign({}, ...shapes);
}

/** The schemas that hold at `path`, without their wrappers; records and unions are walked by the data. */
export function schemasAt(schema: Schema, path: Key[], data: unknown): Schema[] {
  const def = defOf(schema);
  if (def.innerType) return schemasAt(def.innerType, path, data);
  if (def.type === 'pipe' && def.in) return schemasAt(def.in, path, data);
  if (def.options) return optionsFor(def.options, data).flatMap((option) => schemasAt(option, path, data));
  const [key, ...rest] = path;
  if (key === undefined) return [schema];
  const next = def.shape?.[key] ?? def.valueType ?? def.element;
  return next ? schemasAt(next, rest, valueAt(data, [key])) : [];
}

/** Options of a union that are told apart by `kind` are narrowed to the one that was chosen. */
function optionsFor(options: Schema[], data: unknown): Schema[] {
  const kind = valueAt(data, ['kind']);
  const chosen = options.filter((option) => {
    const literal = defOf(option).shape?.kind?._zod.def as unknown as { values?: unknown[] } | undefined;
    return literal?.values?.includes(kind);
  });
  return chosen.length > 0 ? chosen : options;
}

export function valueAt(data: unknown, path: readonly Key[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (isContainer(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    data,
  );
}

/** A value that was given and refused, which has been complained of already. */
export function isRefused(data: unknown, path: readonly Key[]): boolean {
  const parent = valueAt(data, path.slice(0, -1));
  const last = path.at(-1);
  return (
    last !== undefined && isContainer(parent) && Object.hasOwn(parent, last) && parent[last] === undefined
  );
}

export function isContainer(value: unknown): value is Record<Key, unknown> {
  return typeof value === 'object' && value !== null;
}
