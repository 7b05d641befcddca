import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/files/process.ts';
import type { MailState } from '../../src/ports.ts';
import { deliver } from '../../src/send/deliver.ts';
import { openOutbox } from '../../src/send/outbox.ts';
import { messagesOf } from '../../src/send/outbox-ledger.ts';
import { freezePlan } from '../../src/send/outbox-plan.ts';
import { outboxOf } from '../../src/send/outbox-run.ts';
import { deliveryResult, transitions } from '../../src/send/outcome.ts';
import { openSmtp } from '../../src/send/smtp.ts';
import { listSuppressions } from '../../src/send/suppression.ts';
import { type Fault, type Point, type RawServer, startRawServer } from './raw-server.ts';
import { temporaryFolder } from './temporary.ts';

const message = Buffer.from(`Subject: rates\r\n\r\n${'seventy-one percent\r\n'.repeat(20_000)}`);
const envelope = { from: 'notes@example.com', to: 'reader@example.org' };

function smtpAt(port: number, patience = 700, mustUpgrade = false) {
  return openSmtp({ host: '127.0.0.1', port, isSecure: false, mustUpgrade, patience });
}

interface Case {
  name: string;
  at: Partial<Record<Point, Fault>>;
  state: MailState;
  /** Something of the answer that is kept. */
  answer?: RegExp;
  suppressed?: boolean;
  big?: boolean;
  mustUpgrade?: boolean;
}

const say = (line: string, thenDrop = false): Fault => ({ say: `${line}\r\n`, thenDrop });

const matrix: Case[] = [
  { name: 'nothing goes wrong', at: {}, state: 'sent', answer: /^250 2\.0\.0 taken$/ },
  { name: 'dropped before the greeting', at: { greeting: 'drop' }, state: 'deferred' },
  { name: 'hanging before the greeting', at: { greeting: 'hang' }, state: 'deferred' },
  {
    name: 'the server is closed',
    at: { greeting: say('554 closed') },
    state: 'queued',
    answer: /554 closed/,
  },
  {
    name: 'the server is busy',
    at: { greeting: say('421 busy', true) },
    state: 'deferred',
    answer: /421 busy/,
  },
  { name: 'dropped after EHLO', at: { EHLO: 'drop' }, state: 'deferred' },
  { name: 'no TLS where it must be', at: { STARTTLS: say('502 no') }, mustUpgrade: true, state: 'queued' },
  { name: 'dropped after MAIL', at: { MAIL: 'drop' }, state: 'deferred' },
  { name: 'whoever sends is refused', at: { MAIL: say('550 5.7.1 who are you') }, state: 'queued' },
  { name: 'dropped after RCPT', at: { RCPT: 'drop' }, state: 'deferred' },
  {
    name: 'greylisted',
    at: { RCPT: say('450 4.7.1 come back later') },
    state: 'deferred',
    answer: /come back/,
  },
  { name: 'no such user', at: { RCPT: say('550 5.1.1 no such user') }, state: 'failed', suppressed: true },
  {
    name: 'refused by policy',
    at: { RCPT: say('550 5.7.1 not from there') },
    state: 'failed',
    suppressed: false,
  },
  { name: 'a full mailbox', at: { RCPT: say('552 5.2.2 full') }, state: 'failed', suppressed: false },
  { name: 'a full mailbox, without a status', at: { RCPT: say('552 mailbox full') }, state: 'failed' },
  {
    name: 'DATA refused',
    at: { DATA: say('554 5.5.1 nobody to send to') },
    state: 'failed',
    suppressed: false,
  },
  { name: 'dropped after DATA', at: { DATA: 'drop' }, state: 'deferred' },
  { name: 'dropped inside the data', at: { inside: 'drop' }, state: 'deferred' },
  { name: 'deaf inside the data', at: { inside: 'mute' }, big: true, state: 'deferred' },
  { name: 'dropped after the dot', at: { dot: 'drop' }, state: 'unknown' },
  { name: 'hanging after the dot', at: { dot: 'hang' }, state: 'unknown' },
  { name: 'half an answer', at: { dot: { say: '250 2.0', thenDrop: true } }, state: 'unknown' },
  { name: 'half a refusal', at: { dot: { say: '550 5.1', thenDrop: true } }, state: 'unknown' },
  {
    name: 'half an answer of two lines',
    at: { dot: { say: '250-2.0.0 ta\r\n', thenDrop: true } },
    state: 'unknown',
  },
  {
    name: '421 after the dot',
    at: { dot: say('421 4.3.2 going down', true) },
    state: 'deferred',
    answer: /421/,
  },
  { name: 'refused after the dot', at: { dot: say('554 5.7.1 spam') }, state: 'failed', suppressed: false },
  {
    name: 'no such user after the dot',
    at: { dot: say('550 5.1.1 unknown') },
    state: 'failed',
    suppressed: true,
  },
  {
    name: 'too big for the server',
    at: { dot: say('552 5.3.4 too big') },
    state: 'queued',
    answer: /too big/,
  },
];

