import path from 'node:path';
import { readArchive } from '../archive/disk.ts';
import { type FoundRevision, findEdition, suggestEditions } from '../archive/naming.ts';
import { takeLock } from '../files/lock.ts';
import { readSecret } from '../files/secrets.ts';
import { domainOf, loginSecrets, maskSecrets, readSmtpAddress, type SmtpAddress } from '../mail/address.ts';
import type { SealedRevision } from '../outputs/sealed.ts';
import { dkimSigner } from '../send/dkim.ts';
import {
  explainOutbox,
  type OutboxFile,
  OutboxUnusable,
  openExistingOutbox,
  openOutbox,
  outboxBeside,
} from '../send/outbox.ts';
import { transitions } from '../send/outcome.ts';
import { archiveNamed } from './archive-folder.ts';
import { type Console, exit } from './console.ts';
import { failureOf } from './failure.ts';
import type { ProjectPaths } from './sources.ts';

/** The environment variables that contain secrets. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** An archive and the outbox beside it. */
export interface MailContext {
  archive: { folder: string; shownAs: string };
  /** `<archive>.outbox.sqlite`: recipients are never kept in the archive. */
  outbox: string;
}

/** Options that locate the archive. */
export interface MailOptions {
  archive?: string;
  out: string;
}

export function mailContextAt(options: MailOptions, place: ProjectPaths): MailContext {
  const archive = archiveNamed(options, place);
  return { archive, outbox: outboxBeside(archive.folder) };
}

/** Runs a mail command; an unusable outbox is explained and gives exit code 3. */
export async function endingWithOutbox(
  options: MailOptions,
  { console, place }: { console: Console; place: ProjectPaths },
  run: () => Promise<number> | number,
): Promise<number> {
  try {
    return await run();
  } catch (error) {
    const explained = explainOutbox(mailContextAt(options, place).outbox, error);
    if (!(explained instanceof OutboxUnusable)) throw error;
    console.warn(explained.message);
    return exit.invalidContent;
  }
}

/** Locked until disposed: only this process may change what is mailed. */
export interface LockedOutbox extends OutboxFile {}

/** Undefined, after printing why, while another process sends or plans. */
export function lockOutbox({ outbox }: MailContext, console: Console): LockedOutbox | undefined {
  const file = openOutbox(outbox, transitions);
  const lock = takeLock(`${outbox}.lock`);
  if (lock) {
    return {
      database: file.database,
      [Symbol.dispose]() {
        file[Symbol.dispose]();
        lock[Symbol.dispose]();
      },
    };
  }
  file[Symbol.dispose]();
  console.warn(`another trialbrief process is using ${path.basename(outbox)}; nothing was done`);
  return undefined;
}

/**
 * Opens the outbox without the lock, even during a run, to change suppressions: a run looks them up for each
 * message.
 */
export function openOutboxFor({ outbox }: MailContext): OutboxFile {
  return openOutbox(outbox, transitions);
}

/** Opens an existing outbox for reading; undefined, after printing why, when nothing was ever planned. */
export function lookIntoOutbox({ outbox, archive }: MailContext, console: Console): OutboxFile | undefined {
  const file = openExistingOutbox(outbox, transitions);
  if (!file)
    console.warn(
      `nothing has been mailed from ${archive.shownAs}/ yet: ${path.basename(outbox)} does not exist`,
    );
  return file;
}

export interface FoundEdition extends FoundRevision {
  all: SealedRevision[];
}

/** The edition with that name; undefined, after printing suggestions, when there is none. */
export function findSealed(
  name: string,
  { archive }: MailContext,
  console: Console,
): FoundEdition | undefined {
  const all = readArchive(archive.folder);
  const found = findEdition(name, all);
  if (found) return { ...found, all };
  const hints = suggestEditions(name, all);
  console.warn([`there is no sealed edition ‘${name}’ in ${archive.shownAs}/`, ...hints].join('; '));
  return undefined;
}

/** `2026-04-21-car-t r2`. */
export function revisionLabel({ manifest }: SealedRevision): string {
  return `${manifest.id} r${manifest.revision}`;
}

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
