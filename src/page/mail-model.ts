import { z } from 'zod';
import { unlikeModel } from './models.ts';
import { markup, plain } from './renderer.ts';

/** What templates/partials/mail-figure.hbs sees. */
export const mailFigureModel = z
  .strictObject({
    id: plain('Id of the figure, as on the page.'),
    number: z.number().describe('Its number in the full briefing.'),
    title: markup('What it shows, as a sentence.'),
    subtitle: markup('Patients, measure and unit shown.'),
    src: plain('Address of its picture in the mail: `cid:…`.'),
    darkSrc: plain('The same for clients with a dark background.'),
    width: z.number().describe('Width of the picture at its usual size, in CSS pixels.'),
    alt: plain('Alternative text, with the numbers.'),
    remarks: plain('Explanation of its signs and intervals; may be empty.'),
    source: markup('Numbers of its sources in brackets.'),
    note: markup('A note by its author.').optional(),
    unlike: unlikeModel.optional(),
  })
  .describe('A figure of a mail.');

/** What templates/mail.hbs sees. */
export const mailModel = z
  .strictObject({
    language: plain('Language tag, e.g. "en-GB".'),
    subject: plain('The subject line.'),
    preheader: markup('What clients show beside the subject; not visible in the mail itself.'),
    style: markup('The stylesheet: rules that mail clients support are inlined, media queries stay.'),
    publication: plain('Name of the publication.'),
    series: plain('Series of the briefing; without one the publication.'),
    dateLabel: plain('Date of the edition, e.g. "21 April 2026".'),
    dataAsOfLabel: plain('Date of the newest data.'),
    edition: plain('Revision, e.g. "r1".'),
    authors: plain('Names with commas.'),
    notice: z
      .strictObject({
        label: plain('E.g. "Correction".'),
        date: plain('Day of the revision, e.g. "3 May 2026".'),
        text: markup('What was wrong, in the publisher’s words.'),
      })
      .optional()
      .describe('Why a later revision was made.'),
    greeting: plain('With tokens for what differs between recipients.').optional(),
    title: markup('The title.'),
    dek: markup('The line under the title.'),
    status: markup('Status of the sources: the sign of the worst grade, and a line.'),
    question: z
      .array(
        z.strictObject({ label: plain('E.g. "Population".'), text: markup('The part.') }).describe('A part.'),
      )
      .optional()
      .describe('Of an evidence brief: population, intervention, comparator, outcomes.'),
    bottomLine: z
      .array(
        z
          .strictObject({
            label: plain('“Shown”, “Not shown” or “Watch”.').optional(),
            text: markup('A sentence or two, with its evidence.'),
          })
          .describe('A part.'),
      )
      .describe('The bottom line; may be empty.'),
    keyFigures: z
      .array(
        z
          .strictObject({
            numeral: markup('The number.'),
            unit: plain('Its unit; empty without one.'),
            label: markup('What it counts, in a line.'),
            detail: markup('Patients and interval.'),
          })
          .describe('A key figure.'),
      )
      .describe('Numbers to remember; may be empty.'),
    unlike: unlikeModel.optional(),
    sections: z
      .array(
        z
          .strictObject({
            heading: markup('Its heading; empty before the first.'),
            opinion: z.boolean().describe('Whether it is the author’s view, to be set apart.'),
            body: markup('Its text with figures in place.'),
          })
          .describe('A section.'),
      )
      .describe('Sections of the text that the mail carries.'),
    changes: z
      .strictObject({
        heading: plain('E.g. "What changed since 7 April 2026".'),
        summary: markup('The edition compared with; that no data changed, if so; trials not in it.'),
        items: z.array(markup('A change, old and new value.')).describe('Each change of data.'),
      })
      .optional()
      .describe('What changed since the last edition of the series.'),
    left: z
      .array(plain('A heading, or a table by its number and title.'))
      .describe('What only the full briefing contains.'),
    limits: z.array(markup('A sentence.')).describe('Limits of the briefing as a whole.'),
    sources: z
      .array(
        z
          .strictObject({
            number: z.number().describe('Its number in the full briefing.'),
            title: plain('Its title.'),
            imprint: plain('Publisher and year.'),
            href: plain('Address.').optional(),
          })
          .describe('A source.'),
      )
      .describe('Sources that the mail cites, by their numbers in the full briefing.'),
    disclosures: z
      .array(
        z
          .strictObject({ label: plain('Its subject.'), text: plain('The disclosure.') })
          .describe('A disclosure.'),
      )
      .describe('Positions and advice; the full briefing contains all disclosures.'),
    page: plain('Address of the full briefing; absent if house.yaml names no `site`.').optional(),
    pdf: z
      .strictObject({
        attached: z.boolean().describe('Whether it is attached.'),
        name: plain('Name of the file.'),
        href: plain('Its address; absent if house.yaml names no `site`.').optional(),
      })
      .describe('The briefing as a PDF.'),
    footer: plain('Who sends this and why the reader gets it.'),
    unsubscribe: plain('A token for the recipient’s own unsubscribe address.'),
  })
  .describe('The mail of a briefing.');

export type MailFigureModel = z.infer<typeof mailFigureModel>;
export type MailModel = z.infer<typeof mailModel>;
