import PostalMime, { type Email } from 'postal-mime';
import { type Address, readAddress } from '../mail/address.ts';
import { readHeaderFields } from '../mail/merge.ts';
import { isMailboxGone } from './outcome.ts';

/** One failure of one message to one address. */
export interface Bounce {
  /** As the report names it, and normalised; both empty when that cannot be read. */
  address: string;
  key: string;
  /** Hard: the mailbox is gone for good. Soft: anything else that may pass. */
  kind: 'hard' | 'soft';
  /** RFC 3463; empty when not given. */
  status: string;
  detail: string;
  /** Message-ID of the returned message; undefined when the report does not contain it. */
  messageId?: string;
}

/**
 * The failures that a delivery report contains: RFC 3464, or the words of qmail, Exim and their like;
 * undefined when the message is no such report. A report of a delay or a success contains none.
 */
export async function readReport(source: Uint8Array | string): Promise<Bounce[] | undefined> {
  const email = await parse(source);
  if (!email) return undefined;
  const parts = email.attachments.map(({ mimeType, content }) => ({ mimeType, text: String(content) }));
  const status = parts.filter(({ mimeType }) => /^message\/(?:global-)?delivery-status$/.test(mimeType));
  const returned = parts.find(({ mimeType }) =>
    /^(?:message\/(?:global|global-headers|rfc822)|text\/rfc822-headers)$/.test(mimeType),
  );
  if (status.length > 0) {
    const messageId = idIn(returned?.text) ?? answeredId(email);
    const blocks = status.flatMap(({ text }) => text.replace(/\r\n?/g, '\n').split(/\n\s*\n/));
    return blocks.flatMap((block) => toBounce(readHeaderFields(block), messageId) ?? []);
  }
  const told = failuresInWords(email.text ?? '');
  if (!told) return undefined;
  const messageId = idIn(told.copy) ?? idIn(returned?.text) ?? answeredId(email);
  return told.failures.map(({ address, reason }) => bounceOf({ address, detail: reason, messageId }));
}

/** Undefined when the bytes cannot be parsed as a message. */
async function parse(source: Uint8Array | string): Promise<Email | undefined> {
  try {
    return await PostalMime.parse(source, { forceRfc822Attachments: true, attachmentEncoding: 'utf8' });
  } catch {
    return undefined;
  }
}

function toBounce(fields: ReadonlyMap<string, string>, messageId: string | undefined): Bounce | undefined {
  if (!/^failed\b/i.test(fields.get('action') ?? '')) return undefined;
  const status = /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0];
  const detail = (fields.get('diagnostic-code') ?? '').replace(/^[\w-]+\s*;\s*/, '');
  const named = ['original-recipient', 'final-recipient'].map((name) => fields.get(name) ?? '');
  return bounceOf({ address: named.find(addressIn) ?? '', status, detail, messageId });
}

interface Told {
  /** As it is written, in a field of a report or in a text. */
  address: string;
  status?: string | undefined;
  detail: string;
  messageId: string | undefined;
}

function bounceOf({ address, status, detail, messageId }: Told): Bounce {
  return {
    ...(addressIn(address) ?? { address: '', key: '' }),
    kind: kindOf(status, detail),
    status: status ?? statusIn(detail) ?? '',
    detail: detail.slice(0, 500),
    ...(messageId !== undefined && { messageId }),
  };
}

/** `rfc822; a@example.org`, `<a@example.org>`. */
function addressIn(written: string): Address | undefined {
  const text = written
    .replace(/^[\w-]+\s*;\s*/, '')
    .replace(/^<(.*)>$/, '$1')
    .trim();
  const address = readAddress(text);
  return 'problem' in address ? undefined : { address: address.address, key: address.key };
}

/** A report may be vague where the server that refused the message was not. */
function kindOf(status: string | undefined, detail: string): Bounce['kind'] {
  const isVague = status === undefined || /^5\.\d\.0$/.test(status);
  const told = isVague ? (statusIn(detail) ?? status) : status;
  const isPermanent = told === undefined ? !/\b4\d\d[ -]/.test(detail) : told.startsWith('5');
  return isPermanent && isMailboxGone(told, detail) ? 'hard' : 'soft';
}

