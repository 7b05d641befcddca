import { z } from 'zod';
import { figureEntry } from './figures/kinds.ts';
import { prose } from './figures/texts.ts';
import { date, slug, text } from './scalars.ts';

const keyFigure = z.union([
  z.string().transform((value) => ({ value })),
  z.strictObject({
    value: z.string(),
    show: z.string().optional(),
    label: prose.optional(),
    detail: prose.optional(),
  }),
]);

const crossTrialTable = z.strictObject({
  kind: z.literal('cross-trial'),
  title: prose,
  note: prose.optional(),
  /** Arms in the order of the rows, as `<trial>.<arm>`. */
  arms: z.array(z.string()).min(1),
  /** Columns: endpoint keys. */
  endpoints: z.array(z.string()).min(1),
  /** Findings to show where an arm has several of one endpoint. */
  use: z.array(z.string()).optional(),
});

const summaryTable = z.strictObject({
  kind: z.literal('summary'),
  title: prose,
  note: prose.optional(),
  trial: z.string(),
  /** Rows: endpoint keys, at most seven. */
  endpoints: z.array(z.string()).min(1).max(7),
  use: z.array(z.string()).optional(),
});

const tableEntry = z.discriminatedUnion('kind', [crossTrialTable, summaryTable]);

const acknowledgement = z.strictObject({
  rule: slug,
  /** Results or trials: the rule is answered for between any two of them. */
  between: z.array(z.string()).min(2).max(12),
  reason: prose,
});

/** The front matter of a briefing. */
export const briefingSchema = z.strictObject({
  $schema: z.string().optional(),
  title: prose,
  dek: prose,
  date,
  /** Day up to which sources were read. */
  dataAsOf: date,
  series: text.optional(),
  /** Order and weight of the parts: a commentary unless it is told. A flash is one or two pages about one readout. */
  layout: z.enum(['commentary', 'flash']).optional(),
  authors: z.array(slug).min(1),
  keywords: z.array(text).optional(),
  keyFigures: z.array(keyFigure).min(1).max(5),
  bottomLine: z.array(prose).min(1).max(3),
  figures: z.record(slug, figureEntry).optional(),
  tables: z.record(slug, tableEntry).optional(),
  acknowledge: z.array(acknowledgement).optional(),
});

export type BriefingFile = z.infer<typeof briefingSchema>;
export type TableEntry = z.infer<typeof tableEntry>;
