import { z } from 'zod';
import { markup, plain } from './markup.ts';

const align = z
  .enum(['start', 'end', 'number'])
  .describe('Where a column’s cells stand; numbers by their last digit.');

const cell = z
  .strictObject({
    content: markup('What the cell says.'),
    sub: markup('A second line, smaller.').optional(),
    align,
    heading: z.boolean().describe('Whether it is its row’s heading.'),
    pad: plain(
      'The end of a number as long as what it lacks of its column’s longest fraction, e.g. ".0"; never seen or read.',
    ).optional(),
  })
  .describe('A cell.');

const column = z.strictObject({ label: markup('The column’s head.'), align }).describe('A column.');

/** What templates/partials/grid.hbs sees. */
export const gridModel = z
  .strictObject({
    groups: z
      .array(
        z
          .strictObject({
            label: plain('The heading; empty over columns that have none.'),
            span: z.number().describe('How many columns it stands over.'),
          })
          .describe('A heading over columns.'),
      )
      .optional()
      .describe('Headings over several columns each.'),
    columns: z.array(column).describe('Columns from the start.'),
    rows: z
      .array(
        z
          .strictObject({
            cells: z.array(cell).describe('One a column.'),
            evidence: markup(
              'Entries of the ledger behind its numbers; in every row where any has some.',
            ).optional(),
          })
          .describe('A row.'),
      )
      .describe('Rows from the top.'),
    hasEvidence: z.boolean().describe('Whether its rows end with their evidence.'),
    sortable: z.boolean().describe('Whether its rows may be put in another order.'),
  })
  .describe('Rows and columns of a table.');

const answered = z
  .strictObject({
    text: markup('The difference, in a sentence.'),
    reasons: z.array(markup('A reason.')).describe('Why the author shows it all the same.'),
  })
  .describe('A difference, and the author’s answer.');

/** What templates/partials/caveats.hbs sees. */
export const caveatsModel = z
  .strictObject({
    label: plain('What it is about, for screen readers, e.g. "Figure 1".'),
    blocks: z.array(answered).describe('Differences that forbid a comparison.'),
    others: z.array(answered).describe('The others.'),
  })
  .describe('Everything that limits one display, where its author wants it beneath.');

/** What templates/partials/unlike.hbs sees. */
export const unlikeModel = z
  .strictObject({
    lead: plain(
      'E.g. "Not a head-to-head comparison."; absent where all results are of one trial.',
    ).optional(),
    named: plain('What forbids the comparison, and what weighs most beside it, in a sentence.'),
    all: plain('E.g. "All 13 differences", which leads to them.'),
  })
  .describe('One sentence on what a display sets side by side without right.');

/** What templates/partials/figure.hbs sees. */
export const figureModel = z
  .strictObject({
    id: plain('Id of the figure on the page; links lead to it.'),
    number: z.number().describe('Its number, from 1.'),
    title: markup('What it shows, as a sentence.'),
    subtitle: markup('Whom and what it shows, in which unit.'),
    drawing: markup('Inline SVG with its alternative text.'),
    narrow: markup('Inline SVG for a phone’s column; without it the drawing scrolls there.').optional(),
    source: markup('Numbers of its sources in brackets.'),
    evidence: markup('Entries of the ledger that it draws, where the drawing does not name them.').optional(),
    inColumn: z.boolean().describe('Whether it is as wide as the text, with its evidence in the margin.'),
    remarks: plain('What the drawing needs said of its signs and intervals; may be empty.'),
    note: markup('A remark of its author.').optional(),
    unlike: unlikeModel.optional(),
    caveats: caveatsModel.optional(),
    data: gridModel.describe('The table behind it.'),
  })
  .describe('A figure.');

/** What templates/partials/table.hbs sees. */
export const tableModel = z
  .strictObject({
    id: plain('Id of the table on the page; links lead to it.'),
    number: z.number().describe('Its number, from 1.'),
    title: markup('What it shows.'),
    warning: plain(
      'Said under the title of a table that sets trials side by side, unless the title says it.',
    ).optional(),
    grid: gridModel,
    source: markup('Signs and units that it uses.'),
    note: markup('A remark of its author.').optional(),
    reasons: z
      .array(
        z
          .strictObject({
            letter: plain('As cells refer to it, e.g. "a".'),
            text: markup('The reason.'),
          })
          .describe('A reason.'),
      )
      .optional()
      .describe('Why the author is less than certain of some of the results.'),
    unlike: unlikeModel.optional(),
    caveats: caveatsModel.optional(),
  })
  .describe('A table.');

export type CaveatsModel = z.infer<typeof caveatsModel>;
export type UnlikeModel = z.infer<typeof unlikeModel>;
export type FigureModel = z.infer<typeof figureModel>;
export type TableModel = z.infer<typeof tableModel>;
export type Grid = z.infer<typeof gridModel>;
