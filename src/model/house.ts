import { z } from 'zod';
import { httpsUrl, slug, text } from './scalars.ts';

/** RFC 5322 dot-atoms in ASCII: no comments, quotes, groups, routes or domain literals, so nothing can hide in one. */
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const plain = new RegExp(`^(${atom}(?:\\.${atom})*)@(${label}(?:\\.${label})+)$`);

/** Whether a text is one plain address, such as `notes@example.com`, of the lengths that SMTP allows. */
export function isPlainAddress(value: string): boolean {
  const [, local = ''] = (value.length <= 254 && plain.exec(value)) || [];
  return local !== '' && local.length <= 64;
}

/** Whether a text is a List-ID's identifier (RFC 2919): labels with dots, such as `notes.example.com`. */
export function isListId(value: string): boolean {
  return value.length <= 255 && new RegExp(`^${label}(?:\\.${label})+$`).test(value);
}

const address = z.string().refine(isPlainAddress, {
  error: 'expected one plain mail address such as notes@example.com',
  params: { code: 'wrong-form' },
});

/** A line of a header: what follows a line break would be a header of its own. */
const headerLine = text.refine((value) => value.length <= 120 && !/[\r\n\t]/.test(value), {
  error: 'expected one line of at most 120 characters',
  params: { code: 'wrong-form' },
});

/** `{{name|colleague}}`: a column of the recipients’ list, and what replaces an empty value. */
export const mergeField = /\{\{([a-z][a-z0-9_-]{0,39})\|([^{}|\r\n]{0,80})\}\}/g;

/** Filled when sending, not from a list. */
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
const mailSettings = z.strictObject({
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
  /** Where a recipient unsubscribes; a signed token is appended when sending. */
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

const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, { error: 'expected a colour such as #0b5d75' });

/** How the file of a logo can be named. */
export const logoName = /^[a-z0-9-]{1,60}\.svg$/;

/** How the file of a citation style can be named. */
export const styleName = /^[a-z0-9-]{1,60}\.csl$/;

export const houseSchema = z.strictObject({
  $schema: z.string().optional(),
  publication: text,
  authors: z.record(slug, z.strictObject({ name: text, affiliation: text.optional() })),
  /** Language of the prose, e.g. en-GB. */
  locale: z.string().regex(/^[a-z]{2}(?:-[A-Z]{2})?$/, { error: 'expected a language tag such as en-GB' }),
  paper: z.enum(['A4', 'Letter']),
  accent: colour,
  /** For briefings that name none; the publication's name by default. */
  series: text.optional(),
  /** An SVG beside house.yaml. */
  logo: z
    .string()
    .regex(logoName, { error: 'expected the name of an SVG file beside house.yaml, such as logo.svg' })
    .optional(),
  /** A style of the Citation Style Language beside house.yaml, for references; one after AMA by default. */
  citations: z
    .string()
    .regex(styleName, { error: 'expected the name of a CSL file beside house.yaml, such as vancouver.csl' })
    .optional(),
  site: httpsUrl.optional(),
  mail: mailSettings.optional(),
  /** Drafts do without; publication asks for all but `medical`. */
  disclosures: z.strictObject({
    positions: text.optional(),
    compensation: text.optional(),
    relationships: text.optional(),
    review: text.optional(),
    advice: text.optional(),
    medical: text.optional(),
  }),
  method: text,
  abbreviations: z.record(z.string(), text),
});

export type House = z.infer<typeof houseSchema>;

/** The series that a briefing appears in, if it or the house names one. */
export function namedSeries({ series }: { series?: string | undefined }, house: House): string | undefined {
  return series ?? house.series;
}

/** The series that a briefing appears in, as its page names it. */
export function seriesOf(briefing: { series?: string | undefined }, house: House): string {
  return namedSeries(briefing, house) ?? house.publication;
}
