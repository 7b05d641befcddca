import { beforeAll, describe, expect, test } from 'vitest';
import { columnsOf, filled, ruled } from '../../src/mail/text.ts';
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

describe('blocks as text', () => {
  let text: string;

  beforeAll(async () => {
    text = (await mailEdition()).text;
  });

  test('a list of results is in columns, what is behind each number at its end', () => {
    expect(text).toMatch(/^20 of 20 +MRD-negative at 10⁻⁶\n +95% CI 83–100% +[●◐○] e\d/m);
  });

  test('a paragraph ends with its entries and sources', () => {
    expect(text).toMatch(/[.”)] [●◐○] e\d+(?:[–,] ?e?\d+)*/);
    expect(text).not.toMatch(/[†‡§]/);
  });

  test('what a paragraph sets side by side is beneath it', () => {
    expect(text).toMatch(/^ {2}≠ Not a head-to-head comparison\. /m);
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
      const cited = [...text.matchAll(/(?<!^)\[(\d[\d,– ]*)\]/gm)].flatMap(([, numbers = '']) =>
        numbers.split(/\D+/),
      );
      expect(cited.length).toBeGreaterThan(2);
      expect(cited.filter((number) => !new RegExp(`^\\[${number}\\] `, 'm').test(text))).toEqual([]);
      expect(text.match(/[●◐○] e\d/g)?.length).toBeGreaterThan(8);
      expect(text).toMatch(/^e… {3}Entry /m);
    }
  });
});
