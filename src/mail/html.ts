import { escapeHtml, withPowers } from '../notation/written.ts';
import type { MailModel } from '../page/mail-model.ts';
import type { Renderer } from '../page/renderer.ts';
import { type Html, html } from '../page/renderer.ts';
import { type Block, textsOf } from '../text/block.ts';
import {
  type Evidence,
  evidenceFrom,
  evidenceHtml,
  evidenceOf,
  gradeMarks,
  isBare,
} from '../text/evidence.ts';
import { type HtmlSetting, listTag, textHtml } from '../text/html.ts';
import type { Text } from '../text/run.ts';
import type { MailContent, MailFigure } from './content.ts';
import { caveatOn } from './content.ts';
import type { MailDraft } from './mail.ts';

/** The mail as html, its styles still in one element. */
export function renderMail(draft: MailDraft, renderer: Renderer): string {
  return renderer.mail(modelOf(draft, renderer));
}

function modelOf(draft: MailDraft, renderer: Renderer): MailModel {
  const { facts, content, notice, preheader } = draft;
  const mail = new MailSetter(draft, renderer);
  const { changes, unlike } = content;
  return {
    ...facts,
    preheader: html(
      notice ? `<span class="reason">${mail.bare(preheader.text)}</span>` : mail.bare(preheader.text),
    ),
    ...(notice && {
      notice: { label: notice.label, date: notice.date, text: html(escapeHtml(notice.reason)) },
    }),
    title: html(mail.text(content.title)),
    dek: mail.withEvidence(content.dek, content.title, content.dek),
    status: html(
      content.isCounted
        ? `<span class="coverage">${mail.text(content.status)}</span>`
        : mail.text(content.status),
    ),
    ...(content.question.length > 0 && {
      question: content.question.map(({ label, text }) => ({ label, text: mail.withEvidence(text, text) })),
    }),
    bottomLine: content.bottomLine.map(({ label, text }) => ({
      ...(label !== undefined && { label }),
      text: mail.withEvidence(text, text),
    })),
    keyFigures: content.keyNumbers.map(({ numeral, unit, isLong, label, detail }) => ({
      numeral: html(isLong ? `<span class="long">${mail.text(numeral)}</span>` : mail.text(numeral)),
      unit,
      label: html(mail.text(label)),
      detail: mail.withEvidence(detail, numeral, label, detail),
    })),
    ...(unlike && { unlike }),
    sections: content.sections.map(({ heading, opinion, blocks }) => ({
      heading: html(heading ? mail.text(heading.text) : ''),
      opinion,
      body: html(blocks.map((block) => mail.block(block)).join('\n')),
    })),
    ...(changes && {
      changes: {
        heading: changes.heading,
        summary: html(
          `${changes.none ? 'No data changes since' : 'Against'} <cite class="references">${escapeHtml(changes.since)}</cite>, ${changes.sinceDateLabel}, ${changes.sinceEdition}.${changes.joined && ` Not in that edition: ${escapeHtml(changes.joined)}.`}`,
        ),
        items: changes.items.map(({ name, label, text }) =>
          html(`<b>${escapeHtml(name)}</b>, ${escapeHtml(label)}: ${mail.withEvidence(text, text)}`),
        ),
      },
    }),
    left: content.left,
    limits: content.limits.map((text) => html(mail.text(text))),
  };
}

/** Markup as mail clients can show it: links lead to the page where there is one, and are no links where there is none. */
class MailSetter implements HtmlSetting {
  private readonly content: MailContent;
  private readonly folder: string | undefined;
  private readonly renderer: Renderer;

  constructor({ content, folder }: MailDraft, renderer: Renderer) {
    this.content = content;
    this.folder = folder;
    this.renderer = renderer;
  }

  number({ text, id, entry }: Parameters<HtmlSetting['number']>[0]): string {
    return `<span class="finding" data-finding="${escapeHtml(id)}" data-entry="${entry}">${withPowers(text)}</span>`;
  }

  link({ href }: Parameters<HtmlSetting['link']>[0]): string | undefined {
    if (!href.startsWith('#')) return `<a class="link" href="${escapeHtml(href)}">`;
    return this.folder === undefined
      ? undefined
      : `<a class="link" href="${escapeHtml(this.folder + href)}">`;
  }

  note({ letter }: Parameters<HtmlSetting['note']>[0]): string {
    return ` [${letter}]`;
  }

  text(text: Text): string {
    return textHtml(text, this);
  }

