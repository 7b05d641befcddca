import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../ports.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  async wait(milliseconds, signal) {
    await delay(milliseconds, undefined, { signal }).catch(() => {});
  },
};
