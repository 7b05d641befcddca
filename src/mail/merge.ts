import { escapeHtml } from '../notation/written.ts';
import type { MailMessage } from './letter.ts';

/** A body with tokens, and the escaping of values in it. */
interface Body {
  template: string;
  as: 'html' | 'text';
}

/**
 * Replaces the tokens of a body with a recipient's values, in one pass, so that a value that looks like a
 * token is printed literally. Values that are missing or empty get the token's fallback.
 */
export function mergeFields(
  { template, as }: Body,
  merge: MailMessage['merge'],
  values: Readonly<Record<string, string>>,
): string {
  if (merge.length === 0) return template;
  const byToken = new Map(merge.map((one) => [one.token, one]));
  const pattern = new RegExp(merge.map(({ token }) => RegExp.escape(token)).join('|'), 'g');
  return template.replace(pattern, (token) => {
    const { field, fallback } = byToken.get(token) as MailMessage['merge'][number];
    const value = fieldIn(values, field) || fallback;
    return as === 'html' ? escapeHtml(value) : value;
  });
}

/** Column names are case-insensitive: `Name` is `name`. */
function fieldIn(values: Readonly<Record<string, string>>, field: string): string | undefined {
  const key = field.toLowerCase();
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

/**
 * Fields of a head with `\n` between its lines, by their name in lower case, unfolded; of several of a name
 * the first.
 */
export function readHeaderFields(head: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const match = /^([!-9;-~]+)[ \t]*:(.*)$/.exec(line);
    const name = match?.[1]?.toLowerCase();
    if (name && !fields.has(name)) fields.set(name, (match?.[2] ?? '').trim());
  }
  return fields;
}
