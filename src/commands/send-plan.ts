import type { DatabaseSync } from 'node:sqlite';
import {
  countSuppressed,
  countWithout,
  findPlan,
  plannedRecipients,
  sinceLastSending,
} from '../adapters/outbox-plan.ts';
import { countStates } from '../adapters/outbox-run.ts';
import { composeMessage } from '../mail/compose.ts';
import { type Recipient, writeLetter } from '../mail/letter.ts';
import { describeChange, type ListChange } from '../mail/list-change.ts';
import { toDate } from '../notation/times.ts';
import type { MailState } from '../ports.ts';
import type { Frozen } from './freeze-list.ts';
import { revisionLabel } from './mail-desk.ts';
import { keyOf, rowsIn, type SendWork } from './send-work.ts';

/** Summary of what will be sent to whom. */
export interface Plan {
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
export async function planOf(work: SendWork, database: DatabaseSync, frozen: Frozen): Promise<Plan> {
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
export function describePlan(plan: Plan, work: SendWork): void {
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

export function aboutEdition({ revision, mail }: SendWork) {
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
