import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../src/evidence/assess.ts';
import { toTextFlow } from '../../src/pages/mail-text-flow.ts';
import { bodyHtml, inlineHtml } from '../../src/pages/prose-html.ts';
import { briefingText, complaintsAbout, trialWith, withBriefing } from '../base-library.ts';

const TRIAL = trialWith(
  `x: { endpoint: global-health, arm: a, measure: { mean: 1, unit: '{{7*7}} **b** <i>' }, source: beta-2025 }`,
);

function bodyOf(body: string, frontMatter = '', blocks = new Map<string, string>()): string {
  const { library, briefing } = withBriefing(body, frontMatter, { 'trials/gamma.yaml': TRIAL });
  return bodyHtml(briefing.body, { ...assessBriefing(library, briefing), blocks, remarks: new Map() });
}

/** What the check refuses is set as text all the same. */
function unchecked(body: string): string {
  const { library, briefing } = withBriefing('Words.');
  const at = () => briefing.title.place;
  return bodyHtml(
    { ...briefing.body, segments: [{ kind: 'text', text: body, at }] },
    { ...assessBriefing(library, briefing), blocks: new Map(), remarks: new Map() },
  );
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
    expect([...elementsOf(html)]).toEqual(['p']);
    expect(html).toContain('&lt;');
    const said = complaintsAbout({
      'briefings/2026-02-02-second.md': briefingText(`Words ${markup} words.`),
    });
    expect(said.join('\n')).toContain('html-in-text content/briefings/2026-02-02-second.md:11:');
  });

  test('also where only a line is set', () => {
    const { library, briefing } = withBriefing('Words.', '', {});
    const title = {
      ...briefing.title,
      segments: [{ kind: 'text', text: '<script>1</script> *em*', at: () => briefing.title.place } as const],
    };
    const html = inlineHtml(title, {
      ...assessBriefing(library, briefing),
      blocks: new Map(),
      remarks: new Map(),
    });
    expect(html).toBe('&lt;script&gt;1&lt;/script&gt; <em>em</em>');
  });
});

describe('expressions', () => {
  test('print data after Markdown, which never reads it: no double expansion', () => {
    expect(bodyOf('{{value "gamma.x"}}')).toContain('1\u00a0{{7*7}} **b** &#60;i&#62;');
  });

  test('print data as it is in a single line too', () => {
    const { library, briefing } = withBriefing('Of {{value "gamma.x"}}', '', { 'trials/gamma.yaml': TRIAL });
    const html = inlineHtml(briefing.body, {
      ...assessBriefing(library, briefing),
      blocks: new Map(),
      remarks: new Map(),
    });
    expect(html).toBe(
      'Of <a class="finding" href="#e2" data-entry="2"><data value="gamma.x">1\u00a0{{7*7}} **b** &#60;i&#62;</data></a>',
    );
  });

  test('a text in quotes is text, not Markdown and not an expression', () => {
    const html = bodyOf('{{plain "**2** {{value}} <b>" reason="a test"}}');
    expect(html).toBe('<p><span class="waived">**2** {{value}} &#60;b&#62;</span></p>\n');
  });

  test('a comment prints nothing and escaped braces print braces', () => {
    expect(bodyOf('a{{!-- no --}}b \\{{ c')).toBe('<p>ab {{ c</p>\n');
  });

  test('bind a value to its finding, in emphasis and headings too', () => {
    expect(bodyOf('**{{value "alpha.orr.zor"}}**')).toBe(
      '<p><strong><a class="finding" href="#e2" data-entry="2"><data value="alpha.orr.zor">75.0%</data></a></strong></p>\n',
    );
    expect(bodyOf('## On {{value "alpha.orr.zor"}}')).toMatch(/^<h2 id="s-on-75-0">On <a class="finding" /);
  });

  test('cite by number, rising, each once', () => {
    expect(bodyOf('{{cite "alpha-2025" "beta-2025" "alpha-2025"}}')).toContain(
      '<sup class="cite"><a href="#source-1">1</a>,<a href="#source-2">2</a></sup>',
    );
  });

  test('cannot stand in an attribute, where their markup would break the element', () => {
    const complaints = complaintsAbout({
      'briefings/2026-02-02-second.md': briefingText('[x](https://example.org "on {{value "beta.orr"}}")'),
    });
    expect(complaints).not.toEqual([]);
  });
});

