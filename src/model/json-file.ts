import type { z } from 'zod';

/** The content of a file, or one line on why it cannot be used. */
export type ReadJson<T> = { value: T } | { problem: string };

/** Reads JSON that anybody may have written: everything that its schema names is there and of its kind. */
export function readJson<T>(bytes: Uint8Array, schema: z.ZodType<T>): ReadJson<T> {
  const found = parse(bytes);
  if (found === undefined) return { problem: 'it is not JSON' };
  const { success, data, error } = schema.safeParse(found.json, { error: explain });
  if (success) return { value: data };
  const [issue] = error.issues;
  return { problem: issue ? `${placeOf(issue.path)}${issue.message}` : 'it is not in the expected form' };
}

/** In our words, and without a value that somebody else wrote. */
function explain(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return 'it is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'too_big':
      return `expected at most ${issue.maximum}`;
    case 'too_small':
      return `expected at least ${issue.minimum}`;
    default:
      return 'it does not have the expected form';
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function parse(bytes: Uint8Array): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return undefined;
  }
}

/** `trials[0].id: `; a name that somebody invented is cut short. */
function placeOf(keys: readonly PropertyKey[]): string {
  if (keys.length === 0) return '';
  const parts = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${nameOf(String(key))}`));
  return `${parts.join('').replace(/^\./, '')}: `;
}

function nameOf(key: string): string {
  const name = key.length > 40 ? `${key.slice(0, 40)}…` : key;
  return /^[\w-]+…?$/.test(name) ? name : JSON.stringify(name);
}
