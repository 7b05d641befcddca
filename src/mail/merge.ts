import { escapeHtml } from '../notation/written.ts';
import type { MailMessage } from './message.ts';

/** A body with tokens, and how a value is written in it. */
interface Body {
  template: string;
  as: 'html' | 'text';
}

/**
 * Puts a recipient's values where a body has tokens: in one pass, so that a value that looks like a token is
 * printed as it is. Values that are missing or empty get the token's fallback.
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

/** Columns are named by people: `Name` is `name`. */
function fieldIn(values: Readonly<Record<string, string>>, field: string): string | undefined {
  const key = field.toLowerCase();
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
