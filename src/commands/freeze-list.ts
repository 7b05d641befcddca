import type { DatabaseSync } from 'node:sqlite';
import { outboxSecret } from '../adapters/outbox.ts';
import { findPlan, freezePlan, otherRevisions, plannedRecipients } from '../adapters/outbox-plan.ts';
import { countStates } from '../adapters/outbox-run.ts';
import { messageIdOf, type Recipient } from '../mail/letter.ts';
import type { ListChange } from '../mail/list-change.ts';
import { exit } from './console.ts';
import { revisionLabel } from './mail-desk.ts';
import { keyOf, type SendWork } from './send-work.ts';

/** The recipients of a revision, as planned in the outbox. */
export interface Frozen {
  /** Against the previous plan; undefined when there was none or no list was given. */
  change: ListChange | undefined;
  /** Recipients left out because they already have another revision. */
  haveOther: number;
  /** Recipients on the list. */
  recipients: number;
}

/** Plans the recipients given by the list or `--to-recipients-of`; without either, keeps the existing plan. */
export function freezeList(
  work: SendWork,
  database: DatabaseSync,
  listed: Iterable<Recipient> | undefined,
): Frozen | number {
  const key = keyOf(work);
  const { queued, suppressed, ...begun } = countStates(database, key);
  const begunCount = Object.values(begun).reduce((sum, one) => sum + one, 0);
  const hash = findPlan(database, key)?.hash;
  const wanted = listed ?? recipientsOfOther(work, database);
  if (typeof wanted === 'number') return wanted;
  if (hash !== undefined && hash !== work.mail.hash) {
    if (begunCount > 0 || !wanted || work.options.confirm !== undefined)
      return printOtherContent(work, begunCount > 0);
  }
  if (wanted) return freeze(work, database, { wanted, isFirst: hash === undefined });
  if (hash !== undefined)
    return { change: undefined, haveOther: 0, recipients: queued + suppressed + begunCount };
  work.console.warn(
    'name the recipients: --list <file.csv>, a header line first, then one recipient per line',
  );
  return exit.usage;
}

function printOtherContent({ console, revision }: SendWork, isBegun: boolean): number {
  const what = isBegun ? 'what was sent' : 'what was planned';
  const fix = isBegun ? 'verify the archive' : 'plan it again with --list';
  console.warn(`${what} of ${revisionLabel(revision)} differs from what the archive contains now; ${fix}`);
  return exit.conflict;
}

/** For `--to-recipients-of r1`: the addresses that revision was sent to. */
function recipientsOfOther(work: SendWork, database: DatabaseSync): Iterable<Recipient> | number | undefined {
  const { options, revisions, console, revision } = work;
  if (options.toRecipientsOf === undefined) return undefined;
  const number = numberOf(options);
  const isOther = number !== revision.manifest.revision;
  if (!isOther || !revisions.some(({ manifest }) => manifest.revision === number)) {
    const known = revisions.map(({ manifest }) => `r${manifest.revision}`).join(', ');
    console.warn(`--to-recipients-of must name a different revision of this edition (known: ${known})`);
    return exit.usage;
  }
  const other = { edition: revision.manifest.id, revision: number };
  const unsure = countStates(database, other).unknown;
  if (unsure > 0)
    console.warn(
      `of r${number} ${unsure} may or may not have arrived; they are left out until --resolve-unknown decides`,
    );
  return plannedRecipients(database, other, 'sent');
}

/** The number in `--to-recipients-of r1`; NaN when it is not a revision. */
function numberOf({ toRecipientsOf }: SendWork['options']): number {
  return Number(/^r?(\d+)$/.exec(toRecipientsOf ?? '')?.[1]);
}

interface Wish {
  wanted: Iterable<Recipient>;
  isFirst: boolean;
}

function freeze(work: SendWork, database: DatabaseSync, { wanted, isFirst }: Wish): Frozen {
  const { options, mail, clock } = work;
  const secret = outboxSecret(database);
  const isCorrection = options.toRecipientsOf !== undefined;
  const hasOther = otherRevisions(database, keyOf(work));
  let haveOther = 0;
  function* recipients() {
    for (const one of wanted) {
      if (!isCorrection && hasOther(one.key)) haveOther += 1;
      else yield { ...one, messageId: messageIdOf(mail, one, secret) };
    }
  }
  const plan = {
    hash: mail.hash,
    source: options.list ?? `r${numberOf(options)}`,
    plannedAt: clock.now(),
  };
  const { count, change } = freezePlan(database, keyOf(work), plan, recipients());
  return { change: isFirst ? undefined : change, haveOther, recipients: count };
}
