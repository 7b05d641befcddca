import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../src/evidence/assess.ts';
import { followUpOf, patientsOf, usesOf } from '../../src/evidence/ledger.ts';
import { planTables } from '../../src/tables/plan.ts';
import type { Cell, TableSpec } from '../../src/text/table.ts';
import { briefingNamed, libraryWith } from '../base-library.ts';
import { tableCases, tableId, tableTexts } from '../gallery/tables.ts';
import { composeTables } from '../gallery/tables-page.ts';

const library = libraryWith(tableTexts());
const briefing = briefingNamed(library, '2026-02-02-second');
const assessment = assessBriefing(library, briefing);
const specs = planTables(
  briefing.tables,
  briefing.tables.map(({ id }) => id),
  {
    ...assessment,
    patients: (row) => patientsOf(row, library),
    followUp: (row) => followUpOf(row, library),
  },
);

function spec(id: string): TableSpec {
  const found = specs.find((one) => one.id === id);
  if (!found) throw new Error(`no table ${id}`);
  return found;
}

/** `main | sub`, smaller lines in brackets. */
function read({ main, sub = [] }: Cell): string {
  const text = (pieces: Cell['main']) =>
    pieces.map(({ written, small }) => (small ? ` [${written.text}]` : written.text)).join('');
  return (text(main) + (sub.length > 0 ? ` | ${text(sub)}` : '')).replaceAll('\u00a0', ' ');
}

function row(id: string, head: string): string[] {
  const found = spec(id).grid.rows.find(([first]) => first && read(first).split(' | ')[0] === head);
  return (found ?? []).slice(1).map(read);
}

function heads(id: string): string[] {
  return spec(id).grid.columns.map(({ label }) => label.text.replaceAll('\u00a0', ' '));
}

describe('the design card', () => {
  test('leads from each registry number to its record, where it has a lasting address', () => {
    const [, , , gamma] = spec('design-2').grid.rows[0] ?? [];
    expect(gamma?.main.map(({ written: { text }, href, breaks }) => (breaks ? '' : [text, href]))).toEqual([
      ['NCT00000003', 'https://clinicaltrials.gov/study/NCT00000003'],
      '',
      ['2019-001234-12', 'https://www.clinicaltrialsregister.eu/ctr-search/search?query=2019-001234-12'],
      '',
      ['NTR4269', undefined],
    ]);
  });

  test('has a column for each trial, and says what is not stated', () => {
    expect(heads('design-2')).toEqual(['Trial', 'ALPHA', 'BETA', 'GAMMA']);
    expect(row('design-2', 'Registry')).toEqual([
      'NCT00000001',
      'NCT00000002',
      'NCT00000003; 2019-001234-12; NTR4269',
    ]);
    expect(row('design-2', 'Phase and design')).toEqual([
      'Phase 3, randomised',
      'Phase 2, single-arm',
      'Phase 1b/2, randomised | open-label, stratified by region',
    ]);
    expect(row('design-2', 'Line of therapy')).toEqual([
      'Line 1',
      'Line 2+',
      'Lines 2–4+ | an antibody and a proteasome inhibitor',
    ]);
    expect(row('design-2', 'Control arm')).toEqual([
      'Observation | observation',
      'none',
      'Physician’s choice | one of several standard combinations',
    ]);
    expect(row('design-2', 'Randomised, n')).toEqual([
      'Zorvex 200; Observation 198',
      'not randomised',
      'Zorvex 1,208; Zorvex low 96; Physician’s choice 604',
    ]);
    expect(row('design-2', 'Treated, n')).toEqual(['not stated', '20', 'Zorvex 1,176; Zorvex low 96']);
    expect(row('design-2', 'Median follow-up, months')).toEqual([
      '24.0 [Final analysis]',
      'not stated',
      '9.0 [Interim analysis]30.5 [30-month update]',
    ]);
    expect(row('design-2', 'Assessed by')).toEqual([
      'not stated',
      'not stated',
      'Independent (PFS); investigator (ORR)',
    ]);
    expect(row('design-2', 'Event for PFS')[2]).toBe(
      'Progression or death from any cause | counted from randomisation',
    );
    expect(spec('design-2').legend).toBe('not stated: in none of the sources read.');
  });

  test('has as many rows of arms as a trial needs', () => {
    expect(row('design-1', 'Experimental arm')).toEqual([
      'Zorvex | an infusion every four weeks until progression',
    ]);
    expect(row('design-1', 'Experimental arm, further')).toEqual(['Zorvex low | the same at a lower dose']);
  });
});

