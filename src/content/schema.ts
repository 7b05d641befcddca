import type { z } from 'zod';
import { type Diagnostic, problem } from '../diagnostics.ts';
import { suggest } from '../suggest.ts';
import type { Key, Parsed } from './parse.ts';

type Schema = z.ZodType;
type Issue = z.core.$ZodIssue;

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

/** A file's data as its schema reads it; undefined, with a diagnostic, when it does not fit. */
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

interface AnyDef {
  type: string;
  innerType?: Schema;
  valueType?: Schema;
  element?: Schema;
  in?: Schema;
  options?: Schema[];
  shape?: Record<string, Schema>;
  items?: Schema[];
}

function defOf(schema: Schema): AnyDef {
  return schema._zod.def as unknown as AnyDef;
}

/** Keys of everything that a schema takes as one text, in its order; places in a list of fixed length are numbers. */
export function leavesOf(schema: Schema, path: Key[] = []): Key[][] {
  const { innerType, type, in: written, shape, items } = defOf(schema);
  if (innerType) return leavesOf(innerType, path);
  if (type === 'pipe' && written) return leavesOf(written, path);
  const parts = items ? [...items.entries()] : Object.entries(shape ?? {});
  return parts.length === 0 ? [path] : parts.flatMap(([key, part]) => leavesOf(part, [...path, key]));
}

/** The field names that a schema knows at `path`. */
function keysAt(schema: Schema, path: Key[], data: unknown): string[] {
  return [...new Set(schemasAt(schema, path, data).flatMap((one) => Object.keys(defOf(one).shape ?? {})))];
}

/** The fields of an object, or of that option of a union which the data chose. */
function shapeOf(schema: Schema, data: unknown): Record<string, Schema> {
  const shapes = schemasAt(schema, [], data).map((one) => defOf(one).shape ?? {});
  return Object.assign({}, ...shapes);
}

/** The schemas that apply at `path`, without their wrappers; records and unions are walked by the data. */
function schemasAt(schema: Schema, path: Key[], data: unknown): Schema[] {
  const def = defOf(schema);
  if (def.innerType) return schemasAt(def.innerType, path, data);
  if (def.type === 'pipe' && def.in) return schemasAt(def.in, path, data);
  if (def.options) return optionsFor(def.options, data).flatMap((option) => schemasAt(option, path, data));
  const [key, ...rest] = path;
  if (key === undefined) return [schema];
  const next = def.shape?.[key] ?? def.valueType ?? def.element;
  return next ? schemasAt(next, rest, valueAt(data, [key])) : [];
}

/** Options of a union discriminated by `kind` are narrowed to the one that was chosen. */
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
function isRefused(data: unknown, path: readonly Key[]): boolean {
  const parent = valueAt(data, path.slice(0, -1));
  const last = path.at(-1);
  return (
    last !== undefined && isContainer(parent) && Object.hasOwn(parent, last) && parent[last] === undefined
  );
}

export function isContainer(value: unknown): value is Record<Key, unknown> {
  return typeof value === 'object' && value !== null;
}

type IssueOf<Code extends Issue['code']> = Extract<Issue, { code: Code }>;

/** What zod says of a value, in an author's words. */
export function explainIssue(issue: Issue, parsed: Parsed, schema: Schema): Diagnostic[] {
  const path = issue.path as Key[];
  if (isRefused(parsed.data, path)) return [];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => explainKey(key, path, parsed, schema));
    case 'invalid_union':
      return explainUnion(issue, parsed, schema);
    case 'invalid_type':
      return [explainType(issue, parsed)];
    case 'invalid_value':
      return [explainChoice(issue.values.map(String), path, parsed)];
    case 'invalid_key':
      return [
        problem(
          'wrong-form',
          `‘${path.at(-1)}’: ${issue.issues[0]?.message ?? 'not a valid key'}`,
          parsed.placeOfKey(path),
        ),
      ];
    case 'too_big':
    case 'too_small':
      return [complain('wrong-length', lengthMessage(issue, parsed, schema), path, parsed)];
    default:
      return [complain(customCode(issue), issue.message, path, parsed)];
  }
}

/** At the value, which the message repeats when it is short. */
function complain(code: string, message: string, path: Key[], parsed: Parsed, hints?: string[]): Diagnostic {
  const value = valueAt(parsed.data, path);
  const shown = typeof value === 'string' && value.length <= 60 ? `‘${value}’: ` : '';
  const where = path.length > 0 ? `${path.join('.')}: ` : '';
  return problem(code, `${where}${shown}${message}`, parsed.placeOf(path), hints && { hints });
}

function customCode(issue: Issue): string {
  return issue.code === 'custom' && typeof issue.params?.code === 'string' ? issue.params.code : 'wrong-form';
}

