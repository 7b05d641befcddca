import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { seededRandom, wholeBelow } from '../random.ts';
import { type Ended, run, secretsFor, start } from './child.ts';
import { startReceiver } from './receiver.ts';
import { sealEdition, writeList } from './sealed-edition.ts';
import { temporaryFolder } from './temporary.ts';

const crashes = 20;
const concurrency = 4;
const sending = ['send', 'car-t', '--confirm', '2026-04-21-car-t', '--concurrency', `${concurrency}`];

interface Row {
  address: string;
  state: string;
}

test('300 recipients, the sender killed 20 times: nobody gets two, nobody is forgotten', async () => {
  const seed = Number(process.env.TRIALBRIEF_SEED ?? Date.now() % 1e6);
  process.stdout.write(`seed of the kills: ${seed} (TRIALBRIEF_SEED repeats them)\n`);
  const random = seededRandom(seed);
  using folder = temporaryFolder();
  sealEdition(folder.in('out/archive'));
  const addresses = writeList(folder.in('list.csv'), 300);
  await using receiver = await startReceiver({ delay: () => 20 + wholeBelow(50, random) });
  const secrets = secretsFor(receiver.port);
  const planned = await run(['send', 'car-t', '--list', 'list.csv'], folder.path, secrets);
  expect(planned).toMatchObject({ code: 0 });

  for (let crash = 1; crash <= crashes; crash += 1) {
    const before = receiver.received.length;
    const { child, ended } = start(sending, folder.path, secrets);
    await Promise.race([ended, until(() => receiver.received.length > before)]);
    await delay(wholeBelow(200, random));
    child.kill('SIGKILL');
    await ended;
    const rows = await rowsOf(folder.path, secrets);
    expect(rows).toHaveLength(300);
    expect(rows.filter(({ state }) => state === 'unknown' || state === 'sending').length).toBeLessThanOrEqual(
      crash * concurrency,
    );
  }
  const last = await run(sending, folder.path, secrets);
  const rows = await rowsOf(folder.path, secrets);
  const unknown = rows.filter(({ state }) => state === 'unknown').map(({ address }) => address);
  expect(last.code, last.stderr).toBe(unknown.length > 0 ? 5 : 0);
  expect(unknown.length).toBeGreaterThan(0);
  const copies = receiver.received.map(({ to }) => to[0]);
  expect(new Set(copies).size).toBe(copies.length);
  expect(rows.map(({ address }) => address)).toEqual(addresses);
  expect(rows.filter(({ state }) => state === 'sent').length + unknown.length).toBe(300);
  const neverCame = addresses.filter((address) => !copies.includes(address));
  expect(neverCame.filter((address) => !unknown.includes(address))).toEqual([]);

  const again = await run(sending, folder.path, secrets);
  expect(again.code).toBe(last.code);
  expect(receiver.received).toHaveLength(copies.length);
  await run(['send', 'car-t', '--resolve-unknown', 'sent'], folder.path, secrets);
  expect((await run(sending, folder.path, secrets)).code).toBe(0);
  expect(receiver.received).toHaveLength(copies.length);
}, 120_000);

async function rowsOf(folder: string, secrets: Record<string, string>): Promise<Row[]> {
  const { stdout } = (await run(['sent', 'car-t', '--json'], folder, secrets)) as Ended;
  return (JSON.parse(stdout) as { messages: Row[] }).messages;
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await delay(5);
}
