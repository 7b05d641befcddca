import { expect, test } from 'vitest';
import { lintTexts } from '../../src/evidence/lint/lint.ts';
import { readTemplates } from '../../src/page/template-texts.ts';

function textsOf(text: string) {
  const file = { path: 'templates/partials/x.hbs', text };
  return readTemplates({ sources: new Map([['partials/x', file]]) });
}

test('expressions are gaps, blocks and comments nothing', () => {
  const texts = textsOf(
    '<p class="{{size}}">{{!-- 12 {{x}} --}}Of {{count}}{{#if more}}, 7{{else}} 8{{/if}}1{{> tail}}</p>',
  );
  expect(texts.map(({ segments }) => segments.map(({ kind, text }) => [kind, text]))).toEqual([
    [
      ['text', 'Of '],
      ['bound', ''],
      ['text', ', 7'],
      ['text', ' 8'],
      ['text', '1'],
    ],
  ]);
});

test('every text has its place, after entities and in attributes too', () => {
  const { unsourced } = lintTexts(
    textsOf(
      '<p>\n  {{title}}&nbsp;in <b>71%</b>\n</p>\n<img class="x" alt=\'So 72% &amp; {{n}}\'>\n{{#if a}}<p>73%</p>{{/if}}',
    ),
  );
  expect(unsourced.map(({ text, place }) => [text, place?.line, place?.column, place?.length])).toEqual([
    ['71%', 2, 24, 3],
    ['72%', 4, 24, 3],
    ['73%', 5, 13, 3],
  ]);
});
