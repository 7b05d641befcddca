import { describe, expect, test } from 'vitest';
import { findLogo } from '../../src/page/logo.ts';

const PLACE = { file: 'content/house.yaml', line: 2, column: 7 };

function found(text: string, alt = 'Testing Notes') {
  const files = [{ path: 'content/logo.svg', key: 'logo.svg', text }];
  const { logo, diagnostics } = findLogo({ name: 'logo.svg', place: PLACE, alt }, files);
  return logo?.toString() ?? diagnostics.map(({ message }) => message);
}

const inSvg = (inner: string) => `<svg viewBox="0 0 8 2">${inner}</svg>`;

describe('a logo', () => {
  test('is written anew, named for the publication, with ids of its own', () => {
    const text = `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- made by hand -->
<svg xmlns="http://www.w3.org/2000/svg" id="e1" width="80px" height="20" fill="currentColor"><title>A <b>x</b></title>
<linearGradient id="a"><stop offset="5%" stop-color="#0b5d75"/></linearGradient><g style="fill: url; "/>
</svg>`;
    expect(found(text)).toEqual(['the attribute ‘style’ of <g> points outside the style']);
    expect(found(text.replace('url; ', 'red; ;stroke:none'), 'A "& <B>')).toBe(
      '<svg role="img" aria-label="A &#34;&#38; &#60;B&#62;" preserveAspectRatio="xMinYMid" viewBox="0 0 80 20" fill="currentColor">' +
        '<linearGradient id="logo-a"><stop offset="5%" stop-color="#0b5d75"></stop></linearGradient>' +
        '<g style="fill:red;stroke:none"></g></svg>',
    );
  });

  test('may refer to its own gradients and clips', () => {
    expect(found(inSvg('<radialGradient id="b" xlink:href="#a"/><path d="M0 0h8" fill="url(#b)"/>'))).toBe(
      '<svg role="img" aria-label="Testing Notes" preserveAspectRatio="xMinYMid" viewBox="0 0 8 2">' +
        '<radialGradient id="logo-b" href="#logo-a"></radialGradient><path d="M0 0h8" fill="url(#logo-b)"></path></svg>',
    );
  });

  test.each([
    ['<svg><path d="M0 0"/></svg>', '<svg> has no viewBox, and no width and height in numbers'],
    ['<svg viewBox="0 0 0 5"/>', '<svg> has no viewBox, and no width and height in numbers'],
    ['', 'the file contains no <svg>'],
    ['<!-- <svg viewBox="0 0 1 1"/> -->', 'the file contains no <svg>'],
    ['<html><svg/></html>', '<html> is not supported: a logo is one <svg>'],
    [`${inSvg('')}${inSvg('')}`, '<svg> is not supported: a logo is one <svg>'],
    [`${inSvg('')}<script>x</script>`, '<script> is not supported: a logo is one <svg>'],
    ['<svg viewBox="0 0 8 2"><path d="M0 0"/>', '<svg> is not closed'],
    [inSvg('<g><path d="M0 0"></g>'), '<path> is not closed'],
    [inSvg('<![CDATA[<script>]]>'), 'a logo may not contain text'],
    [inSvg('<SCRIPT>x</SCRIPT>'), '<SCRIPT> is not supported'],
    [inSvg('<set attributeName="href"/>'), '<set> is not supported'],
    [inSvg('<g onload="x()"/>'), 'the attribute ‘onload’ of <g> is not supported'],
    [inSvg('<g ONLOAD="x()"/>'), 'the attribute ‘ONLOAD’ of <g> is not supported'],
    [inSvg('<path href="#a"/>'), 'the attribute ‘href’ of <path> is not supported'],
    [inSvg('<g fill="url(//x/#a)"/>'), 'the attribute ‘fill’ of <g> points outside the drawing'],
    [inSvg('<g fill="URL (#a)"/>'), 'the attribute ‘fill’ of <g> points outside the drawing'],
    [inSvg('<g clip-path="url(data:x)"/>'), 'the attribute ‘clip-path’ of <g> points outside the drawing'],
    [inSvg('<g style="fill:url(#a)"/>'), 'the attribute ‘style’ of <g> points outside the style'],
    [
      inSvg('<g style="fill:red;position:fixed"/>'),
      'the attribute ‘style’ of <g> sets ‘position’, which is not supported',
    ],
    [
      inSvg('<g style="fill:expression(x:y)"/>'),
      'the attribute ‘style’ of <g> contains something that is not drawing',
    ],
    [
      inSvg('<g transform="url(#a)"/>'),
      'the attribute ‘transform’ of <g> contains something that is not drawing',
    ],
    [inSvg('<g id="a b"/>'), 'the attribute ‘id’ of <g> is not a plain name'],
    [inSvg(`${'<g>'.repeat(30)}${'</g>'.repeat(30)}`), 'elements are nested too deeply'],
    [' '.repeat(30_001), 'the logo has 30001 characters; at most 30000 are allowed'],
  ])('%s is refused', (text, message) => {
    expect(found(text)).toEqual([message]);
  });
});

test('a drawing that house.yaml does not name is told of', () => {
  const files = [{ path: 'content/old.svg', key: 'old.svg', text: inSvg('') }];
  expect(findLogo(undefined, files).diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
    ['unexpected-file', 'warning'],
  ]);
});
