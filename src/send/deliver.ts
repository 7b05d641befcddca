import type { SealedRevision } from '../outputs/sealed.ts';
import type {
  ClaimedMessage,
  Clock,
  Envelope,
  MailState,
  MailTransport,
  Outbox,
  Settlement,
} from '../ports.ts';
import { type DeliveryResult, deliveryResult, waitAfter } from './outcome.ts';

export interface WrittenLetter {
  envelope: Envelope;
  bytes: Uint8Array;
}

export interface Pace {
  /** Messages sent in parallel. */
  concurrency: number;
  /** Maximum messages started per minute. */
  perMinute?: number;
  /** After a message is deferred for the first time, in milliseconds. */
  firstWait: number;
  /** Stay until deferred messages are settled as well. */
  isPatient: boolean;
}

export interface Delivery {
  outbox: Outbox;
  transport: MailTransport;
  write(claim: ClaimedMessage): Promise<WrittenLetter>;
  clock: Clock;
  pace: Pace;
  /** Aborted to end: what is in flight is finished, nothing new is begun. */
  signal: AbortSignal;
  /** Replaces secrets that a server may repeat in its answers with ***. */
  mask(text: string): string;
  /** Called after each message. */
  report?(settled: { claim: ClaimedMessage; fate: DeliveryResult }): void;
}

/** Why a run ended. */
export type Ending = { reason: 'done' | 'interrupted' } | { reason: 'server'; answer: string };

/**
 * Sends what is due until nothing is. Each message is claimed, written, sent once and settled; what is not
 * settled when the process dies stays `sending`, and is not touched again before the user has decided.
 */
export async function deliver(delivery: Delivery): Promise<Ending> {
  const { pace, signal } = delivery;
  const shared: Shared = { breaker: closed, nextStart: 0, underWay: 0, gone: [] };
  const worker = async () => {
    try {
      while (!signal.aborted && shared.breaker.state === 'closed' && (await step(delivery, shared)));
    } catch (error) {
      // What cannot be recorded must not be sent: the other workers stop as well.
      shared.breaker = { state: 'open', answer: (error as Error).message };
      throw error;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: pace.concurrency }, worker));
  const fault = ends.find((end) => end.status === 'rejected');
  if (fault) throw fault.reason;
  if (shared.breaker.state === 'open') return { reason: 'server', answer: shared.breaker.answer };
  return { reason: signal.aborted ? 'interrupted' : 'done' };
}

interface Shared {
  breaker: Breaker;
  /** When the next message may begin. */
  nextStart: number;
  underWay: number;
  /** Mailboxes reported gone by a server that is not trusted yet. */
  gone: { key: string; answer: string }[];
}

const breath = 200;

/** One message, or one wait for one; false when there will be none. */
async function step(delivery: Delivery, shared: Shared): Promise<boolean> {
  const { outbox, clock, pace, signal } = delivery;
  await keepPace(delivery, shared);
  if (signal.aborted || shared.breaker.state === 'open') return false;
  const claim = outbox.claim(clock.now());
  if (!claim) {
    const due = pace.isPatient ? outbox.nextDue() : undefined;
    if (due === undefined && !(pace.isPatient && shared.underWay > 0)) return false;
    await clock.wait(Math.max(breath, (due ?? 0) - clock.now()), signal);
    return true;
  }
  shared.underWay += 1;
  try {
    const fate = await sendOne(claim, delivery);
    shared.breaker = afterResult(shared.breaker, fate);
    if (fate.suppress) shared.gone.push({ key: claim.key, answer: fate.answer });
    suppressGone(delivery, shared);
    delivery.report?.({ claim, fate });
  } finally {
    shared.underWay -= 1;
  }
  return true;
}

/** A server that accepted one of our messages is trusted when it reports other mailboxes as unknown. */
function suppressGone({ outbox, clock }: Delivery, { breaker, gone }: Shared): void {
  if (breaker.state === 'open' || !breaker.hasAccepted) return;
  for (const { key, answer } of gone.splice(0)) outbox.suppress(key, answer, clock.now());
}

