import type { DatabaseSync } from 'node:sqlite';
import type { SealedMail } from '../mail/letter.ts';
import type { SealedRevision } from '../outputs/sealed.ts';
import type { Clock, MailState } from '../ports.ts';
import type { Pace } from '../send/deliver.ts';
import { type LedgerRow, messagesOf } from '../send/outbox-ledger.ts';
import type { RevisionKey } from '../send/outbox-run.ts';
import type { Console } from './console.ts';
import type { MailContext, MailOptions, MailSecrets } from './outbox.ts';
import type { ProjectPaths } from './sources.ts';

/** Options as given on the command line. */
export interface SendOptions extends MailOptions {
  list?: string;
  toRecipientsOf?: string;
  confirm?: string;
  to?: string;
  late: boolean;
  resolveUnknown?: string;
  retryFailed: boolean;
  only?: string[];
  concurrency: string;
  perMinute?: string;
  retryAfter: string;
  timeout: string;
  wait: boolean;
}

interface SendLimits extends Pace {
  /** Milliseconds to wait for one answer of the server. */
  patience: number;
}

/** Limits of a run, or why an option is invalid. */
export function readLimits(options: SendOptions): SendLimits | { problem: string } {
  const concurrency = Number(options.concurrency);
  const perMinute = options.perMinute === undefined ? undefined : Number(options.perMinute);
  const [retryAfter, timeout] = [Number(options.retryAfter), Number(options.timeout)];
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 50)
    return { problem: '--concurrency must be a whole number from 1 to 50' };
  if (perMinute !== undefined && !(perMinute > 0))
    return { problem: '--per-minute must be a number above 0' };
  if (!(retryAfter > 0)) return { problem: '--retry-after must be a number of minutes above 0' };
  if (!(timeout > 0)) return { problem: '--timeout must be a number of seconds above 0' };
  return {
    concurrency,
    ...(perMinute !== undefined && { perMinute }),
    firstWait: retryAfter * 60_000,
    patience: timeout * 1000,
    isPatient: options.wait,
  };
}

/** Why the options cannot be combined; undefined when they can. */
export function findContradiction(options: SendOptions): string | undefined {
  const { list, toRecipientsOf, to, confirm, resolveUnknown, retryFailed, only } = options;
  if (list && toRecipientsOf) return '--list and --to-recipients-of cannot be combined';
  if (to && confirm) return '--to sends a test and --confirm sends to everyone; they cannot be combined';
  if (resolveUnknown && !['sent', 'resend'].includes(resolveUnknown))
    return '--resolve-unknown must be sent (it arrived) or resend (it did not)';
  if (only && !resolveUnknown && !retryFailed) return '--only requires --resolve-unknown or --retry-failed';
  return undefined;
}

/** One run of the send command, with its edition found. */
export interface SendWork {
  revision: SealedRevision;
  revisions: SealedRevision[];
  mail: SealedMail;
  secrets: MailSecrets;
  options: SendOptions;
  limits: SendLimits;
  context: MailContext;
  console: Console;
  place: ProjectPaths;
  clock: Clock;
}

/** The revision's name in the outbox. */
export function keyOf({ revision }: SendWork): RevisionKey {
  return { edition: revision.manifest.id, revision: revision.manifest.revision };
}

/** States that need a decision by the user. */
export function rowsIn(
  database: DatabaseSync,
  { edition, revision }: RevisionKey,
  state: MailState,
): LedgerRow[] {
  return messagesOf(database, edition, revision, state);
}
