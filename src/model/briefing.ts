import { z } from 'zod';
import { figureEntry } from './figures/kinds.ts';
import { prose } from './figures/texts.ts';
import { date, slug, text } from './scalars.ts';
import { tableEntry } from './tables/kinds.ts';

const keyFigure = z.union([
  z.string().transform((value) => ({ value })),
  z.strictObject({
    value: z.string(),
    show: z.string().optional(),
    label: prose.optional(),
    detail: prose.optional(),
  }),
]);

const acknowledgement = z.strictObject({
  rule: slug,
  /** Results or trials: the rule is answered for between any two of them. */
  between: z.array(z.string()).min(2).max(12),
  /** `figure <id>`, `table <id>`, `opening`, or the opening words of the sentence or of its heading; everywhere when left out. */
  where: text.optional(),
  reason: prose,
});

/** What of a briefing goes into its mail, where the usual choice does not suit. */
const mail = z.strictObject({
  /** Without it the title. */
  subject: prose.optional(),
  /** The line that clients show beside the subject; without it the first sentence of the bottom line. */
  preheader: prose.optional(),
  /** Headings of the sections that the mail carries beside safety and the author’s view. */
  sections: z.array(text).optional(),
  /** At most two. */
  figures: z.array(slug).max(2).optional(),
});

/** Orders and weights of the parts of a page. */
const layouts = ['commentary', 'flash', 'evidence'] as const;

/** The parts of a clinical question, in the order in which they are read. */
export const questionParts = ['population', 'intervention', 'comparator', 'outcomes'] as const;

const question = z.strictObject({
  population: prose,
  intervention: prose,
  comparator: prose.optional(),
  outcomes: prose,
});

/** What was shown, what was not, and what to watch: the parts of a bottom line, in the order in which they are read. */
export const bottomLineParts = ['shown', 'notShown', 'watch'] as const;

const bottomLine = z.union([
  z.array(prose).min(1).max(3),
  z.strictObject({ shown: prose.optional(), notShown: prose.optional(), watch: prose.optional() }),
]);

/** The front matter of a briefing. */
export const briefingSchema = z.strictObject({
  $schema: z.string().optional(),
  title: prose,
  dek: prose,
  date,
  /** Day up to which sources were read. */
  dataAsOf: date,
  series: text.optional(),
  /**
   * Order and weight of the parts: a commentary by default. A flash is one or two pages about one
   * readout; an evidence brief begins with its question and a summary of findings.
   */
  layout: z.enum(layouts).optional(),
  /** Population, intervention, comparator and outcomes. */
  question: question.optional(),
  authors: z.array(slug).min(1),
  keywords: z.array(text).optional(),
  /** What the sources are, in a line; made from their grades when left out. */
  status: prose.optional(),
  keyFigures: z.array(keyFigure).min(1).max(5).optional(),
  /** One to three sentences, or what was shown, what was not, and what to watch. */
  bottomLine: bottomLine.optional(),
  figures: z.record(slug, figureEntry).optional(),
  tables: z.record(slug, tableEntry).optional(),
  acknowledge: z.array(acknowledgement).optional(),
  mail: mail.optional(),
});

export type BriefingFile = z.infer<typeof briefingSchema>;
