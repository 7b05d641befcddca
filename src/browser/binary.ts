import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, constants, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { makeFolder } from '../files/files.ts';
import { toolRoot } from '../root.ts';

/** A Chromium on this machine: where it is, how it came here, what it needs around it. */
export interface BrowserBinary {
  executable: string;
  origin: 'TRIALBRIEF_CHROME' | 'packaged' | 'puppeteer' | 'system';
  /** Changes whenever the browser does: fit for cache keys, cheap to make (nothing is launched). */
  identity: string;
  /** Variables the process needs beside the usual ones: its libraries, its fonts. */
  environment: Readonly<Record<string, string>>;
  /** Where it finds all its fonts, those of the page among them; absent when it uses the system's. */
  fontFolders?: readonly string[];
}

/** No usable browser, or one that does not start. `fix` says what a person can do. */
export class BrowserMissing extends Error {
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(`${message}\n${fix}`);
    this.name = 'BrowserMissing';
    this.fix = fix;
  }
}

const SYSTEM_PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

const FIX =
  'Run "npm run trialbrief doctor", or set TRIALBRIEF_CHROME to the full path of a Chrome or Chromium.';

/**
 * Finds the browser to print with: TRIALBRIEF_CHROME, else the one packaged in npm (unpacked on
 * first use, about two seconds), else puppeteer's download, else Chrome as installed.
 * Throws BrowserMissing when there is none, or when TRIALBRIEF_CHROME names none.
 */
export async function findBrowser(environment = process.env): Promise<BrowserBinary> {
  const named = environment.TRIALBRIEF_CHROME;
  if (named) return findNamed(named);
  const found = (await findPackaged()) ?? (await findDownloaded()) ?? (await findInstalled());
  if (!found) throw new BrowserMissing('There is no browser to print with.', FIX);
  return found;
}

async function findNamed(executable: string): Promise<BrowserBinary> {
  if (await isExecutable(executable)) return describe(executable, 'TRIALBRIEF_CHROME');
  throw new BrowserMissing(
    `TRIALBRIEF_CHROME is "${executable}", which is no program that can be run.`,
    'Give it the full path of a Chrome or Chromium, or unset it to use the packaged one.',
  );
}

async function findPackaged(): Promise<BrowserBinary | undefined> {
  const chromium = await findPackagedChromium().catch((error: Error) => {
    throw new BrowserMissing(error.message, `Free some space, or make one of these writable. ${FIX}`);
  });
  return chromium && { origin: 'packaged', ...chromium };
}

async function findDownloaded(): Promise<BrowserBinary | undefined> {
  const { default: puppeteer } = await import('puppeteer');
  for (const headless of ['shell', true] as const) {
    const executable = await whereDownloaded(() => puppeteer.executablePath({ headless }));
    if (executable && (await isExecutable(executable))) return describe(executable, 'puppeteer');
  }
  return undefined;
}

/** puppeteer throws, instead of giving nothing, for a browser that it has no build of. */
async function whereDownloaded(ask: () => string | Promise<string>): Promise<string | undefined> {
  try {
    return await ask();
  } catch {
    return undefined;
  }
}

async function findInstalled(): Promise<BrowserBinary | undefined> {
  for (const executable of SYSTEM_PLACES[process.platform] ?? []) {
    if (await isExecutable(executable)) return describe(executable, 'system');
  }
  return undefined;
}

async function describe(executable: string, origin: BrowserBinary['origin']): Promise<BrowserBinary> {
  const { size, mtimeMs } = await stat(executable);
  return { executable, origin, identity: `${executable} ${size} ${mtimeMs}`, environment: {} };
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The Chromium inside the npm package, unpacked. */
interface PackagedChromium {
  executable: string;
  identity: string;
  environment: Readonly<Record<string, string>>;
  fontFolders: readonly string[];
}

/** What an unpacked folder must contain, written into it last. */
interface Contents {
  executableSize: number;
}

/**
 * Gives the Chromium of @sparticuz/chromium, unpacking it on first use into .cache/chromium of
 * this project, or into the user's cache folder where the project cannot be written.
 * Undefined where that package has no build (anything but Linux on x64) or is not installed.
 */
async function findPackagedChromium(): Promise<PackagedChromium | undefined> {
  const archives = findArchives();
  if (!archives) return undefined;
  const identity = await identify(archives);
  for (const cache of cacheFolders()) {
    const folder = path.join(cache, identity);
    if (await isComplete(folder)) return packagedAt(folder, identity);
  }
  const folder = await unpackIntoFirst(cacheFolders(), identity, archives);
  return packagedAt(folder, identity);
}

function findArchives(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
    return path.resolve(path.dirname(entry), '../bin');
  } catch {
    return undefined;
  }
}

