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
      .array(z.strictObject({ cells: z.array(cell).describe('One a column.') }).describe('A row.'))
      .describe('Rows from the top.'),
    sortable: z.boolean().describe('Whether its rows may be put in another order.'),
  })
  .describe('Columns and rows of a table.');

const answered = z
  .strictObject({
    text: markup('The difference, in a sentence.'),
    reasons: z.array(markup('A reason.')).describe('Why the author shows it all the same.'),
  })
  .describe('A difference, and the author’s answer.');

/** What templates/partials/verdict.hbs sees. */
export const verdictModel = z
  .strictObject({
    label: plain('What is compared, for screen readers, e.g. "figure 1".'),
    line: plain('The verdict; absent when all results are of one trial.').optional(),
    blocks: z.array(answered).describe('Differences that forbid a comparison.'),
    majors: z.array(answered).describe('Differences that weaken it.'),
    minors: markup('The others: sentences that run on; empty without any.'),
    elsewhere: z
      .array(
        z
          .strictObject({
            link: markup('A link to the other display.'),
            differences: plain('What is stated there.'),
          })
          .describe('Another display.'),
      )
      .describe('Differences that are stated in full under another figure or table.'),
    more: plain('How many are folded away, e.g. "11 major and 6 minor differences".'),
    folded: z.boolean().describe('Whether they are folded away on screen; in print they never are.'),
  })
  .describe('Why numbers must not be set against each other.');

/** What templates/partials/figure.hbs sees. */
export const figureModel = z
  .strictObject({
    id: plain('Id of the figure on the page; links lead to it.'),
    number: z.number().describe('Its number, from 1.'),
    title: markup('What it shows, as a sentence.'),
    subtitle: markup('Whom and what it shows, in which unit.'),
    drawing: markup('Inline SVG with its alternative text.'),
    narrow: markup('Inline SVG for a phone’s column; without it the drawing scrolls there.').optional(),
    source: markup('The source line.'),
    note: markup('Marks and remarks.').optional(),
    verdict: verdictModel.optional().describe('Comparability of what it sets side by side.'),
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
    source: markup('The source line.'),
    note: markup('Marks and remarks.').optional(),
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
    verdict: verdictModel.optional().describe('Comparability of what it sets side by side.'),
  })
  .describe('A table.');

export type VerdictModel = z.infer<typeof verdictModel>;
export type FigureModel = z.infer<typeof figureModel>;
export type TableModel = z.infer<typeof tableModel>;
export type Grid = z.infer<typeof gridModel>;
