import type { Pace } from '../mail/deliver.ts';
import type { MailOptions } from './mail-desk.ts';

/** As the command line gives them. */
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

export interface SendLimits extends Pace {
  /** Milliseconds that the server may take for one answer. */
  patience: number;
}

/** Limits of a run, or what is wrong with them. */
export function readLimits(options: SendOptions): SendLimits | { problem: string } {
  const concurrency = Number(options.concurrency);
  const perMinute = options.perMinute === undefined ? undefined : Number(options.perMinute);
  const [retryAfter, timeout] = [Number(options.retryAfter), Number(options.timeout)];
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 50)
    return { problem: '--concurrency is a whole number from 1 to 50' };
  if (perMinute !== undefined && !(perMinute > 0)) return { problem: '--per-minute is a number above 0' };
  if (!(retryAfter > 0)) return { problem: '--retry-after is a number of minutes above 0' };
  if (!(timeout > 0)) return { problem: '--timeout is a number of seconds above 0' };
  return {
    concurrency,
    ...(perMinute !== undefined && { perMinute }),
    firstWait: retryAfter * 60_000,
    patience: timeout * 1000,
    isPatient: options.wait,
  };
}

/** What of the options cannot go together; undefined when all is well. */
export function findContradiction(options: SendOptions): string | undefined {
  const { list, toRecipientsOf, to, confirm, resolveUnknown, retryFailed, only } = options;
  if (list && toRecipientsOf) return '--list and --to-recipients-of both say whom to mail; give one';
  if (to && confirm) return '--to is a test and --confirm sends; give one';
  if (resolveUnknown && !['sent', 'resend'].includes(resolveUnknown))
    return '--resolve-unknown is sent (it arrived) or resend (it did not)';
  if (only && !resolveUnknown && !retryFailed) return '--only goes with --resolve-unknown or --retry-failed';
  return undefined;
}
