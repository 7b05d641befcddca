import { type House, type MailSettings, reservedField, seriesOf } from '../model/house.ts';
import { proseText } from '../notation/calls.ts';
import { writeDate } from '../notation/dates.ts';
import { tokenOf, withTokens } from '../notation/markdown.ts';
import { capitalised } from '../notation/values.ts';
import { disclosuresOf, sourceModel } from '../page/caveats.ts';
import { noticesText } from '../page/citations.ts';
import type { MailModel } from '../page/mail-model.ts';
import { mailStyle } from '../page/mail-style.ts';
import type { PageParts } from '../page/page.ts';
import { addressUnder, type Correction, correctionModel } from '../page/page.ts';
import type { Templates } from '../page/templates.ts';
import { lineOf } from '../text/from-prose.ts';
import { type Text, words } from '../text/run.ts';
import { type MailContent, mailContent } from './content.ts';

/** What a mail is made of: the parts of its page and some of its own. */
export interface MailParts extends Omit<PageParts, 'style' | 'script' | 'logo' | 'colophon'> {
  settings: MailSettings;
  templates: Pick<Templates, 'styles'>;
  /** A hash of the content. */
  seed: string;
  /** Whether the PDF travels with the mail. */
  attached: boolean;
}

/** What of a mail is the same in html and in text. */
type Facts = Pick<
  MailModel,
  | 'language'
  | 'subject'
  | 'style'
  | 'publication'
  | 'series'
  | 'dateLabel'
  | 'dataAsOfLabel'
  | 'edition'
  | 'authors'
  | 'greeting'
  | 'sources'
  | 'disclosures'
  | 'page'
  | 'pdf'
  | 'footer'
  | 'unsubscribe'
>;

/** A mail ready to be laid out, in html and in text. */
export interface MailDraft {
  facts: Facts;
  content: MailContent;
  /** Of a later revision: why it was made. */
  notice?: { label: string; date: string; reason: string };
  /** What clients show beside the subject, and its characters as a header line has them. */
  preheader: { text: Text; plain: string };
  /** Where the revision is published for good. */
  folder?: string;
}

/** Everything that a mail says. */
export function draftMail(parts: MailParts): MailDraft {
  const { house, briefing, settings, seed } = parts;
  const address = house.site === undefined ? undefined : addressUnder(house.site, briefing);
  const folder = address && `${address}${parts.edition}/`;
  const content = mailContent(parts);
  const notice = parts.correction && noticeOf(parts.correction);
  return {
    facts: {
      language: house.locale,
      subject: subjectOf(parts),
      style: mailStyle(parts.templates, house.accent),
      publication: house.publication,
      series: seriesOf(briefing, house),
      dateLabel: writeDate(briefing.date),
      dataAsOfLabel: writeDate(briefing.dataAsOf),
      edition: parts.edition,
      authors: briefing.authors.map((id) => house.authors[id]?.name ?? id).join(', '),
      ...(settings.greeting !== undefined && { greeting: withTokens(settings.greeting, seed) }),
      sources: sourcesOf(parts, content.cited),
      disclosures: disclosuresIn(house),
      ...(address !== undefined && { page: address }),
      pdf: {
        attached: parts.attached,
        name: `${briefing.id}.pdf`,
        ...(folder !== undefined && { href: `${folder}briefing.pdf` }),
      },
      footer: settings.footer,
      unsubscribe: tokenOf(reservedField, '', seed),
    },
    content,
    ...(notice && { notice }),
    preheader: preheaderOf(parts),
    ...(folder !== undefined && { folder }),
  };
}

/** So readers of the wrong revision see from the subject what the new one is. */
function subjectOf({ briefing, assessment, correction }: MailParts): string {
  const subject = proseText(briefing.mail.subject ?? briefing.title, assessment);
  return correction ? `${capitalised(correction.kind)}: ${subject}` : subject;
}

/** What clients show beside the subject: of a correction its reason. */
function preheaderOf({ briefing, assessment, correction }: MailParts): MailDraft['preheader'] {
  if (correction) return { text: words(correction.reason), plain: correction.reason };
  const prose = briefing.mail.preheader ?? briefing.bottomLine[0]?.text ?? briefing.dek;
  return { text: lineOf(prose, { ...assessment }), plain: proseText(prose, assessment) };
}

function noticeOf(correction: Correction): NonNullable<MailDraft['notice']> {
  const { label, dateLabel } = correctionModel(correction, false);
  return { label, date: dateLabel, reason: correction.reason };
}

/** What a reader must know at once; the rest of the pack is in the full briefing. */
function disclosuresIn(house: House): MailModel['disclosures'] {
  return disclosuresOf(house).filter(({ label }) => /^(?:Positions|Not )/.test(label));
}

function sourcesOf({ assessment, cite }: MailParts, cited: readonly number[]): MailModel['sources'] {
  return cited.flatMap((number) => {
    const source = assessment.sources[number - 1];
    if (!source) return [];
    const { title, publisher, year, href } = sourceModel(source, number, cite);
    const record = cite(source)?.text.replace(/\.$/, '');
    const imprint = [record === undefined && publisher, record === undefined && year]
      .filter(Boolean)
      .join(', ');
    const notices = noticesText(source)?.replace(/\.$/, '');
    const said = [imprint, source.trials?.join(', '), notices].filter(Boolean).join('. ');
    return [{ number, title: record ?? title, imprint: said, ...(href !== undefined && { href }) }];
  });
}
