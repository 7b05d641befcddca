import { describe, expect, test } from 'vitest';
import { cssString, pageStyle } from '../../src/page/style.ts';
import { libraryWith } from '../base-library.ts';

/** The text that a CSS parser reads in a string. */
function readCssString(css: string): string {
  return css
    .slice(1, -1)
    .replace(/\\([0-9a-f]{1,6}) ?/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}

const HOSTILE = [
  'Plain title',
  'A "quoted" title',
  'Ends with a backslash \\',
  '</style><script>alert(1)</script>',
  '"}*{background:url(http://example.org)}',
  'Two\nlines\r\f',
  'A & B <!-- -->',
  'Ünïcode — “so” 🧪',
];

describe('cssString', () => {
  test.each(HOSTILE)('%j reads back as it was', (text) => {
    expect(readCssString(cssString(text))).toBe(text);
  });

  test.each(HOSTILE)('%j closes neither the string nor the style element', (text) => {
    const css = cssString(text);
    expect(css).toMatch(/^"[^"\n\r\f<>]*"$/);
    expect(css.replace(/\\[0-9a-f]+ /g, '')).not.toContain('\\');
  });
});

test('the style of a page holds the words of its running heads as strings only', () => {
  const { house } = libraryWith();
  const hostile = '</style>"}body{display:none}';
  const style = String(
    pageStyle({ fontFaces: '', rules: '' }, house, { left: hostile, right: hostile, foot: hostile }),
  );
  expect(style).not.toContain('</style');
  expect(style.replace(/"[^"]*"/g, '')).not.toContain('display');
  expect(style).toContain('@page{size:A4');
  expect(style).toContain('--accent:#0b5d75');
});
