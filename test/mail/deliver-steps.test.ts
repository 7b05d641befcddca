import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { ClaimedMessage, Conversation, Settlement } from '../../src/ports.ts';
import { type Delivery, deliver, type Pace } from '../../src/send/deliver.ts';

const gone = '550 5.1.1 no such user';
const policy = '550 5.7.1 not from there';
const yes = '250 taken';

/** A conversation that ends with that answer to the message. */
function answered(text: string): Conversation {
  return {
    exchanges: [{ who: 'server', text: '220 here' }, { who: 'end of data' }, { who: 'server', text }],
  };
}

function claimOf(key: string, attempt = 1): ClaimedMessage {
  return { key, address: key, fields: {}, messageId: `<${key}>`, attempt };
}

/** A run over messages that wait in a row, with a diary of all that happens, at which time. */
function runOver(claims: ClaimedMessage[], more: Partial<Omit<Delivery, 'pace'>> & Partial<Pace> = {}) {
  const { concurrency = 1, firstWait = 60_000, isPatient = false, perMinute, ...rest } = more;
  const waiting = [...claims];
  const diary: string[] = [];
  const settled: [string, Settlement][] = [];
  let now = 1000;
  const say = (text: string) => diary.push(`${now}: ${text}`);
  const delivery: Delivery = {
    outbox: {
      claim: () => waiting.shift(),
      settle(key, settlement, at) {
        expect(at).toBe(now);
        settled.push([key, settlement]);
        say(`${settlement.state} ${key}`);
      },
      suppress(key, detail, at) {
        expect(at).toBe(now);
        say(`suppress ${key}: ${detail}`);
      },
      nextDue: () => undefined,
      count: () => ({ queued: 0, sending: 0, sent: 0, deferred: 0, failed: 0, unknown: 0, suppressed: 0 }),
    },
    transport: { send: async () => answered(yes), async [Symbol.asyncDispose]() {} },
    write: async ({ address }) => ({ envelope: { from: 'a@b.c', to: address }, bytes: new Uint8Array([7]) }),
    clock: {
      now: () => now,
      async wait(milliseconds) {
        say(`wait ${milliseconds}`);
        await turn();
        now += milliseconds;
      },
    },
    mask: (text) => text,
    signal: new AbortController().signal,
    ...rest,
    pace: { concurrency, firstWait, isPatient, ...(perMinute !== undefined && { perMinute }) },
  };
  return { delivery, diary, settled, waiting, say, done: () => deliver(delivery) };
}

/** A server that answers the n-th message so, from 0. */
function answering(...answers: string[]): Delivery['transport'] {
  let sent = 0;
  return {
    send: async () => answered(answers[sent++] ?? yes),
    async [Symbol.asyncDispose]() {},
  };
}

describe('a message', () => {
  test('is written, sent as it was written, settled and told, in this order', async () => {
    const sent: unknown[] = [];
    const claim = claimOf('a');
    const run = runOver([claim], {
      transport: {
        send: async (...what) => {
          sent.push(what);
          return answered('250 taken by secret');
        },
        async [Symbol.asyncDispose]() {},
      },
      mask: (text) => text.replace('secret', '***'),
      report: (told) => run.say(`told ${JSON.stringify(told)}`),
    });
    expect(await run.done()).toStrictEqual({ reason: 'done' });
    expect(sent).toStrictEqual([[{ from: 'a@b.c', to: 'a' }, new Uint8Array([7])]]);
    expect(run.settled).toStrictEqual([['a', { state: 'sent', answer: '250 taken by ***' }]]);
    const fate = { answer: '250 taken by ***', suppress: false, state: 'sent', about: 'message' };
    expect(run.diary).toStrictEqual(['1000: sent a', `1000: told ${JSON.stringify({ claim, fate })}`]);
  });

  test.each<[string, number, Settlement]>([
    [policy, 1, { state: 'failed', answer: policy }],
    ['399 what', 8, { state: 'unknown', answer: '399 what' }],
    ['450 later', 1, { state: 'deferred', answer: '450 later', dueAt: 61_000 }],
    ['450 later', 3, { state: 'deferred', answer: '450 later', dueAt: 541_000 }],
    ['450 later', 7, { state: 'deferred', answer: '450 later', dueAt: 43_201_000 }],
    ['450 later', 8, { state: 'failed', answer: 'given up after 8 attempts: 450 later' }],
  ])('answered by %s at attempt %i is settled so', async (answer, attempt, expected) => {
    const run = runOver([claimOf('a', attempt)], { transport: answering(answer) });
    expect(await run.done()).toStrictEqual({ reason: 'done' });
    expect(run.settled).toStrictEqual([['a', expected]]);
  });

  test('that cannot be written is given back, and the others stop as well', async () => {
    const run = runOver(
      ['a', 'b', 'c', 'd'].map((key) => claimOf(key)),
      {
        concurrency: 2,
        write: async ({ key, address }) => {
          if (key === 'b') throw new Error('no room');
          await turn();
          return { envelope: { from: 'a@b.c', to: address }, bytes: new Uint8Array() };
        },
      },
    );
    await expect(run.done()).rejects.toThrow('no room');
    expect(run.settled).toStrictEqual([
      ['b', { state: 'queued', answer: 'the message could not be written' }],
      ['a', { state: 'sent', answer: yes }],
    ]);
    expect(run.waiting.map(({ key }) => key)).toStrictEqual(['c', 'd']);
  });

  test('whose fate cannot be written down ends the run', async () => {
    const run = runOver([claimOf('a'), claimOf('b')]);
    run.delivery.outbox.settle = () => {
      throw new Error('the disk is full');
    };
    await expect(run.done()).rejects.toThrow('the disk is full');
    expect(run.waiting).toHaveLength(1);
  });
});