  /** Where links cannot be followed. */
  bare(text: Text): string {
    return textHtml(text, { number: this.number, link: () => undefined, note: () => '' });
  }

  /** A text, and at its end what is behind the numbers of all. */
  withEvidence(text: Text, ...all: Text[]): Html {
    return html(`${this.text(text)}${this.evidence(evidenceOf(all, this.content.gradeOf))}`);
  }

  private evidence(evidence: Evidence): string {
    if (isBare(evidence)) return '';
    const link = (anchor: string, text: string) =>
      this.folder === undefined
        ? escapeHtml(text)
        : `<a href="${escapeHtml(`${this.folder}#${anchor}`)}">${escapeHtml(text)}</a>`;
    return ` <span class="evidence">${evidenceHtml(evidence, link, (grade) => gradeMarks[grade].sign)}</span>`;
  }

  block(block: Block): string {
    switch (block.kind) {
      case 'heading':
        return `<h3>${this.text(block.text)}</h3>`;
      case 'paragraph':
        return `<p>${this.withEvidence(block.text, block.text)}</p>${this.caveat(block)}`;
      case 'list': {
        const [tag, start] = listTag(block);
        return `<${tag}${start}>\n${block.items.map((item) => `<li>${this.item(item)}</li>`).join('\n')}\n</${tag}>`;
      }
      case 'results':
        return `<table role="presentation" class="results" width="100%" cellpadding="0" cellspacing="0" border="0">\n${block.rows.map((row) => this.result(row)).join('\n')}\n</table>`;
      case 'quotation':
        return `<blockquote>${block.blocks.map((one) => this.block(one)).join('\n')}</blockquote>`;
      case 'opinion':
        return block.blocks.map((one) => this.block(one)).join('\n');
      case 'code':
        return `<pre>${escapeHtml(block.text)}</pre>`;
      case 'rule':
        return '<hr>';
      case 'table':
        return this.table(block);
      case 'exhibit':
        return this.exhibit(block);
      case 'notes':
        return block.notes
          .map(
            ({ letter, blocks }) =>
              `<p class="small">[${letter}] ${blocks
                .flatMap(textsOf)
                .map((text) => this.withEvidence(text, text))
                .join(' ')}</p>`,
          )
          .join('\n');
    }
  }

  private item(blocks: readonly Block[]): string {
    return blocks
      .map((block, index) =>
        block.kind === 'paragraph' && index === 0
          ? `${this.withEvidence(block.text, block.text)}${this.caveat(block)}`
          : this.block(block),
      )
      .join('\n');
  }

  private result({ numeral, what, detail }: Extract<Block, { kind: 'results' }>['rows'][number]): string {
    const small = detail.length > 0 ? `<br><span class="detail">${this.text(detail)}</span>` : '';
    const evidence = this.evidence(evidenceOf([numeral, what, detail], this.content.gradeOf));
    return `<tr><td class="numeral result" width="30%" valign="top">${this.text(numeral)}</td><td class="meaning" valign="top">${this.text(what)}${small}${evidence}</td></tr>`;
  }

  private table({ head, rows }: Extract<Block, { kind: 'table' }>): string {
    const line = (tag: string, cells: readonly Text[]) =>
      `<tr>${cells.map((text) => `<${tag} align="left">${this.withEvidence(text, text)}</${tag}>`).join('')}</tr>`;
    return `<table class="typed" width="100%" cellpadding="4" cellspacing="0" border="0">\n${line('th', head)}\n${rows.map((row) => line('td', row)).join('\n')}\n</table>`;
  }

  private caveat(block: Block): string {
    const found = caveatOn(block, this.content);
    return found ? `\n${this.renderer.mailUnlike(found)}` : '';
  }

  private exhibit({ id }: Extract<Block, { kind: 'exhibit' }>): string {
    const figure = this.content.figures.get(id);
    return figure ? this.renderer.mailFigure(this.figure(figure)) : '';
  }

  private figure({ title, subtitle, note, references, ...figure }: MailFigure) {
    const sources = this.evidence(evidenceFrom([], references, this.content.gradeOf));
    return {
      ...figure,
      width: pictureWidth,
      title: html(this.text(title)),
      subtitle: html(this.text(subtitle)),
      source: html(sources.trim()),
      ...(note && { note: html(this.text(note)) }),
    };
  }
}

/** As wide as the text of the mail, in CSS pixels. */
const pictureWidth = 552;
