import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import { readDestinations } from '../../src/pdf/tags.ts';
import type { Browser } from '../../src/ports.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser[Symbol.asyncDispose]());

async function destinationsOf(body: string) {
  const html = `<!DOCTYPE html><html lang="en"><title>T</title><style>@page{margin:18mm}</style><body>${body}`;
  return readDestinations(Buffer.from(await browser.print({ html, paper: 'A4' })));
}

test('finds where links lead to, whether or not they are seen', async () => {
  const links = ['first', 'second', 'low'].map((id) => `<a href="#${id}">${id}</a>`).join('');
  const found = await destinationsOf(
    `<nav hidden>${links}</nav><p>Text.</p><h2 id="first">1 [2 0 R /XYZ 0 0 0]</h2>
     <h2 id="second" style="break-before: page">2</h2><h2 id="low">3</h2><h2 id="alone">4</h2>`,
  );
  expect(Object.fromEntries(found)).toEqual({
    first: { page: 1, leads: false },
    second: { page: 2, leads: true },
    low: { page: 2, leads: false },
  });
});

test('finds none where nothing is linked', async () => {
  expect((await destinationsOf('<h2 id="first">1</h2>')).size).toBe(0);
});
