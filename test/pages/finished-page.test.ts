import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import { type BuildContext, composeEdition, makeIndex, prepareBuild } from '../../src/build.ts';
import { checkContent } from '../../src/check.ts';
import { loadContent } from '../../src/content/files.ts';
import type { Diagnostic } from '../../src/diagnostics.ts';
import { finishEdition, finishIndex } from '../../src/edition.ts';
import type { Briefing } from '../../src/model/library.ts';
import { hashesOf } from '../../src/outputs/artifact.ts';
import { loadTemplates } from '../../src/page/templates.ts';
import type { Browser } from '../../src/ports.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const TEMPLATES = path.join(ROOT, 'templates');
const BASE = path.join(import.meta.dirname, '../cases/base/content');

const shipped = (name: string) => readFileSync(path.join(TEMPLATES, name), 'utf8');

type Edits = Record<string, (text: string) => string>;

/** A context whose author overrides some shipped files by edited copies, or what is wrong with these. */
function open(edits: Edits): { context: BuildContext } | { problems: Diagnostic[] } {
  const designs = Object.entries(edits).map(([name, edit]) => {
    const [before, after] = [shipped(name), edit(shipped(name))];
    if (before === after) throw new Error(`${name} stays as it is`);
    return { path: `content/templates/${name}`, key: `templates/${name}`, text: after };
  });
  const loaded = { ...loadContent(BASE, 'content'), designs };
  const checked = checkContent(loaded, loadTemplates(TEMPLATES, 'templates'), 'content');
  if ('problems' in checked) return checked;
  const tool = { trialbrief: '0.1.0', node: 'v24', files: 'f' };
  return { context: prepareBuild(checked, { tool, hashes: hashesOf(loaded), profiles: {} }) };
}

function said(problems: readonly Diagnostic[]): string[] {
  return problems
    .filter(({ code }) => ['part-left-out', 'markup-not-allowed', 'style-not-allowed'].includes(code))
    .map(
      ({ code, place: { file, line, column }, message }) => `${code} ${file}:${line}:${column} ${message}`,
    );
}

/** What stands against an edition before it is printed. */
async function complaints(edits: Edits): Promise<string> {
  const opened = open(edits);
  if ('problems' in opened) return said(opened.problems).join('\n');
  const briefing = opened.context.library.briefings[0] as Briefing;
  return said((await composeEdition(briefing, opened.context)).obstacles).join('\n');
}

const masthead = 'partials/masthead.hbs';
const briefing = 'briefing.hbs';

test('of the shipped page nothing is left out', async () => {
  const opened = open({});
  if ('problems' in opened) throw new Error('the base library is not sound');
  const { obstacles } = await composeEdition(opened.context.library.briefings[0] as Briefing, opened.context);
  expect(said(obstacles)).toEqual([]);
});

describe('what a reader cannot read counts as left out', () => {
  test.each<[string, Edits]>([
    ['a comment that is not closed', { [masthead]: (text) => `${text}<!-- ` }],
    ['a template element', { [masthead]: (text) => `${text}<template>` }],
    ['a noscript element', { [masthead]: (text) => `${text}<noscript>` }],
    ['a style that is not closed', { [masthead]: (text) => `${text}<style>` }],
    [
      'hidden parts',
      { [briefing]: (text) => text.replace('<main id="briefing">', '<main id="briefing" hidden>') },
    ],
    ['display', { [briefing]: (text) => text.replace('<main id', '<main style="display: none" id') }],
    ['size', { [briefing]: (text) => text.replace('<main id', '<main style="font-size:0" id') }],
    [
      'a condition that never holds',
      {
        [briefing]: (text) =>
          text.replace('<main', '{{#unless language}}<main').replace('</main>', '</main>{{/unless}}'),
      },
    ],
    [
      'a condition around a part',
      {
        'partials/back-matter.hbs': (text) =>
          `{{#if abbreviations}}{{#unless abbreviations}}${text}{{/unless}}{{/if}}`,
      },
    ],
    ['an attribute that swallows it', { [masthead]: (text) => `${text}<p title='` }],
    ['figures', { 'partials/figure.hbs': (text) => text.replace('{{source}}', '<!-- {{source}} -->') }],
    [
      'tables',
      { 'partials/table.hbs': (text) => text.replace(/\{\{source\}\}/, '<span hidden>{{source}}</span>') },
    ],
  ])('%s', async (_, edits) => {
    const found = await complaints(edits);
    expect(found).toMatch(/part-left-out|an element <(?:template|noscript)> is not allowed/);
    expect(found).toContain(`content/templates/${Object.keys(edits)[0]}:`);
  });
});

