import { createReadStream, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openArchiveReader } from '../../src/site/shelf.ts';
import { rebuildSite } from '../../src/site/site.ts';
import { openScreen, openServedScreen, type Screen } from '../screen/screen.ts';
import { fact, makeArchive } from './made-archive.ts';

const root = path.join(import.meta.dirname, '../..');
const archive = makeArchive();

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Files and nothing else, as any static server gives them. */
function serve(): Promise<Server> {
  const server = createServer(({ url = '' }, response) => {
    const asked = path.join(archive.folder, decodeURIComponent(new URL(url, 'http://x').pathname));
    const file = asked.endsWith('/') ? path.join(asked, 'index.html') : asked;
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

let screen: Screen;
let served: Screen;
let server: Server;
const places: Record<string, string> = {};

beforeAll(async () => {
  const trials = [{ id: 'alpha', name: 'ALPHA' }];
  for (let index = 1; index <= 60; index += 1) {
    const day = String((index % 28) + 1).padStart(2, '0');
    const text = index === 7 ? 'Here alone stands Häufigkeit, at 48.3%.' : `Filling number ${index}.`;
    archive.seal({
      slug: `edition-${index}`,
      date: `2025-${index < 30 ? '03' : '11'}-${day}`,
      title: `Filling ${index}`,
      text,
    });
  }
  archive.seal({
    slug: 'depth',
    date: '2026-01-05',
    title: 'Depth of response & <what> it means',
    series: 'Flash',
    trials,
    facts: [fact('alpha.orr', '10/20')],
    text: 'Daratumumab deepens.',
  });
  archive.seal({
    slug: 'depth',
    date: '2026-01-05',
    revision: 2,
    published: '2026-02-01',
    title: 'Depth of response & <what> it means',
    series: 'Flash',
    trials,
    facts: [fact('alpha.orr', '11/20')],
    correction: { kind: 'correction', reason: 'The count was that of the other arm.' },
    text: 'Daratumumab deepens.',
  });
  await rebuildSite(openArchiveReader(archive.folder), root);
  [screen, served] = await Promise.all([openScreen(), openServedScreen()]);
  server = await serve();
  places.disk = `${pathToFileURL(archive.folder).href}/`;
  places.server = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(async () => {
  await Promise.all([screen, served].map((one) => one[Symbol.asyncDispose]()));
  server.close();
  archive[Symbol.dispose]();
});

async function open(place: string, file: string, look = {}): Promise<Page> {
  const page = await (place === 'server' ? served : screen).open(`${places[place]}${file}`, {
    width: 1440,
    ...look,
  });
  page.on('pageerror', (error) => {
    throw error;
  });
  return page;
}

const said = (page: Page) => page.$eval('[role="status"]', (status) => status.textContent);
const titles = (page: Page) =>
  page.$$eval('[role="option"] .title', (found) => found.map(({ textContent }) => textContent));
const expanded = (page: Page) => page.$eval('#find', (input) => input.getAttribute('aria-expanded'));

describe.each(['disk', 'server'])('search from %s', (place) => {
  test('finds as one types, in all shards, and opens by keyboard what the arrows chose', async () => {
    const page = await open(place, 'index.html');
    await page.keyboard.press('/');
    await page.keyboard.type('dara deep');
    await expect.poll(() => titles(page)).toEqual(['Depth of response & <what> it means']);
    expect(await expanded(page)).toBe('true');
    expect(
      await page.$$eval('[role="option"] mark', (marks) => marks.map(({ textContent }) => textContent)),
    ).toEqual(['daratumumab', 'deepens']);
    expect(await page.$eval('[role="option"] .standing', ({ textContent }) => textContent)).toBe('corrected');
    await page.keyboard.press('ArrowDown');
    const active = await page.$eval('#find', (input) => input.getAttribute('aria-activedescendant'));
    expect(await page.$eval(`#${active}`, (option) => option.getAttribute('aria-selected'))).toBe('true');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(page.url()).toMatch(/depth\/2026-01-05\/r2\/index\.html/);
    await page.close();
  });

  test('finds numbers and words with and without accents in old editions, from a page below', async () => {
    const page = await open(place, 'depth/2026-01-05/index.html');
    await page.focus('#find');
    await page.keyboard.type('haufigkeit 48.3');
    await expect.poll(() => titles(page)).toEqual(['Filling 7']);
    await expect.poll(() => said(page)).toBe('1 edition found. Arrow keys choose, Enter opens.');
    const href = await page.$eval('[role="option"]', (option) => (option as HTMLAnchorElement).href);
    expect(href).toMatch(/\/edition-7\/2025-03-08\/r1\/index\.html/);
    await page.close();
  });

  test('the arrows go round, Escape closes and then clears', async () => {
    const page = await open(place, 'trials/alpha/index.html');
    await page.focus('#find');
    await page.keyboard.type('filling');
    await expect.poll(() => said(page)).toMatch(/^60 editions found, the best 12 listed/);
    const selected = () =>
      page.$$eval('[role="option"]', (all) =>
        all.findIndex((one) => one.getAttribute('aria-selected') === 'true'),
      );
    const seen = [];
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowDown'] as const) {
      await page.keyboard.press(key);
      seen.push(await selected());
    }
    expect(seen).toEqual([11, 10, 11, -1, 0]);
    await page.keyboard.press('Escape');
    expect([
      await expanded(page),
      await page.$eval('#find', (one) => (one as HTMLInputElement).value),
    ]).toEqual(['false', 'filling']);
    await page.keyboard.press('ArrowDown');
    expect(await expanded(page)).toBe('true');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await page.$eval('#find', (one) => (one as HTMLInputElement).value)).toBe('');
    await page.close();
  });

  test('says when there is nothing, and never breaks on what is typed', async () => {
    const page = await open(place, 'index.html');
    await page.focus('#find');
    await page.keyboard.type('zzzz');
    await expect.poll(() => said(page)).toBe('No edition found.');
    for (const typed of ['"', '((', '\\', '*', '<b>', 'a']) {
      await page.$eval(
        '#find',
        (input, value) => {
          (input as HTMLInputElement).value = value;
          input.dispatchEvent(new Event('input'));
        },
        typed,
      );
    }
    expect(await page.$('[role="listbox"] b')).toBeNull();
    await page.close();
  });

  test('an address can ask', async () => {
    const page = await open(place, 'index.html?q=daratumumab');
    await expect.poll(() => titles(page)).toEqual(['Depth of response & <what> it means']);
    await page.close();
  });
});

describe('without JavaScript', () => {
  test('every edition can be reached by links from the first page', async () => {
    const seen = new Set<string>();
    const queue = ['index.html'];
    const page = await screen.open(`${places.disk}index.html`, { width: 1440, javaScript: false });
    for (const file of queue) {
      await page.goto(`${places.disk}${file}`);
      const links = await page.$$eval('a[href]', (all) => all.map((one) => (one as HTMLAnchorElement).href));
      for (const link of links.filter((one) => /\/(?:years|series|trials)\/|2026-01-05\/index/.test(one))) {
        const next = link.slice(places.disk?.length);
        if (!queue.includes(next)) queue.push(next);
      }
      for (const link of links) if (/\d{4}-\d{2}-\d{2}\/index\.html$/.test(link)) seen.add(link);
    }
    expect(seen.size).toBe(61);
    await page.close();
  });

  test('the search is not offered', async () => {
    const page = await open('disk', 'index.html', { javaScript: false });
    expect(await page.$eval('search', (form) => getComputedStyle(form).display)).toBe('none');
    await page.close();
  });

  test('the permalink’s latest/ goes on to the newest revision', async () => {
    const page = await screen.open(`${places.disk}index.html`, { width: 1440, javaScript: false });
    await Promise.all([
      page.waitForNavigation(),
      page.goto(`${places.disk}depth/2026-01-05/latest/index.html`),
    ]);
    await expect.poll(() => page.url()).toMatch(/depth\/2026-01-05\/r2\/index\.html$/);
    await page.close();
  });
});

test('every link of every page leads somewhere', async () => {
  const page = await screen.open(`${places.disk}index.html`, { width: 1440 });
  const dead: string[] = [];
  for (const file of [
    'index.html',
    'trials/index.html',
    'trials/alpha/index.html',
    'series/index.html',
    'series/flash/index.html',
    'years/2025/index.html',
    'depth/2026-01-05/index.html',
  ]) {
    await page.goto(`${places.disk}${file}`);
    const links = await page.$$eval('[href], [src]', (all) =>
      all.map((one) => (one as HTMLAnchorElement).href || (one as HTMLScriptElement).src),
    );
    for (const link of links) {
      if (link.startsWith('data:')) continue;
      const target = new URL(link);
      if (!statSync(target, { throwIfNoEntry: false })?.isFile()) dead.push(`${file}: ${link}`);
    }
  }
  expect(dead).toEqual([]);
  await page.close();
});

test('a citation is copied by a button', async () => {
  const page = await open('server', 'depth/2026-01-05/index.html');
  const copied = await page.evaluate(async () => {
    const texts: string[] = [];
    navigator.clipboard.writeText = async (text) => void texts.push(text);
    for (const button of document.querySelectorAll<HTMLButtonElement>('.copy')) button.click();
    return texts;
  });
  expect(copied.map((text) => text.slice(0, 12))).toEqual(['Ada Invented', '@techreport{', '[\n  {\n    "i']);
  await page.close();
});
