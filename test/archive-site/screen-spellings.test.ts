import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { openArchiveReader } from '../../src/site/shelf.ts';
import { rebuildSite } from '../../src/site/site.ts';
import { openScreen } from '../screen/screen.ts';
import { makeArchive } from './made-archive.ts';
import { asked, spellings } from './spellings.ts';

test('the page finds what the command line finds, and marks it', async () => {
  using archive = makeArchive();
  archive.seal(spellings);
  await rebuildSite(openArchiveReader(archive.folder), path.join(import.meta.dirname, '../..'));
  await using screen = await openScreen();
  const page = await screen.open(`${pathToFileURL(archive.folder).href}/index.html`, { width: 1440 });
  await page.focus('#find');
  await page.waitForFunction('document.querySelector(\'script[src*="search/1.js"]\')');
  const find = async (typed: string) => {
    await page.$eval(
      '#find',
      (input, value) => {
        (input as HTMLInputElement).value = value;
        input.dispatchEvent(new Event('input'));
      },
      typed,
    );
    return page.$$eval('[role="option"]', (all) => all.length);
  };
  await expect.poll(() => find('istanbul')).toBe(1);
  const found = [];
  for (const [typed] of asked) found.push([typed, (await find(typed)) === 1]);
  expect(found).toEqual(asked);
  await find('骨髄腫');
  const marks = await page.$$eval('.title mark', (all) => all.map(({ textContent }) => textContent));
  expect(marks).toEqual(['骨髄腫']);
  await page.close();
});
