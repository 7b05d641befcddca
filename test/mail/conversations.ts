import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock, MailState, Outbox } from '../../src/ports.ts';
import { deliver } from '../../src/send/deliver.ts';
import { openOutbox } from '../../src/send/outbox.ts';
import { messagesOf } from '../../src/send/outbox-ledger.ts';
import { freezePlan } from '../../src/send/outbox-plan.ts';
import { outboxOf, recoverInterrupted } from '../../src/send/outbox-run.ts';
import { transitions } from '../../src/send/outcome.ts';
import { openSmtp } from '../../src/send/smtp.ts';
import { seededRandom, wholeBelow } from '../random.ts';
import { temporaryFolder } from './temporary.ts';
import { startWitness, type Witness } from './witness.ts';

/** What came of many conversations. */
export interface Figures {
  /** Runs of a small list against one server, with retries and resumptions. */
  cases: number;
  conversations: number;
  /** Messages by where they stand in the end. */
  states: Partial<Record<MailState, number>>;
  /** Messages that the servers took. */
  kept: number;
  /** Among those in `unknown`: taken and not. */
  unknownKept: number;
  /** Recorded as sent on the server's word, which had decided otherwise and never said so. */
  wordsNotKept: number;
  /** What must not be: each with its seed. */
  faults: string[];
}

/** Of an outbox, to be kept in memory: what is written to the disk would take most of the time. */
const tables = tablesOfOutbox();

function tablesOfOutbox(): string {
  using folder = temporaryFolder();
  using outbox = openOutbox(folder.in('outbox.sqlite'), transitions);
  const parts = outbox.database.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').all();
  return parts.map(({ sql }) => `${sql};`).join('\n');
}

const revision = { edition: '2026-04-21-car-t', revision: 1 };
const patience = 150;

/** Goes through conversations until there were `count`, from one seed, some at a time. */
export async function converse(count: number, seed: number, atATime = 32): Promise<Figures> {
  const figures: Figures = {
    ...{ cases: 0, conversations: 0, states: {}, kept: 0, unknownKept: 0, wordsNotKept: 0, faults: [] },
  };
  let next = seed * 1_000_003;
  const worker = async () => {
    while (figures.conversations < count) {
      next += 1;
      await oneCase(next, figures);
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return figures;
}

/** One to three recipients, one server, one to three runs of which the first may be interrupted or die. */
export async function oneCase(seed: number, figures: Figures): Promise<void> {
  const random = seededRandom(seed);
  const pick = <T>(all: readonly T[]) => all[wholeBelow(all.length, random)] as T;
  const malice = pick([0, 0.03, 0.1, 0.3]);
  const temper = { random, malice, isPipelining: random() < 0.5, patience };
  await using witness = await startWitness(temper);
  const keys = ['a', 'b', 'c'].slice(0, 1 + wholeBelow(3, random)).map((name) => `${name}@example.org`);
  const size = pick([0, 0, 0, 3000, 200_000]);
  const message = Buffer.from(
    `Subject: rates\r\n\r\n..\r\n.\r\n${'71 percent of them\r\n'.repeat(size / 20)}`,
  );
  const concurrency = 1 + wholeBelow(2, random);
  using database = new DatabaseSync(':memory:');
  database.exec(tables);
  freezePlan(
    database,
    revision,
    { hash: 'h', source: 'list', plannedAt: 0 },
    keys.map((key) => ({ key, address: key, fields: {}, messageId: `<${key}>` })),
  );
  for (let runs = 0; runs < 3; runs += 1) {
    const isFirst = runs === 0;
    const outbox = outboxOf(database, revision);
    const interruption = new AbortController();
    await using transport = openSmtp({
      ...{ host: '127.0.0.1', port: witness.port, isSecure: false, mustUpgrade: false, patience },
    });
    await deliver({
      outbox: isFirst && random() < 0.15 ? dyingAt(outbox, 1 + wholeBelow(3, random)) : outbox,
      transport,
      write: async ({ address }) => ({
        envelope: { from: 'notes@example.com', to: address },
        bytes: message,
      }),
      mask: (text) => text,
      clock: hurriedClock(),
      pace: { concurrency, firstWait: 60_000, isPatient: true },
      signal: interruption.signal,
      report: () => isFirst && random() < 0.1 && interruption.abort(),
    }).catch((error: Error) => {
      if (error.message !== died) throw error;
    });
    recoverInterrupted(database);
  }
  await witness.settled();
  const rows = messagesOf(database, revision.edition);
  judge(rows, keys, { witness, seed, malice, figures });
}

const died = 'the process dies here';

/** Stands for a process that ends between the server's answer and its record. */
function dyingAt(outbox: Outbox, when: number): Outbox {
  let settled = 0;
  return {
    ...outbox,
    settle(...what) {
      settled += 1;
      if (settled >= when) throw new Error(died);
      outbox.settle(...what);
    },
  };
}

/** Waits take no time, and are as long as they should be. */
function hurriedClock(): Clock {
  let now = 1;
  return {
    now: () => now,
    async wait(milliseconds) {
      now += milliseconds;
      await nextTurn();
    },
  };
}

interface Evidence {
  witness: Witness;
  seed: number;
  malice: number;
  figures: Figures;
}

function judge(
  rows: readonly { key: string; state: MailState; answer: string }[],
  keys: readonly string[],
  { witness, seed, malice, figures }: Evidence,
): void {
  figures.cases += 1;
  figures.conversations += witness.connections;
  const fault = (what: string) => figures.faults.push(`${what} (seed ${seed})`);
  for (const key of keys) {
    const { kept, saidYes } = witness.of(key);
    const row = rows.find((one) => one.key === key);
    if (!row) {
      fault(`${key} is in no record`);
      continue;
    }
    const { state, answer } = row;
    figures.states[state] = (figures.states[state] ?? 0) + 1;
    figures.kept += kept;
    if (state === 'unknown') figures.unknownKept += kept;
    if (kept > 1) fault(`${key} got ${kept} copies, and is ${state}: ${answer}`);
    if (state === 'sent' && kept === 0) {
      if (saidYes) figures.wordsNotKept += 1;
      else fault(`${key} is sent, and got nothing: ${answer}`);
    }
    if (state !== 'sent' && state !== 'unknown' && kept > 0)
      fault(`${key} got it, and is ${state}: ${answer}`);
    if (state === 'sending') fault(`${key} is being sent for ever`);
    if (malice === 0 && state === 'queued') fault(`${key} waits, and nothing was wrong`);
  }
}