describe('mailboxes that are said to be gone', () => {
  test('are believed once the server has taken a message, each once', async () => {
    const claims = ['a', 'b', 'c', 'd', 'e'].map((key) => claimOf(key));
    const run = runOver(claims, { transport: answering(gone, policy, yes, gone, yes) });
    await run.done();
    expect(run.diary).toStrictEqual([
      '1000: failed a',
      '1000: failed b',
      '1000: sent c',
      `1000: suppress a: ${gone}`,
      '1000: failed d',
      `1000: suppress d: ${gone}`,
      '1000: sent e',
    ]);
  });

  test('are not when it takes none, nor when the run is ended', async () => {
    const all = Array.from({ length: 12 }, (_, index) => claimOf(`r${index}`));
    const none = runOver(all, { transport: answering(...all.map(() => gone)) });
    expect(await none.done()).toStrictEqual({ reason: 'server', answer: gone });
    expect(none.diary.filter((line) => line.includes('suppress'))).toStrictEqual([]);
    expect(none.waiting).toHaveLength(2);
  });
});

test('a server that refuses whoever sends ends the run with its answer, for all at work', async () => {
  const claims = ['a', 'b', 'c', 'd'].map((key) => claimOf(key));
  const closed = '554 5.3.4 closed by secret';
  const run = runOver(claims, {
    concurrency: 2,
    transport: answering(closed),
    mask: (text) => text.replace('secret', '***'),
  });
  expect(await run.done()).toStrictEqual({ reason: 'server', answer: '554 5.3.4 closed by ***' });
  expect(run.settled.map(([key, { state }]) => [key, state])).toStrictEqual([
    ['a', 'queued'],
    ['b', 'sent'],
  ]);
  expect(run.waiting).toHaveLength(2);
});

describe('a run that is interrupted', () => {
  test('before it began begins nothing', async () => {
    const run = runOver([claimOf('a')], { signal: AbortSignal.abort() });
    expect(await run.done()).toStrictEqual({ reason: 'interrupted' });
    expect(run.diary).toStrictEqual([]);
  });

  test('settles what is under way', async () => {
    const controller = new AbortController();
    const run = runOver([claimOf('a'), claimOf('b')], {
      signal: controller.signal,
      transport: {
        async send() {
          controller.abort();
          return answered(yes);
        },
        async [Symbol.asyncDispose]() {},
      },
    });
    expect(await run.done()).toStrictEqual({ reason: 'interrupted' });
    expect(run.diary).toStrictEqual(['1000: sent a']);
  });

  test('while it waits for its pace begins nothing more', async () => {
    const controller = new AbortController();
    const run = runOver([claimOf('a'), claimOf('b')], {
      ...{ signal: controller.signal, perMinute: 6 },
      clock: { now: () => 0, wait: async () => controller.abort() },
    });
    run.delivery.outbox.settle = () => {};
    expect(await run.done()).toStrictEqual({ reason: 'interrupted' });
    expect(run.waiting).toHaveLength(1);
  });
});

