import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openArchiveReader } from '../../src/site/shelf.ts';
import { rebuildSite } from '../../src/site/site.ts';
import { faintTexts } from '../screen/contrast.ts';
import { openScreen, type Screen } from '../screen/screen.ts';
import { fact, house, makeArchive } from './made-archive.ts';

const root = path.join(import.meta.dirname, '../..');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const archive = makeArchive();
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path d="M0 0h40v10H0z"/></svg>';

let screen: Screen;

beforeAll(async () => {
  const trials = [
    { id: 'alpha', name: 'ALPHA' },
    { id: 'beta', name: 'BETA <of> & "more"' },
  ];
  const withLogo = {
    house: `${house}logo: logo.svg\nsite: https://example.com/notes\n`,
    files: { 'inputs/logo.svg': drawing },
  };
  archive.seal({
    slug: 'first',
    date: '2025-12-05',
    series: 'Flash',
    trials,
    facts: [fact('alpha.orr', '10/20')],
  });
  const facts = (value: string) => [
    fact('alpha.orr', value),
    fact('alpha.cr', '3/20', { used: false, grade: 'unconfirmed', endpoint: 'CR' }),
    fact('alpha.pfs', 'not reached', { endpoint: 'PFS', grade: 'secondary', population: 'all treated' }),
  ];
  const long =
    'A title with ]]> <b>marks</b> & “quotes” that goes on for longer than two lines in any size of type';
  archive.seal({
    slug: 'depth',
    date: '2026-01-05',
    title: long,
    series: 'Flash',
    trials,
    facts: facts('10/20'),
    ...withLogo,
  });
  for (const [revision, kind] of [
    [2, 'correction'],
    [3, 'erratum'],
    [4, 'retraction'],
  ] as const) {
    archive.seal({
      slug: 'depth',
      date: '2026-01-05',
      title: long,
      series: 'Flash',
      trials,
      facts: facts(`${10 + Math.min(revision, 3)}/20`),
      revision,
      published: `2026-02-0${revision}`,
      correction: { kind, reason: 'The count was that of the <other> arm.' },
      ...withLogo,
    });
  }
  await rebuildSite(openArchiveReader(archive.folder), root);
  screen = await openScreen();
});

afterAll(async () => {
  await screen[Symbol.asyncDispose]();
  archive[Symbol.dispose]();
});

const pages = [
  'index.html',
  'years/2026/index.html',
  'series/index.html',
  'series/flash/index.html',
  'trials/index.html',
  'trials/alpha/index.html',
  'depth/2026-01-05/index.html',
];

async function open(file: string, look: Parameters<Screen['open']>[1]): Promise<Page> {
  const page = await screen.open(pathToFileURL(path.join(archive.folder, file)).href, look);
  await page.evaluate(axe);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  return page;
}

async function violationsOn(page: Page): Promise<string[]> {
  const { violations, incomplete, passes } = (await page.evaluate('axe.run()')) as AxeResults;
  expect(passes.length).toBeGreaterThan(9);
  const undecided = incomplete.filter(({ id }) => id !== 'color-contrast');
  return [...violations, ...undecided].flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

const looks = [390, 1440].flatMap((width) =>
  (['light', 'dark'] as const).map((scheme) => ({ width, scheme })),
);

describe.each(pages)('%s', (file) => {
  test.each(looks)('breaks no rule of axe-core at $width px, $scheme', async (look) => {
    const page = await open(file, look);
    expect(await violationsOn(page)).toEqual([]);
    expect(await page.evaluate(faintTexts)).toEqual([]);
    await page.close();
  });

  test.each([320, 390, 820, 1440])('does not scroll sideways at %d px', async (width) => {
    const page = await open(file, { width });
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over).toBeLessThanOrEqual(0);
    await page.close();
  });
});

test.each(looks)('results break no rule either, $width px, $scheme', async (look) => {
  const page = await open('index.html', look);
  await page.focus('#find');
  await page.keyboard.type('title');
  await page.waitForSelector('[role="option"]');
  await page.keyboard.press('ArrowDown');
  expect(await violationsOn(page)).toEqual([]);
  expect(await page.evaluate(faintTexts)).toEqual([]);
  await page.close();
});

test('every page is valid HTML', async () => {
  const validator = new HtmlValidate({
    root: true,
    extends: ['html-validate:recommended'],
    // What a search finds are links, which a <select> cannot hold.
    rules: { 'long-title': 'off', 'prefer-native-element': ['error', { exclude: ['listbox'] }] },
  });
  const files = readdirSync(archive.folder, { recursive: true }).map(String);
  const made = files.filter((file) => file.endsWith('.html') && !/\/r\d+\//.test(file));
  expect(made.length).toBeGreaterThan(9);
  const complaints = await Promise.all(
    made.map(async (file) => {
      const { results } = await validator.validateString(
        readFileSync(path.join(archive.folder, file), 'utf8'),
      );
      return results.flatMap(({ messages }) =>
        messages.map(({ ruleId, line, message }) => `${file}:${line} ${ruleId}: ${message}`),
      );
    }),
  );
  expect(complaints.flat()).toEqual([]);
});

test('on paper it is light, without what only a screen can do', async () => {
  const page = await open('depth/2026-01-05/index.html', { width: 1440, scheme: 'dark' });
  await page.emulateMediaType('print');
  const shown = await page.evaluate(() =>
    ['search', '.theme', '.copy', '.sections'].map(
      (one) => getComputedStyle(document.querySelector(one) as Element).display,
    ),
  );
  expect(shown).toEqual(['none', 'none', 'none', 'none']);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  );
  await page.close();
});
