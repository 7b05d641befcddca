import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import { hasNumber, type PdfText, readPdfText, toBareNumber, toPlainText } from '../../src/pdf/text.ts';
import type { Browser } from '../../src/ports.ts';
import { bound, contractPage, drawing, fillPage } from './contract-page.ts';

const RATIO = 'HR 0.49 (95% CI 0.36–0.67)';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser[Symbol.asyncDispose]());

async function read(html: string): Promise<PdfText> {
  return readPdfText(Buffer.from(await browser.print({ html, paper: 'A4' })));
}

describe('numbers of a PDF', () => {
  test('are the texts of links to entries, in reading order, without the reference after them', async () => {
    const { numbers } = await read(
      contractPage(`<p>It was ${bound(2, 'maia.mrd.d-rd', '32.1%', '§')} at ${bound(1, 'maia.mrd.d-rd', '10<sup>−5</sup>')},
<sup class="cite"><a href="#source-3">3</a></sup> <b id="source-3">not</b> ${bound(2, 'maia.mrd.d-rd', '118 of 368')}.</p>
<p style="break-before: page">${bound(9, 'a.os.x', 'not reached')}</p>`),
    );
    expect(numbers).toEqual([
      { entry: 2, text: '32.1%§', page: 1 },
      { entry: 1, text: '10−5', page: 1 },
      { entry: 2, text: '118 of 368', page: 1 },
      { entry: 9, text: 'not reached', page: 2 },
    ]);
  });

  test('are whole when they break over lines', async () => {
    const { numbers } = await read(
      contractPage(`<p style="width: 22mm">Hazard ${bound(3, 'a.os.hr', RATIO)}</p>`),
    );
    expect(numbers).toEqual([{ entry: 3, text: RATIO, page: 1 }]);
  });

  test('are whole when they break over pages', async () => {
    const { numbers, pages } = await read(
      contractPage(
        `${fillPage(1)}<p style="width: 35mm">Page ${bound(3, 'a.os.hr', RATIO, '§')} and ${bound(4, 'a.os.x', '7%')}</p>`,
      ),
    );
    expect(numbers).toEqual([
      { entry: 3, text: `${RATIO} §`, page: 1 },
      { entry: 4, text: '7%', page: 2 },
    ]);
    expect(pages[0]).toMatch(/^Fill\. Page HR 0\.49 \(95% /);
    expect(pages[1]).toMatch(/^CI 0\.36–0\.67\)§ and 7% Evidence/);
  });

  test('are without the letters that tight lines leave on the page before or after', async () => {
    const tight = `<p style="line-height: 0.9; font-size: 20pt">${bound(3, 'a.os.hr', RATIO)}</p>`;
    const { numbers, pages } = await read(contractPage(`${fillPage(1.1)}${tight}`));
    expect(pages[1]).toMatch(/^\( 0\.67\) /);
    expect(numbers).toEqual([{ entry: 3, text: 'HR 0.49 (95% CI 0.36– 0.67)', page: 1 }]);
  });

  test('stand on the page where they are seen, though a sliver of them is on the one before', async () => {
    const { numbers } = await read(
      contractPage(`<p>First.</p><p style="break-before: page">${bound(3, 'a', '7%')}</p>`),
    );
    expect(numbers).toEqual([{ entry: 3, text: '7%', page: 2 }]);
  });

  test('have no hyphen of a word that was broken', async () => {
    const { numbers } = await read(
      contractPage(
        `<p style="width: 20mm">Re ${bound(3, 'a', 'ma&shy;jor&shy;ity in 5-10 of 20')} re ${bound(4, 'b', '-')}</p>`,
      ),
    );
    expect(numbers.map(({ text }) => toBareNumber(text))).toEqual(['majorityin5-10of20', '-']);
  });
});

describe('drawings and pages of a PDF', () => {
  test('give their words', async () => {
    const words = '<text x="0" y="12">65.1%</text><text x="60" y="12">75<tspan>.2%</tspan></text>';
    const { drawings } = await read(
      contractPage(
        `${drawing(words)}<p style="break-before: page">${drawing('<text x="0" y="12">10⁻⁵</text>')}</p>`,
      ),
    );
    expect(drawings).toEqual([
      { page: 1, text: '65.1% 75.2%' },
      { page: 2, text: '10−5' },
    ]);
  });

  test('are in reading order, with superscripts where they belong and running heads last', async () => {
    const { pages } = await read(
      contractPage(`<style>sup { position: relative; vertical-align: baseline; top: -4pt }</style>
<p>MRD at 10<sup>−6</sup> in ${bound(1, 'a', '20 of 20', '§')} patients.</p><p>An oﬃce.</p>`),
    );
    expect(pages).toHaveLength(1);
    expect(pages[0]).toMatch(/^MRD at 10 ?−6 in 20 of 20 ?§ patients\. An office\. Evidence 1\. An entry\. /);
    expect(pages[0]).toMatch(/ 77\.7%/);
    expect(pages[0]).toMatch(/ 9\. An entry\. Back .*#e1/);
  });
});

test('what is no PDF of Chromium’s is refused', async () => {
  await expect(readPdfText(Buffer.from('%PDF'))).rejects.toThrow(/PDF of an unknown form/);
});

describe('plain text', () => {
  test('has plain characters and single spaces', () => {
    expect(toPlainText(' eﬃ\u00ADcacy\u00A010⁻⁵\n 1\u2009234 \u200B')).toBe('efficacy 10−5 1 234');
  });

  test('of a number leaves out what two printings may differ in', () => {
    expect(toBareNumber('HR 0.49§ (95%\n CI†‡ 0.36–0.67)')).toBe('HR0.49(95%CI0.36–0.67)');
  });

  test.each([
    ['65.1% 7.5%', '65.1%', true],
    ['65.1% 7.5%', '5.1%', false],
    ['65.1% 7.5%', '65', false],
    ['in 20/20 of', '0/20', false],
    ['in 0/20. Then', '0/20', true],
    ['10 −5', '10⁻⁵', true],
    ['0.36– 0.67', '0.36–0.67', true],
    ['1,234', '234', false],
    ['65x1%', '65.1%', false],
    ['It was 65.', '65', true],
  ])('%s: %s stands in it: %s', (text, number, expected) => {
    expect(hasNumber(text, number)).toBe(expected);
  });
});