/** Version and a hash: the same version repacked must not be taken for the old one. */
async function identify(archives: string): Promise<string> {
  const manifest = await readFile(path.join(archives, '../package.json'), 'utf8');
  const { size } = await stat(path.join(archives, 'chromium.br'));
  const hash = createHash('sha256').update(manifest).update(`${size}`);
  return `${JSON.parse(manifest).version}-${hash.digest('hex').slice(0, 12)}`;
}

function cacheFolders(): string[] {
  const user = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  return [path.join(toolRoot, '.cache/chromium'), path.join(user, 'trialbrief/chromium')];
}

function packagedAt(folder: string, identity: string): PackagedChromium {
  return {
    executable: path.join(folder, 'chromium'),
    identity: `packaged ${identity}`,
    environment: { LD_LIBRARY_PATH: path.join(folder, 'lib') },
    // The page's own fonts, and the bundled fallback: the same on every machine.
    fontFolders: [path.join(toolRoot, 'templates/fonts'), path.join(folder, 'fonts')],
  };
}

async function isComplete(folder: string): Promise<boolean> {
  try {
    const contents: Contents = JSON.parse(await readFile(contentsOf(folder), 'utf8'));
    return (await stat(path.join(folder, 'chromium'))).size === contents.executableSize;
  } catch {
    return false;
  }
}

function contentsOf(folder: string): string {
  return path.join(folder, 'complete.json');
}

async function unpackIntoFirst(
  caches: readonly string[],
  identity: string,
  archives: string,
): Promise<string> {
  const failures: unknown[] = [];
  for (const cache of caches) {
    try {
      return await unpackOnce(path.join(cache, identity), archives);
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(failures, `Chromium could not be unpacked: ${failures.join('; ')}`);
}

/** The first to rename wins; the others find the folder complete and drop their own. */
async function unpackOnce(folder: string, archives: string): Promise<string> {
  const sibling = `${folder}.${randomUUID()}`;
  try {
    await unpack(archives, sibling);
    if (!(await isComplete(folder))) {
      await rm(folder, { recursive: true, force: true });
      await rename(sibling, folder);
    }
  } catch (error) {
    if (!(await isComplete(folder))) throw error;
  } finally {
    await rm(sibling, { recursive: true, force: true });
  }
  return folder;
}

async function unpack(archives: string, folder: string): Promise<void> {
  makeFolder(folder);
  const executable = path.join(folder, 'chromium');
  await pipeline(
    createReadStream(path.join(archives, 'chromium.br')),
    createBrotliDecompress({ chunkSize: 1 << 20 }),
    createWriteStream(executable, { mode: 0o755 }),
  );
  for (const archive of ['al2023.tar.br', 'fonts.tar.br']) {
    await unpackTar(path.join(archives, archive), folder);
  }
  const contents: Contents = { executableSize: (await stat(executable)).size };
  await writeFile(contentsOf(folder), JSON.stringify(contents));
}

async function unpackTar(archive: string, folder: string): Promise<void> {
  const tar = await promisify(brotliDecompress)(await readFile(archive));
  for (const { name, content } of filesOf(tar)) {
    const file = path.join(folder, name);
    makeFolder(path.dirname(file));
    await writeFile(file, content);
  }
}

/** The regular files of a plain ustar archive: 512-byte headers, contents padded to 512. */
function* filesOf(tar: Buffer): Generator<{ name: string; content: Buffer }> {
  for (let at = 0; tar[at]; ) {
    const field = (start: number, length: number) =>
      tar.toString('latin1', at + start, at + start + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(field(124, 12), 8);
    const content = tar.subarray(at + 512, at + 512 + size);
    if (field(156, 1) === '0') yield { name: field(0, 100), content };
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
