import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import { type HtmlNumber, readBoundNumbers } from '../../src/page/bound-numbers.ts';
import { parseHtml } from '../../src/page/html-document.ts';
import { compareNumbers, type PageDifference, parityProblems } from '../../src/page/parity.ts';
import { type PdfText, readPdfText } from '../../src/pdf/text.ts';
import type { Browser } from '../../src/ports.ts';
import { bound, contractPage, drawing, fillPage } from './contract-page.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser[Symbol.asyncDispose]());

async function printed(html: string): Promise<PdfText> {
  return readPdfText(Buffer.from(await browser.print({ html, paper: 'A4' })));
}

const RATIO = bound(1, 'aquila.pfs.hr', 'HR&nbsp;0.49 (95%&nbsp;CI 0.36–0.67)', '†§');
const WORD = '<text x="0" y="12" data-finding="perseus.mrd.d-vrd">65.1%</text>';
const TICKS = '<text x="60" y="12" data-scale="">100</text>';

const PAGE = contractPage(`<h1>About ${bound(2, 'maia.mrd.d-rd', '32.1%')}</h1>
<p style="width: 22mm">Hazard ${RATIO} at ${bound(3, 'maia.mrd.d-rd', '10<sup>−5</sup>', '§')}, or 10<sup>−6</sup>.</p>
<section class="key-figures"><p>${bound(4, 'aquila.cr.dara', '17 of 194 eﬃcacy pa&shy;tients')}</p></section>
<div class="figure" id="figure-depth">${drawing(WORD + TICKS)}<p>${bound(2, 'maia.mrd.d-rd', '118/368')}</p>
<div class="narrow"><svg role="img">${WORD.replace('65.1%', '65%')}</svg></div>
<details class="data"><table><tr><td>${bound(5, 'x.orr.y', '64%')}</td></tr></table></details></div>
<p data-screen-only>${bound(6, 'x.cr.y', '12%')}</p>
${fillPage(1)}<p style="width: 35mm">Page ${RATIO} over pages</p>`);

async function differences(html: string, pdfHtml: string): Promise<PageDifference[]> {
  return compareNumbers(readBoundNumbers(parseHtml(html)), await printed(pdfHtml));
}

describe('a page and its PDF', () => {
  test('hold the same numbers, over lines and pages and in drawings', async () => {
    const pdf = await printed(PAGE);
    expect(pdf.numbers).toHaveLength(6);
    expect(pdf.numbers.at(-1)).toMatchObject({ entry: 1, page: 2 });
    expect(compareNumbers(readBoundNumbers(parseHtml(PAGE)), pdf)).toEqual([]);
  });

  test.each<[string, (html: string) => string, PageDifference[]]>([
    [
      'a number that the PDF lacks',
      (html) => html.replace('>17 of 194', ' style="display: none">17 of 194'),
      [
        {
          kind: 'missing',
          id: 'aquila.cr.dara',
          entry: 4,
          text: '17 of 194 eﬃcacy pa\u00ADtients',
          where: 'key figures',
        },
      ],
    ],
    [
      'another number in the PDF',
      (html) => html.replace('32.1%', '32.7%'),
      [
        {
          kind: 'different',
          id: 'maia.mrd.d-rd',
          entry: 2,
          text: '32.1%',
          where: 'title',
          found: '32.7%',
          page: 1,
        },
      ],
    ],
    [
      'nothing when the PDF shows what was for the screen',
      (html) => html.replace('<p data-screen-only>', '<p>'),
      [],
    ],
    [
      'an entry that only the PDF has',
      (html) => html.replace('href="#e3"', 'href="#e7"'),
      [
        { kind: 'missing', id: 'maia.mrd.d-rd', entry: 3, text: '10⁻⁵', where: 'text' },
        { kind: 'extra', id: '', entry: 7, text: '10−5§', page: 1 },
      ],
    ],
    [
      'a drawing without one of its words',
      (html) => html.replace('>65.1%<', '>165.1%<'),
      [{ kind: 'missing', id: 'perseus.mrd.d-vrd', text: '65.1%', where: 'figure depth', page: 1 }],
    ],
    [
      'no drawing at all',
      (html) => html.replace('role="img"', 'role="img" hidden style="display: none"'),
      [{ kind: 'missing', id: 'perseus.mrd.d-vrd', text: '65.1%', where: 'figure depth' }],
    ],
  ])('%s', async (_, change, expected) => {
    expect(change(PAGE)).not.toBe(PAGE);
    expect(await differences(PAGE, change(PAGE))).toEqual(expected);
  });

  test('that hides what the other shows is told', async () => {
    const html = contractPage(
      `<style>@media print { .detail { display: none } }</style><p class="detail">${bound(1, 'a.orr.x', '64%')}</p>`,
    );
    expect(await differences(html, html)).toEqual([
      { kind: 'missing', id: 'a.orr.x', entry: 1, text: '64%', where: 'text' },
    ]);
  });
});

