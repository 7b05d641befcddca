import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailEdition } from '../mail/edition.ts';
import { faintTexts } from './contrast.ts';
import { openScreen, type Screen } from './screen.ts';

let screen: Screen;
let folder: string;
let address: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'trialbrief-mail-'));
  const { html, message, files } = await mailEdition();
  const shown = message.images.reduce((text, { cid, path: file }) => {
    writeFileSync(path.join(folder, path.basename(file)), files.get(file) ?? '');
    return text.replace(`cid:${cid}`, path.basename(file));
  }, html);
  writeFileSync(path.join(folder, 'mail.html'), shown);
  address = pathToFileURL(path.join(folder, 'mail.html')).href;
  screen = await openScreen();
});

afterAll(async () => {
  await screen[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** What stands out of the window, and pictures without their shape. Of a picture for light and one for dark, one is shown. */
function misplaced(): string[] {
  const wide = [...document.querySelectorAll('body *')].filter(
    (one) => one.getBoundingClientRect().right > innerWidth + 1,
  );
  const flat = [...document.images].filter(
    (one) =>
      one.naturalWidth === 0 ||
      (one.checkVisibility() &&
        Math.abs(one.width / one.height - one.naturalWidth / one.naturalHeight) > 0.02),
  );
  return [...wide, ...flat].map((one) => `${one.localName}.${one.className}`);
}

/** As Outlook.com and Gmail do to a mail: light grounds become dark and dark texts light, pictures stay. */
function forceDark(): void {
  const turned = (colour: string, isToTurn: (lightness: number) => boolean) => {
    const [r = 0, g = 0, b = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
    const lightness = (most + least) / 510;
    if (alpha === 0 || !isToTurn(lightness)) return undefined;
    const shift = 255 - most - least;
    return `rgb(${r + shift} ${g + shift} ${b + shift})`;
  };
  const all = [...document.querySelectorAll<HTMLElement>('html, body, body *:not(img)')];
  const colours = all.map((one) => {
    const { color, backgroundColor } = getComputedStyle(one);
    return [
      turned(color, (lightness) => lightness < 0.5),
      turned(backgroundColor, (lightness) => lightness > 0.5),
    ] as const;
  });
  for (const [index, one] of all.entries()) {
    const [color, ground] = colours[index] ?? [];
    if (color) one.style.setProperty('color', color, 'important');
    if (ground) one.style.setProperty('background-color', ground, 'important');
  }
}

async function findingsOn(page: Page): Promise<{ misplaced: string[]; faint: string[] }> {
  return { misplaced: await page.evaluate(misplaced), faint: await page.evaluate(faintTexts) };
}

const sound = { misplaced: [], faint: [] };

describe.each([390, 620])('the mail, %i px wide', (width) => {
  test.each(['light', 'dark'] as const)('keeps to its width and reads, %s', async (scheme) => {
    const page = await screen.open(address, { width, scheme });
    expect(await findingsOn(page)).toEqual(sound);
  });

  test('reads where a client forces it dark', async () => {
    const page = await screen.open(address, { width });
    await page.evaluate(forceDark);
    expect(await findingsOn(page)).toEqual(sound);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).not.toBe('rgb(242, 240, 235)');
  });

  test('keeps to its width where pictures are off and their texts stand for them', async () => {
    const page = await screen.open(address, { width });
    await page.evaluate(() => {
      for (const image of document.images) image.src = 'data:image/png,none';
    });
    await page.waitForFunction(() =>
      [...document.images].every((image) => image.complete && image.naturalWidth === 0),
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    const heights = await page.evaluate(() =>
      [...document.images].filter((image) => image.checkVisibility()).map((image) => image.height),
    );
    expect(heights.filter((height) => height < 40)).toEqual([]);
  });
});

test('what nobody sees takes no room, and is what a client shows beside the subject', async () => {
  const page = await screen.open(address, { width: 620 });
  const hidden = await page.$eval('.preheader', (one) => [
    one.getBoundingClientRect().height,
    one.textContent?.trim().slice(0, 14),
  ]);
  expect(hidden).toEqual([0, '20\u00a0of\u00a020 MRD-n']);
});
