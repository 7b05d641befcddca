import type { z } from 'zod';
import type { Key, Parsed } from '../content/parse.ts';
import { type Diagnostic, problem } from '../diagnostics.ts';
import { suggest } from '../suggest.ts';

type Issue = z.core.$ZodIssue;

/** Parses a file's data with its schema; gives undefined, and says why, when it does not fit. */
export function fitSchema<T extends z.ZodType>(
  schema: T,
  parsed: Parsed,
  diagnostics: Diagnostic[],
): z.output<T> | undefined {
  if (!parsed.readable) return undefined;
  const result = schema.safeParse(parsed.data);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    diagnostics.push(...explain(issue, parsed, schema));
  }
  return undefined;
}

function explain(issue: Issue, parsed: Parsed, schema: z.ZodType): Diagnostic[] {
  const path = issue.path as Key[];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, parsed, schema));
    case 'invalid_union':
      return explainUnion(issue, parsed, schema);
    case 'invalid_type':
      return [explainType(issue, parsed)];
    case 'invalid_value':
      return [explainChoice(issue, parsed)];
    case 'invalid_key':
      return [problem('wrong-form', `‘${path.at(-1)}’: ${keyMessage(issue)}`, parsed.placeOfKey(path))];
    case 'too_big':
      return [
        problem(
          'wrong-length',
          withValue(`at most ${issue.maximum} may be given`, path, parsed),
          parsed.placeOf(path),
        ),
      ];
    case 'too_small':
      return [problem('wrong-length', withValue(issue.message, path, parsed), parsed.placeOf(path))];
    default:
      return [problem(customCode(issue), withValue(issue.message, path, parsed), parsed.placeOf(path))];
  }
}

function customCode(issue: Issue): string {
  return issue.code === 'custom' && typeof issue.params?.code === 'string' ? issue.params.code : 'wrong-form';
}

function keyMessage(issue: Extract<Issue, { code: 'invalid_key' }>): string {
  return issue.issues[0]?.message ?? 'not a valid key';
}

function unknownKey(key: string, path: Key[], parsed: Parsed, schema: z.ZodType): Diagnostic {
  const known = keysAt(schema, path, parsed.data);
  const where = path.length > 0 ? `‘${path.join('.')}’` : 'the file';
  return problem('unknown-key', `${where} has no field ‘${key}’`, parsed.placeOfKey([...path, key]), {
    hints: suggest(key, known),
  });
}

function explainType(issue: Extract<Issue, { code: 'invalid_type' }>, parsed: Parsed): Diagnostic {
  const path = issue.path as Key[];
  const name = path.at(-1);
  if (valueAt(parsed.data, path) === undefined) {
    return problem('missing-field', `the field ‘${name}’ is missing`, parsed.placeOfKey(path.slice(0, -1)));
  }
  return problem(
    'wrong-type',
    withValue(`expected ${typeNames[issue.expected] ?? issue.expected}`, path, parsed),
    parsed.placeOf(path),
  );
}

const typeNames: Record<string, string> = {
  string: 'text',
  record: 'a mapping of keys to values',
  object: 'a mapping of keys to values',
  array: 'a list (lines that begin with -)',
  tuple: 'a list of two, such as [54.8, 67.1]',
};

function explainChoice(issue: Extract<Issue, { code: 'invalid_value' }>, parsed: Parsed): Diagnostic {
  const path = issue.path as Key[];
  const choices = issue.values.map(String);
  const given = valueAt(parsed.data, path);
  if (given === undefined) {
    return problem(
      'missing-field',
      `the field ‘${path.at(-1)}’ is missing`,
      parsed.placeOfKey(path.slice(0, -1)),
      {
        hints: [`give one of: ${choices.join(', ')}`],
      },
    );
  }
  const hints = suggest(String(given), choices);
  return problem(
    'unknown-choice',
    withValue(`expected one of ${choices.join(', ')}`, path, parsed),
    parsed.placeOf(path),
    {
      hints: hints.filter((hint) => !hint.startsWith('known')),
    },
  );
}

