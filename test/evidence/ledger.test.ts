import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../src/evidence/assess.ts';
import type { EvidenceRow } from '../../src/evidence/ledger.ts';
import { trialWith, withBriefing } from '../base-library.ts';

const TRIAL = trialWith(
  `mrd:
  endpoint: mrd-negativity
  arm: a
  cut: early
  proportion: { events: derived, of: 20, percent: 90 }
  population: treated
  threshold: 10^-6
  timing: any time
  source: [{ id: beta-2025, locator: p. 3 }, alpha-2025]
  grade: secondary
  note: A remark.
hr: { endpoint: pfs, compare: [a, b], hazardRatio: { value: 0.10, ci: [0.05, 0.20] }, source: alpha-2025 }
hr.old: { endpoint: pfs, compare: [a, b], subgroup: { by: Age, is: 75 or older }, hazardRatio: { value: 0.30 }, source: alpha-2025 }`,
  'cuts: { early: { label: Early cut, source: beta-2025 } }\ncurves: { pfs: { endpoint: pfs, data: events, origin: infusion, unit: weeks, every: 10, source: beta-2025, arms: { a: { events: [1, 2, 3, 4] } } } }\n',
);

function rowsFor(body: string): Record<string, EvidenceRow> {
  const { library, briefing } = withBriefing(body, '', { 'trials/gamma.yaml': TRIAL });
  return Object.fromEntries(assessBriefing(library, briefing).evidence.map((row) => [row.id, row]));
}

const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

describe('the ledger', () => {
  test('says of a finding what a reader needs to check it', () => {
    const row = rowsFor('{{value "gamma.mrd"}}')['gamma.mrd'];
    expect({ ...row, value: plain(row?.value) }).toEqual({
      id: 'gamma.mrd',
      meaning: 'GAMMA, A: MRD negativity',
      value: '18/20 (90%; 95% CI 68–99)',
      n: 18,
      N: 20,
      interval: { text: '68–99%', method: 'exact (Clopper–Pearson), computed here' },
      population: 'treated',
      threshold: '10\u207b\u2076',
      timing: 'any time',
      cut: 'Early cut',
      grade: 'secondary',
      formula: 'n derived: 90% of 20',
      note: 'A remark.',
      sources: [{ id: 'beta-2025', locator: 'p. 3' }, { id: 'alpha-2025' }],
      where: ['text'],
    });
  });

  test('tells a printed interval from a computed one, and names both arms of a contrast', () => {
    const row = rowsFor('{{value "gamma.hr"}}')['gamma.hr'];
    expect(row?.meaning).toBe('GAMMA, A against B: Progression-free survival');
    expect(row?.interval).toEqual({ text: '0.05–0.20', method: 'as printed' });
  });

  test('says of which part of the patients a result is', () => {
    const row = rowsFor('{{value "gamma.hr.old"}}')['gamma.hr.old'];
    expect(row?.meaning).toBe('GAMMA, A against B: Progression-free survival (Age: 75 or older)');
  });

  test('says how a number was computed that no source prints', () => {
    const id = 'gamma.curve.pfs.a.median';
    const row = rowsFor(`{{value "${id}"}}`)[id];
    const method = 'Kaplan–Meier from event data, log-log limits, computed here';
    expect(plain(row?.value)).toBe('2.5 weeks (95% CI 1–NR)');
    expect([row?.formula, row?.interval?.method]).toEqual([method, method]);
  });

  test('has a row for each computation and for each of its operands', () => {
    const rows = rowsFor(
      '{{gap "alpha.orr.zor" "gamma.mrd"}} {{range "alpha.orr.zor" "alpha.orr.obs"}} {{growth "zorvex.2025-Q1"}}',
    );
    expect(Object.keys(rows)).toEqual([
      'beta.orr',
      'alpha.orr.zor',
      'gamma.mrd',
      'gap(alpha.orr.zor, gamma.mrd)',
      'alpha.orr.obs',
      'range(alpha.orr.zor, alpha.orr.obs)',
      'zorvex.2025-Q1',
      'zorvex.2024-Q1',
      'growth(zorvex.2025-Q1, year)',
    ]);
    expect(rows['gap(alpha.orr.zor, gamma.mrd)']?.grade).toBe('secondary');
    expect(rows['growth(zorvex.2025-Q1, year)']?.value).toBe('+50.0%');
    expect(rows['growth(zorvex.2025-Q1, year)']?.formula).toBe('(1,200 ÷ 800 − 1) × 100; base Q1 2024');
  });

  test('holds the sale that a growth is taken from, and so its source', () => {
    expect(Object.keys(rowsFor('{{growth "zorvex.2025-Q1"}}'))).toContain('zorvex.2024-Q1');
  });

  test('a growth without a base says so', () => {
    const row = rowsFor('{{growth "zorvex.2024-Q1"}}')['growth(zorvex.2024-Q1, year)'];
    expect(row?.value).toBe('n/a');
    expect(row?.formula).toBe('no base');
  });

  test('names every place of a number once', () => {
    const rows = rowsFor('{{value "beta.orr"}} {{value "beta.orr" show="n/N"}}');
    expect(rows['beta.orr']?.where).toEqual(['key figures', 'text']);
  });
});
