import { describe, expect, test } from 'vitest';
import type { Clock, Conversation, MailState, MailTransport } from '../../src/ports.ts';
import { deliver, type Pace } from '../../src/send/deliver.ts';
import { openOutbox } from '../../src/send/outbox.ts';
import { freezePlan } from '../../src/send/outbox-plan.ts';
import { outboxOf, recoverInterrupted, resolveUnknown } from '../../src/send/outbox-run.ts';
import { mailStates, transitions, waitAfter } from '../../src/send/outcome.ts';
import { listSuppressions } from '../../src/send/suppression.ts';
import { temporaryFolder } from './temporary.ts';

const revision = { edition: '2026-04-21-car-t', revision: 1 };

/** An outbox with `count` queued messages. */
function outboxWith(count: number) {
  const folder = temporaryFolder();
  const file = openOutbox(folder.in('outbox.sqlite'), transitions);
  const recipients = Array.from({ length: count }, (_, index) => {
    const key = `r${index}@example.org`;
    return { key, address: key, fields: {}, messageId: `<${index}@example.com>` };
  });
  freezePlan(file.database, revision, { hash: 'h', source: 'list', plannedAt: 0 }, recipients);
  return {
    database: file.database,
    outbox: outboxOf(file.database, revision),
    [Symbol.dispose]() {
      file[Symbol.dispose]();
      folder[Symbol.dispose]();
    },
  };
}

/** Time that passes only by waiting. */
function slowClock(): Clock & { waits: number[] } {
  let now = 0;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    async wait(milliseconds) {
      waits.push(milliseconds);
      now += milliseconds;
    },
  };
}

const said = (reply: string): Conversation => ({
  exchanges: [
    { who: 'client', text: 'MAIL FROM:<a@b.c>' },
    { who: 'server', text: '250 yes' },
    { who: 'client', text: 'RCPT TO:<d@e.f>' },
    { who: 'server', text: reply },
    ...(reply.startsWith('2')
      ? ([
          { who: 'client', text: 'DATA' },
          { who: 'server', text: '354 go on' },
          { who: 'end of data' },
          { who: 'server', text: '250 taken' },
        ] as const)
      : []),
  ],
});

/** A server that answers RCPT as `reply` says for the n-th message. */
function server(reply: (n: number) => string): MailTransport & { times: number } {
  return {
    times: 0,
    async send() {
      this.times += 1;
      return said(reply(this.times));
    },
    async [Symbol.asyncDispose]() {},
  };
}

function begin(
  outbox: ReturnType<typeof outboxWith>['outbox'],
  transport: MailTransport,
  { clock = slowClock(), ...pace }: Partial<Pace> & { clock?: Clock } = {},
) {
  return deliver({
    ...{ outbox, transport, clock, mask: (text: string) => text, signal: new AbortController().signal },
    write: async ({ address }) => ({ envelope: { from: 'a@b.c', to: address }, bytes: new Uint8Array() }),
    pace: { concurrency: 1, firstWait: 60_000, isPatient: false, ...pace },
  });
}

