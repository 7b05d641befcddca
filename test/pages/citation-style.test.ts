import { describe, expect, test } from 'vitest';
import type { Source } from '../../src/model/source.ts';
import { findCitationStyle } from '../../src/page/citation-style.ts';
import { referenceWriter } from '../../src/page/citations.ts';

const source: Source = {
  id: 'x',
  title: 'A trial of “zorvex” & others',
  publisher: 'Journal of Examples',
  abbreviation: 'J Ex',
  type: 'paper',
  access: 'abstract',
  doi: '10.1000/x',
  authors: [
    { family: 'Example', given: 'Ada B' },
    { family: 'Sample', given: 'J', suffix: 'Jr' },
  ],
  year: 2020,
  volume: '3',
  pages: '1–2',
};

function styleOf(bibliography: string, attributes = ''): string {
  return `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>A</title><id>a</id></info>
<citation><layout><text variable="citation-number"/></layout></citation>
<bibliography${attributes}><layout suffix=".">${bibliography}</layout></bibliography></style>`;
}

const place = { file: 'content/house.yaml', line: 2, column: 12 };

function found(text: string) {
  return findCitationStyle({ name: 'own.csl', place }, [{ path: 'content/own.csl', key: 'own.csl', text }]);
}

describe('a style of the author', () => {
  test('sets references, without the numbers that the page gives them', () => {
    const numbered = styleOf(
      '<text variable="citation-number" suffix="."/><group delimiter=" "><names variable="author"><name font-variant="small-caps" initialize-with="."/></names><text variable="title" font-weight="bold"/><text variable="volume" vertical-align="sup"/><text variable="DOI"/></group>',
      ' second-field-align="flush"',
    );
    const { cite, diagnostics } = found(numbered);
    expect(diagnostics).toEqual([]);
    expect(cite(source)).toEqual({
      text: 'A.B. Example, J. Sample Jr A trial of “zorvex” & others ³.',
      html: expect.objectContaining({
        string:
          '<span style="font-variant:small-caps">A.B. Example</span>, <span style="font-variant:small-caps">J. Sample Jr</span> <b>A trial of “zorvex” &amp; others</b> <sup>3</sup>.',
      }),
    });
  });

  test('sets several sources, each as if it were alone', () => {
    const { cite } = found(
      styleOf('<names variable="author"/><date variable="issued" prefix=" "><date-part name="year"/></date>'),
    );
    const texts = [source, { ...source, id: 'y' }, { ...source, year: 1999 }].map((one) => cite(one)?.text);
    expect(texts).toEqual([
      'Ada B Example, J Sample Jr 2020.',
      'Ada B Example, J Sample Jr 2020.',
      'Ada B Example, J Sample Jr 1999.',
    ]);
  });

  test('prints nothing of a source that it has no words for, nor of one without a record', () => {
    const { cite } = found(styleOf('<names variable="author"/>'));
    const { authors: _, ...anonymous } = source;
    expect(cite(anonymous)).toBeUndefined();
    const { volume: __, pages: ___, ...bare } = anonymous;
    expect(referenceWriter()(bare)).toBeUndefined();
    expect(referenceWriter()(anonymous)?.text).toBe('A trial of “zorvex” & others. J Ex. 2020;3:1–2.');
  });

  test('cannot put markup of its own on the page', () => {
    const { cite } = found(
      styleOf(
        '<text value="&lt;img src=x onerror=alert(1)&gt;"/><text variable="title" prefix="&lt;/li&gt;"/>',
      ),
    );
    expect(String(cite(source)?.html)).toBe(
      '&lt;img src=x onerror=alert(1)&gt;&lt;/li&gt;A trial of “zorvex” &amp; others.',
    );
  });

  test.each([
    ['hello', 'it contains no XML'],
    ['<svg/>', 'it begins with <svg>; a CSL style begins with <style>'],
    [styleOf('<text variable="title">'), '<text> is not closed'],
    [
      styleOf('<text macro="a"/>').replace(
        '<citation>',
        '<macro name="a"><text macro="a"/></macro><citation>',
      ),
      'no reference can be set in it: call to macro "a" would cause an infinite loop',
    ],
    [styleOf(''), 'it prints nothing of a paper with author, title, journal and year'],
    [
      '<style><info><link rel="independent-parent" href="http://www.zotero.org/styles/other"/></info></style>',
      'it does not describe references: it has no <bibliography>',
    ],
  ])('%# is refused', (text, message) => {
    const { diagnostics } = found(text);
    expect(diagnostics.map((one) => [one.code, one.message])).toEqual(
      expect.arrayContaining([['citation-style', message]]),
    );
  });
});