describe('the table across trials', () => {
  test('says under its title that nothing was compared head to head, unless its title does', () => {
    const warnings = ['cross-trial-1', 'cross-trial-2', 'cross-trial-3'].map((id) => spec(id).warning);
    expect(warnings).toEqual([
      'Not a head-to-head comparison: the rows come from different trials.',
      undefined,
      undefined,
    ]);
  });

  test('keeps the author’s order, has no colour of its own and cannot be sorted', async () => {
    expect(spec('cross-trial-2').grid.rows.map(([head]) => head && read(head).split(' | ')[0])).toEqual([
      'GAMMA',
      'ALPHA',
    ]);
    expect(specs.filter(({ id, grid }) => id.startsWith('cross-trial') && grid.sortable)).toEqual([]);
    const { composed } = await composeTables();
    const from = composed.html.indexOf('id="table-cross-trial-2"');
    const table = composed.html.slice(from, composed.html.indexOf('</table>', from));
    expect([...new Set(table.match(/(?<= class=")[^"]+/g))].toSorted()).toEqual([
      'aside',
      'evidence',
      'exhibit',
      'finding',
      'grade primary',
      'group',
      'number',
      'run',
      'scroll',
      'start',
      'sub',
      'title',
    ]);
    expect(table.slice(table.indexOf('<table'))).not.toMatch(/<(?:b|strong|em|button)[ >]|style=|aria-sort/);
  });
});

describe('the table of safety', () => {
  test('has the arms in columns and the unit in their heads', () => {
    expect(heads('safety-1')).toEqual([
      'Adverse event',
      'Zorvex, n/N (%)',
      'Zorvex low, n/N (%)',
      'Physician’s choice, n/N (%)',
    ]);
    expect(spec('safety-1').grid.rows.map((cells) => cells.slice(1, 4).map(read))).toEqual([
      ['1,176/1,176 (100.0)', '(48.5)', '9/20 (~45)'],
      ['0/1,176 (0.0)', '3/96 (3)', '—'],
      ['NR', '8.5', '—'],
    ]);
  });

  test('says of each row what the others do not share', () => {
    expect(spec('safety-1').grid.rows.map(([head]) => head && read(head))).toEqual([
      'Adverse events of grade 3 or higher | of treated; of evaluable; 30-month update; Interim analysis',
      'Cytokine release syndrome | of treated; 30-month update',
      'Time to cytokine release | median, days; of treated; 30-month update',
    ]);
    expect(spec('safety-1').legend).toBe(
      '—: not reported in the sources read. NR: not reached. ~: approximate.',
    );
  });

  test('says in words that nothing was extracted', () => {
    expect(heads('safety-2')).toEqual(['Adverse event', 'Zorvex', 'Observation']);
    expect(spec('safety-2').grid.rows.map((cells) => cells.map(read))).toEqual([
      ['All adverse events', 'not extracted', 'not extracted'],
    ]);
    expect(spec('safety-2').legend).toBe(
      'not extracted: no safety results for ALPHA were taken from its sources; this says nothing about how safe it was.',
    );
  });
});

