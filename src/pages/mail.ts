import type { ToldChanges } from '../changes/told-changes.ts';
import { questionOf } from '../model/briefing-prose.ts';
import { seriesOf } from '../model/house.ts';
import type { KeyFigure } from '../model/library.ts';
import { type MailSettings, reservedField } from '../model/mail-settings.ts';
import { writeDate } from '../notation/dates.ts';
import { tokenOf, withTokens } from '../notation/merge-tokens.ts';
import { proseText } from '../notation/prose-text.ts';
import { capitalised } from '../notation/values.ts';
import { escapeHtml } from '../notation/written.ts';
import { disclosuresOf, limitsOf, markMeanings, sourceModel } from './apparatus.ts';
import { changesModel } from './changes-model.ts';
import { type Correction, correctionModel } from './correction-model.ts';
import { keyFigureModel } from './key-figure-model.ts';
import { type MailBlock, type MailBody, mailBody } from './mail-body.ts';
import { citedIn, toBareMarkup, toMailMarkup } from './mail-markup.ts';
import type { MailFigureModel, MailModel, MailVerdictModel } from './mail-model.ts';
import { mailStyle } from './mail-style.ts';
import { mailVerdictModel } from './mail-verdict.ts';
import { type Html, html } from './markup.ts';
import { addressUnder } from './metadata.ts';
import type { PageParts } from './page.ts';
import type { PageModel } from './page-model.ts';
import { createPageSetting, type PageSetting } from './page-setting.ts';
import type { Templates } from './templates.ts';

/** What a mail is made of: the parts of its page and some of its own. */
export interface MailParts extends Omit<PageParts, 'style' | 'script' | 'logo' | 'colophon'> {
  settings: MailSettings;
  templates: Pick<Templates, 'styles'>;
  /** A hash of the content. */
  seed: string;
  /** Whether the PDF travels with the mail. */
  attached: boolean;
}

/** A mail ready to be laid out, in html and in text. */
export interface MailDraft {
  /** Bodies of its sections hold marks where `blocks` stand. */
  model: MailModel;
  blocks: ReadonlyMap<string, MailBlock>;
  /** As a header line has it. */
  preheader: string;
}

/** Everything that a mail says. Its markup is the page's, made fit for mail clients. */
export function draftMail(parts: MailParts): MailDraft {
  const { house, briefing, assessment, settings, seed } = parts;
  const setting = createPageSetting(assessment, numbersOf(parts));
  const address = house.site === undefined ? undefined : addressUnder(house.site, briefing);
  const folder = address && `${address}${parts.edition}/`;
  const mail = (markup: Html) => toMailMarkup(markup, folder);
  const body = mailBody(parts, setting);
  const notice = parts.correction && noticeOf(parts.correction);
  const preheader = preheaderOf(parts, setting);
  const opening = assessment.appraisal.parts.find(({ where }) => where === 'opening');
  const verdict = opening && mailVerdictModel(opening, setting);
  const question = questionOf(briefing).map(({ part, text }) => ({
    label: capitalised(part),
    text: mail(setting.inline(text)),
  }));
  const model: MailModel = {
    language: house.locale,
    subject: subjectOf(parts),
    preheader: preheader.markup,
    style: mailStyle(parts.templates, house.accent),
    publication: house.publication,
    series: seriesOf(briefing, house),
    dateLabel: writeDate(briefing.date),
    dataAsOfLabel: writeDate(briefing.dataAsOf),
    edition: parts.edition,
    authors: briefing.authors.map((id) => house.authors[id]?.name ?? id).join(', '),
    ...(notice && { notice }),
    ...(settings.greeting !== undefined && { greeting: withTokens(settings.greeting, seed) }),
    title: mail(setting.inline(briefing.title)),
    dek: mail(setting.inline(briefing.dek)),
    ...(question.length > 0 && { question }),
    bottomLine: briefing.bottomLine.map((prose) => mail(setting.inline(prose))),
    keyFigures: briefing.keyFigures.map((figure) => keyFigureOf(figure, parts, setting, mail)),
    ...(verdict && { verdict: verdictIn(verdict, mail) }),
    sections: body.sections.map((section) => ({
      ...section,
      heading: mail(section.heading),
      body: mail(section.body),
    })),
    ...(parts.changes && { changes: changesOf(parts, parts.changes, setting, mail) }),
    left: body.left,
    limits: limitsOf(assessment.appraisal, setting.pieces).map(mail),
    marks: assessment.marks.map((mark) => ({ mark, meaning: markMeanings[mark] })),
    sources: sourcesOf(parts, body, setting),
    disclosures: disclosuresOf(house).filter(({ label }) => shortPack.test(label)),
    ...(address !== undefined && { page: address }),
    pdf: {
      attached: parts.attached,
      name: `${briefing.id}.pdf`,
      ...(folder !== undefined && { href: `${folder}briefing.pdf` }),
    },
    footer: settings.footer,
    unsubscribe: tokenOf(reservedField, '', seed),
  };
  return {
    model,
    blocks: new Map([...body.blocks].map(([key, block]) => [key, blockIn(block, mail)])),
    preheader: preheader.text,
  };
}

