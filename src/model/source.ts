import { z } from 'zod';
import { date, httpsUrl, slug, text, wholeNumber } from './scalars.ts';

/** How a value relates to the primary publication. Everything but `primary` prints with a mark and a note. */
export const grade = z.enum(['primary', 'secondary', 'unconfirmed']);
export type Grade = z.infer<typeof grade>;

/** From the best to the worst. */
export const grades: readonly Grade[] = grade.options;

/** The worst grade among some values; undefined where none has any. */
export function worstGrade(values: readonly { grade?: Grade | undefined }[]): Grade | undefined {
  return grades.findLast((one) => values.some((value) => value.grade === one));
}

const sourceSchema = z.strictObject({
  title: text,
  publisher: text,
  type: z.enum([
    'paper',
    'abstract',
    'press release',
    'filing',
    'label',
    'registry',
    'medical information',
    'news',
    'commentary',
    'dataset',
  ]),
  year: wholeNumber.optional(),
  date: date.optional(),
  url: httpsUrl.optional(),
  doi: z
    .string()
    .regex(/^10\.\d{4,9}\/\S+$/, { error: 'expected a DOI such as 10.1056/NEJMoa2409029' })
    .optional(),
  pmid: z
    .string()
    .regex(/^\d{1,9}$/, { error: 'expected a PubMed number' })
    .meta({ editor: 'integer', pattern: '^\\d{1,9}$' })
    .optional(),
  /** How far the source was read for this publication. */
  access: z.enum(['full text', 'abstract', 'summary', 'excerpt', 'citation only']),
  quote: text.optional(),
  note: text.optional(),
});

export const sourcesSchema = z.record(slug, sourceSchema);

export type Source = z.infer<typeof sourceSchema> & { id: string };

/** `source: maia-jnj-2025`, `{ id, locator }`, or a list of either. */
const sourceReference = z.union([
  z.string().transform((id) => ({ id, locator: undefined as string | undefined })),
  z.strictObject({ id: z.string(), locator: text.optional() }),
]);

export const sourceReferences = z.union([
  sourceReference.transform((one) => [one]),
  z.array(sourceReference).min(1),
]);

/** A source and where in it the value stands. */
export interface Reference {
  source: Source;
  locator?: string;
}
