import { describe, expect, test } from 'vitest';
import { hasContents, sectionsOf, setContents } from '../../src/pages/contents.ts';
import { html } from '../../src/pages/markup.ts';

const page = `<nav class="contents" aria-label="Contents" hidden><ol>
<li><a href="#s-a">A</a><span class="leaf" data-section="s-a"></span></li>
<li><a href="#s-b">B</a><span class="leaf" data-section="s-b"></span></li></ol></nav><h2 id="s-a">A</h2>`;

describe('the sections of a text', () => {
  test('are its headings of the second level, without marks, citations and links', () => {
    const body = html(
      '<h2 id="s-x">R&amp;D at <a class="finding" href="#e1">40%<sup class="mark">§</sup></a><sup class="cite"><a href="#source-1">1</a></sup></h2><h3 id="s-y">No</h3><h2 id="s-z" data-lines="4"><em>Long</em></h2>',
    );
    expect(sectionsOf(body).map(({ anchor, title }) => [anchor, title.toString()])).toEqual([
      ['s-x', 'R&amp;D at 40%'],
      ['s-z', 'Long'],
    ]);
  });
});

describe('the contents of a page', () => {
  test('are shown with the pages of its sections', () => {
    const shown = setContents(page, new Map([['s-a', 2]]));
    expect(shown).not.toContain('hidden');
    expect(shown).toContain('data-section="s-a">2</span>');
    expect(shown).toContain('data-section="s-b"></span>');
    expect([hasContents(page), hasContents(shown)]).toEqual([true, false]);
  });

  test('may be missing from a template, whose page stays as it is', () => {
    const own = '<main><h2 id="s-a">A</h2></main>';
    expect(hasContents(own)).toBe(false);
    expect(setContents(own, new Map([['s-a', 2]]))).toBe(own);
  });
});
