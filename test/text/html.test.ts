import { describe, expect, test } from 'vitest';
import { type Call, callsOf } from '../../src/model/briefing.ts';
import { blocksOf, lineOf } from '../../src/text/from-prose.ts';
import { charactersOf } from '../../src/text/run.ts';
import { briefingText, complaintsAbout, trialWith } from '../base-library.ts';
import { pageOf, setting, unchecked } from './set.ts';

const files = {
  'trials/gamma.yaml': trialWith(
    `x: { endpoint: global-health, arm: a, measure: { mean: 1, unit: '{{7*7}} **b** <i>' }, source: beta-2025 }`,
  ),
};

/** A block without evidence. */
function block(inner: string): string {
  return `<div class="block">${inner}</div>`;
}

function bound(entry: number, id: string, text: string, ordinal = 1): string {
  return `<a class="finding" id="n${entry}-${ordinal}" href="#e${entry}" data-entry="${entry}"><data value="${id}">${text}</data></a>`;
}

/** Names of the elements of some HTML, as a parser of tags sees them. */
function elementsOf(html: string): Set<string> {
  return new Set([...html.matchAll(/<\/?([a-z][\w-]*)/gi)].map(([, name]) => (name as string).toLowerCase()));
}

describe('raw HTML in prose is text', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)></svg>',
    '<svg/onload=alert(1)>',
    '<math><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<iframe src=file:///etc/passwd></iframe>',
    '<style>@import "http://example.org/x.css"</style>',
    '<!-- comment --><?php ?><![CDATA[x]]>',
    '</div></main></body><script>1</script>',
    'a <b onmouseover="x">bold</b> word',
  ])('%s', (markup) => {
    const html = unchecked(`${markup}\n\nWords ${markup} words.`);
    expect([...elementsOf(html)]).toEqual(['div', 'p']);
    expect(html).toMatch(/&(?:lt|#60);/);
    const said = complaintsAbout({
      'briefings/2026-02-02-second.md': briefingText(`Words ${markup} words.`),
    });
    expect(said.join('\n')).toContain('html-in-text content/briefings/2026-02-02-second.md:11:');
  });

  test.each([
    '- <b>x</b>',
    '1. <b>x</b>',
    '> <b>x</b>',
    '## <b>x</b>',
    '`<b>x</b>`',
    '    <b>x</b>',
    '```\n<b>x</b>\n```',
    '| <b>x</b> |\n|---|\n| <b>x</b> |',
    'x[^a]\n\n[^a]: <b>x</b>',
    '::: opinion\n<b>x</b>\n:::',
    '::: results\n- <b>x</b> | <b>x</b> | <b>x</b>\n:::',
  ])('in every block: %s', (markup) => {
    const html = unchecked(markup);
    expect(html).not.toMatch(/<b>/);
    expect(html).toMatch(/&(?:lt|#60);b/);
  });

  test('also where only a line is set', () => {
    const { briefing, page } = setting('Words.');
    const at = () => briefing.title.place;
    const title = {
      ...briefing.title,
      segments: [{ kind: 'text', text: '<script>1</script> *em*', at } as const],
    };
    expect(page.inline(title, 'title').toString()).toBe('&#60;script&#62;1&#60;/script&#62; <em>em</em>');
  });
});

describe('expressions', () => {
  test('print data after Markdown, which never reads it: no double expansion', () => {
    expect(pageOf('{{value "gamma.x"}}', { files })).toContain('1\u00a0{{7*7}} **b** &#60;i&#62;');
  });

  test('print data as it is in a single line too', () => {
    const { briefing, page } = setting('Of {{value "gamma.x"}}', { files });
    expect(page.inline(briefing.body, 'text').toString()).toBe(
      `Of ${bound(2, 'gamma.x', '1\u00a0{{7*7}} **b** &#60;i&#62;')}`,
    );
  });

  test('a text in quotes is text, not Markdown and not an expression', () => {
    expect(pageOf('{{plain "**2** {{value}} <b>" reason="a test"}}')).toBe(
      block('<p><span class="waived">**2** {{value}} &#60;b&#62;</span></p>'),
    );
  });

  test('a comment prints nothing and escaped braces print braces', () => {
    expect(pageOf('a{{!-- no --}}b \\{{ c')).toBe(block('<p>ab {{ c</p>'));
  });

  test('bind a value to its finding, in emphasis and headings too', () => {
    expect(pageOf('**{{value "alpha.orr.zor"}}**')).toContain(
      `<p><strong>${bound(2, 'alpha.orr.zor', '75.0%')}</strong></p>`,
    );
    expect(pageOf('## On {{value "alpha.orr.zor"}}')).toBe(
      `<h2 id="s-on-75-0">On ${bound(2, 'alpha.orr.zor', '75.0%')}</h2>`,
    );
  });

  test('count the places of a number, each with an address', () => {
    const { briefing, page } = setting('{{value "beta.orr"}} and {{value "beta.orr" show="n/N"}}');
    const html = page.inline(briefing.body, 'text').toString();
    expect([...html.matchAll(/id="(n\d+-\d+)"/g)].map(([, id]) => id)).toEqual(['n1-1', 'n1-2']);
    expect(page.places.get(1)).toEqual([
      { anchor: 'n1-1', part: 'text' },
      { anchor: 'n1-2', part: 'text' },
    ]);
  });

  test('cite by number, rising, each once, and print nothing in place', () => {
    expect(pageOf('So{{cite "alpha-2025" "beta-2025" "alpha-2025"}}.')).toContain(
      '<p>So<span class="cited" data-sources="1 2"></span>.</p>',
    );
  });

  test('cannot stand in an attribute, where their markup would break the element', () => {
    const complaints = complaintsAbout({
      'briefings/2026-02-02-second.md': briefingText('[x](https://example.org "on {{value "beta.orr"}}")'),
    });
    expect(complaints).not.toEqual([]);
  });
});

describe('a number is bound to what it was made from', () => {
  test.each([
    ['{{value "alpha.orr.zor"}}', 'value', 'alpha.orr.zor'],
    ['{{sales "zorvex.2025-Q1"}}', 'value', 'zorvex.2025-Q1'],
    ['{{gap "alpha.orr.zor" "alpha.orr.obs"}}', 'computed', 'gap(alpha.orr.zor, alpha.orr.obs)'],
    ['{{range "alpha.orr.zor" "beta.orr"}}', 'computed', 'range(alpha.orr.zor, beta.orr)'],
    ['{{growth "zorvex.2025-Q1"}}', 'computed', 'growth(zorvex.2025-Q1, year)'],
  ])('%s', (expression, how, id) => {
    const { briefing, assessment, page } = setting(expression);
    const entry = assessment.entries.get(id);
    expect(lineOf(briefing.body, page.text)).toEqual([
      { kind: 'number', text: expect.stringMatching(/\d/), id, entry, how },
    ]);
    expect(page.inline(briefing.body, 'text').toString()).toContain(
      `<a class="finding${how === 'computed' ? ' computed' : ''}" id="n${entry}-1" href="#e${entry}"`,
    );
  });
});

describe('figures and tables', () => {
  const frontMatter = 'figures:\n  depth: { kind: proportions, title: Depth, findings: [beta.orr] }\n';

  test('take the place of their paragraph', () => {
    const exhibits = new Map([['figure depth', '<div class="figure">F</div>']]);
    expect(pageOf('Before.\n\n{{figure "depth"}}\n\nAfter.', { frontMatter, exhibits })).toBe(
      `${block('<p>Before.</p>')}\n<div class="figure">F</div>\n${block('<p>After.</p>')}`,
    );
  });
});

describe('Markdown', () => {
  test('gives headings ids of their own', () => {
    expect(pageOf('## Safety & *more*\n\n## Safety & more\n\n## …')).toBe(
      '<h2 id="s-safety-more">Safety &#38; <em>more</em></h2>\n' +
        '<h2 id="s-safety-more-2">Safety &#38; more</h2>\n<h2 id="s-section">…</h2>',
    );
  });

  test('knows a container for the author’s view', () => {
    expect(pageOf('::: opinion\nMine.\n:::')).toBe(
      `<section class="opinion" aria-label="Author’s view">\n${block('<p>Mine.</p>')}\n</section>`,
    );
  });

  test('sets quotation marks, and leaves (c) and bare addresses alone', () => {
    expect(pageOf('"Said" (c) https://example.org')).toBe(block('<p>“Said” (c) https://example.org</p>'));
  });

  test('links where it may', () => {
    const [a, m, f] = [
      ...pageOf('[a](https://example.org/?a=1&b="2") [m](mailto:a@example.org) [f](#sources)').matchAll(
        /<a href="([^"]*)">/g,
      ),
    ].map(([, href]) => href?.replaceAll('&#38;', '&').replaceAll('&amp;', '&'));
    expect([a, m, f]).toEqual(['https://example.org/?a=1&b=%222%22', 'mailto:a@example.org', '#sources']);
  });

  test('sets lists, those that count from their first number, and lists in lists', () => {
    expect(pageOf('3. Three\n4. Four\n   - Inner')).toBe(
      '<ol start="3">\n<li class="block"><div><span>Three</span></div></li>\n' +
        '<li class="block"><div><span>Four</span>\n<ul><li><div><span>Inner</span></div></li></ul></div></li>\n</ol>',
    );
    expect(pageOf('1. One')).toMatch(/^<ol>/);
    expect(pageOf('- One')).toMatch(/^<ul>/);
  });

  test('sets quotations, code and rules', () => {
    expect(pageOf('> Said.')).toBe(block('<blockquote><p>Said.</p></blockquote>'));
    expect(pageOf('    a < b')).toBe(block('<pre><code>a &#60; b\n</code></pre>'));
    expect(pageOf('---')).toBe('<hr>');
  });
});

