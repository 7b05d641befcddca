import { expect, test } from 'vitest';
import { missingAlts } from '../../src/page/finished.ts';
import { parseHtml } from '../../src/page/html-document.ts';

test.each([
  ['<svg role="img"><title>T</title><desc>Bars rise.</desc><path/></svg>'],
  ['<svg role="img" aria-label="Bars rise."><text>1</text></svg>'],
  ['<svg aria-hidden="true"></svg><img aria-hidden="true" src="data:,">'],
  ['<img alt="A logo" src="data:,">'],
])('%s says what it shows', (html) => {
  expect(missingAlts(parseHtml(html))).toEqual([]);
});

test('pictures that say nothing are told with their figure', () => {
  const html = `<div id="figure-depth"><div id="x"><svg><title>T</title><desc> </desc><text>Words</text></svg></div></div>
<p id="p"><img src="data:,"><img alt=" " src="data:,"></p><svg><desc>Yes</desc></svg>`;
  expect(missingAlts(parseHtml(html))).toEqual([
    { element: 'svg', within: 'figure-depth' },
    { element: 'img' },
    { element: 'img' },
  ]);
});
