import type { DatabaseSync } from 'node:sqlite';
import { watchInterrupts } from '../files/process.ts';
import { readAddress, type SmtpAddress } from '../mail/address.ts';
import { composeMessage } from '../mail/finish.ts';
import { type Recipient, writeLetter } from '../mail/letter.ts';
import { toDate, writeTime } from '../notation/terms.ts';
import type { ClaimedMessage, MailState, Outbox } from '../ports.ts';
import { deliver, describeProgress, type Ending, type WrittenLetter } from '../send/deliver.ts';
import {
  countSuppressed,
  countWithout,
  findPlan,
  plannedRecipients,
  sinceLastSending,
} from '../send/outbox-plan.ts';
import {
  countStates,
  outboxOf,
  recoverInterrupted,
  requeueLifted,
  resolveUnknown,
  retryFailed,
} from '../send/outbox-run.ts';
import { describeChange, isSameList, type ListChange } from '../send/recipients.ts';
import { openSmtp } from '../send/smtp.ts';
import { exit } from './console.ts';
import { lockOutbox, revisionLabel } from './outbox.ts';
import { type Frozen, freezeList, readList } from './recipients.ts';
import { keyOf, rowsIn, type SendWork } from './send-options.ts';

/** Plans the recipients and prints the plan; sends when it is confirmed. */
export async function planAndSend(work: SendWork): Promise<number> {
  const { console, context, options } = work;
  const listed = options.list === undefined ? undefined : await readList(options.list, work);
  if (typeof listed === 'number') return listed;
  using wanted = listed;
  using outbox = lockOutbox(context, console);
  if (!outbox) return exit.conflict;
  const { database } = outbox;
  const lost = recoverInterrupted(database);
  if (lost > 0)
    console.warn(`the last run was interrupted while sending ${lost} ${lost === 1 ? 'message' : 'messages'}`);
  requeueLifted(database, keyOf(work));
  const decided = applyDecisions(work, database);
  if (decided !== undefined) return decided;
  const frozen = freezeList(work, database, wanted);
  if (typeof frozen === 'number') return frozen;
  const isOther = frozen.change !== undefined && !isSameList(frozen.change);
  if (options.confirm !== undefined && !isOther) return await sendPlanned(work, database);
  const plan = await planOf(work, database, frozen);
  describePlan(plan, work);
  if (frozen.change && isOther)
    console.warn(`changed since it was planned: ${describeChange(frozen.change)}`);
  if (options.confirm === undefined) return plan.unknown.length > 0 ? exit.mail : exit.done;
  console.warn('the plan was updated and nothing was sent; confirm again to send it');
  return exit.conflict;
}

/**
 * Applies the user's decisions on unknown and failed messages; an exit code when nothing else is to be done
 * or they are invalid.
 */
function applyDecisions(work: SendWork, database: DatabaseSync): number | undefined {
  const { options, console } = work;
  if (!options.resolveUnknown && !options.retryFailed) return undefined;
  const keys = options.only?.map((one) => readAddress(one));
  if (keys?.some((one) => 'problem' in one)) {
    console.warn('--only takes plain email addresses');
    return exit.usage;
  }
  const only = keys?.flatMap((one) => ('key' in one ? [one.key] : []));
  if (options.resolveUnknown) {
    const to = options.resolveUnknown === 'sent' ? 'sent' : 'queued';
    const count = resolveUnknown(database, keyOf(work), to, only);
    console.info(`${count} unknown: ${to === 'sent' ? 'taken as sent' : 'queued to be sent again'}`);
  }
  if (options.retryFailed) {
    console.info(`${retryFailed(database, keyOf(work), only)} failed: requeued`);
  }
  return undefined;
}

/** Summary of what will be sent to whom. */
interface Plan {
  counts: Record<MailState, number>;
  source: string;
  recipients: number;
  /** Suppressed recipients, counted by reason. */
  suppressed: Record<string, number>;
  haveOther: number;
  /** Compared with the last edition that was sent. */
  since: { edition: string; change: ListChange } | undefined;
  /** Bytes of a message on the wire. */
  bytes: number;
  /** Recipients without a value, by merge field. */
  fallbacks: { field: string; fallback: string; count: number }[];
  unknown: string[];
}

/** Summarises a frozen plan. */
async function planOf(work: SendWork, database: DatabaseSync, frozen: Frozen): Promise<Plan> {
  const key = keyOf(work);
  const since = sinceLastSending(database, key);
  const [first] = plannedRecipients(database, key);
  return {
    counts: countStates(database, key),
    source: findPlan(database, key)?.source ?? '',
    recipients: frozen.recipients,
    suppressed: countSuppressed(database, key),
    haveOther: frozen.haveOther,
    since: since && {
      edition: since.edition,
      change: { added: since.added, removed: since.removed, changed: { count: 0, first: [] } },
    },
    bytes: await sizeOf(work, first),
    fallbacks: fallbacksOf(work, database),
    unknown: rowsIn(database, key, 'unknown').map(({ address }) => address),
  };
}

