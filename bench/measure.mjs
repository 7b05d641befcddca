import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';

/** Time between two looks at the memory. Ms. */
const LOOK_EVERY = 20;

/** What a process took that ends with `code`: ms from start to end, what it printed, and peaks of memory in MB. */
export async function measure(command, args, { env, memory = false, code: expected = 0 } = {}) {
  const started = performance.now();
  const child = spawn(command, args, { env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const watch = memory ? watchMemory(child.pid) : undefined;
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  const milliseconds = performance.now() - started;
  running.delete(child);
  const peaks = watch?.();
  if (code !== expected)
    throw new Error(`${[command, ...args].join(' ')} ended with ${code}:\n${stdout}${stderr}`);
  return { milliseconds, stdout, ...peaks };
}

const running = new Set();

/** Ends what is still running: the tool and the naive script end their browsers on a signal. */
export function endAll() {
  for (const child of running) child.kill('SIGTERM');
}

/** Looks at a process and all that it started until the returned function is called. Linux only. */
function watchMemory(pid) {
  let [own, tree] = [0, 0];
  const look = () => {
    const all = processes();
    own = Math.max(own, all.get(pid)?.peak ?? 0);
    const family = [pid, ...descendantsOf(pid, all)];
    tree = Math.max(
      tree,
      family.reduce((sum, id) => sum + (all.get(id)?.resident ?? 0), 0),
    );
  };
  const timer = setInterval(look, LOOK_EVERY);
  return () => {
    clearInterval(timer);
    return { own, tree };
  };
}

/** Parent, memory and peak of memory (MB) of every process, as far as they can still be read. */
function processes() {
  const all = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const field = (key) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      all.set(Number(name), {
        parent: field('PPid'),
        resident: field('VmRSS') / 1024,
        peak: field('VmHWM') / 1024,
      });
    } catch {
      // It has just ended.
    }
  }
  return all;
}

function descendantsOf(pid, all) {
  const children = [...all].filter(([, { parent }]) => parent === pid).map(([id]) => id);
  return children.flatMap((id) => [id, ...descendantsOf(id, all)]);
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
