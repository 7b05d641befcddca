import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../../src/cli/failure.ts';
import { html } from '../../src/page/renderer.ts';
import { loadArchiveDesign } from '../../src/site/design.ts';
import type { HomeModel } from '../../src/site/template-model.ts';
import { createArchiveRenderer } from '../../src/site/template-model.ts';

const { sources } = loadArchiveDesign(path.join(import.meta.dirname, '../..'));

const model: HomeModel = {
  language: 'en-GB',
  publication: 'The Invented Gazette',
  icon: 'data:image/svg+xml,%3Csvg%2F%3E',
  pageTitle: 'The Invented Gazette',
  description: 'Editions.',
  root: '',
  assets: { fonts: 'a', style: 'b', script: 'c' },
  sections: [{ label: 'Editions', href: 'index.html', isCurrent: true }],
  summary: 'One edition.',
  entries: [
    {
      title: 'What was <b onclick=x>shown</b>',
      dek: 'In a line.',
      date: '2026-04-21',
      dateLabel: '21 April 2026',
      href: 'a/2026-04-21/r1/index.html',
      record: 'a/2026-04-21/index.html',
      trials: [],
    },
  ],
  isAll: true,
  years: [{ label: '2026', href: 'years/2026.html', count: 1, countLabel: '1 edition' }],
  series: [],
  trials: [],
};

/** Why the home page is refused that is made with one file edited, or one part of its model; undefined when it is not. */
function refusal(file?: string, edit = (text: string) => text, parts: Partial<HomeModel> = {}) {
  const edited = [...sources].map(([name, source]) => {
    const text = name === file ? edit(source.text) : source.text;
    if (name === file && text === source.text) throw new Error(`${name} stays as it is`);
    return [name, { ...source, text }] as const;
  });
  try {
    createArchiveRenderer({ sources: new Map(edited) }).home({ ...model, ...parts });
    return undefined;
  } catch (error) {
    return failureOf(error);
  }
}

describe('a page of the archive is looked at once it is made', () => {
  test('as it is shipped nothing is wrong with it', () => {
    expect(refusal()).toBeUndefined();
  });

  test.each<[string, string, (text: string) => string, RegExp]>([
    [
      'its policy',
      'partials/head',
      (text) => text.replace("'none'", "'self'"),
      /its content security policy/,
    ],
    [
      'a script',
      'index',
      (text) => text.replace('</main>', '<script>1</script></main>'),
      /a script is not the archive’s own/,
    ],
    [
      'a handler',
      'index',
      (text) => text.replace('<h1>', '<h1 onclick="x()">'),
      /the attribute onclick would run a script/,
    ],
    [
      'a style',
      'index',
      (text) => text.replace('<h1>', '<style>h1 { color: red }</style><h1>'),
      /a style element is not allowed/,
    ],
    [
      'a stylesheet',
      'partials/head',
      (text) => `${text}<link rel="stylesheet" href="https://example.com/x.css">`,
      /a <link> to ‘https:/,
    ],
    [
      'another icon',
      'partials/head',
      (text) => text.replace('href="{{icon}}"', 'href="data:image/svg+xml,x"'),
      /a <link> to ‘data:image\/svg\+xml,x’ is not allowed/,
    ],
    [
      'a refresh',
      'partials/head',
      (text) => `${text}<meta http-equiv="refresh" content="0; url=x">`,
      /may not redirect or control the browser/,
    ],
    [
      'a form',
      'index',
      (text) => text.replace('<h1>', '<form action="x"></form><h1>'),
      /an element <form> is not allowed/,
    ],
    [
      'a comment',
      'index',
      (text) => text.replace('<h1>', '<!-- <h1>'),
      /its ‘publication|its ‘summary’ cannot be read, for example ‘Oneedition/,
    ],
    [
      'hidden entries',
      'partials/entries',
      (text) => text.replace('<ol', '<ol hidden'),
      /its ‘entries’ cannot be read/,
    ],
    [
      'no years',
      'index',
      (text) => text.replace('{{label}}</a> <span class="count">{{countLabel}}', '</a> <span class="count">'),
      /its ‘years’ cannot be read, for example ‘1edition’/,
    ],
    [
      'another title',
      'partials/head',
      (text) => text.replace('{{pageTitle}}', 'x'),
      /its title is not its own/,
    ],
  ])('%s', (_, file, edit, told) => {
    const failure = refusal(file, edit);
    expect(failure?.code).toBe(1);
    expect(failure?.message).toMatch(told);
    expect(failure?.message).toMatch(/^the archive’s page ‘The Invented Gazette’ was not written: /);
  });

  test('markup that came with the archive too', () => {
    const logo = html('<svg onload="x()"><foreignObject></foreignObject></svg>');
    expect(refusal(undefined, undefined, { logo })?.message).toMatch(/onload would run.*<foreignObject>/s);
    const entries = model.entries.map((entry) => ({ ...entry, href: 'javascript:x()' }));
    expect(refusal(undefined, undefined, { entries })?.message).toMatch(/neither https nor mailto/);
  });
});
