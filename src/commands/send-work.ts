import type { DatabaseSync } from 'node:sqlite';
import { type LedgerRow, messagesOf } from '../adapters/outbox-ledger.ts';
import type { RevisionKey } from '../adapters/outbox-run.ts';
import type { SealedRevision } from '../archive/sealed.ts';
import type { SealedMail } from '../mail/letter.ts';
import type { Clock, MailState } from '../ports.ts';
import type { Console } from './console.ts';
import type { MailContext } from './mail-desk.ts';
import type { MailSecrets } from './mail-secrets.ts';
import type { SendLimits, SendOptions } from './send-options.ts';
import type { ProjectPaths } from './sources.ts';

/** One run of the send command, with its edition found. */
export interface SendWork {
  revision: SealedRevision;
  revisions: SealedRevision[];
  mail: SealedMail;
  secrets: MailSecrets;
  options: SendOptions;
  limits: SendLimits;
  context: MailContext;
  console: Console;
  place: ProjectPaths;
  clock: Clock;
}

/** The revision's name in the outbox. */
export function keyOf({ revision }: SendWork): RevisionKey {
  return { edition: revision.manifest.id, revision: revision.manifest.revision };
}

/** States that need a decision by the user. */
export function rowsIn(
  database: DatabaseSync,
  { edition, revision }: RevisionKey,
  state: MailState,
): LedgerRow[] {
  return messagesOf(database, edition, revision, state);
}
