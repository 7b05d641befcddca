import { describe, expect, test } from 'vitest';
import { mailMarkupFaults, markupFaults, readTree } from '../../src/page/finished-tree.ts';
import { html, iconOf } from '../../src/page/renderer.ts';
import { checkMarkup } from '../../src/page/template-check.ts';
import { Desk } from './proofed.ts';

const house = { publication: 'Myeloma Notes', accent: '#0b5d75' };

function svgOf(uri: string): string {
  expect(uri).toMatch(/^data:image\/svg\+xml,[\w%.!~*'()-]+$/);
  return decodeURIComponent(uri.slice('data:image/svg+xml,'.length));
}

describe('the icon of a publication', () => {
  test.each([
    ['Myeloma Notes', 'M'],
    ['the gazette', 'T'],
    ['“Ünder” line', 'Ü'],
    ['ογκολογία', 'Ο'],
    ['骨髓瘤通讯', '骨'],
    ['2nd opinion', '2'],
    ['—', ''],
  ])('is the initial of %s', (publication, letter) => {
    const svg = svgOf(iconOf({ ...house, publication }));
    expect(/<text[^>]*>(.*)<\/text>/.exec(svg)?.[1]).toBe(letter);
    expect(svg).toContain('fill="#0b5d75"');
  });

  test('writes dark on a light accent, and light on a dark one', () => {
    const inkOn = (accent: string) =>
      /<text[^>]*fill="([^"]*)"/.exec(svgOf(iconOf({ ...house, accent })))?.[1];
    expect([inkOn('#0b5d75'), inkOn('#f6d32d')]).toEqual(['#fff', '#16181d']);
  });

  const logo = (viewBox: string) =>
    html(
      `<svg role="img" aria-label="x" viewBox="${viewBox}"><path d="M0 0h9v9z" fill="currentColor"></path></svg>`,
    );

  test.each(['0 0 40 40', '-1,-1 100.5 98', '0 0 1 1'])('is the logo with the view box %s', (viewBox) => {
    const svg = svgOf(iconOf(house, logo(viewBox)));
    expect(svg).toContain('<path d="M0 0h9v9z"');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" color="#0b5d75" /);
  });

  test.each(['0 0 40 30', '0 0 0 0', '0 0 120 40'])('is no logo with the view box %s', (viewBox) => {
    expect(svgOf(iconOf(house, logo(viewBox)))).toContain('>M</text>');
  });
});

describe('a page', () => {
  const icon = '<link rel="icon" href="{{icon}}">';

  test('has it, and so has the list of editions', async () => {
    const link = `<link rel="icon" href="${iconOf(house).replaceAll("'", '&#x27;')}">`;
    expect((await new Desk([]).finished('aquila')).html.split(link)).toHaveLength(2);
    expect((await new Desk([]).index()).split(link)).toHaveLength(2);
  });

  test.each([
    ['another address', '<link rel="icon" href="data:image/svg+xml,x">'],
    ['an address on the web', '<link rel="icon" href="https://example.com/{{icon}}">'],
    ['another link', '<link rel="preload" href="{{icon}}">'],
    ['more than its address', '<link rel="icon" href="{{icon}}" type="image/svg+xml">'],
  ])('may have no icon with %s', async (_, link) => {
    const desk = new Desk([['templates/briefing.hbs', icon, link]]);
    const told =
      'only the canonical address and the icon are allowed, the icon as <link rel="icon" href="{{icon}}">';
    expect(checkMarkup(desk.templates).map(({ message }) => message)).toEqual([told]);
  });

  const told = 'a <link> other than the canonical address and the icon of the publication is not allowed';
  const frame = {
    script: { code: '', hash: '' },
    style: '',
    language: 'en',
    title: 'x',
    icon: 'data:image/svg+xml,%3Csvg%2F%3E',
  };

  test.each([
    ['<link rel="icon" href="data:image/svg+xml,%3Csvg%2F%3E">', []],
    ['<link rel="canonical" href="https://example.com/">', []],
    ['<link rel="icon" href="data:image/svg+xml,%3Csvg%3E">', [told]],
    ['<link rel="icon" href="https://example.com/icon.svg">', [told]],
    ['<link rel="icon" href="data:image/svg+xml,%3Csvg%2F%3E" type="text/css">', [told]],
    ['<link rel="stylesheet" href="data:image/svg+xml,%3Csvg%2F%3E">', [told]],
    ['<link href="data:image/svg+xml,%3Csvg%2F%3E">', [told]],
  ])('finished with %s', (link, faults) => {
    const tree = readTree(`<!DOCTYPE html><html><head>${link}</head></html>`);
    expect(markupFaults(tree, frame).filter((fault) => fault.includes('<link>'))).toEqual(faults);
  });

  test('of a mail has none', () => {
    const tree = readTree('<link rel="icon" href="data:image/svg+xml,%3Csvg%2F%3E">');
    expect(mailMarkupFaults(tree)).toEqual([told]);
  });
});