/** Size of the first recipient's message in bytes; others differ by the length of a name. */
async function sizeOf({ mail, secrets, clock }: SendWork, first: Recipient | undefined) {
  const date = toDate(clock.now());
  const run = { mail, key: secrets.unsubscribeKey ?? '', date, isTest: false };
  const somebody = { address: 'somebody@example.com', key: 'somebody@example.com', fields: {} };
  const messageId = `<${'0'.repeat(32)}@example.com>`;
  const bytes = await composeMessage(writeLetter(run, first ?? somebody, messageId));
  return (await secrets.sign(bytes)).length;
}

function fallbacksOf(work: SendWork, database: DatabaseSync): Plan['fallbacks'] {
  const fields = new Map(work.mail.message.merge.map(({ field, fallback }) => [field, fallback]));
  fields.delete('unsubscribe-url');
  return [...fields]
    .map(([field, fallback]) => ({ field, fallback, count: countWithout(database, keyOf(work), field) }))
    .filter(({ count }) => count > 0);
}

/** Prints the plan and what to type next. */
function describePlan(plan: Plan, work: SendWork): void {
  const { console } = work;
  if (console.json) {
    console.result(
      JSON.stringify(
        { schema: 1, command: 'send', state: 'planned', ...aboutEdition(work), ...plan },
        null,
        2,
      ),
    );
    return;
  }
  const lines = linesOf(plan, work);
  console.result(`${revisionLabel(work.revision)}, sealed ${work.revision.manifest.published}`);
  for (const [label, text] of lines) console.result(`  ${label.padEnd(9)} ${text}`);
  console.result('nothing was sent');
}

function aboutEdition({ revision, mail }: SendWork) {
  const { id, revision: number } = revision.manifest;
  return { edition: id, revision: number, manifest: mail.hash, subject: mail.message.subject };
}

function linesOf(plan: Plan, work: SendWork): [string, string][] {
  const { from, subject, pdf } = work.mail.message;
  const { smtp, dkim } = work.secrets;
  const { queued, deferred, suppressed: passed } = plan.counts;
  const waiting = queued + deferred + passed - sum(Object.values(plan.suppressed));
  const all = work.console.verbose ? Number.POSITIVE_INFINITY : 3;
  const begun = begunCounts(plan.counts);
  const since = plan.since && (describeChange(plan.since.change, all) || 'the same addresses');
  const suppressed = Object.entries(plan.suppressed).map(([reason, count]) => `${count} ${reason}`);
  const encrypted = smtp && (smtp.isSecure || smtp.mustUpgrade) ? 'TLS' : 'on this machine';
  const server =
    smtp && `${smtp.host}:${smtp.port}, ${encrypted}${smtp.login ? `, as ${smtp.login.user}` : ''}`;
  const what = pdf.attached ? 'with the PDF' : 'the PDF is linked';
  const command = `npm run send-report -- ${work.revision.folder}${whereabouts(work)}`;
  const line = (label: string, text: string | undefined | false): [string, string][] =>
    text ? [[label, text]] : [];
  return [
    ...line('subject', subject),
    ...line('from', `${from.name} <${from.address}>`),
    ...line(
      'to',
      `${plan.recipients} ${plan.recipients === 1 ? 'recipient' : 'recipients'} of ${plan.source}`,
    ),
    ...line('left out', suppressed.length > 0 && suppressed.join(', ')),
    ...line(
      '',
      plan.haveOther > 0 &&
        `${plan.haveOther} already have another revision; use --to-recipients-of to mail them`,
    ),
    ...line('since', plan.since && `${plan.since.edition}: ${since}`),
    ...plan.fallbacks.flatMap(({ field, fallback, count }) =>
      line('merge', `${count} without ‘${field}’ get ‘${fallback}’`),
    ),
    ...line(
      'size',
      `${kilobytes(plan.bytes)} per message (${what}), ${megabytes(plan.bytes * waiting)} for ${waiting}`,
    ),
    ...line('so far', begun),
    ...line(
      'unknown',
      plan.unknown.length > 0 && `${plan.unknown.join(', ')}: --resolve-unknown sent|resend decides`,
    ),
    ...line('server', server ?? 'none yet: set TRIALBRIEF_SMTP'),
    ...line('signed', dkim ? `DKIM, ${dkim.selector}._domainkey.${dkim.domain}` : 'no DKIM key is set'),
    ...line('to try', `${command} --to you@example.com`),
    ...line('to send', `${command} --confirm ${work.options.confirm ?? confirmName(work)}`),
  ];
}

/** Options that repeat a non-default archive. */
function whereabouts({ options: { archive, out } }: SendWork): string {
  const [flag, folder] = archive === undefined ? ['--out', out] : ['--archive', archive];
  return flag === '--out' && folder === 'out' ? '' : ` ${flag} ${JSON.stringify(folder)}`;
}

function confirmName({ revision }: SendWork): string {
  return revision.manifest.revision === 1 ? revision.manifest.id : revision.folder;
}

function begunCounts(counts: Record<MailState, number>): string {
  const { queued: _, ...begun } = counts;
  const parts = Object.entries(begun).filter(([, count]) => count > 0);
  return parts.map(([state, count]) => `${count} ${state}`).join(', ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000)} KB`;
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? kilobytes(bytes) : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

/** Sends the messages of this revision in the outbox and prints the result. */
async function sendPlanned(work: SendWork, database: DatabaseSync): Promise<number> {
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
