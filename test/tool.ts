import { spawnSync } from 'node:child_process';
import path from 'node:path';

const bin = path.join(import.meta.dirname, '../bin/trialbrief.mjs');

interface Surroundings {
  /** The folder it runs in. */
  cwd?: string;
  env?: Record<string, string>;
}

/** Runs the tool in a process of its own, and waits for it. */
export function runTool(args: readonly string[], { cwd, env }: Surroundings = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 32 << 20,
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}
