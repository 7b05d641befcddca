import type { MailState } from '../ports.ts';

interface Speed {
  /** Messages settled in this run. */
  settled: number;
  /** Milliseconds that took. */
  elapsed: number;
}

/** `120 of 300 sent, 2 deferred, about 1 min left`. */
export function describeProgress(
  counts: Readonly<Record<MailState, number>>,
  { settled, elapsed }: Speed,
): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const troubles = (['deferred', 'failed', 'unknown', 'suppressed'] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${state}`);
  const left = settled > 0 ? ((counts.queued + counts.sending) * elapsed) / settled : 0;
  return [`${counts.sent} of ${all} sent`, ...troubles, `about ${describeTime(left)} left`].join(', ');
}

function describeTime(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
