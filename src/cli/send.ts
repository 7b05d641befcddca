import { systemClock } from '../files/process.ts';
import { readAddress } from '../mail/address.ts';
import type { SealedMail } from '../mail/letter.ts';
import { whyLate } from '../send/deliver.ts';
import { type Console, exit } from './console.ts';
import {
  type Environment,
  type FoundEdition,
  findSealed,
  mailContextAt,
  maskedConsole,
  readMailSecrets,
  revisionLabel,
  withoutSecrets,
} from './outbox.ts';
import { readSealedMail } from './recipients.ts';
import type { SendWork } from './send-options.ts';
import { findContradiction, readLimits, type SendOptions } from './send-options.ts';
import type { ProjectPaths } from './sources.ts';

/** Plans the mail of a sealed edition, tries it on one address, or sends it. */
export async function runSend(
  named: string,
  options: SendOptions,
  console: Console,
  place: ProjectPaths,
  environment: Environment,
): Promise<number> {
  const contradiction = findContradiction(options);
  const limits = readLimits(options);
  const problem = contradiction ?? ('problem' in limits ? limits.problem : undefined);
  if (problem !== undefined || 'problem' in limits) return refuse(problem ?? '', console);
  const context = mailContextAt(options, place);
  const found = findSealed(named, context, console);
  if (!found) return exit.usage;
  const mail = readSealedMail(context.archive.folder, found.revision);
  if (!mail)
    return refuse(
      `${revisionLabel(found.revision)} contains no mail: house.yaml had no mail: when it was published`,
      console,
    );
  const obstacle = findTrick(mail) ?? findObstacle(found, options, named);
  if (obstacle) return refuse(obstacle, console);
  const secrets = readMailSecrets(environment, mail.message.from.address);
  const { revision, revisions } = found;
  const work: SendWork = {
    ...{ revision, revisions, mail, secrets, options, limits, context, place, clock: systemClock },
    console: maskedConsole(console, secrets.mask),
  };
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED === '0' && isSending(options)) console.warn(unheeded);
  return withoutSecrets(secrets.mask, () => carryOut(work));
}

const unheeded =
  'NODE_TLS_REJECT_UNAUTHORIZED=0 is ignored: the mail server’s certificate is always verified; use NODE_EXTRA_CA_CERTS to trust your own certificate authority';

function isSending({ to, confirm }: SendOptions): boolean {
  return to !== undefined || confirm !== undefined;
}

async function carryOut(work: SendWork): Promise<number> {
  const { options, secrets, console } = work;
  const missing = isSending(options) && secrets.problems.length === 0 ? missingFor(work) : secrets.problems;
  for (const problem of missing) console.warn(problem);
  if (missing.length > 0) return exit.usage;
  if (options.to !== undefined) {
    const { sendTest } = await import('./send-test.ts');
    return sendTest(options.to, work);
  }
  const { planAndSend } = await import('./send-list.ts');
  return planAndSend(work);
}

function missingFor({ secrets }: SendWork): string[] {
  return [
    ...(secrets.smtp
      ? []
      : [
          'no mail server is set: set TRIALBRIEF_SMTP to smtps://user:password@host, or TRIALBRIEF_SMTP_FILE to the name of a file with it that only you can read',
        ]),
    ...(secrets.unsubscribeKey
      ? []
      : [
          'no key to sign unsubscribe links: create one (openssl rand -base64 32) and set TRIALBRIEF_UNSUBSCRIBE_KEY to it, or TRIALBRIEF_UNSUBSCRIBE_KEY_FILE to the name of a file with it; keep the key, links are only valid with it',
        ]),
  ];
}

/** Checks the addresses in message.json, which comes from a file, before they go into envelopes and headers. */
function findTrick({ message: { from, replyTo, unsubscribe } }: SealedMail): string | undefined {
  const addresses = [from.address, unsubscribe.mailto, ...(replyTo === undefined ? [] : [replyTo])];
  const bad = addresses.find((address) => 'problem' in readAddress(address));
  return bad === undefined
    ? undefined
    : `${JSON.stringify(bad)} in mail/message.json is not a plain email address`;
}

/** Why this revision must not be mailed; undefined when it may be. */
function findObstacle(
  { revision, all }: FoundEdition,
  options: SendOptions,
  named: string,
): string | undefined {
  const { confirm, late, toRecipientsOf } = options;
  const names = [revision.manifest.id, revision.folder];
  if (confirm !== undefined && !names.includes(confirm))
    return `--confirm names ‘${confirm}’, and ‘${named}’ is ${names.join(' or ')}; nothing was sent`;
  const lateness = whyLate(revision, all, toRecipientsOf !== undefined);
  return lateness && !late
    ? `${revisionLabel(revision)} should not be sent: ${lateness}; use --late to send it anyway`
    : undefined;
}

function refuse(problem: string, console: Console): number {
  console.warn(problem);
  return exit.usage;
}