function lengthMessage(issue: IssueOf<'too_big' | 'too_small'>, parsed: Parsed, schema: Schema): string {
  const [expected] = schemasAt(schema, issue.path as Key[], parsed.data);
  if (expected?._zod.def.type === 'tuple') return `expected ${typeNames.tuple}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum} may be given`;
  return issue.origin === 'array' ? `at least ${issue.minimum} must be given` : issue.message;
}

function explainKey(key: string, path: Key[], parsed: Parsed, schema: Schema): Diagnostic {
  const where = path.length > 0 ? `‘${path.join('.')}’` : 'the file';
  return problem('unknown-key', `${where} has no field ‘${key}’`, parsed.placeOfKey([...path, key]), {
    hints: suggest(key, keysAt(schema, path, parsed.data)),
  });
}

function explainType(issue: IssueOf<'invalid_type'>, parsed: Parsed): Diagnostic {
  const path = issue.path as Key[];
  if (valueAt(parsed.data, path) === undefined) return missing(path, parsed);
  return complain('wrong-type', `expected ${typeNames[issue.expected] ?? issue.expected}`, path, parsed);
}

const typeNames: Record<string, string> = {
  string: 'text',
  record: 'a mapping of keys to values',
  object: 'a mapping of keys to values',
  array: 'a list (lines that begin with -)',
  tuple: 'a list of two, such as [54.8, 67.1]',
};

function missing(path: Key[], parsed: Parsed, hints: string[] = []): Diagnostic {
  const place = parsed.placeOfKey(path.slice(0, -1));
  return problem('missing-field', `the field ‘${path.at(-1)}’ is missing`, place, { hints });
}

function explainChoice(choices: string[], path: Key[], parsed: Parsed): Diagnostic {
  const given = valueAt(parsed.data, path);
  if (given === undefined) return missing(path, parsed, [`give one of: ${choices.join(', ')}`]);
  const hints = suggest(String(given), choices).filter((hint) => !hint.startsWith('known'));
  return complain('unknown-choice', `expected one of ${choices.join(', ')}`, path, parsed, hints);
}

/** Of several forms, the one that the author came nearest to: that whose complaint lies deepest. */
function explainUnion(issue: IssueOf<'invalid_union'>, parsed: Parsed, schema: Schema): Diagnostic[] {
  const path = issue.path as Key[];
  if ('discriminator' in issue && issue.discriminator) {
    const kinds = 'options' in issue ? (issue.options as unknown[]).map(String) : [];
    return [explainChoice(kinds, path, parsed)];
  }
  if (valueAt(parsed.data, path) === undefined) return [missing(path, parsed)];
  const branches = flatten(issue.errors).filter((branch) => !branch.some(isTypeMismatch));
  const branch = branches.toSorted((a, b) => depthOf(b) - depthOf(a))[0];
  if (!branch || depthOf(branch) === 0) {
    const message = issue.message === 'Invalid input' ? formsOf(issue) : issue.message;
    return [complain('wrong-form', message, path, parsed)];
  }
  return branch.flatMap((inner) =>
    explainIssue({ ...inner, path: [...issue.path, ...inner.path] } as Issue, parsed, schema),
  );
}

function flatten(branches: Issue[][]): Issue[][] {
  return branches.flatMap((branch) => {
    const [only] = branch;
    return only?.code === 'invalid_union' && only.path.length === 0 ? flatten(only.errors) : [branch];
  });
}

function isTypeMismatch(issue: Issue): boolean {
  return issue.path.length === 0 && issue.code === 'invalid_type';
}

function depthOf(branch: Issue[]): number {
  return Math.max(0, ...branch.map((issue) => issue.path.length + (isOfRightForm(issue) ? 1 : 0)));
}

/** A mapping with a key too many, or a list too long or too short. */
function isOfRightForm(issue: Issue): boolean {
  const isSize = issue.code === 'too_big' || issue.code === 'too_small';
  return issue.code === 'unrecognized_keys' || (isSize && issue.origin === 'array');
}

/** `expected a whole number such as 368, or derived`: what each form wants, fixed words last. */
function formsOf(issue: IssueOf<'invalid_union'>): string {
  const issues = flatten(issue.errors).flat();
  const described = issues.filter(({ code }) => code !== 'invalid_value').map(wanted);
  const words = issues.flatMap((one) => (one.code === 'invalid_value' ? one.values.map(String) : []));
  return `expected ${[...new Set([...described, ...words])].join(', or ')}`;
}

function wanted(issue: Issue): string {
  if (issue.code === 'invalid_type') return typeNames[issue.expected] ?? issue.expected;
  return issue.message.replace(/^expected /, '');
}
