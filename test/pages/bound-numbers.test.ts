import { expect, test } from 'vitest';
import { readBoundNumbers } from '../../src/page/bound-numbers.ts';
import { parseHtml } from '../../src/page/html-document.ts';

const NUMBER = '<a class="finding" id="n1-1" href="#e1"><data value="maia.mrd.d-rd">32.1%</data></a>';
const IS_NUMBER = {
  id: 'maia.mrd.d-rd',
  entry: 1,
  anchor: 'n1-1',
  text: '32.1%',
  where: 'text',
  visibleInPrint: true,
};

test('a number is read with its id, its entry and its form', () => {
  const html = `<p>About <a class="finding computed" id="n12-2" href="#e12"><data value="gap(a.x, b.x)">10<sup>−5</sup>
  to&nbsp;3&#37;</data></a> and ${NUMBER} of them.</p>`;
  expect(readBoundNumbers(parseHtml(html))).toEqual([
    {
      id: 'gap(a.x, b.x)',
      entry: 12,
      anchor: 'n12-2',
      text: '10⁻⁵ to\u00A03%',
      where: 'text',
      visibleInPrint: true,
    },
    IS_NUMBER,
  ]);
});

test('a link to an entry that has the class is one without data too, and other links are not', () => {
  const html =
    '<p><a class="finding" href="#e3">7</a> <a href="#e3">e3</a> <a href="#entry-3">e3</a> <a href="#source-3">3</a> <a class="finding" href="#e3x">4</a> <a class="finding" href="x#e3">5</a></p>';
  expect(readBoundNumbers(parseHtml(html))).toEqual([
    { id: '', entry: 3, text: '7', where: 'text', visibleInPrint: true },
  ]);
});

test('a number ends with its link, whatever comes after', () => {
  const html = `<p>${NUMBER}<data value="b">9</data>${NUMBER} 8<br>7</p>`;
  expect(readBoundNumbers(parseHtml(html))).toEqual([IS_NUMBER, IS_NUMBER]);
});

test.each([
  [`<h1 class="small">${NUMBER}</h1>`, 'title'],
  [`<p class="dek">${NUMBER}</p>`, 'title'],
  [`<section class="bottom-line"><ol><li>${NUMBER}</li></ol></section>`, 'bottom line'],
  [`<section class="key-figures"><p>${NUMBER}</p></section>`, 'key figures'],
  [`<div class="figure" id="figure-depth"><p class="title">${NUMBER}</p></div>`, 'figure depth'],
  [`<div class="table" id="table-context"><table><tr><td>${NUMBER}</table></div>`, 'table context'],
  [`<p class="preheader">${NUMBER}</p>`, 'preheader'],
  [`<section class="changes"><p>${NUMBER}</p></section>`, 'what changed'],
  [`<details class="differences"><p>${NUMBER}</p></details>`, 'list of differences'],
  [`<section class="ledger"><p>${NUMBER}</p></section>`, 'ledger'],
  [`<section class="key-figures"></section><p id="figure-x">${NUMBER}</p>`, 'text'],
])('%s stands in: %s', (html, where) => {
  expect(readBoundNumbers(parseHtml(html))).toEqual([{ ...IS_NUMBER, where }]);
});

test.each([
  [`<details class="data"><table><tr><td>${NUMBER}</td></tr></table></details>`, false],
  [`<div class="drawing narrow">${NUMBER}</div>`, false],
  [`<p data-screen-only><b>${NUMBER}</b></p>`, false],
  [`<details><p>${NUMBER}</p></details>`, true],
  [`<p class="data">${NUMBER}</p>`, true],
  [`<div class="narrow"><p>No</div><p>${NUMBER}</p>`, true],
])('%s is seen in print: %s', (html, visibleInPrint) => {
  expect(readBoundNumbers(parseHtml(html))).toEqual([{ ...IS_NUMBER, visibleInPrint }]);
});

test('words of drawings are numbered by the drawings that print; scales are no data', () => {
  const word = (id: string, text: string) => `<text x="1" y="2" data-finding="${id}">${text}</text>`;
  const html = `<svg role="img"><title>Alt 9%</title><rect width="1"/><text data-scale>0</text>${word('a', '65<tspan>.1%</tspan>')}</svg>
<div class="narrow"><svg role="img">${word('a', '65.1%')}</svg></div><svg aria-hidden="true" role="img"></svg><img alt="" src="x">
<figure id="figure-b" class="figure"><svg role="img">${word('b c', '2 of 3')}</svg><figcaption>${NUMBER}</figcaption></figure>
<svg>${word('d', '7%')}</svg>`;
  expect(readBoundNumbers(parseHtml(html))).toEqual([
    { id: 'a', text: '65.1%', where: 'text', visibleInPrint: true, drawing: 1 },
    { id: 'a', text: '65.1%', where: 'text', visibleInPrint: false },
    { id: 'b c', text: '2 of 3', where: 'figure b', visibleInPrint: true, drawing: 2 },
    { ...IS_NUMBER, where: 'figure b' },
    { id: 'd', text: '7%', where: 'text', visibleInPrint: true },
  ]);
});

test('a page without numbers has none', () => {
  expect(
    readBoundNumbers(parseHtml('<style>a[href="#e1"]{}</style><p>&lt;a href="#e1"&gt;1&lt;/a&gt;')),
  ).toEqual([]);
});