describe('the margin of a block', () => {
  const evidenceIn = (html: string) =>
    [...html.matchAll(/<p class="evidence">(.*?)<\/p>/g)].map(([, inner]) => inner?.replace(/<[^>]+>/g, ''));

  test('names the entries of its numbers and the sources that it cites', () => {
    expect(evidenceIn(pageOf('Of {{value "beta.orr"}}{{cite "alpha-2025"}}.\n\nNone.'))).toEqual([
      'unconfirmed\u00a0e1 · [2]',
    ]);
  });

  test('of a list is one an item, with what its inner items show', () => {
    const html = pageOf('- One\n- {{value "beta.orr"}}\n  - {{value "alpha.orr.zor"}}');
    expect(html.match(/<li class="block">/g)).toHaveLength(2);
    expect(evidenceIn(html)).toEqual(['unconfirmed\u00a0e1 primary document\u00a0e2']);
  });

  test('leads to entries and sources', () => {
    const html = pageOf('Of {{value "beta.orr"}}{{cite "alpha-2025"}}.');
    expect(html).toContain('<a href="#entry-1">e1</a>');
    expect(html).toContain('[<a href="#source-2">2</a>]');
  });

  test('has ≠ where the paragraph sets trials side by side', () => {
    const { briefing, page } = setting(
      'Words[^x].\n\nOf {{value "beta.orr"}}.\n\n- In {{value "beta.orr"}}\n\n[^x]: And {{value "beta.orr"}}.',
    );
    const read = (calls: Call[]) =>
      page.blocks(blocksOf(briefing.body, page.text), new Map(), new Set(calls)).toString();
    expect(read([])).not.toContain('differs');
    const [first, second, third] = callsOf(briefing.body) as [Call, Call, Call];
    expect(read([first])).toMatch(/Of <a.*\n<p class="evidence"><a class="differs" href="#differences">≠/);
    expect(read([second])).toMatch(/In <a.*\n<p class="evidence"><a class="differs"/);
    expect(read([third])).toMatch(/And <a.*<p class="evidence"><a class="differs"/);
  });
});

