import type { ClaimedMessage, Clock, Envelope, MailTransport, Outbox, Settlement } from '../ports.ts';
import { afterResult, type Breaker, closed } from './breaker.ts';
import { type DeliveryResult, deliveryResult } from './outcome.ts';
import { waitAfter } from './states.ts';

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