/** Of several forms, the one that the author came nearest to: that whose complaint lies deepest. */
function explainUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  parsed: Parsed,
  schema: z.ZodType,
): Diagnostic[] {
  const path = issue.path as Key[];
  const given = valueAt(parsed.data, path);
  if (given === undefined) {
    return [
      problem('missing-field', `the field ‘${path.at(-1)}’ is missing`, parsed.placeOfKey(path.slice(0, -1))),
    ];
  }
  if ('discriminator' in issue && issue.discriminator) return [explainKind(issue, parsed)];
  const branches = flatten(issue.errors).filter((branch) => !branch.some((inner) => isTypeMismatch(inner)));
  const branch = branches.toSorted((a, b) => depthOf(b) - depthOf(a))[0];
  if (!branch || depthOf(branch) === 0) {
    const message = issue.message === 'Invalid input' ? unionMessage(issue) : issue.message;
    return [problem('wrong-form', withValue(message, path, parsed), parsed.placeOf(path))];
  }
  return branch.flatMap((inner) =>
    explain({ ...inner, path: [...issue.path, ...inner.path] } as Issue, parsed, schema),
  );
}

function flatten(branches: Issue[][]): Issue[][] {
  return branches.flatMap((branch) => {
    const [only] = branch;
    return only?.code === 'invalid_union' && only.path.length === 0 ? flatten(only.errors) : [branch];
  });
}

function explainKind(issue: Extract<Issue, { code: 'invalid_union' }>, parsed: Parsed): Diagnostic {
  const path = issue.path as Key[];
  const options = 'options' in issue ? (issue.options as unknown[]).map(String) : [];
  const given = String(valueAt(parsed.data, path) ?? '');
  const message = withValue(`expected one of ${options.join(', ')}`, path, parsed);
  return problem('unknown-choice', message, parsed.placeOf(path), {
    hints: suggest(given, options).filter((hint) => !hint.startsWith('known')),
  });
}

function isTypeMismatch(issue: Issue): boolean {
  return issue.path.length === 0 && issue.code === 'invalid_type';
}

function depthOf(branch: Issue[]): number {
  return Math.max(
    0,
    ...branch.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)),
  );
}

function unionMessage(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const first = issue.errors.flat().map((inner) => inner.message);
  return [...new Set(first)].join('; or ') || 'of no form that is read here';
}

function withValue(message: string, path: Key[], parsed: Parsed): string {
  const value = valueAt(parsed.data, path);
  const shown = typeof value === 'string' && value.length <= 60 ? `‘${value}’: ` : '';
  return `${path.length > 0 ? `${path.join('.')}: ` : ''}${shown}${message}`;
}

function valueAt(data: unknown, path: readonly Key[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      isContainer(value) && Object.hasOwn(value, key) ? value[key as keyof typeof value] : undefined,
    data,
  );
}

function isContainer(value: unknown): value is Record<Key, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The field names that the schema knows at `path`; records and unions are walked by the data. */
function keysAt(schema: z.ZodType, path: Key[], data: unknown): string[] {
  const found = schemasAt(schema, path, data);
  return [
    ...new Set(found.flatMap((s) => ('shape' in s._zod.def ? Object.keys(s._zod.def.shape as object) : []))),
  ];
}

interface AnyDef {
  type: string;
  innerType?: z.ZodType;
  valueType?: z.ZodType;
  element?: z.ZodType;
  in?: z.ZodType;
  options?: z.ZodType[];
  shape?: Record<string, z.ZodType>;
}

function schemasAt(schema: z.ZodType, path: Key[], data: unknown): z.ZodType[] {
  const def = schema._zod.def as unknown as AnyDef;
  if (def.innerType) return schemasAt(def.innerType, path, data);
  if (def.type === 'pipe' && def.in) return schemasAt(def.in, path, data);
  if (def.options) return optionsFor(def.options, data).flatMap((option) => schemasAt(option, path, data));
  const [key, ...rest] = path;
  if (key === undefined) return [schema];
  const next = def.shape?.[key] ?? def.valueType ?? def.element;
  const inner = isContainer(data) ? data[key] : undefined;
  return next ? schemasAt(next, rest, inner) : [];
}

/** Options of a union that are told apart by `kind` are narrowed to the one that was chosen. */
function optionsFor(options: z.ZodType[], data: unknown): z.ZodType[] {
  const kind = isContainer(data) ? data.kind : undefined;
  const chosen = options.filter((option) => {
    const shape = (option._zod.def as unknown as AnyDef).shape;
    const literal = shape?.kind?._zod.def as unknown as { values?: unknown[] } | undefined;
    return literal?.values?.includes(kind);
  });
  return chosen.length > 0 ? chosen : options;
}
