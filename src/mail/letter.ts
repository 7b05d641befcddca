import { createHmac } from 'node:crypto';
import { type Address, domainOf } from './address.ts';
import type { Composition } from './compose.ts';
import { mergeFields } from './merge.ts';
import type { MailMessage } from './message.ts';
import { unsubscribeToken, waysOut } from './unsubscribe.ts';

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
export interface SendRun {
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
