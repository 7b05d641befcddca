import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { faintTexts } from './contrast.ts';
import { openedPages, shippedPages } from './shipped-pages.ts';

const flagship = '2026-04-21-car-t-moves-upstream';
const light = 'rgb(253, 252, 249)';
const dark = 'rgb(20, 23, 27)';

const shown = openedPages(shippedPages);

async function open(look = {}, name = flagship): Promise<Page> {
  return shown.open(name, { width: 1440, ...look });
}

function paperOf(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}

function labelOf(page: Page): Promise<string> {
  return page.$eval('button.theme', (button) => button.textContent ?? '');
}

function classFocused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.className);
}

async function press(page: Page): Promise<void> {
  await page.focus('button.theme');
  await page.keyboard.press('Space');
}

describe.each([flagship, 'index'])('the theme of %s', (name) => {
  test('is the system’s, until its reader chooses the other by keyboard', async () => {
    const page = await open({}, name);
    expect([await paperOf(page), await labelOf(page)]).toEqual([light, 'Dark theme']);
    // Among the first: after the link that skips to the content and those of the bar.
    for (let times = 0; times < 6 && (await classFocused(page)) !== 'theme'; times += 1)
      await page.keyboard.press('Tab');
    expect(await classFocused(page)).toBe('theme');
    await page.keyboard.press('Enter');
    expect([await paperOf(page), await labelOf(page)]).toEqual([dark, 'Light theme']);
    expect(await page.evaluate(faintTexts)).toEqual([]);
    await page.reload();
    expect([await paperOf(page), await labelOf(page)]).toEqual([dark, 'Light theme']);
    await press(page);
    expect([await paperOf(page), await labelOf(page)]).toEqual([light, 'Dark theme']);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await expect.poll(() => labelOf(page)).toBe('Light theme');
    expect(await paperOf(page)).toBe(dark);
    await press(page);
    expect([await paperOf(page), await labelOf(page)]).toEqual([light, 'Dark theme']);
    await page.close();
  });

  test('is the system’s where scripts do not run, with no switch', async () => {
    const page = await open({ javaScript: false, scheme: 'dark' }, name);
    expect(await paperOf(page)).toBe(dark);
    expect(await page.$('.theme')).toBeNull();
    await page.close();
  });

  test('is light on paper, whatever was chosen', async () => {
    const page = await open({}, name);
    await press(page);
    await page.emulateMediaType('print');
    expect(await paperOf(page)).toBe('rgb(255, 255, 255)');
    const shown = await page.$eval('.theme', (button) => getComputedStyle(button).display);
    expect(shown).toBe('none');
    await page.close();
  });
});

test('the switch moves nothing below it', async () => {
  const tops = await Promise.all(
    [true, false].flatMap((javaScript) =>
      [390, 820, 1440].map(async (width) => {
        const page = await open({ javaScript, width });
        const top = await page.$eval('h1', (title) => title.getBoundingClientRect().top);
        await page.close();
        return top;
      }),
    ),
  );
  expect(tops.slice(0, 3)).toEqual(tops.slice(3));
});
