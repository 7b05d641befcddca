import type { MailState } from '../ports.ts';

interface StateRule {
  /** What a report says of it. */
  meaning: string;
  /** States that may follow. */
  next: readonly MailState[];
}

/**
 * Every state of a message and what may follow it. The outbox lets nothing else happen: a message that may
 * have gone out never becomes `queued` unless a person says so.
 */
export const mailStates: Readonly<Record<MailState, StateRule>> = {
  queued: { meaning: 'waits to be sent', next: ['sending', 'suppressed'] },
  sending: {
    meaning: 'is being sent',
    next: ['sent', 'deferred', 'failed', 'unknown', 'queued'],
  },
  sent: { meaning: 'accepted by the server', next: [] },
  deferred: { meaning: 'not accepted yet, tried again later', next: ['sending', 'suppressed', 'failed'] },
  failed: { meaning: 'refused for good', next: ['queued'] },
  unknown: {
    meaning: 'handed over without an answer: it may have arrived',
    next: ['sent', 'queued'],
  },
  suppressed: { meaning: 'not mailed: unsubscribed, bounced, or has a later revision', next: ['queued'] },
};

/** As pairs, for a store that guards them. */
export const transitions: readonly (readonly [MailState, MailState])[] = Object.entries(mailStates).flatMap(
  ([from, { next }]) => next.map((to) => [from as MailState, to] as const),
);

const minute = 60_000;
const longest = 12 * 60 * minute;
const tries = 8;

/**
 * How long to wait after an attempt that was deferred, in milliseconds; undefined when it was the last.
 * Three times as long after each, 12 hours at most: with 5 minutes, about 33 hours in all.
 */
export function waitAfter(attempt: number, first: number): number | undefined {
  return attempt >= tries ? undefined : Math.min(longest, first * 3 ** (attempt - 1));
}
