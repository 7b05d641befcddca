import type { Diagnostic } from '../diagnostics.ts';
import type { EvidenceRow } from '../evidence/ledger.ts';
import { tokensOf } from '../notation/markdown.ts';
import { type HtmlNumber, readBoundNumbers } from '../page/bound-numbers.ts';
import { type HtmlDocument, parseHtml, readTexts } from '../page/html-document.ts';
import type { Renderer } from '../page/renderer.ts';
import { renderMail } from './html.ts';
import { draftMail, type MailDraft, type MailParts } from './mail.ts';
import { mergeFields } from './merge.ts';
import { compareMail, mailParityProblems } from './parity.ts';
import { renderMailText } from './text.ts';

/** The mail of an edition, its styles not yet in its elements. */
export interface ComposedMail {
  draft: MailDraft;
  html: string;
  text: string;
  /** The HTML rendered for a recipient with no merge fields. */
  read: HtmlDocument;
  /** Those of the html. */
  numbers: HtmlNumber[];
  parts: MailParts;
}

/** draft → render: one briefing becomes a mail, in html and in text. */
export function composeMail(parts: MailParts, renderer: Renderer): ComposedMail {
  const draft = draftMail(parts);
  const html = renderMail(draft, renderer);
  const read = parseHtml(
    mergeFields({ template: html, as: 'html' }, tokensOf(parts.settings, parts.seed), {}),
  );
  return { draft, html, text: renderMailText(draft), read, numbers: readBoundNumbers(read), parts };
}

/** Numbers that are not in all of the mail, its text and the page. */
export function mailDifferences(
  mail: ComposedMail,
  page: readonly HtmlNumber[],
  ledger: readonly EvidenceRow[],
): Diagnostic[] {
  const { text, read, numbers, parts } = mail;
  const said = readTexts(read).flatMap(({ runs }) => runs.map((run) => run.text));
  const differences = compareMail({
    page,
    ledger,
    mail: numbers,
    said: said.join(' '),
    text,
  });
  return mailParityProblems(differences, parts.briefing.title.place);
}