describe('a run', () => {
  test('sends each message once', async () => {
    using place = outboxWith(20);
    const transport = server(() => '250 yes');
    expect(await begin(place.outbox, transport, { concurrency: 4 })).toEqual({ reason: 'done' });
    expect(transport.times).toBe(20);
    expect(place.outbox.count()).toMatchObject({ sent: 20, queued: 0 });
  });

  test('keeps to so many a minute', async () => {
    using place = outboxWith(7);
    const clock = slowClock();
    await begin(
      place.outbox,
      server(() => '250 yes'),
      { clock, perMinute: 6 },
    );
    expect(clock.now()).toBeGreaterThanOrEqual(60_000);
  });

  test('leaves deferred messages for later, each time three times as long', async () => {
    using place = outboxWith(1);
    const clock = slowClock();
    await begin(
      place.outbox,
      server(() => '450 later'),
      { clock },
    );
    expect(place.outbox.nextDue()).toBe(60_000);
    expect(place.outbox.claim(59_999)).toBeUndefined();
    expect(place.outbox.claim(60_000)).toMatchObject({ attempt: 2 });
  });

  test('waits for them when it is told to, and gives up in the end', async () => {
    using place = outboxWith(1);
    const clock = slowClock();
    const transport = server((n) => (n < 4 ? '450 later' : '250 yes'));
    await begin(place.outbox, transport, { clock, isPatient: true });
    expect(place.outbox.count()).toMatchObject({ sent: 1 });
    expect(clock.now()).toBeGreaterThanOrEqual((1 + 3 + 9) * 60_000);
    using other = outboxWith(1);
    await begin(
      other.outbox,
      server(() => '450 never'),
      { isPatient: true },
    );
    expect(other.outbox.count()).toMatchObject({ failed: 1 });
  });

  test('stops when ten in a row are refused for policy, and goes on over mailboxes that are gone', async () => {
    using place = outboxWith(40);
    const ending = await begin(
      place.outbox,
      server(() => '550 5.7.1 not from there'),
    );
    expect(ending).toMatchObject({ reason: 'server', answer: expect.stringContaining('5.7.1') });
    expect(place.outbox.count()).toMatchObject({ failed: 10, queued: 30 });
    using other = outboxWith(40);
    const gone = server((n) => (n === 5 ? '250 yes' : '550 5.1.1 no such user'));
    expect(await begin(other.outbox, gone)).toEqual({ reason: 'done' });
    expect(other.outbox.count()).toMatchObject({ failed: 39 });
    expect(listSuppressions(other.database)).toHaveLength(39);
  });

  test('believes no server that calls everyone unknown: it may not let us send at all', async () => {
    using place = outboxWith(40);
    const ending = await begin(
      place.outbox,
      server(() => '550 5.1.1 unknown recipient'),
    );
    expect(ending).toMatchObject({ reason: 'server' });
    expect(place.outbox.count()).toMatchObject({ failed: 10, queued: 30 });
    expect(listSuppressions(place.database)).toEqual([]);
  });

  test('gives a message back that could not be written, and says why', async () => {
    using place = outboxWith(2);
    const write = async () => {
      throw new Error('no room');
    };
    const run = deliver({
      ...{ outbox: place.outbox, transport: server(() => '250 yes'), clock: slowClock(), write },
      ...{ mask: (text: string) => text, signal: new AbortController().signal },
      pace: { concurrency: 1, firstWait: 1, isPatient: false },
    });
    await expect(run).rejects.toThrow('no room');
    expect(place.outbox.count()).toMatchObject({ queued: 2 });
  });
});

describe('the outbox', () => {
  test('lets no message change but as the table of states says', () => {
    using place = outboxWith(1);
    const states = Object.keys(mailStates) as MailState[];
    for (const from of states) {
      for (const to of states) {
        place.database.exec('DELETE FROM message');
        place.database.exec(
          `INSERT INTO message (edition, revision, key, address, fields, state) VALUES ('e', 1, 'k', 'k', '{}', '${from}')`,
        );
        const change = () => place.database.exec(`UPDATE message SET state = '${to}'`);
        if (from === to || mailStates[from].next.includes(to)) change();
        else expect(change, `${from} → ${to}`).toThrow('cannot come into that state');
      }
    }
  });

  test('never lets what may have gone out be sent again by itself', () => {
    for (const state of ['sent', 'unknown'] as const) {
      expect(mailStates[state].next).not.toContain('sending');
    }
    using place = outboxWith(2);
    place.outbox.claim(0);
    expect(recoverInterrupted(place.database)).toBe(1);
    expect(place.outbox.claim(1)?.key).toBe('r1@example.org');
    expect(place.outbox.claim(1e15)).toBeUndefined();
    expect(resolveUnknown(place.database, revision, 'queued', ['nobody@example.org'])).toBe(0);
    expect(resolveUnknown(place.database, revision, 'queued', ['r0@example.org'])).toBe(1);
    expect(place.outbox.claim(1)).toMatchObject({ key: 'r0@example.org', attempt: 1 });
  });

  test('settles only what was claimed', () => {
    using place = outboxWith(1);
    const settle = () => place.outbox.settle('r0@example.org', { state: 'sent', answer: '250' }, 0);
    expect(settle).toThrow('is not being sent');
    place.outbox.claim(0);
    settle();
    expect(settle).toThrow('is not being sent');
  });
});

test('waits grow threefold, to twelve hours, eight attempts in all', () => {
  const waits = Array.from({ length: 8 }, (_, index) => waitAfter(index + 1, 5));
  expect(waits).toEqual([5, 15, 45, 135, 405, 1215, 3645, undefined]);
  expect(waitAfter(7, 300_000)).toBe(12 * 3_600_000);
});
