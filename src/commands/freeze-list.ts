import type { DatabaseSync } from 'node:sqlite';
import { outboxSecret } from '../adapters/outbox.ts';
import { findPlan, freezePlan, otherRevisions, plannedRecipients } from '../adapters/outbox-plan.ts';
import { countStates } from '../adapters/outbox-run.ts';
import { messageIdOf, type Recipient } from '../mail/letter.ts';
import type { ListChange } from '../mail/list-change.ts';
import { exit } from './console.ts';
import { revisionLabel } from './mail-desk.ts';
import { keyOf, type SendWork } from './send-work.ts';

/** Whom a revision goes to, as it now stands in the outbox. */
export interface Frozen {
  /** Against the plan before; undefined when there was none or nothing was given to plan. */
  change: ListChange | undefined;
  /** How many are left out because they have another revision already. */
  haveOther: number;
  /** How many are on the list. */
  recipients: number;
}

/** Makes those the plan whom the list or `--to-recipients-of` names, or takes the plan as it stands. */
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
    'say whom to mail: --list <file.csv>, a line of column names first, one recipient a line',
  );
  return exit.usage;
}

function printOtherContent({ console, revision }: SendWork, isBegun: boolean): number {
  const what = isBegun ? 'what was sent' : 'what was planned';
  const fix = isBegun ? 'verify the archive' : 'plan it again with --list';
  console.warn(`${what} of ${revisionLabel(revision)} is not what the archive holds now; ${fix}`);
  return exit.conflict;
}

/** With `--to-recipients-of r1`: exactly those to whom that revision was sent. */
function recipientsOfOther(work: SendWork, database: DatabaseSync): Iterable<Recipient> | number | undefined {
  const { options, revisions, console, revision } = work;
  if (options.toRecipientsOf === undefined) return undefined;
  const number = numberOf(options);
  const isOther = number !== revision.manifest.revision;
  if (!isOther || !revisions.some(({ manifest }) => manifest.revision === number)) {
    const known = revisions.map(({ manifest }) => `r${manifest.revision}`).join(', ');
    console.warn(`--to-recipients-of names another revision of this edition, of ${known}`);
    return exit.usage;
  }
  const other = { edition: revision.manifest.id, revision: number };
  const unsure = countStates(database, other).unknown;
  if (unsure > 0)
    console.warn(
      `of r${number} ${unsure} may have arrived or not; they are left out until --resolve-unknown decides`,
    );
  return plannedRecipients(database, other, 'sent');
}

/** Of `--to-recipients-of r1`; NaN when it names no revision. */
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