async function keepPace({ clock, pace, signal }: Delivery, shared: Shared): Promise<void> {
  if (!pace.perMinute) return;
  const start = Math.max(clock.now(), shared.nextStart);
  shared.nextStart = start + 60_000 / pace.perMinute;
  if (start > clock.now()) await clock.wait(start - clock.now(), signal);
}

async function sendOne(claim: ClaimedMessage, delivery: Delivery): Promise<DeliveryResult> {
  const { outbox, transport, clock, pace, mask } = delivery;
  const letter = await writeOrRelease(claim, delivery);
  const read = deliveryResult(await transport.send(letter.envelope, letter.bytes));
  const fate = { ...read, answer: mask(read.answer) };
  outbox.settle(claim.key, settlementOf(fate, claim.attempt, clock.now(), pace.firstWait), clock.now());
  return fate;
}

/** Nothing has gone out while a message is still being written: when that fails it is given back. */
async function writeOrRelease(
  claim: ClaimedMessage,
  { write, outbox, clock }: Delivery,
): Promise<WrittenLetter> {
  try {
    return await write(claim);
  } catch (error) {
    const answer = 'the message could not be written';
    outbox.settle(claim.key, { state: 'queued', answer }, clock.now());
    throw error;
  }
}

function settlementOf(
  { state, answer }: DeliveryResult,
  attempt: number,
  now: number,
  firstWait: number,
): Settlement {
  if (state !== 'deferred') return { state, answer };
  const wait = waitAfter(attempt, firstWait);
  if (wait === undefined) return { state: 'failed', answer: `given up after ${attempt} attempts: ${answer}` };
  return { state, answer, dueAt: now + wait };
}

/** Circuit breaker: stops a run when every further message would fail the same way. */
type Breaker =
  | {
      state: 'closed';
      /** The server has accepted a message of this run, so we are allowed to send. */
      hasAccepted: boolean;
      /** Consecutive server failures and refusals. */
      troubles: number;
      refusals: number;
    }
  | { state: 'open'; answer: string };

const closed = { state: 'closed', hasAccepted: false, troubles: 0, refusals: 0 } satisfies Breaker;

const mostTroubles = 5;
const mostRefusals = 10;

/**
 * Opens at once when the server refuses the sender, after five troubles with the server in a row, and after
 * ten refusals in a row for policy or content. Some servers call every recipient unknown to whom they do not
 * let us send: before a first message is accepted, refused mailboxes count like other refusals.
 */
function afterResult(breaker: Breaker, { state, about, answer }: DeliveryResult): Breaker {
  if (breaker.state === 'open') return breaker;
  if (state === 'queued') return { state: 'open', answer };
  if (state === 'sent') return { ...closed, hasAccepted: true };
  const { hasAccepted } = breaker;
  const isRefusal = about === 'message' || (state === 'failed' && !hasAccepted);
  const troubles = about === 'server' ? breaker.troubles + 1 : 0;
  const refusals = breaker.refusals + (isRefusal ? 1 : 0);
  if (troubles >= mostTroubles || refusals >= mostRefusals) return { state: 'open', answer };
  return { state: 'closed', hasAccepted, troubles, refusals };
}

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

/**
 * Why a revision should not be sent; undefined when it may be. A correction or retraction may be sent however
 * old it is, unless a newer revision has replaced it.
 */
export function whyLate(
  { manifest }: SealedRevision,
  archive: readonly SealedRevision[],
  isOwed: boolean,
): string | undefined {
  const { id, slug, date, series, revision, correction } = manifest;
  const newest = archive
    .filter((one) => one.manifest.id === id)
    .reduce((latest, one) => Math.max(latest, one.manifest.revision), revision);
  if (newest > revision) return `it was replaced by r${newest}`;
  if (isOwed) return undefined;
  if (correction?.kind === 'retraction') return 'it was retracted';
  const isLater = (one: SealedRevision) =>
    (one.manifest.slug === slug || (series !== undefined && one.manifest.series === series)) &&
    one.manifest.date > date;
  const later = archive.filter(isLater).map((one) => one.manifest.id);
  const last = later.sort().at(-1);
  return last === undefined ? undefined : `it was followed by ${last}`;
}
