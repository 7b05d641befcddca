import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const tool = path.join(import.meta.dirname, '../../bin/trialbrief.mjs');

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  ended: Promise<Ended>;
}

/** The tool in a process of its own. */
export function start(args: string[], cwd: string, environment: Record<string, string> = {}): Running {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, CI: '1', ...environment };
  const child = spawn(process.execPath, [tool, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    texts.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    texts.stderr += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...texts }));
  return { child, ended };
}

export function run(args: string[], cwd: string, environment?: Record<string, string>): Promise<Ended> {
  return start(args, cwd, environment).ended;
}

export const unsubscribeKey = '0123456789abcdef0123456789abcdef';

/** What sending needs of the environment. */
export function secretsFor(port: number, more: Record<string, string> = {}): Record<string, string> {
  return {
    TRIALBRIEF_SMTP: `smtp://127.0.0.1:${port}`,
    TRIALBRIEF_UNSUBSCRIBE_KEY: unsubscribeKey,
    ...more,
  };
}
