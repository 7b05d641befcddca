import { describe, expect, test } from 'vitest';
import { readTree } from '../../src/page/finished-tree.ts';
import { caveatsMissing, caveatsPrinted } from '../../src/page/told-caveats.ts';

const page = readTree(`<!doctype html><body>
<div class="block"><p>32% and 65%.</p><p class="evidence"><a class="differs" href="#differences">≠<span class="aside"> What differs</span><span class="leaf"> page <span data-page="differences"></span></span></a> <span class="grade primary"><span class="aside">primary document</span></span> <a href="#entry-3">e3</a>, <a href="#entry-5">e5</a></p></div>
<div class="figure"><svg><text>e9</text></svg><p class="unlike"><b>≠ Not a head-to-head comparison.</b> Different diseases. <a class="all">All 2 differences<span class="leaf">: page 2</span></a></p></div>
<details id="differences"><table><tr><th scope="row">■ Diseases</th><td>HR-SMM</td></tr></table></details>`);

const told = caveatsPrinted(page);

const printed = {
  pages: [
    '32% and 65%. ≠ page 2 e3, e5 e9 ≠ Not a head-to-head comparison. Different diseases. All 2 differences: page 2',
    '■ Diseases HR-SMM',
  ],
  drawings: [{ text: 'e9' }],
};

describe('caveats of a page in its PDF', () => {
  test('are its sentences, points, signs and entries outside of drawings', () => {
    expect(told).toEqual({
      sentences: ['≠Notahead-to-headcomparison.Differentdiseases.'],
      points: ['■Diseases'],
      signs: 1,
      entries: 2,
    });
    expect(caveatsMissing(told, printed)).toEqual([]);
  });

  test('are found in print, which has other hyphens and ligatures', () => {
    const head = '□ Follow\u2011up of efficacy';
    const own = { ...told, points: [head] };
    const pages = [...printed.pages, '□ Follow\u2010up of e\ufb03cacy'];
    expect(caveatsMissing(own, { ...printed, pages })).toEqual([]);
    expect(caveatsMissing(own, { ...printed, pages: [...printed.pages, '□ Follow-up of'] })).toEqual([head]);
  });

  test.each([
    ['Different diseases. ', ['≠Notahead-to-headcomparison.Differentdiseases.']],
    ['■ Diseases', ['■Diseases']],
    ['≠ page 2', ['1 of 1 signs ≠ beside paragraphs']],
    ['e3, e5 ', ['2 of 2 names of entries']],
  ])('are missed without ‘%s’', (hidden, missing) => {
    const pages = printed.pages.map((text) => text.replace(hidden, ''));
    expect(caveatsMissing(told, { ...printed, pages })).toEqual(missing);
  });
});
