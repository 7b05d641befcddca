import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** All by which a publisher changes what a disk holds; between two of them a kill finds the same. */
const calls = ['mkdirSync', 'writeSync', 'fsyncSync', 'chmodSync', 'renameSync', 'rmSync'] as const;

/** What a full disk still lets happen. */
const always = new Set<string>(['chmodSync', 'rmSync']);

export type Blow =
  /** kill -9 instead of the call; of a write, when half of it is done. */
  | 'kill'
  /** This call and all later ones that need room throw ENOSPC; of the first write, when half of it is done. */
  | 'full'
  /** None: the calls are counted. */
  | 'none';

type Call = (...args: unknown[]) => unknown;

/** Strikes at the `at`th call (from 1) until `end`, which gives how many calls there were. */
export function strike(at: number, how: Blow): { end(): number } {
  const table = fs as unknown as Record<string, Call>;
  const real = Object.fromEntries(calls.map((name) => [name, table[name] as Call]));
  let count = 0;
  for (const name of calls) {
    table[name] = (...args) => {
      count += 1;
      if (how !== 'none' && count === at && name === 'writeSync') writeHalf(real[name] as Call, args);
      if (how === 'full' && count >= at && !always.has(name)) throw noSpace(name);
      if (how === 'kill' && count === at) process.kill(process.pid, 'SIGKILL');
      return (real[name] as Call)(...args);
    };
  }
  syncBuiltinESMExports();
  return {
    end() {
      Object.assign(table, real);
      syncBuiltinESMExports();
      return count;
    },
  };
}

function writeHalf(write: Call, [handle, bytes, offset]: unknown[]): void {
  write(handle, bytes, offset, Math.floor((bytes as Uint8Array).length / 2));
}

function noSpace(call: string): Error {
  return Object.assign(new Error(`ENOSPC: no space left on device, ${call}`), { code: 'ENOSPC' });
}