describe.each([{ extensions: [] }, { extensions: ['PIPELINING', '8BITMIME'] }])(
  'faults, with $extensions',
  ({ extensions }) => {
    test.for(matrix)('$name: $state', async ({ at, state, answer, suppressed, big, mustUpgrade }) => {
      await using server = await startRawServer({ faults: at, times: 1, extensions });
      using folder = temporaryFolder();
      using file = openOutbox(folder.in('outbox.sqlite'), transitions);
      const revision = { edition: '2026-04-21-car-t', revision: 1 };
      const recipients = ['reader@example.org', 'second@example.org'].map((key) => ({
        ...{ key, address: key, fields: {}, messageId: `<${key}>` },
      }));
      freezePlan(file.database, revision, { hash: 'h', source: 'list', plannedAt: 0 }, recipients);
      await using transport = smtpAt(server.port, 700, mustUpgrade);
      const bytes = big ? Buffer.concat(Array(40).fill(message)) : message;
      await deliver({
        outbox: outboxOf(file.database, revision),
        transport,
        write: async ({ address }) => ({ envelope: { ...envelope, to: address }, bytes }),
        mask: (text) => text,
        clock: systemClock,
        pace: { concurrency: 1, firstWait: 60_000, isPatient: false },
        signal: new AbortController().signal,
      });
      const [row, second] = messagesOf(file.database, revision.edition);
      expect(row).toMatchObject({ state, answer: expect.stringMatching(answer ?? /./) });
      expect(second?.state).toBe(state === 'queued' ? 'queued' : mustUpgrade ? 'deferred' : 'sent');
      expect(listSuppressions(file.database).map(({ key }) => key)).toEqual(suppressed ? [row?.key] : []);
      const came = Number(at.dot !== undefined || state === 'sent') + Number(second?.state === 'sent');
      expect(server.whole).toBe(came);
    });
  },
);

test('a server that does not exist', async () => {
  const { port } = await closed();
  await using transport = smtpAt(port);
  expect(deliveryResult(await transport.send(envelope, message))).toMatchObject({
    state: 'deferred',
    about: 'server',
  });
});

test('a server that cannot be found', async () => {
  await using transport = openSmtp({
    ...{ host: 'no-such-host.invalid', port: 25, isSecure: false, mustUpgrade: true, patience: 2000 },
  });
  expect(deliveryResult(await transport.send(envelope, message))).toMatchObject({
    state: 'deferred',
    about: 'server',
  });
});

test('a connection that the server ended while it was kept is replaced, and the message goes once', async () => {
  await using server = await startRawServer({ faults: { dot: say('250 2.0.0 taken', true) }, times: 1 });
  await using transport = smtpAt(server.port);
  expect(deliveryResult(await transport.send(envelope, message)).state).toBe('sent');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(deliveryResult(await transport.send(envelope, message)).state).toBe('sent');
  expect(server).toMatchObject({ connections: 2, whole: 2 });
});

test('messages share a connection', async () => {
  await using server = await startRawServer({});
  await using transport = smtpAt(server.port);
  for (let sent = 0; sent < 5; sent += 1) await transport.send(envelope, message);
  expect(server).toMatchObject({ connections: 1, whole: 5 });
});

async function closed(): Promise<RawServer> {
  await using server = await startRawServer({});
  return { ...server, port: server.port };
}
