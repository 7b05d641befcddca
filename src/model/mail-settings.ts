import { z } from 'zod';
import { isListId, isPlainAddress } from './mail-address.ts';
import { httpsUrl, text } from './scalars.ts';

const address = z.string().refine(isPlainAddress, {
  error: 'expected one plain mail address such as notes@example.com',
  params: { code: 'wrong-form' },
});

/** A line of a header: what follows a line break would be a header of its own. */
const headerLine = text.refine((value) => value.length <= 120 && !/[\r\n\t]/.test(value), {
  error: 'expected one line of at most 120 characters',
  params: { code: 'wrong-form' },
});

/** `{{name|colleague}}`: a column of the recipients’ list, and what stands for an empty one. */
export const mergeField = /\{\{([a-z][a-z0-9_-]{0,39})\|([^{}|\r\n]{0,80})\}\}/g;

/** Filled by whoever sends, and by no list. */
export const reservedField = 'unsubscribe-url';

const greeting = headerLine.refine(holdsOnlyMergeFields, {
  error: 'write a merge field as {{name|colleague}}: a column, and the fallback for an empty cell',
  params: { code: 'wrong-form' },
});

function holdsOnlyMergeFields(value: string): boolean {
  const fields = [...value.matchAll(mergeField)].map(([, field]) => field);
  return !fields.includes(reservedField) && !/\{\{|\}\}/.test(value.replace(mergeField, ''));
}

const units = { KB: 1000, MB: 1_000_000 } as const;
const sizePattern = /^([1-9]\d{0,3}) (KB|MB)$/;

/** In bytes. */
const size = z
  .string()
  .meta({ pattern: sizePattern.source, description: 'a size such as 2 MB' })
  .transform((value, context) => {
    const [, count, unit] = sizePattern.exec(value) ?? [];
    if (count && unit) return Number(count) * units[unit as keyof typeof units];
    context.addIssue({
      code: 'custom',
      message: 'expected a size such as 2 MB or 500 KB',
      params: { code: 'wrong-form' },
    });
    return z.NEVER;
  });

/** `mail:` of house.yaml. Without it no edition has a mail. Secrets have no place here. */
export const mailSettings = z.strictObject({
  from: z.strictObject({ name: headerLine, address }),
  replyTo: address.optional(),
  /** Names the list to mail clients, for good: subscribers’ filters go by its id. */
  list: z.strictObject({
    id: z.string().refine(isListId, {
      error: 'expected an identifier of labels with dots such as notes.example.com',
      params: { code: 'wrong-form' },
    }),
    name: headerLine,
  }),
  /** Where a recipient unsubscribes; whoever sends appends a signed token. */
  unsubscribe: z.strictObject({ mailto: address, https: httpsUrl.optional() }),
  greeting: greeting.optional(),
  /** Who sends this and why the reader gets it; in many countries with a postal address. */
  footer: text,
  /** A PDF over it is linked instead of attached. */
  pdfLimit: size.optional(),
});

export type MailSettings = z.infer<typeof mailSettings>;

/** Large enough for any briefing, small enough for any mailbox. Bytes. */
export const usualPdfLimit = 2_000_000;