describe('figures and tables', () => {
  const FRONT = 'figures:\n  depth: { kind: proportions, title: Depth, findings: [beta.orr] }\n';

  test('stand in place of their paragraph', () => {
    const blocks = new Map([['figure depth', '<div class="figure">F</div>']]);
    expect(bodyOf('Before.\n\n{{figure "depth"}}\n\nAfter.', FRONT, blocks)).toBe(
      '<p>Before.</p>\n<div class="figure">F</div>\n<p>After.</p>\n',
    );
  });
});

describe('Markdown', () => {
  test('gives headings ids of their own', () => {
    expect(bodyOf('## Safety & *more*\n\n## Safety & more\n\n## …')).toBe(
      '<h2 id="s-safety-more">Safety &amp; <em>more</em></h2>\n' +
        '<h2 id="s-safety-more-2">Safety &amp; more</h2>\n<h2 id="s-section">…</h2>\n',
    );
  });

  test('knows a container for the author’s view', () => {
    expect(bodyOf('::: opinion\nMine.\n:::')).toBe(
      '<section class="opinion" aria-label="Author’s view">\n<p>Mine.</p>\n</section>\n',
    );
  });

  test('sets quotation marks, and leaves (c) and bare addresses alone', () => {
    expect(bodyOf('"Said" (c) https://example.org')).toBe('<p>“Said” (c) https://example.org</p>\n');
  });

  test('links where it may', () => {
    expect(bodyOf('[a](https://example.org/?a=1&b="2") [m](mailto:a@example.org) [f](#sources)')).toBe(
      '<p><a href="https://example.org/?a=1&amp;b=%222%22">a</a> <a href="mailto:a@example.org">m</a> <a href="#sources">f</a></p>\n',
    );
  });
});

describe('tables and footnotes', () => {
  test('a table scrolls on a phone, and binds what stands in its cells', () => {
    const html = bodyOf('| Arm | ORR |\n|:--|--:|\n| Zorvex | {{value "beta.orr"}} |');
    expect(html).toContain(
      '<section class="scroll typed" aria-label="Table in the text" tabindex="0">\n<table>',
    );
    expect(html).toMatch(/<td style="text-align:right"><a class="finding"/);
  });

  test('a footnote stands at the end of its section, under a letter', () => {
    const html = bodyOf(
      '## One\n\nSaid[^x] twice[^x].\n\n## Two\n\nMore[^y].\n\n[^y]: Of {{value "beta.orr"}}.\n[^x]: Of the first.',
    );
    const [one = '', two = ''] = html.split(/(?=<h2)/);
    expect(one).toContain('Said<sup class="note"><a href="#note-a" id="to-note-a">a</a></sup>');
    expect(one).toContain('twice<sup class="note"><a href="#note-a">a</a></sup>');
    expect(one).toContain('<div class="footnote" id="note-a"><p><b class="letter">a</b> Of the first.</p>');
    expect(two).toContain(
      '<div class="footnote" id="note-b"><p><b class="letter">b</b> Of <a class="finding"',
    );
    expect(html.match(/<aside class="notes"/g)).toHaveLength(2);
  });

  test('one of the author’s view stays in it', () => {
    const html = bodyOf('::: opinion\nI think[^x].\n:::\n\nAfter.\n\n[^x]: Or so.');
    expect(html).toMatch(/<section class="opinion"[\s\S]*id="note-a"[\s\S]*<\/section>[\s\S]*After/);
  });

  test('in a mail’s text both read as lines', () => {
    const html = bodyOf('Said[^x].\n\n| a | b |\n|---|---|\n| c | d |\n\n[^x]: Or so.');
    expect(toTextFlow(html).map(({ text }) => text)).toEqual(['Said[a].', 'a | b', 'c | d', '[a] Or so.']);
  });
});

test.each([
  ["the 'nineties and 'Tis", 'the ’nineties and ’Tis'],
  ["in the '90s, or '90", 'in the ’90s, or ’90'],
  ["'twas; rock 'n' roll", '’twas; rock ’n’ roll'],
  ["'quoted words' and don't", '‘quoted words’ and don’t'],
  ["'til 'em \"'cause\"", '’til ’em “’cause”'],
  ["(the '60s)", '(the ’60s)'],
])('%s has its apostrophes', (text, expected) => {
  expect(unchecked(text)).toBe(`<p>${expected}</p>\n`);
});
