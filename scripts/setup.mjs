import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Runs before anything is installed, on whatever Node is at hand: built-in modules only.

/** The project's folder, which everything is installed into. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MODULES = path.join(ROOT, 'node_modules');
const STAMP = path.join(MODULES, '.trialbrief-setup');
const LOCK = path.join(ROOT, '.cache/setup-lock');
const OLDEST_NODE = [24, 15];

/** Set-up could not be done; the message says what to do. */
export class SetupFailed extends Error {}

/**
 * Installs the locked dependencies and makes a browser ready, unless that has been done for this
 * very lock file on this very platform; gives whether it had to. Throws SetupFailed.
 */
export function setUp() {
  if (isFresh()) return false;
  withLock(() => {
    if (isFresh()) return;
    notify('installing the locked dependencies (about a minute) …');
    install();
    notify('making the browser ready …');
    readyBrowser();
    writeFileSync(STAMP, wantedStamp());
    notify('done.');
  });
  return true;
}

/** Asked on every run, so it is only a hash of two small files: about a millisecond. */
function isFresh() {
  return readIfThere(STAMP) === wantedStamp();
}

function wantedStamp() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of ['package.json', 'package-lock.json']) {
    hash.update(readFileSync(path.join(ROOT, file)));
  }
  return hash.digest('hex');
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * The Node that runs the tool: the one pinned in package.json where npm carries it for this
 * platform, else this one when it is new enough. Throws SetupFailed when neither is.
 */
export function pinnedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  for (const scope of ['node', 'node-bin']) {
    const packaged = path.join(MODULES, `${scope}-${platform}-${process.arch}`, 'bin', name);
    if (existsSync(packaged)) return packaged;
  }
  if (isAtLeast(OLDEST_NODE)) return process.execPath;
  throw new SetupFailed(
    `This machine (${process.platform} ${process.arch}) gets no Node from npm, and its own is ${process.versions.node}: ` +
      `install Node ${OLDEST_NODE.join('.')} or newer from https://nodejs.org and run this again.`,
  );
}

function isAtLeast([wantedMajor, wantedMinor]) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** A copy of the pinned Node: npm ci empties the folder of the original. */
function pinnedNodeOutside() {
  const copy = path.join(ROOT, '.cache', path.basename(pinnedNode()));
  copyFileSync(pinnedNode(), copy);
  return copy;
}

/** An early Node 20 makes npm pass over optional packages that the pinned Node could run: it goes again. */
const OLDEST_NODE_FOR_NPM = [20, 19];

function install() {
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--include=optional', '--loglevel=error'];
  const runWith = (node) =>
    npm?.endsWith('npm-cli.js')
      ? runVisibly(node, [npm, ...args])
      : runVisibly('npm', args, { shell: process.platform === 'win32' });
  if (runWith(process.execPath) && (isAtLeast(OLDEST_NODE_FOR_NPM) || runWith(pinnedNodeOutside()))) return;
  throw new SetupFailed(
    'The dependencies could not be installed: npm says why above. ' +
      'It must reach the npm registry and write in this folder; then run the same command again.',
  );
}

/** Linux on x64 has its browser inside npm, to be unpacked; elsewhere puppeteer fetches one. */
function readyBrowser() {
  const inNpm = process.platform === 'linux' && process.arch === 'x64';
  const find = "await (await import('./src/browser/binary.ts')).findBrowser()";
  const fetch = ['node_modules/puppeteer/lib/puppeteer/node/cli.js', 'browsers', 'install'];
  const done =
    inNpm || process.env.TRIALBRIEF_CHROME
      ? runVisibly(pinnedNode(), ['--input-type=module', '-e', find])
      : runVisibly(pinnedNode(), [...fetch, 'chrome-headless-shell']);
  if (done) return;
  throw new SetupFailed(
    'No browser could be made ready. ' +
      'Set TRIALBRIEF_CHROME to the full path of a Chrome or Chromium and run this again.',
  );
}

/** What it prints goes to stderr: stdout is for results. */
function runVisibly(command, args, options = {}) {
  return spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2], ...options }).status === 0;
}

/** Two at once would empty node_modules under each other: the second waits for the first. */
function withLock(work) {
  for (let waited = 0; !takeLock(); waited += 1) {
    if (waited === 0) notify('waiting for another set-up of this folder …');
    waitFor(500);
  }
  try {
    work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function takeLock() {
  try {
    mkdirSync(path.dirname(LOCK), { recursive: true });
    mkdirSync(LOCK);
    writeFileSync(path.join(LOCK, 'pid'), `${process.pid}`);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw new SetupFailed(`This folder cannot be written: ${ROOT}`);
    if (isAbandoned()) rmSync(LOCK, { recursive: true, force: true });
    return false;
  }
}

function isAbandoned() {
  const owner = Number(readIfThere(path.join(LOCK, 'pid')));
  if (!owner) return ageOf(LOCK) > 5000;
  try {
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function ageOf(file) {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}

function waitFor(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function notify(message) {
  process.stderr.write(`Setting up: ${message}\n`);
}
