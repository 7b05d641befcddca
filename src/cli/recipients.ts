import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { readSealedFile } from '../archive/disk.ts';
import { ArchiveDamaged } from '../archive/errors.ts';
import { readRows } from '../files/csv.ts';
import { isNoFile, NotPlain, readChunks } from '../files/read-input.ts';
import {
  messageFile,
  messageIdOf,
  type Recipient,
  readMailMessage,
  type SealedMail,
} from '../mail/letter.ts';
import type { SealedRevision } from '../outputs/sealed.ts';
import { type ListStore, openListStore } from '../send/list-store.ts';
import { outboxSecret } from '../send/outbox.ts';
import { findPlan, freezePlan, otherRevisions, plannedRecipients } from '../send/outbox-plan.ts';
import { countStates } from '../send/outbox-run.ts';
import { checkRecipients, type ListChange } from '../send/recipients.ts';
import { type Console, exit } from './console.ts';
import { revisionLabel } from './outbox.ts';
import { keyOf, type SendWork } from './send-options.ts';
import { type ProjectPaths, printDiagnostics } from './sources.ts';

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

interface Reader {
  console: Console;
  place: ProjectPaths;
}

/** Reads the recipient list. On bad rows, prints each and returns an exit code. */
export async function readList(given: string, { console, place }: Reader): Promise<ListStore | number> {
  const store = openListStore();
  const code = await fill(store, given, { console, place });
  if (code === undefined) return store;
  store[Symbol.dispose]();
  return code;
}

async function fill(
  store: ListStore,
  given: string,
  { console, place }: Reader,
): Promise<number | undefined> {
  const file = path.resolve(place.cwd, given);
  try {
    const checked = await checkRecipients(readRows(readChunks(file)), given, store);
    printDiagnostics(checked.diagnostics, console, place);
    if (checked.ok) return undefined;
    console.warn('no mail will be sent');
    return exit.invalidContent;
  } catch (error) {
    if (isNoFile(error)) console.warn(`there is no list ${given}`);
    else if (error instanceof NotPlain) console.warn(`the list ${given} ${error.message}`);
    else throw error;
    return exit.usage;
  }
}

/**
 * The mail of a sealed revision, each file checked against the manifest; undefined when it was published
 * without mail. Throws when a file was altered.
 */
export function readSealedMail(archive: string, revision: SealedRevision): SealedMail | undefined {
  const read = (file: string) => readSealedFile(archive, revision, file);
  const { files, id, revision: number } = revision.manifest;
  if (!files.some(({ path }) => path === messageFile)) return undefined;
  const found = readMailMessage(read(messageFile));
  if ('problem' in found) throw damaged(revision, found.problem);
  const message = found.value;
  if (message.edition !== id || message.revision !== number)
    throw damaged(revision, `it belongs to ${message.edition}, r${message.revision}`);
  return {
    message,
    html: read('mail/body.html').toString('utf8'),
    text: read('mail/body.txt').toString('utf8'),
    images: new Map(message.images.map(({ cid, path }) => [cid, read(path)])),
    pdf: message.pdf.attached ? read(message.pdf.path) : undefined,
    hash: revision.hash,
  };
}

function damaged({ folder }: SealedRevision, problem: string): ArchiveDamaged {
  return new ArchiveDamaged(`${folder}/${messageFile} cannot be read: ${problem}`);
}
