import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { composeEdition, prepareBuild } from '../../src/build.ts';
import { checkContent } from '../../src/check.ts';
import { type Loaded, loadContent } from '../../src/content/files.ts';
import { hashesOf } from '../../src/outputs/artifact.ts';
import { loadTemplates } from '../../src/page/templates.ts';

const TEMPLATES = path.join(import.meta.dirname, '../../templates');
const BASE = path.join(import.meta.dirname, '../cases/base/content');

/** The one briefing of the base library under the author's templates, by their keys. */
async function composed(texts: Record<string, string>) {
  const designs = Object.entries(texts).map(([key, text]) => ({ path: `content/${key}`, key, text }));
  return composeFrom({ ...loadContent(BASE, 'content'), designs });
}

async function composeFrom(loaded: Loaded) {
  const checked = checkContent(loaded, loadTemplates(TEMPLATES, 'templates'), 'content');
  if ('problems' in checked) throw new Error(checked.problems.map(({ message }) => message).join('\n'));
  const tool = { trialbrief: '0.1.0', node: 'v24', files: 'f' };
  const context = prepareBuild(checked, { tool, hashes: hashesOf(loaded), profiles: {} });
  const [briefing] = checked.library.briefings;
  if (!briefing) throw new Error('the base library has no briefing');
  return composeEdition(briefing, context);
}

describe('a file of the author’s templates folder', () => {
  test('stands in for the shipped partial, and nothing else changes', async () => {
    const [shipped, own] = [await composed({}), await composed({ 'templates/partials/masthead.hbs': own1 })];
    expect(own.html).toContain('<header class="mine">');
    expect(own.html).not.toContain('class="masthead"');
    const main = (html: string) => /<div class="opening">[\s\S]*?<section class="apparatus/.exec(html)?.[0];
    expect(main(own.html)).toBe(main(shipped.html));
  });

  test('stands in for the shipped stylesheet, at its place in their order', async () => {
    const { html } = await composed({ 'templates/styles/30-figures.css': '.figure{color:#123456}' });
    const found = [html.indexOf('.masthead::before'), html.indexOf('#123456'), html.indexOf('@top-left')];
    expect(found.every((index) => index > 0)).toBe(true);
    expect(found.toSorted((a, b) => a - b)).toEqual(found);
    expect(html).not.toContain('.figure .drawing svg{');
  });

  test('is an input of the edition, with its hash', async () => {
    const { inputs } = await composed({ 'templates/partials/masthead.hbs': own1 });
    expect(inputs.files.map(({ path: key }) => key)).toContain('templates/partials/masthead.hbs');
    expect(inputs.digest).not.toBe((await composed({})).inputs.digest);
  });

  test('is proofread at its own place', async () => {
    const text = `${own1}<p>In 87% of all</p>\n`;
    const { obstacles } = await composed({ 'templates/partials/masthead.hbs': text });
    expect(obstacles.filter(({ code }) => code === 'unsourced-number').map(({ place }) => place)).toEqual([
      { file: 'content/templates/partials/masthead.hbs', line: 2, column: 7, length: 3 },
    ]);
  });
});

test('a logo that house.yaml names stands beside the series', async () => {
  const [file] = [{ path: 'content/logo.svg', key: 'logo.svg', text: '<svg viewBox="0 0 8 2"/>' }];
  const loaded = loadContent(BASE, 'content');
  const files = loaded.files.map((one) =>
    one.kind === 'house' ? { ...one, text: `logo: logo.svg\n${one.text}` } : one,
  );
  const { html, inputs, obstacles } = await composeFrom({ ...loaded, files, designs: [file] });
  expect(html).toContain(
    '<p class="series"><span class="logo"><svg role="img" aria-label="Testing Notes" preserveAspectRatio="xMinYMid" viewBox="0 0 8 2"></svg></span> Testing Notes</p>',
  );
  expect(inputs.files.map(({ path: key }) => key)).toContain('logo.svg');
  expect(obstacles.filter(({ code }) => code === 'alt-missing')).toEqual([]);
});

test('a briefing without a series is of the house’s', async () => {
  const loaded = loadContent(BASE, 'content');
  const files = loaded.files.map((one) =>
    one.kind === 'house' ? { ...one, text: `series: Notes from the ward\n${one.text}` } : one,
  );
  const { html } = await composeFrom({ ...loaded, files });
  expect(html).toContain('<p class="series">Notes from the ward</p>');
  expect(html).toContain('"genre":"Notes from the ward"');
  expect((await composeFrom(loaded)).html).toContain('<p class="series">Testing Notes</p>');
});

test.each(['commentary', 'flash'])('the layout %s is a class of the body', async (layout) => {
  const loaded = loadContent(BASE, 'content');
  const files = loaded.files.map((one) =>
    one.kind === 'briefing' && layout === 'flash'
      ? { ...one, text: one.text.replace('date:', 'layout: flash\ndate:') }
      : one,
  );
  expect((await composeFrom({ ...loaded, files })).html).toContain(
    `<body class="briefing ${layout}-layout" id="evidence">`,
  );
});

const own1 = '<header class="mine"><p>{{series}}, {{dateLabel}}, {{dataAsOfLabel}}</p></header>\n';
