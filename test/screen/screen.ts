import { type Browser, connect, launch, type Page } from 'puppeteer-core';
import { findBrowser } from '../../src/browser/binary.ts';
import { startChromium } from '../../src/browser/process.ts';

export interface Look {
  /** Of the window, in CSS pixels. */
  width: number;
  height?: number;
  scheme?: 'light' | 'dark';
  javaScript?: boolean;
}

/** The packaged Chromium as a reader has it: pages run their scripts, and reach nothing. */
export interface Screen extends AsyncDisposable {
  /** For a reader who was never here before. */
  open(address: string, look: Look): Promise<Page>;
}

export async function openScreen(): Promise<Screen> {
  const chromium = startChromium(await findBrowser(), () => {});
  const browser: Browser = await connect({ transport: chromium.transport, defaultViewport: null });
  return screenOf(browser, async () => {
    await browser.disconnect();
    chromium[Symbol.dispose]();
  });
}

/** The same for pages of a server on this machine, and of nowhere else. */
export async function openServedScreen(): Promise<Screen> {
  const { executable, environment } = await findBrowser();
  const browser = await launch({
    executablePath: executable,
    env: { ...process.env, ...environment },
    defaultViewport: null,
    args: [
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--no-proxy-server',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-software-rasterizer',
      '--disable-dev-shm-usage',
    ],
  });
  return screenOf(browser, () => browser.close());
}

function screenOf(browser: Browser, close: () => Promise<void>): Screen {
  return {
    async open(address, { width, height = 900, scheme = 'light', javaScript = true }) {
      const page = await (await browser.createBrowserContext()).newPage();
      await page.setViewport({ width, height });
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ]);
      await page.setJavaScriptEnabled(javaScript);
      await page.goto(address, { waitUntil: 'load' });
      return page;
    },
    [Symbol.asyncDispose]: close,
  };
}
