import type { DatabaseSync } from 'node:sqlite';
import { recoverInterrupted, requeueLifted, resolveUnknown, retryFailed } from '../adapters/outbox-run.ts';
import { readAddress } from '../mail/address.ts';
import { describeChange, isSameList } from '../mail/list-change.ts';
import { exit } from './console.ts';
import { freezeList } from './freeze-list.ts';
import { lockOutbox } from './mail-desk.ts';
import { readList } from './read-list.ts';
import { describePlan, planOf } from './send-plan.ts';
import { sendPlanned } from './send-run.ts';
import { keyOf, type SendWork } from './send-work.ts';

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
