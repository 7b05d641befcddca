import path from 'node:path';
import { expect, test } from 'vitest';
import { checkStyles } from '../../src/page/style-check.ts';
import { loadTemplates } from '../../src/page/templates.ts';

function complaints(text: string): string[] {
  const styles = new Map([['x.css', { path: 'x.css', text }]]);
  return checkStyles({ styles }).map(({ code, place }) => `${code} ${place.line}:${place.column}`);
}

test('the shipped stylesheets are sound', () => {
  expect(checkStyles(loadTemplates(path.join(import.meta.dirname, '../../templates'), 'templates'))).toEqual(
    [],
  );
});

test.each([
  '.figure { fill: url(#pattern); }',
  'a[href="#e12"]:hover::after { content: attr(data-entry) "; "; }',
  '@media (width < 50em) { p { color: red } }',
  '/* "no string, } no end, url(x) */ p { color: red }',
  ':root { --serif: "Trialbrief Serif", serif }',
  'q::before { content: "\\201c" }',
  '.a:not([data-x="1"]) > b { color: red }',
])('%s is taken', (text) => {
  expect(complaints(text)).toEqual([]);
});

test.each([
  ['@IMPORT "x.css";', 'style-not-allowed 1:1'],
  ['@font-face { font-family: x }', 'style-not-allowed 1:1'],
  ['p { background: URL( x.png ) }', 'style-not-allowed 1:17'],
  ['p { background: image-set("x.png" 1x) }', 'style-not-allowed 1:17'],
  ['p { background: \\75rl(x.png) }', 'style-not-allowed 1:17'],
  ['p { content: "<!--" }', 'style-not-allowed 1:15'],
  ['p { --said: "95 of all" }', 'style-not-allowed 1:13'],
  ["p::after { content: 'n' '\\00033' }", 'style-not-allowed 1:25'],
  ['p { content: "½" }', 'style-not-allowed 1:14'],
  ['p { color: red; ]', 'style-syntax 1:17'],
  ['p { x: url(y }', 'style-syntax 1:14'],
])('%s is refused', (text, ...expected) => {
  expect(complaints(text)).toEqual(expected);
});
