import type { MailDraft } from './mail.ts';
import { html } from './markup.ts';
import type { Renderer } from './renderer.ts';

/** The mail as html, its styles still in one element. */
export function renderMail({ model, blocks }: MailDraft, renderer: Renderer): string {
  const rendered = new Map(
    [...blocks].map(([key, block]) => [
      key,
      block.kind === 'figure' ? renderer.mailFigure(block.figure) : renderer.mailVerdict(block.verdict),
    ]),
  );
  const place = (body: string) =>
    body.replace(/<div data-block="([^"]*)"><\/div>/g, (_, key: string) => rendered.get(key) ?? '');
  return renderer.mail({
    ...model,
    sections: model.sections.map((section) => ({ ...section, body: html(place(section.body.toString())) })),
  });
}
