import { describe, expect, test } from 'vitest';
import { hasContents, headingsOf, namesPages, setPages, showContents } from '../../src/page/contents.ts';
import { blocksIn } from '../text/set.ts';

const page = `<nav class="contents" aria-label="Contents" hidden><ol>
<li><a href="#s-a">A</a><span class="leaf"><span data-page="s-a"></span></span></li>
<li><a href="#s-b">B</a><span class="leaf"><span class="x" data-page="s-b">9</span></span></li></ol></nav><h2 id="s-a">A</h2>`;

describe('the sections of a text', () => {
  test('are its headings of the second level, without marks, citations and links', () => {
    const body =
      '## R&D at {{value "alpha.orr.zor"}}{{cite "alpha-2025"}}\n\n### No\n\n## *Long* [there](https://example.com)\n\nWords.\n\n::: opinion\n## Mine\n\n### No\n:::';
    expect(headingsOf(blocksIn(body))).toEqual([
      { anchor: 's-r-d-at-75-0', title: 'R&D at 75.0%' },
      { anchor: 's-long-there', title: 'Long there' },
      { anchor: 's-mine', title: 'Mine' },
    ]);
  });
});

describe('the contents of a page', () => {
  test('are hidden until they are shown', () => {
    const shown = showContents(page);
    expect(shown).toBe(page.replace(' hidden', ''));
    expect([hasContents(page), hasContents(shown)]).toEqual([true, false]);
  });

  test('may be missing from a template, whose page stays as it is', () => {
    const own = '<main><h2 id="s-a">A</h2></main>';
    expect(hasContents(own)).toBe(false);
    expect(showContents(own)).toBe(own);
  });
});

describe('the pages that a page names', () => {
  test('are set where they are named, each by its place, also a second time', () => {
    expect(namesPages(page)).toBe(true);
    const once = setPages(page, (place) => (place === 's-a' ? '2' : ''));
    expect(once).toContain('data-page="s-a">2</span>');
    expect(once).toContain('data-page="s-b"></span>');
    expect(setPages(once, () => '3, 4').match(/>3, 4<\/span>/g)).toHaveLength(2);
  });

  test('of one that names none are not asked for', () => {
    const own = '<main><span class="leaf">2</span></main>';
    expect(namesPages(own)).toBe(false);
    expect(setPages(own, () => '7')).toBe(own);
  });
});
