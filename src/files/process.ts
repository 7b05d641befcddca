import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../ports.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  async wait(milliseconds, signal) {
    await delay(milliseconds, undefined, { signal }).catch(() => {});
  },
};

/** Ctrl-C and the like as a signal. A second one ends the process at once. */
interface Interruption extends Disposable {
  readonly signal: AbortSignal;
}

const interrupting = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Until it is disposed of, the first signal only asks for the end. */
export function watchInterrupts(onFirst: () => void): Interruption {
  const controller = new AbortController();
  const listener = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    onFirst();
  };
  for (const signal of interrupting) process.on(signal, listener);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const signal of interrupting) process.off(signal, listener);
    },
  };
}
