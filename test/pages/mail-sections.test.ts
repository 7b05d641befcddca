import { describe, expect, test } from 'vitest';
import { chosenSections, plainHeading, sectionsIn } from '../../src/pages/mail-sections.ts';

const body = `<p>Before</p>
<h2 id="s-what">What was <em>shown</em></h2>
<p>First</p>
<blockquote>
<h2 id="s-quoted">Quoted</h2>
</blockquote>
<h2 id="s-more">More</h2>
<p>Second</p>
<section class="opinion" aria-label="Author’s view">
<h2 id="s-view">Author’s view</h2>
<p>I think</p>
<h2 id="s-so">So</h2>
<p>there</p>
</section>
<h2 id="s-safety">Harms &amp; tolerability</h2>
<p>Third</p>
`;

function outline(sections: ReturnType<typeof sectionsIn>): string[] {
  return sections.map(
    (one) =>
      `${plainHeading(one)}${one.opinion ? ' (view)' : ''}: ${one.body.toString().replace(/\s+/g, ' ')}`,
  );
}

describe('the sections of a text', () => {
  test('begin at headings of the second level that stand in nothing; the view is one', () => {
    expect(outline(sectionsIn(body))).toEqual([
      ': <p>Before</p>',
      'What was shown: <p>First</p> <blockquote> <h2 id="s-quoted">Quoted</h2> </blockquote>',
      'More: <p>Second</p>',
      'Author’s view (view): <p>I think</p><h3>So</h3> <p>there</p>',
      'Harms & tolerability: <p>Third</p>',
    ]);
  });

  test('of a text without headings are one', () => {
    expect(outline(sectionsIn('<p>All</p>\n'))).toEqual([': <p>All</p>']);
    expect(sectionsIn('')).toEqual([]);
  });
});

describe('of these a mail carries', () => {
  const headingsOf = (asked?: string[]) => chosenSections(sectionsIn(body), asked).map(plainHeading);

  test('the first, safety and the view', () => {
    expect(headingsOf()).toEqual(['', 'Author’s view', 'Harms & tolerability']);
  });

  test('those asked for, safety and the view, in the order of the text', () => {
    expect(headingsOf(['More', 'What was shown'])).toEqual([
      'What was shown',
      'More',
      'Author’s view',
      'Harms & tolerability',
    ]);
    expect(headingsOf([])).toEqual(['Author’s view', 'Harms & tolerability']);
  });
});
