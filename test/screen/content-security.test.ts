import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScreen, type Screen } from './screen.ts';
import { asFiles, shippedPages } from './shipped-pages.ts';

const name = '2026-04-21-car-t-moves-upstream';

let screen: Screen;
let pages: Record<string, string>;
let html: string;

beforeAll(async () => {
  pages = await shippedPages();
  html = pages[name] ?? '';
  screen = await openScreen();
});

afterAll(() => screen[Symbol.asyncDispose]());

/** Opens the page as changed, and gives what `look` finds, with what the browser refused. */
async function opened<T>(changed: string, look: (page: Page) => Promise<T>) {
  using files = asFiles({ changed });
  const page = await screen.open('about:blank', { width: 1440 });
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refused.push(message.text());
  });
  await page.goto(files.addresses.changed ?? '');
  const found = await look(page);
  await page.close();
  return { found, refused: refused.length };
}

const marked = (page: Page) => page.evaluate(() => document.documentElement.dataset.ran ?? 'nothing');
const hasPanel = async (page: Page) => (await page.$('#entry')) !== null;

describe('the content security policy of a page', () => {
  test('lets its own script run', async () => {
    expect(await opened(html, hasPanel)).toEqual({ found: true, refused: 0 });
  });

  test.each([name, 'index'])('names one hash and no other way to run a script: %s', (one) => {
    const page = pages[one] ?? '';
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    expect(policy.split('; ').map((one) => one.replace(/sha256-[\w+/]{43}(?:=|&#x3D;)/, 'HASH'))).toEqual([
      "default-src 'none'",
      "script-src 'HASH'",
      "style-src 'unsafe-inline'",
      'img-src data:',
      'font-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<script'));
  });

  const strangers = {
    'a script of its own': '<script>document.documentElement.dataset.ran = "script"</script>',
    'a module': '<script type="module">document.documentElement.dataset.ran = "module"</script>',
    'a script in an address':
      '<script src="data:text/javascript,document.documentElement.dataset.ran=1"></script>',
    'a handler': '<img alt="" src="data:," onerror="document.documentElement.dataset.ran = \'handler\'">',
    'a frame with a script':
      '<iframe srcdoc="<script>parent.document.documentElement.dataset.ran = 1</script>"></iframe>',
  };

  test.each(Object.entries(strangers))('lets no other run: %s', async (_, stranger) => {
    const { found, refused } = await opened(html.replace('</main>', `${stranger}</main>`), marked);
    expect(found).toBe('nothing');
    expect(refused).toBeGreaterThan(0);
    const without = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
    const free = await opened(without.replace('</main>', `${stranger}</main>`), marked);
    expect(free.found).not.toBe('nothing');
  });

  test('lets its own script run only as it was written', async () => {
    const changed = html.replace('panel.id = "entry"', 'panel.id = "entry" ');
    expect(changed).not.toBe(html);
    expect(await opened(changed, hasPanel)).toEqual({ found: false, refused: 1 });
  });

  test('lets no text become code', async () => {
    const { found } = await opened(html, (page) =>
      page.evaluate(() => {
        const link = document.createElement('a');
        link.href = 'javascript:document.documentElement.dataset.ran="link"';
        document.body.append(link);
        link.click();
        return document.documentElement.dataset.ran ?? 'nothing';
      }),
    );
    expect(found).toBe('nothing');
  });
});
