// How fast `send` hands messages to a server on this machine, and whether its memory stays flat, planning included.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startReceiver } from '../test/mail/receiver.ts';
import { sealEdition, writeList } from '../test/mail/sealed-edition.ts';
import { measure } from './measure.mjs';

const thirds = ['before', 'middle', 'end'];

/** Time between two looks at the memory. Ms. */
const LOOK_EVERY = 25;

/**
 * Sends `count` messages with a PDF of 200 KB; gives messages a second and, on Linux, peaks of memory in MB while the
 * second and the third third of them went out: V8 lets its heap grow at first, so the first third says nothing of leaks.
 */
export async function measureMail(folder, count, tool) {
  mkdirSync(folder, { recursive: true });
  const { id } = sealEdition(path.join(folder, 'out/archive'), { pdf: 200_000 });
  writeList(path.join(folder, 'list.csv'), count);
  await using receiver = await startReceiver({ isForgetful: true });
  const env = {
    ...process.env,
    TRIALBRIEF_SMTP: `smtp://127.0.0.1:${receiver.port}`,
    TRIALBRIEF_UNSUBSCRIBE_KEY: 'a key for the benchmark, 32 letters',
  };
  const args = [tool, 'send', id, '--list', 'list.csv', '--confirm', id, '--quiet'];
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const peaks = { before: 0, middle: 0, end: 0 };
  let begun;
  const timer = setInterval(() => {
    if (receiver.received.length > 0) begun ??= performance.now();
    const third = thirds[Math.floor((3 * receiver.received.length) / count)] ?? 'end';
    peaks[third] = Math.max(peaks[third], residentOf(child.pid));
  }, LOOK_EVERY);
  const [code] = await once(child, 'close');
  clearInterval(timer);
  if (code !== 0 || receiver.received.length !== count) throw new Error(`send ended with ${code}`);
  return { perSecond: (count * 1000) / (performance.now() - begun), ...peaks };
}

/**
 * Plans a mail to each of these numbers of recipients; gives, for each, peaks of memory in MB (0 where that is
 * unknown) and milliseconds.
 */
export async function measurePlans(folder, counts, tool) {
  mkdirSync(folder, { recursive: true });
  const { id } = sealEdition(path.join(folder, 'out/archive'));
  const results = [];
  for (const count of counts) {
    const list = path.join(folder, `list-${count}.csv`);
    await writeLongList(list, count);
    rmSync(path.join(folder, 'out/archive.outbox.sqlite'), { force: true });
    const args = [tool, 'send', id, '--list', list, '--out', path.join(folder, 'out'), '--quiet'];
    const { milliseconds, own } = await measure(process.execPath, args, {
      memory: os.platform() === 'linux',
    });
    results.push({ milliseconds, peak: own ?? 0 });
    rmSync(list);
  }
  return results;
}

async function writeLongList(file, count) {
  const lines = function* () {
    yield 'email,name\n';
    for (let index = 1; index <= count; index += 1) yield `reader${index}@example.org,Reader ${index}\n`;
  };
  await writeFile(file, lines());
}

/** Memory of a process in MB; 0 where it is unknown. */
function residentOf(pid) {
  if (os.platform() !== 'linux') return 0;
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
