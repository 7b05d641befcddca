import { expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import { openScreen } from '../screen/screen.ts';
import { asFiles } from '../screen/shipped-pages.ts';
import { readPrinted } from './printed.ts';
import { sheet, TITLE } from './sheet.ts';
import { lostWords, wordsInPrint } from './words.ts';

test('words that are cut off are found', async () => {
  const cut = (css: string) =>
    sheet(
      `${TITLE}<p style="white-space: nowrap; ${css}">Words that go on behind the edge of it</p><p hidden>Not seen</p>`,
    );
  await using browser = await launchBrowser();
  await using screen = await openScreen();
  const faultsOf = async (html: string) => {
    using files = asFiles({ html });
    const page = await screen.open(files.addresses.html ?? '', { width: 1440 });
    const words = await wordsInPrint(page);
    await page.close();
    return lostWords(words, await readPrinted(await browser.print({ html, paper: 'A4' })));
  };
  expect(await faultsOf(cut(''))).toEqual([]);
  expect(await faultsOf(cut('width: 30mm; overflow: hidden'))).toEqual([
    expect.stringMatching(/^printed ‘\w{12}’ for ‘\w{14,24}’$/),
  ]);
});
