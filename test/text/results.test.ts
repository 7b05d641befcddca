import { describe, expect, test } from 'vitest';
import type { Block, Result } from '../../src/text/block.ts';
import { charactersOf } from '../../src/text/run.ts';
import { productWith, trialWith } from '../base-library.ts';
import { blocksIn, pageOf } from './set.ts';

const files = {
  'trials/gamma.yaml': trialWith(
    `pfs: { endpoint: pfs, arm: a, median: { value: 61.9 months }, source: beta-2025 }
about: { endpoint: orr, arm: a, proportion: { percent: 90, approximate: true }, source: beta-2025 }
n: { endpoint: orr, arm: b, proportion: { events: 20, of: 20 }, source: beta-2025 }`,
  ),
  'products/p.yaml': productWith('2024-Q1: { value: 5, source: beta-2025 }'),
};

function rowsOf(...rows: string[]): readonly Result[] {
  const blocks = blocksIn(`::: results\n${rows.map((row) => `- ${row}`).join('\n')}\n:::`, { files });
  const found = blocks.filter((one): one is Extract<Block, { kind: 'results' }> => one.kind === 'results');
  expect(blocks).toHaveLength(1);
  return found.flatMap((one) => one.rows);
}

function read({ numeral, what, detail }: Result): string[] {
  return [numeral, what, detail].map((text) => charactersOf(text).replaceAll('\u00a0', ' '));
}

describe('a list of results', () => {
  test('is divided at its bars, with what surrounds them dropped', () => {
    const rows = rowsOf('20 | patients | of one centre', 'A single | infusion', 'None|died');
    expect(rows.map(read)).toEqual([
      ['20', 'patients', 'of one centre'],
      ['A single', 'infusion', ''],
      ['None', 'died', ''],
    ]);
  });

  test('keeps words beside a number with it', () => {
    const [row] = rowsOf('HR {{value "beta.orr"}} | x {{value "alpha.orr.zor"}} | a');
    expect(row && read(row)).toEqual(['HR 95%', 'x 75.0%', 'a']);
  });

  test('binds its numbers, which read as short as a numeral is', () => {
    const rows = rowsOf(
      '{{value "gamma.pfs"}} | median, with {{value "gamma.pfs"}}',
      '{{value "gamma.about"}} | responded',
      '{{value "gamma.n" show="n of N"}} | responded',
      '{{sales "p.2024-Q1"}} | sold',
    );
    expect(rows.map((row) => read(row)[0])).toEqual(['61.9 mo', '~90%', '20 of 20', 'US$5 m']);
    expect(rows[0] && read(rows[0])[1]).toBe('median, with 61.9 months');
    expect(rows[0]?.numeral).toMatchObject([{ kind: 'number', id: 'gamma.pfs', how: 'value' }]);
  });

  test('knows the expressions of each row', () => {
    const [row] = rowsOf('{{value "gamma.pfs"}} | x | {{range "beta.orr" "alpha.orr.zor"}}');
    expect(row?.calls.map(({ name }) => name)).toEqual(['value', 'range']);
  });

  test('sets each row with its evidence beside it', () => {
    const html = pageOf(
      '::: results\n- {{value "beta.orr"}} | *responded* | so{{cite "alpha-2025"}}\n- None | died\n:::',
      { files },
    );
    expect(html.replace(/<a class="finding".*?<\/a>/, 'N').replace(/<p class="evidence">.*<\/p>/, 'E')).toBe(
      '<ul class="results">\n' +
        '<li class="block"><b class="numeral">N</b> <span class="what"><em>responded</em> <small>so<span class="cited" data-sources="2"></span></small></span>\nE</li>\n' +
        '<li class="block"><b class="numeral">None</b> <span class="what">died</span></li>\n' +
        '</ul>',
    );
  });

  test('gives the numerals of a list more room when one is wider than their column', () => {
    const html = pageOf(
      '::: results\n- 61.5–62.6%, all | responded\n:::\n\nThen:\n\n::: results\n- None | died\n:::',
      { files },
    );
    expect([...html.matchAll(/<ul class="([^"]*)">/g)].map(([, name]) => name)).toEqual([
      'results wide',
      'results',
    ]);
  });
});
