import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Address, readAddress } from './address.ts';
import type { MailMessage } from './message.ts';

/** Ways out of the list for one recipient. */
export interface WaysOut {
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
