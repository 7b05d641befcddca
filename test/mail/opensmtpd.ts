import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type TemporaryFolder, temporaryFolder } from './temporary.ts';

export interface OpenSmtpd extends AsyncDisposable {
  port: number;
  /** Messages that were delivered to somebody of example.org. */
  delivered(user: string): string[];
}

/** Where the server is, installing it first where that is our business; else why it cannot be had. */
export function findOpenSmtpd(): { binary: string } | { missing: string } {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot) return { missing: 'OpenSMTPD starts as root only' };
  if (!which('smtpd') && process.env.CI && which('apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = { env, stdio: 'ignore', timeout: 240_000 } as const;
    spawnSync('apt-get', ['update'], options);
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'opensmtpd'], options);
  }
  const binary = which('smtpd');
  return binary
    ? { binary }
    : { missing: 'OpenSMTPD is not installed (apt-get install opensmtpd; CI does it)' };
}

function which(name: string): string | undefined {
  const { stdout } = spawnSync('sh', ['-c', `command -v ${name} || command -v /usr/sbin/${name}`], {
    encoding: 'utf8',
  });
  return stdout.trim() || undefined;
}

/** OpenSMTPD on a port of its own, which takes mail for example.org and keeps it in folders. */
export async function startOpenSmtpd(binary: string): Promise<OpenSmtpd> {
  const folder = temporaryFolder();
  const port = await freePort();
  const config = writeConfig(folder, port);
  const child = spawn(binary, ['-d', '-f', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    folder[Symbol.dispose]();
  };
  if (!(await answers(port, () => child.exitCode === null))) {
    await stop();
    throw new Error(`OpenSMTPD did not start: ${said}`);
  }
  return {
    port,
    delivered(user) {
      const box = folder.in('mail', user, 'new');
      return namesIn(box).map((name) => readFileSync(`${box}/${name}`, 'latin1'));
    },
    [Symbol.asyncDispose]: stop,
  };
}

function namesIn(box: string): string[] {
  try {
    return readdirSync(box);
  } catch {
    return [];
  }
}

function writeConfig(folder: TemporaryFolder, port: number): string {
  mkdirSync(folder.in('mail'));
  const { stdout } = spawnSync('id', ['-u', 'nobody'], { encoding: 'utf8' });
  chownSync(folder.in('mail'), Number(stdout), -1);
  chmodSync(folder.path, 0o755);
  const config = folder.in('smtpd.conf');
  const lines = [
    'table everyone { "@" = "nobody" }',
    `listen on 127.0.0.1 port ${port}`,
    `action "keep" maildir "${folder.in('mail')}/%{rcpt.user}" virtual <everyone>`,
    'match from any for domain "example.org" action "keep"',
  ];
  writeFileSync(config, `${lines.join('\n')}\n`, { mode: 0o600 });
  return config;
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(port: number, isAlive: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 100 && isAlive(); tries += 1) {
    const socket = net.connect(port, '127.0.0.1');
    const isThere = await new Promise((resolve) => {
      socket.once('data', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (isThere) return true;
    await delay(100);
  }
  return false;
}
