import type { Briefing } from './library.ts';
import { callsOf, type Prose } from './prose.ts';

/** Every text that the author of a briefing wrote, in reading order; reasons of acknowledgements and the mail’s own lines last. */
function prosesOf(briefing: Briefing): Prose[] {
  const { title, dek, bottomLine, keyFigures, body, figures, tables, acknowledgements, mail } = briefing;
  const all = [
    title,
    dek,
    ...bottomLine,
    ...keyFigures.flatMap(({ label, detail }) => [label, detail]),
    body,
    ...figures.flatMap((figure) => [figure.title, figure.subtitle, figure.alt, figure.note]),
    ...tables.flatMap((table) => [table.title, table.note]),
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

/** Numbers that are no evidence, with the reason that their author gave. */
export function waiversOf(briefing: Briefing): { text: string; reason: string }[] {
  return callsOf(...prosesOf(briefing)).flatMap((call) =>
    call.name === 'plain' ? [{ text: call.text, reason: call.reason }] : [],
  );
}
