import { z } from 'zod';
import { markup, plain } from './markup.ts';

const align = z
  .enum(['start', 'end', 'number'])
  .describe('Alignment of a column’s cells; numbers align by their last digit.');

const cell = z
  .strictObject({
    content: markup('Content of the cell.'),
    sub: markup('A second, smaller line.').optional(),
    align,
    heading: z.boolean().describe('Whether it is the heading of its row.'),
    pad: plain(
      'Invisible padding that aligns the number with the longest fraction in its column, e.g. ".0".',
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
            label: plain('The heading; empty over columns without one.'),
            span: z.number().describe('How many columns it spans.'),
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
            evidence: markup('Ledger entries of its numbers; in every row if any row has some.').optional(),
          })
          .describe('A row.'),
      )
      .describe('Rows from the top.'),
    hasEvidence: z.boolean().describe('Whether its rows end with their evidence.'),
    sortable: z.boolean().describe('Whether readers may sort its rows.'),
  })
  .describe('Rows and columns of a table.');

const answered = z
  .strictObject({
    text: markup('The difference, in a sentence.'),
    reasons: z.array(markup('A reason.')).describe('Why the author shows it nevertheless.'),
  })
  .describe('A difference, and the author’s reason.');

/** What templates/partials/caveats.hbs sees. */
export const caveatsModel = z
  .strictObject({
    label: plain('Label for screen readers, e.g. "Figure 1".'),
    blocks: z.array(answered).describe('Differences that prevent a comparison.'),
    others: z.array(answered).describe('The others.'),
  })
  .describe('All caveats of one display, if its author wants them beneath it.');

/** What templates/partials/unlike.hbs sees. */
export const unlikeModel = z
  .strictObject({
    lead: plain(
      'E.g. "Not a head-to-head comparison."; absent if all results are from one trial.',
    ).optional(),
    named: plain('What prevents the comparison and the most important other differences, in a sentence.'),
    all: plain('Text of the link to all of them, e.g. "All 13 differences".'),
  })
  .describe('One sentence on results that a display sets side by side but that are not comparable.');

/** What templates/partials/figure.hbs sees. */
export const figureModel = z
  .strictObject({
    id: plain('Id of the figure on the page, for links.'),
    number: z.number().describe('Its number, from 1.'),
    title: markup('What it shows, as a sentence.'),
    subtitle: markup('Patients, measure and unit shown.'),
    drawing: markup('Inline SVG with its alternative text.'),
    narrow: markup('Inline SVG for phones; without it the drawing scrolls there.').optional(),
    source: markup('Numbers of its sources in brackets.'),
    evidence: markup('Ledger entries that it draws, if the drawing does not name them.').optional(),
    inColumn: z.boolean().describe('Whether it is as wide as the text, with its evidence in the margin.'),
    remarks: plain('Explanation of its signs and intervals; may be empty.'),
    note: markup('A note by its author.').optional(),
    unlike: unlikeModel.optional(),
    caveats: caveatsModel.optional(),
    data: gridModel.describe('The table behind it.'),
  })
  .describe('A figure.');

/** What templates/partials/table.hbs sees. */
export const tableModel = z
  .strictObject({
    id: plain('Id of the table on the page, for links.'),
    number: z.number().describe('Its number, from 1.'),
    title: markup('What it shows.'),
    warning: plain(
      'Warning under the title of a table that sets trials side by side, unless the title says it.',
    ).optional(),
    grid: gridModel,
    source: markup('Signs and units that it uses.'),
    note: markup('A note by its author.').optional(),
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
      .describe('Why the author is less than certain of some results.'),
    unlike: unlikeModel.optional(),
    caveats: caveatsModel.optional(),
  })
  .describe('A table.');

export type CaveatsModel = z.infer<typeof caveatsModel>;
export type UnlikeModel = z.infer<typeof unlikeModel>;
export type FigureModel = z.infer<typeof figureModel>;
export type TableModel = z.infer<typeof tableModel>;
export type Grid = z.infer<typeof gridModel>;
