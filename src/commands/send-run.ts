import type { DatabaseSync } from 'node:sqlite';
import { watchInterrupts } from '../adapters/interrupt.ts';
import { outboxOf } from '../adapters/outbox-run.ts';
import { openSmtp } from '../adapters/smtp.ts';
import { composeMessage } from '../mail/compose.ts';
import { deliver, type Ending, type WrittenLetter } from '../mail/deliver.ts';
import { writeLetter } from '../mail/letter.ts';
import { describeProgress } from '../mail/progress.ts';
import type { SmtpAddress } from '../mail/smtp-address.ts';
import { toDate, writeTime } from '../notation/times.ts';
import type { ClaimedMessage, MailState, Outbox } from '../ports.ts';
import { exit } from './console.ts';
import { revisionLabel } from './mail-desk.ts';
import { aboutEdition } from './send-plan.ts';
import { keyOf, rowsIn, type SendWork } from './send-work.ts';

/** Sends the messages of this revision in the outbox and prints the result. */
export async function sendPlanned(work: SendWork, database: DatabaseSync): Promise<number> {
  const { console, limits, secrets, clock } = work;
  const outbox = outboxOf(database, keyOf(work));
  await using transport = openSmtp({ ...(secrets.smtp as SmtpAddress), patience: limits.patience });
  using interruption = watchInterrupts(() =>
    console.warn('finishing messages in flight; press Ctrl-C again to stop at once and leave them unknown'),
  );
  const ending = await deliver({
    outbox,
    transport,
    mask: secrets.mask,
    write: letterWriter(work),
    clock,
    pace: limits,
    signal: interruption.signal,
    report: progressTeller(work, outbox),
  });
  return conclude(ending, work, database);
}

/** Every message of a run has the date of the run. */
function letterWriter({ mail, secrets, clock }: SendWork): (claim: ClaimedMessage) => Promise<WrittenLetter> {
  const key = secrets.unsubscribeKey as string;
  const run = { mail, key, date: toDate(clock.now()), isTest: false };
  return async (claim) => ({
    envelope: { from: mail.message.from.address, to: claim.address },
    bytes: await secrets.sign(await composeMessage(writeLetter(run, claim, claim.messageId))),
  });
}

/** Milliseconds between two lines of progress, on a terminal and elsewhere. */
const pauses = { shown: 200, said: 10_000 };

function progressTeller({ console, clock }: SendWork, outbox: Outbox) {
  const start = clock.now();
  let [settled, shown, said, pause] = [0, start, start, pauses.shown];
  return () => {
    settled += 1;
    const now = clock.now();
    if (now - shown < pause) return;
    const text = describeProgress(outbox.count(), { settled, elapsed: now - start });
    shown = clock.now();
    // Counting a million messages is slow.
    pause = Math.max(pauses.shown, 20 * (shown - now));
    console.progress(text);
    if (now - said < pauses.said) return;
    said = now;
    console.info(text);
  };
}

function conclude(ending: Ending, work: SendWork, database: DatabaseSync): number {
  const { console } = work;
  console.progress('');
  const key = keyOf(work);
  const counts = outboxOf(database, key).count();
  const open = (['unknown', 'failed', 'deferred'] as const).flatMap((state) => rowsIn(database, key, state));
  if (console.json) {
    const rows = open.map(({ address, state, answer, due }) => ({
      address,
      state,
      answer,
      due: due && writeTime(due),
    }));
    const document = {
      schema: 1,
      command: 'send',
      state: ending.reason,
      ...aboutEdition(work),
      counts,
      open: rows,
    };
    console.result(JSON.stringify(document, null, 2));
  } else {
    console.result(`${revisionLabel(work.revision)}: ${countsText(counts)}`);
    for (const { address, state, answer, due } of open)
      console.result(`  ${state.padEnd(8)} ${address}  ${answer}${due ? `  (due ${writeTime(due)})` : ''}`);
  }
  if (ending.reason === 'server') {
    console.warn(`stopped: the server would answer every message the same way: ${ending.answer}`);
    console.warn('queued messages stay queued; fix the cause and run the same command again');
  }
  for (const advice of adviceFor(counts)) console.info(advice);
  if (ending.reason === 'interrupted') return exit.interrupted;
  const isWhole = counts.queued + counts.deferred + counts.failed + counts.unknown === 0;
  return isWhole ? exit.done : exit.mail;
}

function countsText(counts: Readonly<Record<MailState, number>>): string {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  return parts.map(([state, count]) => `${count} ${state}`).join(', ') || 'no messages to send';
}

function adviceFor(counts: Readonly<Record<MailState, number>>): string[] {
  return [
    ...(counts.unknown > 0
      ? ['unknown: it may have arrived. Check the server’s log, then use --resolve-unknown sent or resend']
      : []),
    ...(counts.deferred > 0 ? ['deferred: run the same command again when they are due, or use --wait'] : []),
    ...(counts.failed > 0 ? ['failed: once the cause is fixed, --retry-failed requeues them'] : []),
  ];
}
