import { z } from 'zod';
import { mailSettings } from './mail-settings.ts';
import { httpsUrl, slug, text } from './scalars.ts';

const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, { error: 'expected a colour such as #0b5d75' });

/** How the file of a logo can be named. */
export const logoName = /^[a-z0-9-]{1,60}\.svg$/;

export const houseSchema = z.strictObject({
  $schema: z.string().optional(),
  publication: text,
  authors: z.record(slug, z.strictObject({ name: text, affiliation: text.optional() })),
  /** Language of the prose, e.g. en-GB. */
  locale: z.string().regex(/^[a-z]{2}(?:-[A-Z]{2})?$/, { error: 'expected a language tag such as en-GB' }),
  paper: z.enum(['A4', 'Letter']),
  accent: colour,
  /** Of briefings that name none; without it the publication's name stands in its place. */
  series: text.optional(),
  /** An SVG beside house.yaml. */
  logo: z
    .string()
    .regex(logoName, { error: 'expected the name of an SVG file beside house.yaml, such as logo.svg' })
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

/** The series that a briefing appears in, as its page names it. */
export function seriesOf({ series }: { series?: string | undefined }, house: House): string {
  return series ?? house.series ?? house.publication;
}
