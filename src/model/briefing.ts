import { z } from 'zod';
import type { Place } from '../diagnostics.ts';
import { prose } from '../figures/request.ts';
import { figureEntry } from '../figures/requests.ts';
import type { Adjustment } from '../shapes/adjusted.ts';
import { reasonsOfTable, type TableRequestOf, tableEntry } from '../tables/requests.ts';
import type { Briefing, Datum, Show } from './library.ts';
import type { Sale } from './product.ts';
import { date, slug, text } from './scalars.ts';
import type { Source } from './source.ts';
import type { Finding } from './trial.ts';

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

export const spans = ['quarter', 'half', 'year', 'trailing-year'] as const;
export type Span = (typeof spans)[number];

/** Spans over which the growth of a sale can be computed. */
export function spansOf({ period: { kind } }: Sale): Span[] {
  return spans.filter(
    (span) => span === 'year' || span === kind || (span === 'trailing-year' && kind === 'quarter'),
  );
}

/** An expression with its arguments checked and resolved. */
export type Call =
  | { name: 'value'; datum: Datum; show: Show; as?: Adjustment }
  | { name: 'range'; findings: Finding[] }
  | { name: 'gap'; from: Finding; to: Finding; show: 'usual' | 'full' }
  | { name: 'growth'; sale: Sale; over: Span }
  | { name: 'cite'; sources: Source[] }
  | { name: 'figure'; id: string }
  | { name: 'table'; id: string }
  | { name: 'plain'; text: string; reason: string };

export type Segment =
  | { kind: 'text'; text: string; at: PlaceAt }
  | { kind: 'call'; call: Call; place: Place };

/** Place in the author's file of an offset in a text; `length` defaults to 1. */
export type PlaceAt = (offset: number, length?: number) => Place;

/** An author's text with its expressions compiled. */
export interface Prose {
  segments: Segment[];
  place: Place;
}

/** The calls of some texts, in reading order. */
export function callsOf(...texts: (Prose | undefined)[]): Call[] {
  return texts.flatMap((prose) =>
    (prose?.segments ?? []).flatMap((segment) => (segment.kind === 'call' ? [segment.call] : [])),
  );
}

/** Every text that the author of a briefing wrote, in reading order; reasons of acknowledgements and the mail’s own lines last. */
export function prosesOf(briefing: Briefing): Prose[] {
  const { title, dek, status, bottomLine, keyFigures, body, figures, tables, acknowledgements, mail } =
    briefing;
  const all = [
    title,
    dek,
    status,
    ...questionOf(briefing).map(({ text }) => text),
    ...bottomLine.map(({ text }) => text),
    ...keyFigures.flatMap(({ label, detail }) => [label, detail]),
    body,
    ...figures.flatMap((figure) => [figure.title, figure.subtitle, figure.alt, figure.note]),
    ...tables.flatMap((table) => [table.title, table.note, ...reasonsOfTable(table)]),
    ...acknowledgements.map(({ reason }) => reason),
    mail.subject,
    mail.preheader,
  ];
  return all.filter((prose) => prose !== undefined);
}

/** Ids of the figures or tables that a text places, in its order. */
export function placedIn(body: Prose, name: 'figure' | 'table'): string[] {
  return callsOf(body).flatMap((call) => (call.name === name ? [call.id] : []));
}

/** The first cross-trial table that the text does not place: it begins what differs between the trials. */
export function appendedTable({
  body,
  tables,
}: Pick<Briefing, 'body' | 'tables'>): TableRequestOf<'cross-trial'> | undefined {
  const placed = placedIn(body, 'table');
  return tables.filter((table) => table.kind === 'cross-trial').find(({ id }) => !placed.includes(id));
}

/** Numbers that are no evidence, with the reason that their author gave. */
export function waiversOf(briefing: Briefing): { text: string; reason: string }[] {
  return callsOf(...prosesOf(briefing)).flatMap((call) =>
    call.name === 'plain' ? [{ text: call.text, reason: call.reason }] : [],
  );
}

/** The parts of the question that the author wrote, in reading order. */
export function questionOf({ question = {} }: Briefing): { part: keyof typeof question; text: Prose }[] {
  return questionParts.flatMap((part) => {
    const text = question[part];
    return text ? [{ part, text }] : [];
  });
}

/** The text in the order of the page: an evidence brief prints the text before its first heading above its bottom line. */
export function partsOfBody({ layout, body }: Pick<Briefing, 'layout' | 'body'>): {
  lead: Prose;
  rest: Prose;
} {
  const nothing = { ...body, segments: [] };
  if (layout !== 'evidence') return { lead: nothing, rest: body };
  const { segments } = body;
  const at = segments.findIndex((segment, index) => headingIn(segment, index) >= 0);
  const segment = segments[at];
  if (segment?.kind !== 'text') return { lead: body, rest: nothing };
  const cut = headingIn(segment, at);
  const before: Segment = { ...segment, text: segment.text.slice(0, cut) };
  const after: Segment = {
    kind: 'text',
    text: segment.text.slice(cut),
    at: (offset, length) => segment.at(offset + cut, length),
  };
  return {
    lead: { ...body, segments: [...segments.slice(0, at), before] },
    rest: { ...body, segments: [after, ...segments.slice(at + 1)] },
  };
}

/** Where the line of a heading begins; a text after an expression does not begin a line. */
function headingIn(segment: Segment, index: number): number {
  if (segment.kind !== 'text') return -1;
  const heading = index === 0 ? /^ {0,3}#{2,6}[ \t]/m : /(?<=\n) {0,3}#{2,6}[ \t]/;
  return segment.text.search(heading);
}