describe('the table of sales', () => {
  test('has a row for every quarter, and parts and stated growth where some quarter has them', () => {
    expect(heads('sales-1')).toEqual([
      'Quarter',
      'Worldwide, US$ m',
      'US, US$ m',
      'International, US$ m',
      'YoY, %',
      'YoY as stated, %',
    ]);
    expect(spec('sales-1').grid.rows.map((cells) => cells.slice(0, 6).map(read))).toEqual([
      ['Q1 2024', '800', '512', '289', 'n/a', '—'],
      ['Q2 2024', '815', '520', '295', 'n/a', '—'],
      ['Q3 2024', '—', '—', '—', '—', '—'],
      ['Q4 2024', '—', '—', '—', '—', '—'],
      ['Q1 2025', '1,200', '790', '410', '+50.0', '+50.0 | reported'],
      ['Q2 2025', '1,312', '—', '—', '+61.0', '—'],
    ]);
    expect(spec('sales-1').legend).toContain(
      'Parts may not add up because of rounding. Derived from other periods: Q2 2024.',
    );
  });

  test('sets products side by side under their names, each in its currency', () => {
    expect(spec('sales-2').grid.groups).toEqual([
      { span: 1 },
      { label: 'Zorvex', span: 5 },
      { label: 'Nimbus', span: 5 },
    ]);
    expect(row('sales-2', 'Q2 2025').slice(5, 10)).toEqual([
      '~1,100',
      '~700',
      '~401',
      '−8.6',
      '−8.6 | operational',
    ]);
    expect(row('sales-2', 'Q1 2025').slice(5, 10)).toEqual(['998.5', '—', '—', 'n/a', '—']);
  });

  test('leads growth to an entry of its own, graded as its worst amount', () => {
    const last = spec('sales-1').grid.rows.at(-1);
    expect(last?.[4]?.main[0]?.computation).toEqual({ id: 'growth(zorvex.2025-Q2, year)' });
    const entry = assessment.evidence.find(({ id }) => id === 'growth(zorvex.2025-Q2, year)');
    expect(entry?.grade).toBe('secondary');
    expect(entry?.formula).toBe('(1,312 ÷ 815 − 1) × 100; base Q2 2024');
  });
});

describe('tables on a page', () => {
  test('end with what is behind each row; one of trials in columns has its sources in a row', async () => {
    const { composed } = await composeTables();
    const tables = composed.html.split('<table').slice(1);
    const endsOf = (id: string) => {
      const from = composed.html.indexOf(`id="table-${id}"`);
      const table = composed.html.slice(from, composed.html.indexOf('</table>', from));
      return [...table.matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([line]) =>
        (line.split(/<t[hd][ >]/).at(-1) ?? '')
          .replace(/^[^>]*>/, '')
          .replace(/<[^>]+>/g, '')
          .trim(),
      );
    };
    expect(tables.length).toBeGreaterThan(10);
    const [head, ...rows] = endsOf('safety-1');
    expect(head).toMatch(/Evidence/);
    expect(rows).not.toEqual([]);
    expect(
      rows.filter((end) => !/^(?:primary document|secondary report|unconfirmed)\u00a0e\d/.test(end)),
    ).toEqual([]);
    expect(
      composed.html.slice(composed.html.indexOf('id="table-design-2"')).split('</table>')[0],
    ).not.toContain('>Evidence<');
  });

  test('every case is shown, and nothing on the page is unsourced', async () => {
    const { composed } = await composeTables();
    const ids = Object.entries(tableCases).flatMap(([kind, cases]) =>
      Object.keys(cases).map((_, index) => `table-${tableId(kind, index)}`),
    );
    expect(ids.filter((id) => !composed.html.includes(`id="${id}"`))).toEqual([]);
    expect(composed.obstacles.filter(({ code }) => code === 'unsourced-number')).toEqual([]);
    expect(composed.counts.numbers - composed.counts.traced - composed.counts.names).toBe(0);
  });

  test('percentages align on their points inside the brackets', async () => {
    const { composed } = await composeTables();
    const table = composed.html.slice(composed.html.indexOf('id="table-safety-1"'));
    const cell = /3\/96 \(3\)<\/data><\/a>(<span class="pad" data-digits="\.0"><\/span>)/.exec(table);
    expect(cell?.[1]).toBe('<span class="pad" data-digits=".0"></span>');
  });

  test('what a table shows is told in reading order', () => {
    const told = usesOf(briefing, library).flatMap((use) =>
      use.where === 'table design-1' && use.kind === 'datum' && use.datum.kind === 'finding'
        ? [use.datum.id]
        : [],
    );
    expect(told).toEqual([
      'gamma.randomised.zor',
      'gamma.randomised.low',
      'gamma.randomised.ctl',
      'gamma.treated.zor',
      'gamma.treated.low',
      'gamma.follow-up.first',
      'gamma.follow-up.final',
    ]);
  });
});
