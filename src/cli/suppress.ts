import { systemClock } from '../files/process.ts';
import { readSecret } from '../files/secrets.ts';
import { type Address, readAddress } from '../mail/address.ts';
import { readToken } from '../mail/letter.ts';
import { csvLines } from '../notation/files.ts';
import { writeTime } from '../notation/terms.ts';
import { inTransaction } from '../send/outbox.ts';
import { liftSuppression, listSuppressions, type Suppression, suppress } from '../send/suppression.ts';
import { type Console, exit } from './console.ts';
import {
  type Environment,
  lookIntoOutbox,
  type MailContext,
  type MailOptions,
  mailContextAt,
  openOutboxFor,
} from './outbox.ts';
import { readList } from './recipients.ts';
import type { ProjectPaths } from './sources.ts';

interface SuppressOptions extends MailOptions {
  from?: string;
  reason: string;
  lift: boolean;
  csv: boolean;
}

const reasons: Readonly<Record<string, Suppression['reason']>> = {
  unsubscribed: 'unsubscribed',
  bounced: 'bounced',
  complained: 'complained',
  'by-hand': 'by hand',
};

/** Lists suppressed addresses, or adds or removes some. */
export async function runSuppress(
  given: string[],
  options: SuppressOptions,
  console: Console,
  place: ProjectPaths,
  environment: Environment,
): Promise<number> {
  const context = mailContextAt(options, place);
  const reason = reasons[options.reason];
  if (!reason) {
    console.warn(`--reason must be one of ${Object.keys(reasons).join(', ')}`);
    return exit.usage;
  }
  const read = options.from === undefined ? undefined : await readList(options.from, { console, place });
  if (typeof read === 'number') return read;
  using listed = read;
  if (given.length === 0 && options.from === undefined) return listAll(context, options, console);
  const key = readSecret(environment, 'TRIALBRIEF_UNSUBSCRIBE_KEY');
  const named = given.map((one) => readNamed(one, key));
  const wrong = given.filter((_, index) => named[index] === undefined);
  for (const one of wrong)
    console.warn(`‘${one}’ is neither a plain email address nor a token signed by this installation`);
  if (wrong.length > 0 && key === undefined)
    console.warn('reading tokens requires TRIALBRIEF_UNSUBSCRIBE_KEY, which is not set');
  if (wrong.length > 0) return exit.usage;
  const addresses = [...named.flatMap((one) => one ?? []), ...(listed ?? [])];
  using outbox = openOutboxFor(context);
  const { database } = outbox;
  const at = systemClock.now();
  const change = ({ key }: Address) =>
    options.lift ? liftSuppression(database, key) : suppress(database, { key, reason, detail: '', at });
  const changed = inTransaction(database, () => new Set(addresses.filter(change)));
  const [done, idle] = options.lift
    ? ['mailed again', 'was not suppressed']
    : ['suppressed', 'was already suppressed'];
  if (console.json) {
    const document = {
      schema: 1,
      command: 'suppress',
      changed: [...changed].map(({ key }) => key),
      of: addresses.length,
    };
    console.result(JSON.stringify(document, null, 2));
  } else for (const one of addresses) console.result(`${one.key}  ${changed.has(one) ? done : idle}`);
  return exit.done;
}

/** Reads an address, or an unsubscribe token: alone, in its link, or in the subject of a mail. */
function readNamed(text: string, key: string | undefined): Address | undefined {
  if (text.includes('@')) {
    const address = readAddress(text);
    return 'problem' in address ? undefined : address;
  }
  const token = /(?:[?&]token=|^unsubscribe )?([\w.-]+)$/i.exec(text)?.[1];
  return key && token ? readToken(token, key) : undefined;
}

function listAll(context: MailContext, { csv }: SuppressOptions, console: Console): number {
  using outbox = lookIntoOutbox(context, console);
  if (!outbox) return exit.failed;
  const all = listSuppressions(outbox.database).map((one) => ({ ...one, at: writeTime(one.at) }));
  if (console.json)
    console.result(JSON.stringify({ schema: 1, command: 'suppress', suppressed: all }, null, 2));
  else if (csv) {
    const rows = all.map(({ key, reason, at, detail }) => [key, reason, at, detail]);
    console.result(csvLines([['email', 'reason', 'since', 'detail'], ...rows]).trimEnd());
  } else
    for (const { key, reason, at, detail } of all)
      console.result([key, reason, at, detail].join('  ').trim());
  return exit.done;
}
