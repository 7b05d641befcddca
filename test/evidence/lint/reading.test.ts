import { describe, expect, test } from 'vitest';
import { readPlainly } from '../../../src/evidence/lint/reading.ts';

const read = (text: string) => readPlainly(text).text;

describe('a text is read', () => {
  test.each([
    ['without emphasis', '*a* **b** `c` _d_ __e__', 'a b c d e'],
    ['with underscores inside words', 'see figure_2b and (_x_)', 'see figure_2b and (x)'],
    ['with the star of a gene', 'HLA-A*02:01, but *A* and A*b', 'HLA-A*02:01, but A and Ab'],
    ['without what nobody sees', 'a\u00adb\u200bc\u2060d\ufeff', 'abcd'],
    ['with one space for many', 'a \u00a0\u2009 b\t c', 'a b c'],
    ['with plain hyphens', 'a\u2010b\u2011c', 'a-b-c'],
    ['with the lines of a paragraph joined', 'a\nb\n  c', 'a b c'],
    [
      'with paragraphs, headings, items and fences apart',
      'a\n\nb\n# c\n- d\n1. e\n::: f',
      'a\nb\n# c\n- d\n1. e\n::: f',
    ],
    ['with a number at the start of a line joined', 'phase\n3 and\n12. b', 'phase 3 and\n12. b'],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('and every character knows where it stood', () => {
    const text = '*a*  \u00ad b';
    const { text: plain, offsets } = readPlainly(text);
    expect([...plain].map((_, at) => text.charAt(offsets[at] ?? -1))).toEqual(['a', ' ', 'b']);
    expect(offsets.at(-1)).toBe(text.length);
    expect(offsets).toHaveLength(plain.length + 1);
  });
});