describe('what runs or loads something is refused where it was written', () => {
  test.each<[string, string, RegExp]>([
    ['a script', '<script>alert(1)</script>', /masthead\.hbs:5:1 only the page’s own script/],
    ['a script from elsewhere', '<script src="https://example.com/x.js"></script>', /masthead\.hbs:5:1/],
    ['a module', '<script type="module">1</script>', /masthead\.hbs:5:1/],
    ['an event handler', '<p onclick="alert(1)">x</p>', /masthead\.hbs:5:4 the attribute onclick/],
    ['another one', '<svg ONLOAD=alert(1)></svg>', /masthead\.hbs:5:6 the attribute onload/],
    ['a frame', '<iframe srcdoc="x"></iframe>', /masthead\.hbs:5:1 an element <iframe>/],
    ['an object', '<object data="x.svg"></object>', /masthead\.hbs:5:1 an element <object>/],
    ['a form', '<form action="https://example.com"></form>', /masthead\.hbs:5:1 an element <form>/],
    ['a base', '<base href="https://example.com">', /masthead\.hbs:5:1 an element <base>/],
    [
      'a refresh',
      '<meta http-equiv="refresh" content="0;url=https://example.com">',
      /masthead\.hbs:5:7 a page may not/,
    ],
    ['a picture', '<img src="https://example.com/x.png" alt="">', /masthead\.hbs:5:6 .*no part of the page/],
    ['a set of pictures', '<img srcset="x.png 2x" alt="">', /masthead\.hbs:5:6 the attribute srcset/],
    ['a script behind a link', '<a href="java&#10;script:alert(1)">x</a>', /masthead\.hbs:5:4 a link/],
    [
      'an address in a style',
      '<p style="background:url(https://example.com/x)">x</p>',
      /masthead\.hbs:5:4 ‘url\(https/,
    ],
    ['an image-set', '<p style=\'background:image-set("https://example.com/x" 1x)\'>x</p>', /‘image-set\(’/],
    ['an address behind an escape', '<p style="background:\\75rl(https://example.com/x)">x</p>', /‘\\75rl/],
    ['one behind an entity', '<p style="background:&#117;rl(https://example.com/x)">x</p>', /‘url\(/],
    ['an import', '<style>@import "https://example.com/x.css";</style>', /masthead\.hbs:5:8 ‘@import’/],
    ['one behind an escape', '<style>@\\69mport "x.css";</style>', /masthead\.hbs:5:8 ‘@\\69mport’/],
    [
      'foreign markup in a drawing',
      '<svg><foreignObject></foreignObject></svg>',
      /masthead\.hbs:5:6 an element <foreignobject>/i,
    ],
    ['an animation of a link', '<svg><animate attributeName="href" to="x"/></svg>', /an element <animate>/],
  ])('%s', async (_, markup, expected) => {
    expect(await complaints({ [masthead]: (text) => `${text}${markup}` })).toMatch(expected);
  });
});

describe('the content security policy of the finished page is ours', () => {
  const policy = /<meta http-equiv="Content-Security-Policy".*>\n/;
  test.each<[string, (text: string) => string]>([
    ['left out', (text) => text.replace(policy, '')],
    ['in a comment', (text) => text.replace(policy, (found) => `<!-- ${found} -->`)],
    ['weaker', (text) => text.replace("default-src 'none'", "default-src 'none' https:")],
    [
      'wider for scripts',
      (text) => text.replace("script-src '{{scriptHash}}'", "script-src '{{scriptHash}}' 'unsafe-inline'"),
    ],
    [
      'behind a style',
      (text) => text.replace(policy, '').replace('</head>', `${policy.exec(text)?.[0]}</head>`),
    ],
    [
      'in the body',
      (text) => text.replace(policy, '').replace('<body', `</head>${policy.exec(text)?.[0]}<body`),
    ],
    ['in a template element', (text) => text.replace(policy, (found) => `<template>${found}</template>`)],
    ['twice', (text) => text.replace(policy, (found) => found + found)],
  ])('%s', async (_, edit) => {
    expect(await complaints({ [briefing]: edit })).toMatch(
      /(?:markup-not-allowed|part-left-out) content\/templates\/briefing\.hbs/,
    );
  });

  test('the language, the title, the style and the script stay', async () => {
    const found = await complaints({
      [briefing]: (text) =>
        text
          .replace('lang="{{language}}"', 'lang="xx" class="{{language}}"')
          .replace('<title>{{plainTitle}}', '<title>x{{plainTitle}}')
          .replace('<style>{{style}}', '<style>p{}{{style}}')
          .replace('<script>{{script}}</script>', '<!-- {{script}} -->'),
    });
    for (const part of ['the language', 'the title', 'the style', 'the page’s script'])
      expect(found).toContain(`on the finished page ${part}`);
  });
});

const listed = {
  '2026-01-15-base': { title: 'Base', dek: 'What was shown.', date: '2026-01-15' },
};

describe('the list of editions is looked at as a page is', () => {
  test.each<[string, (text: string) => string, RegExp]>([
    [
      'without its policy',
      (text) => text.replace(/<meta http-equiv[^>]*>/, ''),
      /content security policy is not the shipped one|scriptHash/,
    ],
    [
      'with another policy',
      (text) => text.replace("default-src 'none'", "default-src 'self'"),
      /content security policy is not the shipped one/,
    ],
    [
      'with a script',
      (text) => text.replace('</main>', '<script>1</script></main>'),
      /only the page’s own script|a script is not/,
    ],
    [
      'with its editions in a comment',
      (text) => text.replace('<ol', '<!-- <ol'),
      /‘editions’ cannot be read on the finished page/,
    ],
    [
      'with its editions hidden',
      (text) => text.replace('<ol', '<ol hidden'),
      /‘editions’ cannot be read on the finished page/,
    ],
    [
      'without an edition',
      (text) => text.replace('{{dek}}', '{{#unless dek}}{{dek}}{{/unless}}'),
      /‘editions’ cannot be read on the finished page/,
    ],
  ])('%s', async (_, edit, expected) => {
    const opened = open({ 'index.hbs': edit });
    const problems =
      'problems' in opened ? opened.problems : (await makeIndex(listed, opened.context)).obstacles;
    expect(said(problems).join('\n')).toMatch(expected);
    expect(problems[0]?.place.file).toBe('content/templates/index.hbs');
  });

  test('with a link to nowhere and a character without a glyph', async () => {
    const opened = open({
      'index.hbs': (text) => text.replace('</main>', '<p>🧪 <a href="#gone">x</a></p></main>'),
    });
    if ('problems' in opened) throw new Error('refused too early');
    const { obstacles } = await makeIndex(listed, opened.context);
    expect(obstacles.map(({ code }) => code).sort()).toEqual(['dangling-anchor', 'missing-glyph']);
  });

  test('as it is shipped nothing is wrong with it', async () => {
    const opened = open({});
    if ('problems' in opened) throw new Error('the base library is not sound');
    expect((await makeIndex(listed, opened.context)).obstacles).toEqual([]);
  });
});

describe('what a browser does not show', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
  });

  const style = 'styles/20-page.css';
  test.each<[string, string, string]>([
    ['nowhere', '.apparatus { display: none !important }', 'disclosures'],
    [
      'not on a screen',
      '@media screen { .bottom-line { visibility: hidden } }',
      '‘bottomLine’ is not visible on a screen',
    ],
    [
      'out of sight',
      '@media screen { .bottom-line { position: absolute; left: -9999px } }',
      '‘bottomLine’ is not visible on a screen',
    ],
    ['faded', '.bottom-line { opacity: 0 }', '‘bottomLine’ is not visible on a screen'],
    ['transparent', '.sources, .sources * { color: transparent }', '‘sources’ is not visible on a screen'],
    ['once unfolded', '.ledger table { display: none }', '‘ledger’ is not visible on a screen'],
    ['of what differs', '#differences table { opacity: 0 }', '‘differences’ is not visible on a screen'],
    ['in either mode', '.evidence { display: none !important }', '‘body’ is not visible on a screen'],
    ['of what limits', '.unlike { visibility: hidden }', 'is not visible on a screen for example ‘≠’'],
    ['of no size', '.bottom-line { font-size: 0 }', '‘bottomLine’ is not visible on a screen'],
    ['not in print', '@media print { .apparatus { display: none !important } }', 'missing from the PDF'],
  ])('%s: %s', async (_, rule, expected) => {
    const opened = open({ [style]: (text) => `${text}\n${rule}\n` });
    if ('problems' in opened) throw new Error(said(opened.problems).join('\n'));
    const composed = await composeEdition(opened.context.library.briefings[0] as Briefing, opened.context);
    const { obstacles } = await finishEdition(composed, opened.context, Promise.resolve(browser), {
      thorough: true,
      png: false,
      mail: false,
    });
    expect(said(obstacles).join('\n')).toContain(expected);
  });

  test.each([
    ['.editions { display: none }', /‘editions’ is not visible on a screen/],
    ['.editions { text-align: start }', /^$/],
  ])('of the list of editions: %s', async (rule, expected) => {
    const opened = open({ 'styles/28-index.css': (text) => `${text}\n${rule}\n` });
    if ('problems' in opened) throw new Error(said(opened.problems).join('\n'));
    const { obstacles } = await finishIndex(listed, opened.context, Promise.resolve(browser), true);
    expect(said(obstacles).join('\n')).toMatch(expected);
  });

  test('of the shipped page everything is seen', async () => {
    const opened = open({});
    if ('problems' in opened) throw new Error('the base library is not sound');
    const composed = await composeEdition(opened.context.library.briefings[0] as Briefing, opened.context);
    const { obstacles } = await finishEdition(composed, opened.context, Promise.resolve(browser), {
      thorough: true,
      png: false,
      mail: false,
    });
    expect(said(obstacles)).toEqual([]);
  });
});
