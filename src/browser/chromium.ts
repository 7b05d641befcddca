import type { Browser as PuppeteerBrowser } from 'puppeteer-core/internal/puppeteer-core-browser.js';
import type { Browser, PrintRequest } from '../ports.ts';
import { type BrowserBinary, findBrowser } from './binary.ts';
import { lookAt, printOn, type SealedPage, sealPage } from './page.ts';
import { type ChromiumProcess, startChromium } from './process.ts';

export interface LaunchOptions {
  /** Printed when the browser runs with less protection than it could. */
  notice?: (message: string) => void;
  /** The browser to launch, when it has been found already. */
  binary?: BrowserBinary;
}

/** A page that is reused, made when first needed and again when it can no longer be trusted. */
interface Lane {
  sealed: SealedPage | undefined;
}

/** More than two pages gain nothing on two cores: the work is Chromium's own. */
const LANES = 2;

/**
 * Starts a browser that prints pages and reaches nothing.
 * Throws BrowserMissing when there is none or it does not start.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const binary = options.binary ?? (await findBrowser());
  const chromium = startChromium(binary, options.notice ?? (() => {}));
  try {
    const browser = await Promise.race([connectTo(chromium), chromium.failed]);
    return await serve(browser, chromium, binary);
  } catch (error) {
    chromium[Symbol.dispose]();
    throw error;
  }
}

async function connectTo(chromium: ChromiumProcess): Promise<PuppeteerBrowser> {
  // Loading puppeteer takes about as long as Chromium takes to start: they do so at the same time.
  // This is puppeteer without its launcher, which would load 60 ms more.
  const { connect } = await import('puppeteer-core/internal/puppeteer-core-browser.js');
  return connect({
    transport: chromium.transport,
    defaultViewport: null,
    networkEnabled: false,
    issuesEnabled: false,
  });
}

async function serve(
  browser: PuppeteerBrowser,
  chromium: ChromiumProcess,
  { fontFolders }: BrowserBinary,
): Promise<Browser> {
  const [version, [first]] = await Promise.all([browser.version(), browser.pages()]);
  const lanes = openLanes(first && (await sealPage(first)));
  return {
    version: version.replace('Headless', ''),
    async print(asked) {
      const request = { ...asked, html: withFonts(asked, fontFolders !== undefined, UNSEEN) };
      try {
        return await lanes.use((lane) => useLane(lane, browser, (sealed) => printOn(sealed, request)));
      } catch (error) {
        if (!browser.connected) await chromium.failed;
        throw error;
      }
    },
    async look(asked) {
      const shown = withFonts(asked, fontFolders !== undefined);
      return lanes.use((lane) => useLane(lane, browser, (sealed) => lookAt(sealed, shown)));
    },
    async [Symbol.asyncDispose]() {
      chromium[Symbol.dispose]();
    },
  };
}

/** Nobody looks at the page: without this Chromium would set and paint it for a screen first. */
const UNSEEN = '@media screen{html{display:none}}';

/** Decoding embedded fonts again for every page takes a third of the time of printing it. */
function withFonts(
  { html, fontFaces }: Pick<PrintRequest, 'html' | 'fontFaces'>,
  areInstalled: boolean,
  further = '',
): string {
  if (!fontFaces) return html;
  const rules = areInstalled ? fontFaces.installed + further : fontFaces.embedded;
  return html.replace(fontFaces.slot, () => rules);
}

/** Hands out lanes, the warm one first; who finds none free waits in turn. */
function openLanes(first: SealedPage | undefined) {
  const free: Lane[] = Array.from({ length: LANES }, () => ({ sealed: undefined }));
  if (free[0]) free[0].sealed = first;
  const waiting: ((lane: Lane) => void)[] = [];
  const give = (lane: Lane) => {
    const next = waiting.shift();
    if (next) next(lane);
    else free.unshift(lane);
  };
  return {
    async use<T>(work: (lane: Lane) => Promise<T>): Promise<T> {
      const lane = free.shift() ?? (await new Promise<Lane>((take) => waiting.push(take)));
      return work(lane).finally(() => give(lane));
    },
  };
}

async function useLane<T>(
  lane: Lane,
  browser: PuppeteerBrowser,
  work: (sealed: SealedPage) => Promise<T>,
): Promise<T> {
  try {
    lane.sealed ??= await sealPage(await browser.newPage());
    return await work(lane.sealed);
  } catch (error) {
    await lane.sealed?.page.close().catch(() => {});
    lane.sealed = undefined;
    throw error;
  }
}
