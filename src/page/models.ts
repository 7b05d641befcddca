import { z } from 'zod';
import { markup, plain } from './renderer.ts';

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

const metadata = z
  .strictObject({
    authors: z
      .array(
        z
          .strictObject({ name: plain('A name.'), affiliation: plain('Affiliation.').optional() })
          .describe('An author.'),
      )
      .describe('Authors.'),
    keywords: z.array(plain('A keyword.')).describe('Keywords.'),
    language: plain('Language without its country, e.g. "en".'),
    reportNumber: plain('Edition and revision, e.g. "2026-04-21-car-t/r1".'),
    citationDate: plain('Date as bibliographic catalogues read it, e.g. "2026/04/21".'),
    openGraphLocale: plain('E.g. "en_GB"; absent for a language without a country.').optional(),
    address: plain('Permanent address of the edition; absent if house.yaml names no `site`.').optional(),
    pdf: plain('Permanent address of its PDF.').optional(),
    image: z
      .strictObject({
        address: plain('Permanent address of the picture.'),
        alt: plain('Its text.'),
      })
      .optional()
      .describe('The sharing picture of the edition; absent without `site`.'),
    structuredData: markup('A JSON-LD `Report`, escaped for a script element.'),
  })
  .describe('Metadata for catalogues, search engines and sharing.');

const keyFigure = z
  .strictObject({
    numeral: markup('The number.'),
    unit: plain('Its unit; empty without one.'),
    label: markup('What it counts, in a line.'),
    detail: markup('Patients and interval.'),
    evidence: markup('Its ledger entries.').optional(),
  })
  .describe('A key figure.');

const source = z
  .strictObject({
    number: z.number().describe('Its number, from 1: citations link to `source-<number>`.'),
    title: plain('Its title.'),
    publisher: plain('Journal, company or register.'),
    year: plain('Year; empty when it has none.'),
    reference: markup('All of it in a citation style, where authors, volume or pages are known.').optional(),
    type: plain('What it is, e.g. "journal article".'),
    access: plain('How much of it was read.'),
    href: plain('Address.').optional(),
    linkLabel: plain('Text of the address, e.g. a DOI.').optional(),
    trials: z
      .array(
        z
          .strictObject({
            id: plain('Registry number.'),
            href: plain('Address of the record.').optional(),
          })
          .describe('A trial.'),
      )
      .describe('Trials that it is about.')
      .optional(),
    notices: plain('Corrections and the like, and why a retracted source is cited.').optional(),
    note: plain('A remark.').optional(),
  })
  .describe('A source.');

const entry = z
  .strictObject({
    number: z.number().describe('Its number, from 1: bound numbers link to `e<number>`.'),
    id: plain('Address of the finding or sale, or the computation.'),
    value: plain('The value as written.'),
    meaning: plain('What it is the value of.'),
    how: plain('How obtained: as printed, worked back, computed; its interval and data cut-off.'),
    remark: plain('A remark on it.').optional(),
    grade: markup('The mark of its grade; empty for numbers that a source states but that are not results.'),
    operands: z
      .array(z.number().describe('Its number in the ledger.'))
      .describe('Entries it was computed from.'),
    sources: z
      .array(
        z
          .strictObject({
            number: z.number().describe('Number of the source.'),
            locator: plain('Where in it.').optional(),
          })
          .describe('A source.'),
      )
      .describe('Where the value was read.'),
    places: z
      .array(
        z
          .strictObject({ anchor: plain('Id on the page.'), label: plain('Part of the page.') })
          .describe('A place.'),
      )
      .describe('Where it is printed.'),
  })
  .describe('A number on the page and its source.');

const differences = z
  .strictObject({
    heading: plain('“What differs between the trials”, or for a single trial “What limits the results”.'),
    columns: z
      .array(z.strictObject({ name: markup('Its name.') }).describe('A trial or an arm.'))
      .describe('Trials in the order of the text; none if there are too many for a table.'),
    width: z.number().describe('Number of columns after the first.'),
    facts: z
      .array(
        z
          .strictObject({
            title: markup('What it is.'),
            cells: z.array(markup('Of a trial.')).optional().describe('One a column.'),
            sentence: markup('The same in a line, if there are no columns.').optional(),
          })
          .describe('A result.'),
      )
      .describe('Results of cross-trial tables that the text does not place.'),
    points: z
      .array(
        z
          .strictObject({
            blocking: z.boolean().describe('Whether it prevents a comparison.'),
            title: plain('What differs.'),
            cells: z.array(markup('What a trial states.')).optional().describe('One a column.'),
            sentence: markup('The same in a sentence, if it is not listed trial by trial.').optional(),
          })
          .describe('A point.'),
      )
      .describe('What differs, or limits the results; the worst first.'),
    reasons: z
      .array(
        z.strictObject({ title: plain('What differs.'), text: markup('The reason.') }).describe('A reason.'),
      )
      .describe('Why the author shows them nevertheless.'),
    notes: z.array(markup('A note.')).describe('Notes of the cross-trial tables.'),
  })
  .describe('Everything that limits comparisons of the results shown.');

