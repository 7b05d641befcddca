import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { coverageLine } from '../../src/evidence/lint/lint.ts';
import { makeEvidenceCsv } from '../../src/page/evidence-files.ts';
import { Desk, type Edit, proofreadPage } from './proofed.ts';

const BASE = path.join(import.meta.dirname, '../cases/base/content');
const briefing = 'content/briefings/2026-01-15-base.md';
const alpha = 'content/trials/alpha.yaml';
const beta = 'content/trials/beta.yaml';

const says = (sentences: string): Edit => [briefing, 'Sales grew', `${sentences}\n\nSales grew`];
const who = 'Adults aged 18 years or older with an LVEF of 40% or less were enrolled.';
const setting = (text: string, more = ''): Edit => [alpha, 'setting: first line', `setting: ${text}${more}`];
const ofAlpha = '\nsource: { id: alpha-2025, locator: page 2 }';

async function read(...edits: Edit[]) {
  const page = await new Desk(edits, BASE).finished('base');
  const { problems, counts } = proofreadPage(page);
  return {
    problems: problems.map(({ message }) => message.replace(/ leads to no source$/, '')),
    hints: problems.map(({ hints }) => hints),
    places: problems.map(({ place }) => `${place.file}:${place.line}`),
    coverage: coverageLine(counts),
    stated: page.computed.evidence.filter((row) => row.stated),
    html: page.html,
    computed: page.computed,
  };
}

describe('numbers of a protocol in a sentence', () => {
  test('that cites are stated by its source, and stand in the ledger', async () => {
    const { problems, coverage, stated, html } = await read(says(`${who}{{cite "alpha-2025"}}`));
    expect(problems).toEqual([]);
    expect(coverage).toMatch(/ traced, 2 stated by a cited source, \d+ names and dates, 0 waived$/);
    expect(stated).toEqual([
      {
        id: 'stated(alpha-2025: 18 years)',
        meaning: who,
        value: '18 years',
        stated: true,
        sources: [{ id: 'alpha-2025' }],
        where: ['text'],
      },
      expect.objectContaining({ id: 'stated(alpha-2025: 40%)', value: '40%' }),
    ]);
    expect(html).toContain(`<td class="value">40%</td><td class="meaning">${who.slice(0, -1)}`);
    expect(html).toContain('2 stated by a cited source');
  });

  test('are stated where the citation stands within, but not by the one of the next sentence', async () => {
    const within = await read(says('Adults of 18 years or older{{cite "alpha-2025"}} were enrolled.'));
    expect(within.problems).toEqual([]);
    const next = await read(says(`${who} It was open-label.{{cite "alpha-2025"}}`));
    expect(next.problems).toEqual(['‘18 years’ in the text', '‘40%’ in the text']);
    const before = await read(says(`It was open-label.{{cite "alpha-2025"}} ${who}`));
    expect(before.problems).toEqual(next.problems);
  });

  test('that cites nothing lead nowhere, and a hint says to cite', async () => {
    const { problems, hints, stated } = await read(says(who));
    expect(problems).toEqual(['‘18 years’ in the text', '‘40%’ in the text']);
    expect(hints[0]).toEqual([
      'if it says how a trial was done, cite the source that states it in the same sentence: {{cite "…"}}',
      'bind it with {{value "…"}}, or waive it with {{plain "18 years" reason="…"}}',
    ]);
    expect(stated).toEqual([]);
  });

  test('excuse no result beside them', async () => {
    const { problems, hints } = await read(
      says('Of those aged 65 years or older, 71% responded.{{cite "alpha-2025"}}'),
    );
    expect(problems).toEqual(['‘71%’ in the text']);
    expect(hints[0]).toEqual(['bind it with {{value "…"}}, or waive it with {{plain "71%" reason="…"}}']);
  });

  test('of several sources have all of them, and one entry a sentence', async () => {
    const sentence = 'They were treated for 52 weeks.{{cite "beta-2025" "alpha-2025"}}';
    const { stated, problems } = await read(says(`${sentence}\n\n${sentence}\n\nIt took 52 weeks.`));
    expect(problems).toEqual(['‘52 weeks’ in the text']);
    expect(stated).toMatchObject([
      { value: '52 weeks', sources: [{ id: 'alpha-2025' }, { id: 'beta-2025' }], where: ['text'] },
    ]);
  });

  test('may stand in the title of a figure', async () => {
    const edit: Edit = [
      briefing,
      'title: Response by arm',
      `title: 'Response by arm, in those treated for 52 weeks{{cite "alpha-2025"}}'`,
    ];
    const { problems, stated } = await read(edit);
    expect(problems).toEqual([]);
    expect(stated).toHaveLength(1);
  });
});

describe('numbers of a protocol in a field of a trial', () => {
  test('whose source is named are stated by it, with its number in the list', async () => {
    const { problems, coverage, stated, computed } = await read(
      setting('LVEF above 40%', '\nsource: { id: alpha-2025, locator: page 2 }'),
    );
    expect(problems).toEqual([]);
    expect(coverage).toContain('stated by a cited source');
    expect(stated).toMatchObject([
      {
        id: 'stated(alpha-2025: 40%)',
        meaning: 'LVEF above 40%',
        sources: [{ id: 'alpha-2025', locator: 'page 2' }],
      },
    ]);
    expect(computed.referenceNumbers.get('alpha-2025')).toBeDefined();
  });

  test('are not stated where none is named: the trial is told to name it', async () => {
    const { problems, places, hints } = await read(setting('LVEF above 40%'));
    expect(new Set(problems.map((one) => one.slice(0, 5)))).toEqual(new Set(['‘40%’']));
    expect(places).toEqual([`${alpha}:6`]);
    expect(hints[0]?.[0]).toBe(
      'if it says how the trial was done, name the source that states it: source: at the level of the trial',
    );
  });

  test('excuse no result, and no sentence of the briefing', async () => {
    const result = await read(setting('ORR 71%', ofAlpha));
    expect(result.problems.every((one) => one.startsWith('‘71%’'))).toBe(true);
    expect(result.problems).not.toEqual([]);
    const repeated = await read(setting('LVEF above 40%', ofAlpha), says('All had an LVEF above 40%.'));
    expect(repeated.problems).toEqual(['‘40%’ in the text']);
  });

  test('are not stated for another trial that says the same and names no source', async () => {
    const { problems } = await read(setting('LVEF above 40%', ofAlpha), [
      beta,
      'setting: ',
      'setting: LVEF above 40% # ',
    ]);
    expect(problems).not.toEqual([]);
  });

  test('of an arm are stated by its own source', async () => {
    const { problems } = await read([alpha, 'label: Zorvex, product', 'label: "Zorvex, 24 months", product']);
    expect(problems).toEqual([]);
  });
});

test('a spreadsheet says of them that a source states them', async () => {
  const { stated } = await read(says(`${who}{{cite "alpha-2025"}}`));
  const rows = stated.map((row, index) => ({ ...row, number: index + 1, html: [], pdfPages: [] }));
  const csv = Buffer.from(makeEvidenceCsv(rows).bytes).toString('utf8');
  expect(csv.split('\r\n')[1]).toContain('18 years');
  expect(csv.match(/stated by a cited source/g)).toHaveLength(2);
});
