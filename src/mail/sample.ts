import type { MailMessage } from './message.ts';

/** A body as it would read to somebody of whom nothing is known. `toForm` escapes a value for the form of the body. */
export function withFallbacks(
  body: string,
  merge: MailMessage['merge'],
  toForm: (text: string) => string,
): string {
  const values = new Map(merge.map(({ token, fallback }) => [token, toForm(fallback)]));
  return body.replace(/@@[a-z0-9_.-]+@@/g, (token) => values.get(token) ?? token);
}

/** Of the sample: named by the edition, so that it stays the same. */
export function sampleMessageId({ edition, revision, list }: MailMessage): string {
  return `<${edition}.r${revision}@${list.id}>`;
}
