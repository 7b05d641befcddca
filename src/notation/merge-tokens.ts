import { createHash } from 'node:crypto';
import { type MailSettings, mergeField, reservedField } from '../model/mail-settings.ts';

/** A placeholder in mail bodies for something that differs between recipients. */
interface MergeToken {
  token: string;
  /** A column of the recipients' list, or `unsubscribe-url`, which whoever sends fills. */
  field: string;
  /** For an empty column, or without a recipient. */
  fallback: string;
}

/** `seed` is a hash of the content: no content can hold it, by chance or by design. */
export function tokenOf(field: string, fallback: string, seed: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([field, fallback, seed]))
    .digest('hex');
  return `@@${field}.${hash.slice(0, 16)}@@`;
}

/** The greeting with a token for each of its merge fields. */
export function withTokens(greeting: string, seed: string): string {
  return greeting.replace(mergeField, (_, field: string, fallback: string) => tokenOf(field, fallback, seed));
}

/** Every token that a mail of these settings may hold, each once. */
export function tokensOf({ greeting = '', unsubscribe }: MailSettings, seed: string): MergeToken[] {
  const fields = [...greeting.matchAll(mergeField)].map(([, field = '', fallback = '']) => ({
    field,
    fallback,
  }));
  const address = unsubscribe.https ?? `mailto:${unsubscribe.mailto}?subject=unsubscribe`;
  const all = [
    ...fields.map((one) => ({ token: tokenOf(one.field, one.fallback, seed), ...one })),
    { token: tokenOf(reservedField, '', seed), field: reservedField, fallback: address },
  ];
  return [...new Map(all.map((one) => [one.token, one])).values()];
}
