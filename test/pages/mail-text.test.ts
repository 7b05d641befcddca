import { beforeAll, describe, expect, test } from 'vitest';
import { toTextFlow, toTextLine } from '../../src/pages/mail-text-flow.ts';
import { columnsOf, filled, ruled } from '../../src/pages/mail-text-lines.ts';
import { type MailEdition, mailEdition } from '../mail/edition.ts';

describe('lines', () => {
  test('hold at most 72 characters, as readers count them', () => {
    const lines = filled('e\u0301'.repeat(10).concat(' ').repeat(20)).split('\n');
    expect(lines.map((line) => [...line.normalize('NFC')].length)).toEqual([65, 65, 65, 21]);
  });

  test('hang under their first, and leave an address whole', () => {
    const address = `https://example.com/${'a'.repeat(80)}`;
    expect(filled(`see ${address} there`, { first: '- ', indent: 2 })).toBe(`- see\n  ${address}\n  there`);
  });

  test('do not break at a space that holds together', () => {
    expect(filled(`${'a'.repeat(68)} 20\u00a0of\u00a020`)).toBe(`${'a'.repeat(68)}\n20\u00a0of\u00a020`);
  });

  test('of titles are ruled, of key figures stand side by side', () => {
    expect(ruled('Safety', '-')).toBe('Safety\n------');
    expect(
      columnsOf([
        { head: '20/20', lines: ['MRD-negative', 'treated'] },
        { head: '~90%', lines: ['responded', ''] },
      ]),
    ).toBe('20/20  MRD-negative\n       treated\n\n~90%   responded');
  });
});

describe('markup as text', () => {
  test('raises superscripts, and sets marks, citations and entries behind', () => {
    expect(
      toTextLine(
        '<span data-finding="a">10<sup>−6</sup></span><sup class="mark">‡</sup><sup class="mark entry"><a href="https://example.com/#e1">e1</a></sup>.<sup class="cite"><a href="https://example.com/#source-2">2</a>,3</sup>',
      ),
    ).toBe('10⁻⁶‡\u00a0[e1]. [2,3]');
  });

  test('keeps emphasis, links with their addresses, entities', () => {
    expect(
      toTextLine('<em>Not</em> &amp; <strong>so</strong>: <a href="https://example.com/a">there</a>'),
    ).toBe('*Not* & *so*: there <https://example.com/a>');
  });

  test('reads lists in lists, headings, rules and marks of blocks', () => {
    const markup =
      '<h3>Next</h3><ol><li><p>One</p><p>More</p></li><li>Two<ul><li>Inner</li></ul></li></ol><hr><div data-block="figure a"></div><p>End</p>';
    expect(toTextFlow(markup)).toEqual([
      { kind: 'heading', text: 'Next', depth: 0 },
      { kind: 'item', text: 'One', depth: 1, bullet: '1.' },
      { kind: 'item', text: 'More', depth: 1 },
      { kind: 'item', text: 'Two', depth: 1, bullet: '2.' },
      { kind: 'item', text: 'Inner', depth: 2, bullet: '-' },
      { kind: 'rule', text: '', depth: 0 },
      { kind: 'block', text: '', depth: 0, block: 'figure a' },
      { kind: 'paragraph', text: 'End', depth: 0 },
    ]);
  });
});

describe('the text of the shipped mails', () => {
  let editions: MailEdition[];

  beforeAll(async () => {
    editions = [await mailEdition(), await mailEdition({ briefing: 'aquila' })];
  });

  test('is as wide as a reader of plain text expects', () => {
    const long = editions.flatMap(({ text }) => text.split('\n').filter((line) => [...line].length > 72));
    expect(long.filter((line) => !/^ *https:\S+$/.test(line))).toEqual([]);
  });

  test('holds no markup, no private characters and no double gaps', () => {
    for (const { text } of editions) {
      expect(text).not.toMatch(/<\/?[a-z]+[ >]|&[a-z#0-9]+;|[\ue000-\uf8ff]|\u00a0|\n\n\n/);
      expect(text).toMatch(/\n$/);
    }
  });

  test('says where each number comes from, and lists every source that it cites', () => {
    for (const { text } of editions) {
      const cited = [...text.matchAll(/\[(\d+(?:,\d+)*)\]/g)].flatMap(
        ([, numbers]) => numbers?.split(',') ?? [],
      );
      expect(cited.length).toBeGreaterThan(8);
      expect(cited.filter((number) => !new RegExp(`^\\[${number}\\] `, 'm').test(text))).toEqual([]);
      expect(text).toMatch(/^\[e…\] /m);
    }
  });
});