const correction = z
  .strictObject({
    label: plain('“Correction”, “Erratum” or “Retraction”.'),
    date: plain('Day of the correction, e.g. "2026-05-02".'),
    dateLabel: plain('The same, formatted for readers.'),
    reason: markup('What was wrong, in the editor’s words.'),
    hasChanges: z.boolean().describe('Whether there is a section on what changed.'),
  })
  .describe('Notice at the head of a revision after the first.');

const changes = z
  .strictObject({
    heading: plain('E.g. “What changed since 14 April 2026”.'),
    since: plain('Title of the edition compared with.'),
    sinceDate: plain('Its date, e.g. "2026-04-14".'),
    sinceDateLabel: plain('The same, formatted for readers.'),
    sinceEdition: plain('Its revision, e.g. "r1".'),
    none: z.boolean().describe('Whether no number changed.'),
    groups: z
      .array(
        z
          .strictObject({
            name: plain('Trial or product.'),
            lines: z
              .array(
                z
                  .strictObject({
                    kind: plain('Kind of change, e.g. "matured", for stylesheets.'),
                    label: plain('The same, formatted for readers, e.g. “Matured”.'),
                    text: markup('Old and new value with their sources.'),
                  })
                  .describe('A change.'),
              )
              .describe('Most important first.'),
          })
          .describe('A trial or product.'),
      )
      .describe('Trials and products with changed numbers.'),
    joined: plain('Trials and products that the edition compared with does not cover; empty without any.'),
  })
  .describe('What changed in the data since the previous edition.');

