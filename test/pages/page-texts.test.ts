import { describe, expect, test } from 'vitest';
import type { LintSegment } from '../../src/evidence/lint/lint.ts';
import { parseHtml } from '../../src/page/html-document.ts';
import { readPage } from '../../src/page/page-texts.ts';

const none = new Map<string, never>();

/** `where: typed [bound] {waived: reason}` of each text. */
function read(html: string, spoken: Map<string, LintSegment[]> = none, waivers: Map<string, string> = none) {
  return readPage(parseHtml(html), spoken, waivers).map(
    ({ where, segments }) => `${where}: ${segments.map(written).join('').replace(/\s+/g, ' ').trim()}`,
  );
}

function written(segment: LintSegment): string {
  if (segment.kind === 'text') return segment.text;
  if (segment.kind === 'cite') return `(${segment.sources.join(', ')})`;
  return segment.kind === 'bound' ? `[${segment.text}]` : `{${segment.text}: ${segment.reason}}`;
}

describe('what is bound', () => {
  test('data in the link to its ledger entry', () => {
    expect(
      read(
        '<p>Of 3, <a class="finding" id="n1-1" href="#e1"><data value="a.b">32.<b>1</b>%</data></a> and 4</p>',
      ),
    ).toEqual(['page: Of 3, [32.1%] and 4']);
  });

  test('citations are told by their sources, and have no text', () => {
    const numbers = new Map([
      ['3', 'maia'],
      ['12', 'alcyone'],
    ]);
    const cited = '<p>Aged 65.<span class="cited" data-sources="3 12 4"></span> 7</p>';
    const [text] = readPage(parseHtml(cited), none, none, numbers);
    expect(text?.segments).toEqual([
      { kind: 'text', text: 'Aged 65.' },
      { kind: 'cite', text: '', sources: ['maia', 'alcyone'] },
      { kind: 'text', text: ' 7' },
    ]);
  });

  test('data with the class itself, but not any other', () => {
    expect(read('<p><data class="finding computed" value="a">7</data> <data value="b">8</data></p>')).toEqual(
      ['page: [7] 8'],
    );
  });

  test('a text of a drawing with its datum; scales and dates are passed over', () => {
    expect(
      read(
        '<svg><text data-finding="a.b">65.1%</text><text>66%</text><text data-scale="">25</text></svg><p>On <time>5 May</time></p>',
      ),
    ).toEqual(['page: [65.1%]', 'page: 66%', 'page: On']);
  });

  test('two numbers that touch stay two', () => {
    const one = '<a class="finding"><data value="a">1</data></a>';
    expect(read(`<p>${one}${one}</p>`)).toEqual(['page: [1][1]']);
  });

  test('a waived text, with its reason', () => {
    const html = '<p><span class="waived">half</span> or <span class="waived">two</span></p>';
    expect(read(html, none, new Map([['half', 'an idiom']]))).toEqual([
      'page: {half: an idiom} or {two: no reason given}',
    ]);
  });
});

describe('what is one text', () => {
  test('inline elements join, blocks and cells divide', () => {
    expect(
      read(
        '<p>7<em>1</em><b>%</b> a<br>b</p><ul><li>1<li>2</ul><table><tr><th>3<td>4<span class="sub">5</span></table>',
      ),
    ).toEqual(['page: 71% a', 'page: b', 'page: 1', 'page: 2', 'page: 3', 'page: 4', 'page: 5']);
  });

  test('lines of one label join', () => {
    expect(
      read(
        '<svg><text>D-Rd · phase</text>\n<text data-next-line="">3, lines 2–</text>\n<text data-next-line>4</text><path/><text>5</text></svg>',
      ),
    ).toEqual(['page: D-Rd · phase 3, lines 2–4', 'page: 5']);
  });

  test('entities are characters', () => {
    expect(read('<p>71&nbsp;&#37; &lt;b&gt;</p>')).toEqual(['page: 71 % <b>']);
  });
});

describe('what is read, and what not', () => {
  test('titles, metadata, labels and descriptions', () => {
    expect(
      read(
        '<head><title>T 1</title><meta name="description" content="D 2"><meta name="author" content="A 3"><meta name="keywords" content="K 4"><meta name="viewport" content="width=5"></head>' +
          '<body><p aria-label="L 6" title="M 7">N 8</p><img alt="O 9"><svg><title>P 10</title><desc>Q 11</desc></svg></body>',
      ),
    ).toEqual([
      'title: T 1',
      'dek: D 2',
      'byline: A 3',
      'keywords: K 4',
      'page: L 6',
      'page: M 7',
      'page: N 8',
      'page: O 9',
      'title: P 10',
      'page: Q 11',
    ]);
  });

  test('plain texts as they were composed', () => {
    const spoken = new Map<string, LintSegment[]>([
      [
        'All 20 of 20',
        [
          { kind: 'text', text: 'All ' },
          { kind: 'bound', text: '20 of 20' },
        ],
      ],
    ]);
    expect(read('<svg><desc>All 20 of 20</desc><text>All 20 of 20</text></svg>', spoken)).toEqual([
      'page: All [20 of 20]',
      'page: All 20 of 20',
    ]);
  });

  test.each([
    '<style>p { width: 71% }</style>',
    '<script>let x = 71;</script>',
    '<ol class="sources"><li aria-label="4">Vol. <b>391</b></li></ol>',
    '<details class="annex ledger"><p>71%</p></details>',
    '<p class="evidence">e71</p>',
    '<p class="subtitle"><b class="exhibit">Figure 71</b></p>',
    '<a><span class="leaf"> page <span data-page="differences">71</span></span></a>',
    '<h2><span class="count">71</span></h2>',
    '<p class="colophon">Made from 8f2a</p>',
    '<div class="drawing narrow"><svg><text>71%</text></svg></div>',
    '<td><span class="references"><a href="#source-1">1</a>,<a href="#source-2">2</a></span></td>',
  ])('not: %s', (html) => {
    expect(read(`${html}<p>Read</p>`)).toEqual(['page: Read']);
  });
});

describe('where it stands', () => {
  test.each([
    ['<h1>A</h1>', 'title'],
    ['<p class="dek">A</p>', 'dek'],
    ['<header class="masthead"><p>A</p></header>', 'masthead'],
    ['<section class="bottom-line"><li><b>A</b></li></section>', 'bottom line'],
    ['<section class="key-figures"><p class="label">A</p></section>', 'key figures'],
    ['<div class="prose"><section><p>A</p></section></div>', 'text'],
    ['<details class="annex"><section aria-labelledby="method"><p>A</p></section></details>', 'method'],
    [
      '<div class="prose"><div class="figure" id="figure-depth"><p class="note">A</p></div></div>',
      'figure depth, note',
    ],
    ['<div class="figure" id="figure-depth"><p>A</p></div>', 'figure depth'],
    ['<div class="figure" id="figure-depth"><p class="unlike">A</p></div>', 'figure depth, comparison'],
    ['<details class="annex differences"><table><td>A</td></table></details>', 'list of differences'],
    [
      '<div class="figure" id="figure-depth"><svg><desc>A</desc></svg></div>',
      'figure depth, alternative text',
    ],
    ['<div class="figure" id="figure-depth"><svg><text>A</text></svg></div>', 'figure depth, drawing'],
    [
      '<div class="figure" id="figure-depth"><details class="data"><td>A</td></details></div>',
      'figure depth, data',
    ],
    ['<div class="table" id="table-context"><table><td>A</td></table></div>', 'table context'],
  ])('%s', (html, where) => {
    expect(read(html)).toEqual([`${where}: A`]);
  });
});
