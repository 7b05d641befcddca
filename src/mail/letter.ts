import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type ReadJson, readJson } from '../model/json-file.ts';
import { type Address, domainOf, readAddress } from './address.ts';
import type { Composition } from './finish.ts';
import { mergeFields } from './merge.ts';

/** The mail of a sealed revision. */
export interface SealedMail {
  message: MailMessage;
  /** With tokens. */
  html: string;
  text: string;
  images: ReadonlyMap<string, Uint8Array>;
  pdf: Uint8Array | undefined;
  /** sha256 of the revision's manifest: the content that is sent. */
  hash: string;
}

/** Inputs shared by all messages of a sending run. */
interface SendRun {
  mail: SealedMail;
  /** Key that signs unsubscribe tokens. */
  key: string;
  date: Date;
  /** Marks the subject with [test]. */
  isTest: boolean;
}

export interface Recipient extends Address {
  fields: Readonly<Record<string, string>>;
}

/** One recipient's message, ready to be composed. */
export function writeLetter(
  { mail, key, date, isTest }: SendRun,
  recipient: Recipient,
  messageId: string,
): Composition {
  const { message, html, text, images, pdf } = mail;
  const out = waysOut(message, unsubscribeToken(key, recipient));
  const values = { ...recipient.fields, 'unsubscribe-url': out.link };
  const name = recipient.fields.name;
  return {
    message: isTest ? { ...message, subject: `[test] ${message.subject}` } : message,
    html: mergeFields({ template: html, as: 'html' }, message.merge, values),
    text: mergeFields({ template: text, as: 'text' }, message.merge, values),
    images,
    ...(pdf && { pdf }),
    to: { address: recipient.address, ...(name && { name }) },
    messageId,
    date,
    headers: { ...out.headers, 'Auto-Submitted': 'auto-generated' },
  };
}

/**
 * The same for the same edition, content and recipient, so that a second copy is seen to be one; of a test,
 * each has its own. It cannot be guessed without the secret, so bounce reports cannot be forged.
 */
export function messageIdOf(mail: SealedMail, { key }: Address, secret: string, test?: Date): string {
  const { message, hash } = mail;
  const parts = [message.edition, message.revision, hash, key, ...(test ? [test.toISOString()] : [])];
  const digest = createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex').slice(0, 32);
  return `<${digest}@${domainOf(message.from.address)}>`;
}

export const messageFile = 'mail/message.json';

/**
 * mail/message.json of a sealed edition: everything of its mail but the two bodies. What differs between
 * recipients is a token in the bodies.
 */
export interface MailMessage {
  schema: 1;
  /** `2026-04-21-car-t-moves-upstream`. */
  edition: string;
  /** From 1. */
  revision: number;
  subject: string;
  preheader: string;
  from: { name: string; address: string };
  replyTo?: string;
  /** List-ID: Name <id>. */
  list: { id: string; name: string };
  /** Base addresses: the sender appends the recipient's signed token. */
  unsubscribe: { mailto: string; https?: string };
  /** Attached when it is under the house's limit, else linked. */
  pdf: { path: 'briefing.pdf'; name: string; attached: boolean; url?: string };
  /** Parts beside the html, which names them by `cid:`; paths are relative to the edition. */
  images: MailImage[];
  /**
   * Tokens of body.html and body.txt, replaced in one pass, each value once, escaped in html. A token contains a
   * hash of the content, so no content can contain a token by chance or by design.
   */
  merge: MergeToken[];
}

interface MailImage {
  cid: string;
  path: string;
  mediaType: 'image/png';
}

/** `unsubscribe-url` is filled when sending, other fields come from the recipient's row. */
interface MergeToken {
  token: string;
  field: string;
  fallback: string;
}

/** Header value: one line. */
const line = z.string().regex(/^[^\p{Cc}]*$/u, { error: 'expected one line without control characters' });
const filled = line.min(1);

const messageSchema = z.object({
  schema: z.literal(1),
  edition: filled,
  revision: z.int().min(1),
  subject: line,
  preheader: z.string(),
  // The sending code checks whether these are addresses.
  from: z.object({ name: line, address: z.string() }),
  replyTo: z.string().exactOptional(),
  list: z.object({ id: filled, name: line }),
  unsubscribe: z.object({
    mailto: z.string(),
    https: z.url({ protocol: /^https$/ }).exactOptional(),
  }),
  pdf: z.object({
    path: z.literal('briefing.pdf'),
    name: filled,
    attached: z.boolean(),
    url: z.url({ protocol: /^https?$/ }).exactOptional(),
  }),
  images: z.array(z.object({ cid: filled, path: filled, mediaType: z.literal('image/png') })),
  // A token is longer than a word: a short one would be found in every text.
  merge: z.array(z.object({ token: line.min(8), field: filled, fallback: z.string() })),
});

/** Reads the mail record of an archive, which may be anyone's. */
export function readMailMessage(bytes: Uint8Array): ReadJson<MailMessage> {
  return readJson(bytes, messageSchema);
}

/** Ways out of the list for one recipient. */
interface WaysOut {
  /** For the link in the message; the mail address where there is no web page. */
  link: string;
  headers: Readonly<Record<string, string>>;
}

/** Signs who may be unsubscribed, so that nobody can unsubscribe somebody else. */
export function unsubscribeToken(key: string, address: Address): string {
  return `${Buffer.from(address.key).toString('base64url')}.${signature(key, address.key)}`;
}

/** The address that a token unsubscribes; undefined when it was not signed with this key. */
export function readToken(token: string, key: string): Address | undefined {
  const match = /^([\w-]+)\.([\w-]{22})$/.exec(token);
  if (!match?.[1] || !match[2]) return undefined;
  const address = readAddress(Buffer.from(match[1], 'base64url').toString('utf8'));
  if ('problem' in address) return undefined;
  const expected = Buffer.from(signature(key, address.key));
  return timingSafeEqual(expected, Buffer.from(match[2])) ? address : undefined;
}

/** 128 bits of HMAC-SHA-256. */
function signature(key: string, address: string): string {
  const mac = createHmac('sha256', key).update(`trialbrief unsubscribe\0${address}`);
  return mac.digest().subarray(0, 16).toString('base64url');
}

/** RFC 2369 and, where a web page takes the click, RFC 8058: both ways in one header, each with the token. */
export function waysOut({ unsubscribe }: Pick<MailMessage, 'unsubscribe'>, token: string): WaysOut {
  const mailto = `mailto:${unsubscribe.mailto}?subject=${encodeURIComponent(`unsubscribe ${token}`)}`;
  if (!unsubscribe.https) return { link: mailto, headers: { 'List-Unsubscribe': `<${mailto}>` } };
  const page = new URL(unsubscribe.https);
  page.searchParams.set('token', token);
  // In a header `=?` would begin an encoded word.
  const link = page.href.replaceAll('=?', '=%3F');
  return {
    link,
    headers: {
      'List-Unsubscribe': `<${link}>, <${mailto}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}
