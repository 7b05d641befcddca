import { access, constants, stat } from 'node:fs/promises';
import { findPackagedChromium } from './chromium-package.ts';

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