/** What templates/briefing.hbs sees: every path a template names must be one of these. */
export const pageModel = z
  .strictObject({
    language: plain('Language tag, e.g. "en-GB".'),
    plainTitle: plain('The title without markup.'),
    description: plain('The dek without markup.'),
    keywords: plain('Keywords with commas; may be empty.'),
    authors: plain('Names with commas.'),
    metadata,
    date: plain('Date of the edition, e.g. "2026-04-21".'),
    dateLabel: plain('The same, formatted for readers, e.g. "21 April 2026".'),
    dataAsOf: plain('Date of the newest data.'),
    dataAsOfLabel: plain('The same, formatted for readers.'),
    publication: plain('Name of the publication.'),
    logo: markup('Inline SVG of the logo, with the publication as its alternative text.').optional(),
    icon: plain('Icon of the publication, as a data URI.'),
    series: plain('Series of the briefing, otherwise of the house, otherwise the publication.'),
    layout: z
      .enum(['commentary', 'flash', 'evidence'])
      .describe('The layout; a class of the body, for stylesheets.'),
    edition: plain('Revision, e.g. "r1".'),
    editions: plain('Address of the list of all editions.'),
    previous: z
      .strictObject({
        href: plain('Its address.'),
        title: plain('Its title without markup.'),
        date: plain('E.g. "2026-04-14".'),
        dateLabel: plain('The same, formatted for readers.'),
        series: plain('Its series.').optional(),
      })
      .optional()
      .describe('The previous edition in its series, otherwise in the publication.'),
    title: markup('The title.'),
    titleSize: z
      .enum(['large', 'medium', 'small'])
      .describe(
        'Size that keeps it to two lines in print: large up to 62 characters, medium up to 80, small beyond.',
      ),
    dek: markup('The line under the title.'),
    style: markup('The content of the one style element: fonts, colours, page size, running heads.'),
    script: markup('The content of the one script element.'),
    scriptHash: plain('Hash of the script for the content security policy.'),
    question: z
      .array(
        z.strictObject({ label: plain('E.g. "Population".'), text: markup('Its text.') }).describe('A part.'),
      )
      .optional()
      .describe('The clinical question, if the author gave one.'),
    lead: markup(
      'In an evidence brief, what precedes its first heading: the summary of findings. Absent in other layouts.',
    ).optional(),
    dekEvidence: markup('Ledger entries of the title and the line under it.').optional(),
    minutes: z.number().describe('Reading time of the text.'),
    status: markup('Status of the sources: the mark of the worst grade, and a line.'),
    bottomLine: z
      .array(
        z
          .strictObject({
            label: plain('“Shown”, “Not shown” or “Watch”.').optional(),
            text: markup('A sentence or two.'),
            evidence: markup('Its ledger entries.').optional(),
          })
          .describe('A part.'),
      )
      .describe('The bottom line; may be empty.'),
    hasLabels: z.boolean().describe('Whether the parts of the bottom line have labels.'),
    keyFigures: z.array(keyFigure).describe('Numbers to remember; may be empty.'),
    unlike: unlikeModel.optional(),
    correction: correction.optional().describe('Absent in a first revision.'),
    contents: z
      .array(
        z
          .strictObject({ anchor: plain('Id of its heading.'), title: plain('Its heading.') })
          .describe('A section.'),
      )
      .describe(
        'Sections of the page; shown in print, with page numbers, if the text runs beyond four pages.',
      ),
    body: markup('The text, with its figures and tables in place.'),
    changes: changes.optional().describe('Absent in a first edition.'),
    differences: differences.optional().describe('Absent if nothing is set side by side.'),
    marks: z
      .array(
        z
          .strictObject({ mark: markup('The mark of a grade.'), meaning: plain('Its text.') })
          .describe('A mark.'),
      )
      .describe('Marks of grades that the page uses.'),
    sources: z.array(source).describe('Sources in the order of their numbers.'),
    coverage: markup(
      'E.g. “214 numbers: 201 traced, 9 names and dates, 4 waived”; “n stated by a cited source” if there are any.',
    ),
    ledger: z
      .array(entry)
      .describe('Every number on the page bound to data, then those that cited sources state.'),
    waivers: z
      .array(
        z
          .strictObject({ text: plain('The number as written.'), reason: plain('Why it needs no source.') })
          .describe('A number.'),
      )
      .describe('Numbers that are not evidence, with the reason.'),
    counts: z
      .strictObject({
        points: z.number().describe('Points on which trials differ.'),
        entries: z.number().describe('Entries of the ledger.'),
        sources: z.number().describe('Sources.'),
      })
      .describe('What the sections at the end contain.'),
    limits: z.array(markup('A sentence.')).describe('Limits of the briefing as a whole.'),
    abbreviations: z
      .array(
        z
          .strictObject({ term: plain('The short form.'), meaning: plain('The long one.') })
          .describe('An abbreviation.'),
      )
      .describe('Those used on the page.'),
    disclosures: z
      .array(
        z
          .strictObject({ label: plain('Its subject.'), text: plain('The disclosure.') })
          .describe('A disclosure.'),
      )
      .describe('The disclosure pack of house.yaml.'),
    method: plain('The method note of house.yaml.'),
    colophon: plain('Tool and hash of the inputs.'),
  })
  .describe('A briefing.');

/** What templates/index.hbs sees. */
export const indexModel = z
  .strictObject({
    language: plain('Language tag, e.g. "en-GB".'),
    publication: plain('Name of the publication.'),
    icon: plain('Icon of the publication, as a data URI.'),
    description: plain('What the list is.'),
    address: plain('Permanent address of the list; absent if house.yaml names no `site`.').optional(),
    openGraphLocale: plain('E.g. "en_GB"; absent for a language without a country.').optional(),
    style: markup('The content of the one style element.'),
    script: markup('The content of the one script element.'),
    scriptHash: plain('Hash of the script for the content security policy.'),
    editions: z
      .array(
        z
          .strictObject({
            title: plain('Title without markup.'),
            dek: plain('Dek without markup.'),
            date: plain('E.g. "2026-04-21".'),
            dateLabel: plain('The same, formatted for readers.'),
            page: plain('Relative address of the page.'),
            pdf: plain('Relative address of the PDF.'),
          })
          .describe('An edition.'),
      )
      .describe('Newest first.'),
  })
  .describe('The list of editions under out/.');

export type PageModel = z.infer<typeof pageModel>;
export type IndexModel = z.infer<typeof indexModel>;
