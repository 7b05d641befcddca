import type { z } from 'zod';
import type { Key, Parsed } from '../content/parse.ts';
import { type Diagnostic, problem } from '../diagnostics.ts';
import { explainIssue } from './explain.ts';
import { isContainer, schemasAt, shapeOf, valueAt } from './schema-shape.ts';

export type Schema = z.ZodType;
export type Issue = z.core.$ZodIssue;

/** Every field of an entry, or of any kind of an entry of several kinds, as far as it is there and fits. */
export type Fields<T> = { [K in FieldOf<T>]?: ValueOf<T, K> };
type FieldOf<T> = T extends unknown ? keyof T : never;
type ValueOf<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;

/** A part of a file with a schema of its own: what of it fits can be checked on, whatever else is wrong. */
export interface Entry<T> {
  id: string;
  keys: Key[];
  /** Undefined when a part of it does not fit. */
  whole: T | undefined;
  /** The fields that fit by themselves. */
  fields: Fields<T>;
}

/** A file's data as its schema reads it; undefined, having said why, when it does not fit. */
export function fitSchema<S extends Schema>(
  schema: S,
  parsed: Parsed,
  diagnostics: Diagnostic[],
): z.output<S> | undefined {
  if (!parsed.readable) return undefined;
  const result = schema.safeParse(parsed.data);
  const issues = result.error?.issues ?? [];
  const problems = [
    ...issues.flatMap((issue) => explainIssue(issue, parsed, schema)),
    ...passedOver(parsed.data, [], schema, parsed),
  ];
  diagnostics.push(...problems);
  return issues.length === 0 && problems.length === 0 ? result.data : undefined;
}

/** The fields of `data` that fit, each by itself. */
export function fieldsThatFit<S extends Schema>(schema: S, data: unknown): Fields<z.output<S>> {
  const fields = Object.entries(shapeOf(schema, data)).flatMap(([name, field]) => {
    const result = field.safeParse(valueAt(data, [name]));
    return result.success && result.data !== undefined ? [[name, result.data]] : [];
  });
  return Object.fromEntries(fields) as Fields<z.output<S>>;
}

/** The entries of the map or list under `keys`, each read by itself. */
export function entriesAt<S extends Schema>(schema: S, parsed: Parsed, keys: Key[]): Entry<z.output<S>>[] {
  const found = valueAt(parsed.data, keys);
  if (!isContainer(found)) return [];
  return Object.entries(found).map(([id, value]) => {
    const result = schema.safeParse(value);
    return {
      id,
      keys: [...keys, Array.isArray(found) ? Number(id) : id],
      whole: result.data,
      fields: (result.success ? result.data : fieldsThatFit(schema, value)) as Fields<z.output<S>>,
    };
  });
}

/** What the keys of records must be: zod passes over a key __proto__ without a word. */
function passedOver(data: unknown, path: Key[], schema: Schema, parsed: Parsed): Diagnostic[] {
  if (!isContainer(data)) return [];
  return Object.keys(data).flatMap((key) => {
    const inner = [...path, key];
    if (key !== '__proto__') return passedOver(data[key], inner, schema, parsed);
    const [record] = schemasAt(schema, path, parsed.data);
    const issue = keySchemaOf(record)?.safeParse(key).error?.issues[0];
    return issue ? [problem('wrong-form', `‘${key}’: ${issue.message}`, parsed.placeOfKey(inner))] : [];
  });
}

function keySchemaOf(schema: Schema | undefined): Schema | undefined {
  return (schema?._zod.def as { keyType?: Schema } | undefined)?.keyType;
}