/** `550 5.1.1 …`, `(#5.1.1)`. */
function statusIn(detail: string): string | undefined {
  return /(?:\b[45]\d\d[ -]|#)([45]\.\d{1,3}\.\d{1,3})(?!\.?\d)/.exec(detail)?.[1];
}

/** Of a message, or of its headers alone. */
function idIn(message: string | undefined): string | undefined {
  if (message === undefined) return undefined;
  const head = message.replace(/\r\n?/g, '\n').trimStart().split('\n\n', 1)[0] ?? '';
  return onlyId(readHeaderFields(head).get('message-id'));
}

/** A report without what came back may say in its own headers what it answers. */
function answeredId({ headers }: Email): string | undefined {
  const found =
    headers.find(({ key }) => key === 'in-reply-to') ?? headers.find(({ key }) => key === 'references');
  return onlyId(found?.value);
}

function onlyId(text: string | undefined): string | undefined {
  return /^<[^<>\s]+>$/.exec(text?.trim() ?? '')?.[0];
}

/**
 * A bounce as a row of a provider's CSV has it: columns `email`, and `kind`, `status`, `detail` if there are
 * such.
 */
export function bounceOfRow({
  address,
  key,
  fields,
}: {
  address: string;
  key: string;
  fields: Readonly<Record<string, string>>;
}): Bounce {
  const status = /^\d\.\d{1,3}\.\d{1,3}$/.exec(fields.status ?? '')?.[0];
  const detail = fields.detail ?? fields.reason ?? fields.diagnostic ?? '';
  const told = (fields.kind ?? fields.type ?? '').toLowerCase();
  const kind = /\b(?:hard|permanent)\b/.test(told)
    ? 'hard'
    : /\b(?:soft|transient|temporary)\b/.test(told)
      ? 'soft'
      : kindOf(status, detail);
  return { address, key, kind, status: status ?? '', detail };
}

interface ReportInWords {
  failures: { address: string; reason: string }[];
  /** The returned message, from its headers on; undefined when the report does not include it. */
  copy: string | undefined;
}

/** First lines of reports that do not follow RFC 3464. */
const openings =
  /\bqmail-send program\b|\bcreated automatically by mail delivery software\b|\b(?:un|not |wasn['’]t )able to deliver your message to the following\b/i;

/** A delay notice: the server will try again. */
const lateness = /\bhas not (?:yet )?been delivered\b|\bno action is required\b|\bstill trying\b/i;

const copyBegins = /^[->\s]*-{2,}[^\n]*\bcopy of (?:the|your) message\b[^\n]*$/im;

/** The failures in a qmail or Exim report; undefined for other formats. */
function failuresInWords(text: string): ReportInWords | undefined {
  const whole = text.replace(/\r\n?/g, '\n');
  const mark = copyBegins.exec(whole);
  const own = mark ? whole.slice(0, mark.index) : whole;
  if (!openings.test(own)) return undefined;
  return {
    failures: lateness.test(own) ? [] : [...inParagraphs(own), ...inIndentedLines(own)],
    copy: mark ? whole.slice(mark.index + mark[0].length) : undefined,
  };
}

/** qmail (QSBMF): `<a@example.org>:` on a line, the reason below it as far as the next empty line. */
function inParagraphs(text: string): ReportInWords['failures'] {
  const found = text.matchAll(/^<([^<>\s]+@[^<>\s]+)>:[ \t]*\n?([^\n]*(?:\n(?!\s*\n)[^\n]+)*)/gm);
  return [...found].map(([, address = '', reason = '']) => ({ address, reason: oneLine(reason) }));
}

/** Exim: the address indented, its reason further. */
function inIndentedLines(text: string): ReportInWords['failures'] {
  const found = text.matchAll(/^ {2}<?([^\s<>@]+@[^\s<>@]+?)>?:?[ \t]*\n((?:[ \t]{3,}[^\n]*\n?)*)/gm);
  return [...found].map(([, address = '', reason = '']) => ({ address, reason: oneLine(reason) }));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