describe('comparing', () => {
  const number = (entry: number, text: string): HtmlNumber => ({
    id: `id${entry}`,
    entry,
    text,
    where: 'text',
    visibleInPrint: true,
  });
  const pdf = (...numbers: [number, string][]): PdfText => ({
    numbers: numbers.map(([entry, text]) => ({ entry, text, page: 3 })),
    drawings: [],
    pages: ['of 7.5% Foot', 'and 12 −5'],
  });

  test('tells each form once, however often it occurs', () => {
    const page = [number(1, '5%'), number(1, '5%'), number(1, '5 %'), number(2, '5%')];
    expect(compareNumbers(page, pdf([2, '5%'], [3, '9'], [3, '9§']))).toEqual([
      { kind: 'missing', id: 'id1', entry: 1, text: '5%', where: 'text' },
      { kind: 'extra', id: '', entry: 3, text: '9', page: 3 },
    ]);
  });

  test('does not take a reference number for a part of a number, nor the other way round', () => {
    expect(compareNumbers([number(2, '3')], pdf([2, '32']))).toEqual([
      { kind: 'different', id: 'id2', entry: 2, text: '3', where: 'text', found: '32', page: 3 },
    ]);
  });

  test('looks for words of what is no tagged drawing on all pages', () => {
    const word = (text: string): HtmlNumber => ({ id: 'a', text, where: 'figure b', visibleInPrint: true });
    expect(compareNumbers([word('12⁻⁵'), word('7.5%'), word('5%')], pdf())).toEqual([
      { kind: 'missing', id: 'a', text: '5%', where: 'figure b' },
    ]);
  });
});

test('differences are told at the briefing, as errors', () => {
  const place = { file: 'briefings/x.md', line: 1, column: 1 };
  const told = parityProblems(
    [
      { kind: 'missing', id: 'a.cr.x', entry: 4, text: '8%', where: 'key figures' },
      { kind: 'missing', id: 'b.cr.x', text: '9%', where: 'figure depth', page: 2 },
      { kind: 'different', id: 'c.cr.x', entry: 2, text: '3%', where: 'text', found: '4%', page: 1 },
      { kind: 'extra', id: '', entry: 7, text: '5%', page: 3 },
    ],
    place,
  );
  expect(told.map(({ message }) => message)).toEqual([
    '‘8%’ (a.cr.x, entry 4) in the key figures of the page is not in the PDF',
    '‘9%’ (b.cr.x) in figure depth of the page is not in its drawing on page 2 of the PDF',
    '‘3%’ (c.cr.x, entry 2) in the text of the page is ‘4%’ on page 1 of the PDF',
    '‘5%’ (entry 7) on page 3 of the PDF is nowhere in the page',
  ]);
  expect(told.map(({ code, severity, place: at, hints }) => [code, severity, at, hints.length])).toEqual(
    told.map(() => ['parity', 'error', place, 1]),
  );
});
