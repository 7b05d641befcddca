import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Duplex, Readable, Writable } from 'node:stream';
import type { ConnectionTransport } from 'puppeteer-core/internal/puppeteer-core-browser.js';
import { makeTemporaryFolder, type TemporaryFolder } from '../files/temporary-folder.ts';
import { type BrowserBinary, BrowserMissing } from './binary.ts';

/** A running Chromium and the pipe to speak with it. It ends when the pipe closes, so it cannot outlive us. */
export interface ChromiumProcess extends Disposable {
  transport: ConnectionTransport;
  /** Rejects with BrowserMissing when the process ends before it is disposed of. */
  failed: Promise<never>;
}

/** Nothing may be reached: no name resolves, and what needs no name meets a proxy that has none either. */
const OFFLINE = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=socks5://nowhere.invalid:1',
  '--proxy-bypass-list=<-loopback>',
  '--dns-prefetch-disable',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
];

const SILENT = [
  '--disable-breakpad',
  '--disable-default-apps',
  '--disable-extensions',
  '--mute-audio',
  '--no-default-browser-check',
  '--no-first-run',
  '--password-store=basic',
  '--use-mock-keychain',
];

const STEADY = [
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--lang=en-US',
  // Without these Chromium looks for a graphics driver on every start, and reports that it found none.
  '--disable-gpu',
  '--disable-software-rasterizer',
  // Containers often give /dev/shm too little for a page with many figures.
  '--disable-dev-shm-usage',
];

/**
 * Starts Chromium, with an empty profile that goes when it goes. Returns at once: it starts up
 * while the caller loads what it speaks with. As root Chromium's sandbox cannot work, which is printed
 * through `notice`.
 */
export function startChromium(binary: BrowserBinary, notice: (message: string) => void): ChromiumProcess {
  const folder = makeTemporaryFolder('trialbrief-chromium-');
  const profile = folder.path;
  const child = spawn(binary.executable, argumentsFor(profile, notice), {
    cwd: profile,
    env: environmentFor(binary, profile),
    // A process group of its own, so that all its processes can be ended at once.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const end = endWithUs(child, folder);
  const failed = failureOf(child, binary);
  failed.catch(() => {});
  return { transport: transportOver(child), failed, [Symbol.dispose]: end };
}

function argumentsFor(profile: string, notice: (message: string) => void): string[] {
  const unsandboxed = process.getuid?.() === 0;
  if (unsandboxed) {
    notice("Running as root, so the browser's own sandbox is off; pages still reach no network.");
  }
  return [
    '--headless',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    ...(unsandboxed ? ['--no-sandbox'] : []),
    ...OFFLINE,
    ...SILENT,
    ...STEADY,
    'about:blank',
  ];
}

function environmentFor(binary: BrowserBinary, profile: string): NodeJS.ProcessEnv {
  const usual = process.platform === 'linux' ? { HOME: profile, LANG: 'C.UTF-8' } : process.env;
  const fonts = binary.fontFolders && { FONTCONFIG_FILE: writeFontsConf(binary.fontFolders, profile) };
  return { ...usual, TZ: 'UTC', ...binary.environment, ...fonts };
}

/** The only fonts that Chromium sees. */
function writeFontsConf(folders: readonly string[], profile: string): string {
  const file = path.join(profile, 'fonts.conf');
  const text = (value: string) => value.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
  const directories = folders.map((folder) => `<dir>${text(folder)}</dir>`).join('');
  const cache = text(path.join(profile, 'font-cache'));
  writeFileSync(file, `<fontconfig>${directories}<cachedir>${cache}</cachedir></fontconfig>`);
  return file;
}

/** Signals end a process without its exit handlers, unless someone listens. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

function endWithUs(child: ChildProcess, profile: TemporaryFolder): () => void {
  const end = () => {
    process.off('exit', end);
    for (const signal of signals) process.off(signal, onSignal);
    killAll(child);
    profile[Symbol.dispose]();
  };
  const onSignal = (signal: keyof typeof SIGNALS) => {
    const alone = process.listenerCount(signal) === 1;
    end();
    if (alone) process.exit(SIGNALS[signal]);
  };
  const signals = Object.keys(SIGNALS) as (keyof typeof SIGNALS)[];
  process.on('exit', end);
  for (const signal of signals) process.on(signal, onSignal);
  return end;
}

/** Ended one after the other, the last ones would still write into the profile while it is removed. */
function killAll(child: ChildProcess): void {
  if (process.platform === 'win32' || child.pid === undefined) child.kill('SIGKILL');
  else if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
}

function failureOf(child: ChildProcess, binary: BrowserBinary): Promise<never> {
  let said = '';
  child.stderr?.on('data', (text: Buffer) => {
    said = (said + text.toString()).slice(-2000);
  });
  return new Promise((_, reject) => {
    child.once('error', (error) => reject(toBrowserMissing(binary, error.message)));
    child.once('close', () => reject(toBrowserMissing(binary, said)));
  });
}

function toBrowserMissing(binary: BrowserBinary, said: string): BrowserMissing {
  const fix = said.includes('No usable sandbox')
    ? 'This machine gives Chromium no sandbox (unprivileged user namespaces are off): allow them, or run as root in a container.'
    : 'Run "npm run trialbrief doctor", or set TRIALBRIEF_CHROME to another Chrome or Chromium.';
  return new BrowserMissing(`The browser ${binary.executable} ended. ${said.trim()}`, fix);
}

/** Chromium's pipe: JSON messages ended by NUL, to its file descriptor 3 and from its 4. */
function transportOver(child: ChildProcess): ConnectionTransport {
  const [, , , toBrowser, fromBrowser] = child.stdio as [null, null, Readable, Writable, Duplex];
  const transport: ConnectionTransport = {
    send: (message) => void toBrowser.write(`${message}\0`),
    close: () => toBrowser.end(),
  };
  // A write to a browser that has just ended: `failed` reports it better.
  toBrowser.on('error', () => {});
  // After `failed` knows the cause, not as soon as the pipe closes.
  child.once('close', () => transport.onclose?.());
  readMessages(fromBrowser, (message) => transport.onmessage?.(message));
  return transport;
}

function readMessages(from: Readable, receive: (message: string) => void): void {
  let pending: Buffer[] = [];
  from.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      const message = Buffer.concat([...pending, chunk.subarray(start, end)]).toString();
      pending = [];
      start = end + 1;
      // puppeteer expects the awaits between two messages to have run.
      setImmediate(receive, message);
    }
    if (start < chunk.length) pending.push(chunk.subarray(start));
  });
}
