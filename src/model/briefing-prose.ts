import { questionParts } from './briefing.ts';
import type { Briefing } from './library.ts';
import { callsOf, type Prose, type Segment } from './prose.ts';
import { reasonsOfTable, type TableRequestOf } from './tables/kinds.ts';

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

/** The text in the order of the page: an evidence brief sets what stands before its first heading over its bottom line. */
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
