import type { DatabaseSync } from 'node:sqlite';
import { findPlan, freezePlan, plannedRecipients, reachedByOthers } from '../adapters/outbox-plan.ts';
import { recoverInterrupted, resolveUnknown, retryFailed } from '../adapters/outbox-run.ts';
import { readAddress } from '../mail/address.ts';
import { messageIdOf, type Recipient } from '../mail/letter.ts';
import { compareLists, describeChange, isUnchanged, type ListChange } from '../mail/list-change.ts';
import { exit } from './console.ts';
import { lockOutbox, nameOf } from './mail-desk.ts';
import { readList } from './read-list.ts';
import { describePlan, planOf } from './send-plan.ts';
import { sendPlanned } from './send-run.ts';
import { keyOf, type SendWork } from './send-work.ts';

/** Freezes whom the edition goes to and says so; sends to them when that is confirmed. */
export async function planAndSend(work: SendWork): Promise<number> {
  const { console, desk, options } = work;
  const wanted = await readWanted(work);
  if (typeof wanted === 'number') return wanted;
  using outbox = lockOutbox(desk, console);
  if (!outbox) return exit.conflict;
  const { database } = outbox;
  const lost = recoverInterrupted(database);
  if (lost > 0)
    console.warn(`the last run ended in the midst of ${lost} ${lost === 1 ? 'message' : 'messages'}`);
  const decided = applyDecisions(work, database);
  if (decided !== undefined) return decided;
  const frozen = freeze(work, database, wanted ?? recipientsOfOther(work, database));
  if (typeof frozen === 'number') return frozen;
  const plan = await planOf(work, database, frozen);
  const mustLookAgain =
    options.confirm !== undefined && frozen.change !== undefined && !isUnchanged(frozen.change);
  if (options.confirm === undefined || mustLookAgain) {
    describePlan(plan, work);
    if (mustLookAgain) {
      console.warn(
        `the list is not what was planned: ${describeChange(frozen.change as ListChange)}\nthis is the plan now; nothing was sent. Confirm again to send it`,
      );
      return exit.conflict;
    }
    return plan.unknown.length > 0 ? exit.mail : exit.done;
  }
  return await sendPlanned(work, database);
}

/** The list that was given; undefined without one. */
async function readWanted(work: SendWork): Promise<Recipient[] | number | undefined> {
  return work.options.list === undefined ? undefined : readList(work.options.list, work);
}

/** With `--to-recipients-of r1`: exactly those to whom that revision was sent. */
function recipientsOfOther(work: SendWork, database: DatabaseSync): Recipient[] | number | undefined {
  const { options, revisions, console, revision } = work;
  if (options.toRecipientsOf === undefined) return undefined;
  const number = Number(/^r?(\d+)$/.exec(options.toRecipientsOf)?.[1]);
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

/** What a person says of messages that were lost track of or refused; an exit code when that is all, or wrong. */
function applyDecisions(work: SendWork, database: DatabaseSync): number | undefined {
  const { options, console } = work;
  if (!options.resolveUnknown && !options.retryFailed) return undefined;
  const keys = options.only?.map((one) => readAddress(one));
  if (keys?.some((one) => 'problem' in one)) {
    console.warn('--only takes plain addresses');
    return exit.usage;
  }
  const only = keys?.flatMap((one) => ('key' in one ? [one.key] : []));
  if (options.resolveUnknown) {
    const to = options.resolveUnknown === 'sent' ? 'sent' : 'queued';
    const count = resolveUnknown(database, keyOf(work), to, only);
    console.say(`${count} unknown: ${to === 'sent' ? 'taken as sent' : 'queued to be sent again'}`);
  }
  if (options.retryFailed) {
    console.say(`${retryFailed(database, keyOf(work), only)} failed: queued to be tried again`);
  }
  return undefined;
}

export interface Frozen {
  /** Against the plan before; undefined when there was none. */
  change: ListChange | undefined;
  /** Who has another revision already and is left out. */
  haveOther: Map<string, number>;
  recipients: readonly Recipient[];
}

/** Makes the wanted recipients the plan, or takes the plan as it stands. */
function freeze(
  work: SendWork,
  database: DatabaseSync,
  wanted: readonly Recipient[] | number | undefined,
): Frozen | number {
  if (typeof wanted === 'number') return wanted;
  const { console, options, mail, clock } = work;
  const key = keyOf(work);
  const before = findPlan(database, key);
  const planned = plannedRecipients(database, key);
  if (
    before &&
    before.hash !== mail.hash &&
    planned.some(({ state }) => !['queued', 'suppressed'].includes(state))
  ) {
    console.warn(
      `what was sent of ${nameOf(work.revision)} is not what the archive holds now; verify the archive`,
    );
    return exit.conflict;
  }
  if (!wanted) {
    if (before) return { change: undefined, haveOther: new Map(), recipients: planned };
    console.warn('say whom to mail: --list <file.csv>, a line of column names first, one recipient a line');
    return exit.usage;
  }
  const others =
    options.toRecipientsOf === undefined ? reachedByOthers(database, key) : new Map<string, number>();
  const recipients = wanted.filter((one) => !others.has(one.key));
  const haveOther = new Map(
    wanted.flatMap((one) => {
      const newest = others.get(one.key);
      return newest === undefined ? [] : [[one.key, newest] as const];
    }),
  );
  const listed = new Set(recipients.map((one) => one.key));
  const open = planned.filter(
    (one) => listed.has(one.key) || ['queued', 'deferred', 'suppressed'].includes(one.state),
  );
  const change = before && compareLists(open, recipients);
  const source = options.list ?? `recipients of ${options.toRecipientsOf}`;
  freezePlan(
    database,
    key,
    { hash: mail.hash, source, plannedAt: clock.now() },
    recipients.map((one) => ({ ...one, messageId: messageIdOf(mail, one) })),
  );
  return { change, haveOther, recipients };
}
