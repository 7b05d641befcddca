import type { Key, Parsed } from '../content/parse.ts';
import { type Diagnostic, problem } from '../diagnostics.ts';
import { suggest } from '../suggest.ts';
import type { Issue, Schema } from './schema.ts';
import { isRefused, keysAt, schemasAt, valueAt } from './schema-shape.ts';

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
