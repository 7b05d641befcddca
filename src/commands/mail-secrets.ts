import { dkimSigner } from '../adapters/dkim.ts';
import { readSecret } from '../adapters/secrets.ts';
import { domainOf } from '../mail/address.ts';
import { loginSecrets, maskSecrets } from '../mail/mask.ts';
import { readSmtpAddress, type SmtpAddress } from '../mail/smtp-address.ts';
import type { Console } from './console.ts';
import { failureOf } from './failure.ts';
import type { Environment } from './mail-desk.ts';

/** The secrets that sending needs. */
export interface MailSecrets {
  smtp: SmtpAddress | undefined;
  /** Signs unsubscribe tokens. */
  unsubscribeKey: string | undefined;
  /** Signs a message; returns it unchanged when there is no DKIM key. */
  sign(message: Uint8Array): Promise<Uint8Array>;
  dkim: { domain: string; selector: string } | undefined;
  /** Replaces every secret in a text with ***. */
  mask(text: string): string;
  problems: string[];
}

const shortestKey = 32;

/** From the environment or files that only their owner may read; `from` is the sender's address. */
export function readMailSecrets(environment: Environment, from: string): MailSecrets {
  const problems: string[] = [];
  const get = (name: string) => {
    try {
      return readSecret(environment, name);
    } catch (error) {
      problems.push(failureOf(error)?.message ?? (error as Error).message);
      return undefined;
    }
  };
  const url = get('TRIALBRIEF_SMTP');
  const smtp = url === undefined ? undefined : readSmtpAddress(url);
  if (smtp && 'problem' in smtp) problems.push(`TRIALBRIEF_SMTP cannot be used: ${smtp.problem}`);
  const unsubscribeKey = get('TRIALBRIEF_UNSUBSCRIBE_KEY');
  if (unsubscribeKey && unsubscribeKey.length < shortestKey)
    problems.push(`TRIALBRIEF_UNSUBSCRIBE_KEY has fewer than ${shortestKey} characters`);
  const privateKey = get('TRIALBRIEF_DKIM_KEY')?.replaceAll('\\n', '\n');
  const selector = environment.TRIALBRIEF_DKIM_SELECTOR;
  const domain = environment.TRIALBRIEF_DKIM_DOMAIN ?? domainOf(from);
  const dkim = privateKey && selector ? { domain, selector } : undefined;
  if (privateKey && !selector) problems.push('TRIALBRIEF_DKIM_KEY is set without TRIALBRIEF_DKIM_SELECTOR');
  const usable = smtp && !('problem' in smtp) ? smtp : undefined;
  return {
    smtp: usable,
    unsubscribeKey,
    dkim,
    sign: dkim && privateKey ? signerOf({ ...dkim, privateKey }, problems) : async (message) => message,
    mask: maskSecrets([
      ...(usable?.login ? loginSecrets(usable.login) : []),
      ...(url && !usable ? [url] : []),
      ...(unsubscribeKey ? [unsubscribeKey] : []),
      ...(privateKey ? [privateKey] : []),
    ]),
    problems,
  };
}

function signerOf(key: Parameters<typeof dkimSigner>[0], problems: string[]): MailSecrets['sign'] {
  try {
    return dkimSigner(key);
  } catch {
    problems.push('TRIALBRIEF_DKIM_KEY is not a private key in PEM form');
    return async (message) => message;
  }
}

/** Wraps `console` so that it never prints a secret. */
export function maskedConsole(console: Console, mask: (text: string) => string): Console {
  return {
    ...console,
    result: (text) => console.result(mask(text)),
    info: (text) => console.info(mask(text)),
    warn: (text) => console.warn(mask(text)),
    progress: (text) => console.progress(mask(text)),
  };
}

/** Redacts the message of an error, because callers print it. */
export async function withoutSecrets<T>(mask: (text: string) => string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error)) throw new Error(mask(String(error)));
    error.message = mask(error.message);
    error.stack = mask(error.stack ?? '');
    delete error.cause;
    throw error;
  }
}
