import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkContent } from '../../src/check.ts';
import { loadContent } from '../../src/content/files.ts';
import type { Diagnostic } from '../../src/diagnostics.ts';
import {
  clientsWithout,
  featuresOfCss,
  featuresOfHtml,
  harmless,
  withoutAccent,
} from '../../src/mail/support.ts';
import { loadTemplates } from '../../src/page/templates.ts';
import { mailEdition, shippedTemplate } from '../mail/edition.ts';

const root = path.join(import.meta.dirname, '../..');

/** What is told of the base library with the author's templates. */
function told(designs: Record<string, string>): Diagnostic[] {
  const own = Object.entries(designs).map(([key, text]) => ({ path: `content/${key}`, key, text }));
  const loaded = loadContent(path.join(root, 'test/cases/base/content'), 'content');
  const checked = checkContent(
    { ...loaded, designs: own },
    loadTemplates(path.join(root, 'templates'), 'templates'),
    'content',
  );
  return 'problems' in checked ? checked.problems : checked.warnings;
}

function keys(features: { key: string }[]): string[] {
  return features.map(({ key }) => key);
}

describe('the shipped mail', () => {
  let used: Set<string>;

  beforeAll(async () => {
    const { html } = await mailEdition();
    const css = withoutAccent(shippedTemplate('mail.css'));
    used = new Set(keys([...featuresOfHtml(html), ...featuresOfCss(css)]));
  });

  test('uses nothing that a client drops but what the mail holds without', () => {
    const found = [...used].filter(
      (key) => clientsWithout({ key }).length > 0 && harmless[key] === undefined,
    );
    expect(found.map((key) => `${key}: ${clientsWithout({ key }).join(', ')}`)).toEqual([]);
  });

  test('uses everything that is explained, and some client drops it', () => {
    const needless = Object.keys(harmless).filter(
      (key) => !used.has(key) || clientsWithout({ key }).length === 0,
    );
    expect(needless).toEqual([]);
  });
});

describe('an author’s own', () => {
  test('stylesheet of the mail: what clients drop, each once, where it is first used', () => {
    const css = '.numeral {\n  display: flex;\n  gap: 2vw;\n  color: var(--accent);\n}\n.unit { gap: 4px }\n';
    expect(
      told({ 'templates/styles/mail.css': css }).map(({ code, severity, message, place }) => [
        code,
        severity,
        message.replace(/ is dropped by .*/, ''),
        `${place.line}:${place.column}+${place.length}`,
      ]),
    ).toEqual([
      ['mail-unsupported', 'warning', '‘display: flex’', '2:3+13'],
      ['mail-unsupported', 'warning', '‘gap’', '3:3+8'],
      ['mail-unsupported', 'warning', 'the unit ‘vw’', '3:3+8'],
    ]);
  });

  test('template of the mail: elements, attributes and styles, past its expressions', () => {
    const own = `${shippedTemplate('partials/mail-footer')}{{#if page}}<video></video><p style="float: left">{{page}}</p>{{/if}}\n`;
    const found = told({ 'templates/partials/mail-footer.hbs': own });
    expect(found.map(({ message }) => message.replace(/ is dropped by .*/, ''))).toEqual([
      '<video>',
      'an element <video> is not allowed',
      '‘float’',
    ]);
    expect(found[0]?.message).toMatch(/Gmail on the web.* and /);
    expect(found[0]?.place).toMatchObject({
      file: 'content/templates/partials/mail-footer.hbs',
      line: 5,
      column: 13,
    });
  });

  test('stylesheet of the page is none of the mail’s business', () => {
    expect(told({ 'templates/styles/30-figures.css': '.figure { display: grid }' })).toEqual([]);
  });

  test('template of the mail is checked like the others: its paths, and what it may not leave out', () => {
    const found = told({ 'templates/partials/mail-footer.hbs': '<p>{{footer}} {{unsubscribe-url}}</p>' });
    expect(found.map(({ code, message }) => [code, message])).toEqual([
      ['unknown-path', 'the page has no ‘unsubscribe-url’'],
    ]);
    expect(told({ 'templates/partials/mail-footer.hbs': '<p>{{footer}}</p>' })).toMatchObject([
      {
        code: 'part-left-out',
        message: '‘unsubscribe’ is not printed',
        place: { file: 'content/templates/partials/mail-footer.hbs' },
      },
    ]);
  });

  test('template of the mail stands in for the shipped one, and its numbers are proofread at its place', async () => {
    const own = `${shippedTemplate('partials/mail-footer')}<tr><td>In 87% of all</td></tr>\n`;
    const { html, obstacles } = await mailEdition({ designs: { 'templates/partials/mail-footer.hbs': own } });
    expect(html).toContain('In 87% of all');
    expect(obstacles.map(({ code, place }) => `${code} ${place.file}:${place.line}`)).toEqual(
      expect.arrayContaining(['unsourced-number content/templates/partials/mail-footer.hbs:5']),
    );
  });

  test('template that drops numbers is told by what its text has more', async () => {
    const own = shippedTemplate('partials/mail-opening').replace('{{detail}}', '{{#if detail}}{{/if}}');
    const { obstacles } = await mailEdition({
      briefing: 'aquila',
      designs: { 'templates/partials/mail-opening.hbs': own },
    });
    expect(obstacles.map(({ code, message }) => `${code}: ${message}`)).toEqual(
      expect.arrayContaining([
        'mail-parity: ‘5.2’ in the mail’s text is nowhere in its html',
        'mail-parity: ‘13.7’ in the mail’s text is nowhere in its html',
      ]),
    );
  });
});

describe('what is read', () => {
  test('of a stylesheet: rules, not comments, and of @media that it is there', () => {
    const css =
      '/* a { gap: 1px } */\np, a:hover { margin: 0 1em }\n@media (max-width: 480px) { p { gap: 1px } }\nb { width: calc(1px) }';
    expect(keys(featuresOfCss(css))).toEqual([
      'at:media',
      'at:media (max-width)',
      'property:margin',
      'pair:margin:0 1em',
      'unit:em',
      'property:width',
      'pair:width:calc(1px)',
      'unit:px',
      'function:calc',
    ]);
  });

  test('of html: elements, attributes and style attributes', () => {
    expect(keys(featuresOfHtml('<p style="gap:1px">a<b title="x">b</b></p>'))).toEqual([
      'element:p',
      'attribute:style',
      'property:gap',
      'pair:gap:1px',
      'unit:px',
      'element:b',
      'attribute:title',
    ]);
  });
});