describe('the pace', () => {
  test('spreads messages evenly over a minute, and the first goes at once', async () => {
    const run = runOver([claimOf('a'), claimOf('b'), claimOf('c')], { perMinute: 6 });
    await run.done();
    expect(run.diary).toStrictEqual([
      '1000: sent a',
      '1000: wait 10000',
      '11000: sent b',
      '11000: wait 10000',
      '21000: sent c',
      '21000: wait 10000',
    ]);
  });

  test('is one for all who work at once', async () => {
    const run = runOver([claimOf('a'), claimOf('b'), claimOf('c')], { perMinute: 60, concurrency: 3 });
    await run.done();
    expect(run.diary.slice(0, 2)).toStrictEqual(['1000: wait 1000', '1000: wait 2000']);
  });

  test('does not count time in which nothing was begun', async () => {
    let now = 0;
    const starts: number[] = [];
    const run = runOver([claimOf('a'), claimOf('b'), claimOf('c')], {
      perMinute: 6,
      clock: {
        now: () => now,
        async wait(milliseconds) {
          now += milliseconds;
        },
      },
      write: async ({ address }) => {
        starts.push(now);
        now += 25_000;
        return { envelope: { from: 'a@b.c', to: address }, bytes: new Uint8Array() };
      },
    });
    run.delivery.outbox.settle = () => {};
    await run.done();
    expect(starts).toStrictEqual([0, 25_000, 50_000]);
  });

  test('is not waited for once the run is at its end', async () => {
    const refused = runOver([claimOf('a'), claimOf('b')], {
      ...{ perMinute: 6, transport: answering('554 5.3.4 closed') },
    });
    await refused.done();
    expect(refused.diary).toStrictEqual(['1000: queued a']);
    const controller = new AbortController();
    const run = runOver([claimOf('a'), claimOf('b')], { perMinute: 6, signal: controller.signal });
    run.delivery.report = () => controller.abort();
    await run.done();
    expect(run.diary).toStrictEqual(['1000: sent a']);
  });

  test('begins nothing for who waited while the server refused another', async () => {
    const claims = [claimOf('a'), claimOf('b')];
    const run = runOver(claims, { perMinute: 6, concurrency: 2, transport: answering('554 5.3.4 closed') });
    expect(await run.done()).toStrictEqual({ reason: 'server', answer: '554 5.3.4 closed' });
    expect(run.waiting.map(({ key }) => key)).toStrictEqual(['b']);
  });

  test('is as fast as it goes when none is set', async () => {
    const run = runOver([claimOf('a'), claimOf('b')]);
    await run.done();
    expect(run.diary).toStrictEqual(['1000: sent a', '1000: sent b']);
  });
});

describe('a patient run', () => {
  test('waits until the next message is due, and never less than a breath', async () => {
    const run = runOver([], { isPatient: true });
    const dues = [31_000, 31_100, 5000];
    run.delivery.outbox.nextDue = () => dues.shift();
    expect(await run.done()).toStrictEqual({ reason: 'done' });
    expect(run.diary).toStrictEqual(['1000: wait 30000', '31000: wait 200', '31200: wait 200']);
  });

  test('waits for what others have under way: it may be deferred', async () => {
    const controller = new AbortController();
    const run = runOver([claimOf('a')], {
      ...{ isPatient: true, concurrency: 2, signal: controller.signal },
      transport: {
        async send() {
          for (let n = 0; n < 3; n += 1) await turn();
          return answered(yes);
        },
        async [Symbol.asyncDispose]() {},
      },
    });
    expect(await run.done()).toStrictEqual({ reason: 'done' });
    const waits = run.diary.filter((line) => line.includes('wait'));
    expect(waits.length).toBeGreaterThan(1);
    expect(waits.length).toBeLessThan(6);
    expect(new Set(waits.map((line) => line.split(': ')[1]))).toStrictEqual(new Set(['wait 200']));
    expect(run.diary.filter((line) => line.includes('sent'))).toHaveLength(1);
  });

  test('is the only one that waits', async () => {
    const run = runOver([claimOf('a')], { concurrency: 2 });
    run.delivery.outbox.nextDue = () => 31_000;
    expect(await run.done()).toStrictEqual({ reason: 'done' });
    expect(run.diary).toStrictEqual(['1000: sent a']);
  });
});