/** Whoever has the wrong revision sees before opening it what the new one is. */
function subjectOf({ briefing, assessment, correction }: MailParts): string {
  const subject = proseText(briefing.mail.subject ?? briefing.title, assessment);
  return correction ? `${capitalised(correction.kind)}: ${subject}` : subject;
}

/** What clients show beside the subject: of a correction its reason. */
function preheaderOf({ briefing, assessment, correction }: MailParts, setting: PageSetting) {
  if (correction) {
    const { text } = noticeOf(correction);
    // The class tells that its numbers are in no source.
    return { markup: html(`<span class="reason">${text}</span>`), text: correction.reason };
  }
  const prose = briefing.mail.preheader ?? briefing.bottomLine[0] ?? briefing.dek;
  return { markup: toBareMarkup(setting.inline(prose)), text: proseText(prose, assessment) };
}

function noticeOf(correction: Correction): NonNullable<MailModel['notice']> {
  const { label, dateLabel, reason } = correctionModel(correction, false);
  return { label, date: dateLabel, text: reason };
}

function changesOf(
  { assessment, correction }: MailParts,
  changes: ToldChanges,
  setting: PageSetting,
  mail: Convert,
): NonNullable<MailModel['changes']> {
  const told = changesModel(changes, assessment, setting, correction !== undefined);
  const { heading, since, sinceDateLabel, sinceEdition, none, groups, joined } = told;
  const edition = `<cite class="references">${escapeHtml(since)}</cite>, ${sinceDateLabel}, ${sinceEdition}`;
  const others = joined && ` Not in that edition: ${escapeHtml(joined)}.`;
  return {
    heading,
    summary: html(`${none ? 'No data changes since' : 'Against'} ${edition}.${others}`),
    items: groups.flatMap(({ name, lines }) =>
      lines.map(({ label, text }) =>
        mail(html(`<b>${escapeHtml(name)}</b>, ${label.toLowerCase()}: ${text}`)),
      ),
    ),
  };
}

/** What a reader must know at once; the rest of the pack is in the full briefing. */
const shortPack = /^(?:Positions|Not )/;

function numbersOf({ figures, tables }: MailParts): Map<string, number> {
  return new Map([
    ...figures.map(({ plan: { spec } }) => [`figure ${spec.id}`, spec.number] as const),
    ...tables.map(({ id, number }) => [`table ${id}`, number] as const),
  ]);
}

type Convert = (markup: Html) => Html;

function keyFigureOf(
  figure: KeyFigure,
  { assessment }: MailParts,
  { inline }: PageSetting,
  mail: Convert,
): PageModel['keyFigures'][number] {
  const model = keyFigureModel(figure, assessment, inline);
  return { ...model, numeral: mail(model.numeral), label: mail(model.label), detail: mail(model.detail) };
}

/** The sources that the opening, the text and the figures of the mail cite. */
function sourcesOf(
  { briefing, assessment, figures }: MailParts,
  { sections, blocks }: MailBody,
  { inline }: PageSetting,
): MailModel['sources'] {
  const asked = questionOf(briefing).map(({ text }) => text);
  const opening = [briefing.title, briefing.dek, ...asked, ...briefing.bottomLine].map(inline);
  const drawn = figures.filter(({ plan }) => blocks.has(`figure ${plan.spec.id}`));
  const cited = new Set([
    ...citedIn([...opening, ...sections.map(({ body }) => body)]),
    ...drawn.flatMap(({ plan }) => plan.references),
  ]);
  return [...cited]
    .sort((a, b) => a - b)
    .flatMap((number) => {
      const source = assessment.sources[number - 1];
      if (!source) return [];
      const { title, publisher, year, href } = sourceModel(source, number);
      const imprint = [publisher, year].filter(Boolean).join(', ');
      return [{ number, title, imprint, ...(href !== undefined && { href }) }];
    });
}

function blockIn(block: MailBlock, mail: Convert): MailBlock {
  return block.kind === 'figure'
    ? { kind: 'figure', figure: figureIn(block.figure, mail) }
    : { kind: 'verdict', verdict: verdictIn(block.verdict, mail) };
}

function figureIn({ verdict, note, ...figure }: MailFigureModel, mail: Convert): MailFigureModel {
  return {
    ...figure,
    title: mail(figure.title),
    subtitle: mail(figure.subtitle),
    words: mail(figure.words),
    source: mail(figure.source),
    ...(note && { note: mail(note) }),
    ...(verdict && { verdict: verdictIn(verdict, mail) }),
  };
}

function verdictIn({ blocks, ...verdict }: MailVerdictModel, mail: Convert): MailVerdictModel {
  return {
    ...verdict,
    blocks: blocks.map(({ text, reasons }) => ({ text: mail(text), reasons: reasons.map(mail) })),
  };
}
