import path from 'node:path';
import { type Network, openNetwork } from '../import/network.ts';
import type { Session } from './commands.ts';

/** The network for an importer that asks these addresses; its answers are kept under `imports/` of the content. */
export function networkFor(
  addresses: readonly string[],
  { offline }: { offline: boolean },
  session: Session,
  content: string,
): Network {
  const console = session.console();
  return openNetwork({
    hosts: addresses.flatMap((one) => (URL.canParse(one) ? new URL(one).host : [])),
    cache: path.join(content, 'imports/answers'),
    offline,
    today: session.today,
    onWait: (seconds, reason) => console.info(`${reason}; trying again in ${seconds} s`),
  });
}