describe('tables and footnotes', () => {
  test('a table scrolls on a phone, and binds what its cells show', () => {
    const html = pageOf('| Arm | ORR |\n|:--|--:|\n| Zorvex | {{value "beta.orr"}} |');
    expect(html).toContain(
      '<section class="scroll typed" aria-label="Table in the text" tabindex="0">\n<table>',
    );
    expect(html).toContain('<th scope="col" class="left">Arm</th><th scope="col" class="right">ORR</th>');
    expect(html).toContain(`<td class="right">${bound(1, 'beta.orr', '60.0%').split('>')[0]}`);
  });

  test('a footnote is at the end of its section, under a letter', () => {
    const html = pageOf(
      '## One\n\nSaid[^x] twice[^x].\n\n## Two\n\nMore[^y].\n\n[^y]: Of {{value "beta.orr"}}.\n[^x]: Of the first.',
    );
    const [one = '', two = ''] = html.split(/(?=<h2)/);
    expect(one).toContain('Said<a class="note" href="#note-a" id="to-note-a">[a]</a>');
    expect(one).toContain('twice<a class="note" href="#note-a">[a]</a>');
    expect(one).toContain(
      '<div class="footnote" id="note-a"><b class="letter">a</b> <p>Of the first.</p></div>',
    );
    expect(two).toMatch(
      /<div class="footnote" id="note-b"><b class="letter">b<\/b> <p>Of <a class="finding"/,
    );
    expect(two).toMatch(/<\/p> <p class="evidence">.*e1.*<\/p><\/div>/);
    expect(html.match(/<aside class="notes"/g)).toHaveLength(2);
  });

  test('one that two sections refer to is in the first', () => {
    const html = pageOf('## One\n\nSaid[^x].\n\n## Two\n\nMore[^x].\n\n[^x]: Or so.');
    const [one = '', two = ''] = html.split(/(?=<h2)/);
    expect([one, two].map((part) => part.includes('id="note-a"'))).toEqual([true, false]);
    expect(two).toContain('More<a class="note" href="#note-a">[a]</a>');
  });

  test('one of the author’s view stays in it', () => {
    const html = pageOf('::: opinion\nI think[^x].\n:::\n\nAfter.\n\n[^x]: Or so.');
    expect(html).toMatch(/<section class="opinion"[\s\S]*id="note-a"[\s\S]*<\/section>[\s\S]*After/);
  });

  test('one of a list of results is beneath its section', () => {
    const html = pageOf('::: results\n- 20[^x] | patients\n:::\n\n[^x]: Or so.');
    expect(html).toMatch(/<ul class="results">[\s\S]*<\/ul>\n<aside class="notes"/);
  });
});

test('each text has its characters alone', () => {
  const { briefing, page } = setting(
    '*So* [there](https://example.com) {{value "beta.orr"}}{{cite "beta-2025"}}',
  );
  expect(charactersOf(lineOf(briefing.body, page.text))).toMatch(/^So there \d+.*%$/);
});

test.each([
  ["the 'nineties and 'Tis", 'the ’nineties and ’Tis'],
  ["in the '90s, or '90", 'in the ’90s, or ’90'],
  ["'twas; rock 'n' roll", '’twas; rock ’n’ roll'],
  ["'quoted words' and don't", '‘quoted words’ and don’t'],
  ["'til 'em \"'cause\"", '’til ’em “’cause”'],
  ["(the '60s)", '(the ’60s)'],
])('%s has its apostrophes', (text, expected) => {
  expect(unchecked(text)).toBe(block(`<p>${expected}</p>`));
});
