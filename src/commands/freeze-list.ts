import type { DatabaseSync } from 'node:sqlite';
import { outboxSecret } from '../adapters/outbox.ts';
import { findPlan, freezePlan, plannedRecipients, reachedByOthers } from '../adapters/outbox-plan.ts';
import { messageIdOf, type Recipient } from '../mail/letter.ts';
import { compareLists, type ListChange } from '../mail/list-change.ts';
import type { MailState } from '../ports.ts';
import { exit } from './console.ts';
import { nameOf } from './mail-desk.ts';
import { keyOf, type SendWork } from './send-work.ts';

/** Whom a revision goes to, as it now stands in the outbox. */
export interface Frozen {
  /** Against the plan before; undefined when there was none or nothing was given to plan. */
  change: ListChange | undefined;
  /** How many are left out because they have another revision already. */
  haveOther: number;
  recipients: readonly Recipient[];
}

type Planned = ReturnType<typeof plannedRecipients>;

/** Makes those the plan whom the list or `--to-recipients-of` names, or takes the plan as it stands. */
export function freezeList(
  work: SendWork,
  database: DatabaseSync,
  listed: readonly Recipient[] | undefined,
): Frozen | number {
  const planned = plannedRecipients(database, keyOf(work));
  const hash = findPlan(database, keyOf(work))?.hash;
  const wanted = listed ?? recipientsOfOther(work, database);
  if (typeof wanted === 'number') return wanted;
  if (hash !== undefined && hash !== work.mail.hash) {
    const isBegun = planned.some(({ state }) => !isOpen(state) || state === 'deferred');
    if (isBegun || !wanted || work.options.confirm !== undefined) return tellOtherContent(work, isBegun);
  }
  if (wanted) return freeze(work, database, { wanted, planned, isFirst: hash === undefined });
  if (hash !== undefined) return { change: undefined, haveOther: 0, recipients: planned };
  work.console.warn(
    'say whom to mail: --list <file.csv>, a line of column names first, one recipient a line',
  );
  return exit.usage;
}

/** Nothing has gone out, and nothing is under way. */
export function isOpen(state: MailState): boolean {
  return state === 'queued' || state === 'deferred' || state === 'suppressed';
}

function tellOtherContent({ console, revision }: SendWork, isBegun: boolean): number {
  const what = isBegun ? 'what was sent' : 'what was planned';
  const mend = isBegun ? 'verify the archive' : 'plan it again with --list';
  console.warn(`${what} of ${nameOf(revision)} is not what the archive holds now; ${mend}`);
  return exit.conflict;
}

/** With `--to-recipients-of r1`: exactly those to whom that revision was sent. */
function recipientsOfOther(work: SendWork, database: DatabaseSync): Recipient[] | number | undefined {
  const { options, revisions, console, revision } = work;
  if (options.toRecipientsOf === undefined) return undefined;
  const number = numberOf(options);
  const isOther = number !== revision.manifest.revision;
  if (!isOther || !revisions.some(({ manifest }) => manifest.revision === number)) {
    const known = revisions.map(({ manifest }) => `r${manifest.revision}`).join(', ');
    console.warn(`--to-recipients-of names another revision of this edition, of ${known}`);
    return exit.usage;
  }
  const rows = plannedRecipients(database, { edition: revision.manifest.id, revision: number });
  const unsure = rows.filter(({ state }) => state === 'unknown').length;
  if (unsure > 0)
    console.warn(
      `of r${number} ${unsure} may have arrived or not; they are left out until --resolve-unknown decides`,
    );
  return rows.filter(({ state }) => state === 'sent');
}

/** Of `--to-recipients-of r1`; NaN when it names no revision. */
function numberOf({ toRecipientsOf }: SendWork['options']): number {
  return Number(/^r?(\d+)$/.exec(toRecipientsOf ?? '')?.[1]);
}

interface Wish {
  wanted: readonly Recipient[];
  planned: Planned;
  isFirst: boolean;
}

function freeze(work: SendWork, database: DatabaseSync, { wanted, planned, isFirst }: Wish): Frozen {
  const { options, mail, clock } = work;
  const secret = outboxSecret(database);
  const isCorrection = options.toRecipientsOf !== undefined;
  const others = isCorrection ? new Map() : reachedByOthers(database, keyOf(work));
  const recipients = wanted.filter(({ key }) => !others.has(key));
  const keys = new Set(recipients.map(({ key }) => key));
  const comparable = planned.filter(({ key, state }) => keys.has(key) || isOpen(state));
  freezePlan(
    database,
    keyOf(work),
    {
      hash: mail.hash,
      source: options.list ?? `r${numberOf(options)}`,
      plannedAt: clock.now(),
    },
    recipients.map((one) => ({ ...one, messageId: messageIdOf(mail, one, secret) })),
  );
  const change = isFirst ? undefined : compareLists(comparable, recipients);
  return { change, haveOther: wanted.length - recipients.length, recipients };
}
