import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../src/evidence/assess.ts';
import type { EvidenceRow } from '../../src/evidence/ledger.ts';
import { trialWith, withBriefing } from '../base-library.ts';

const FILES = {
  'trials/gamma.yaml': trialWith(
    `bare: { endpoint: orr, arm: a, proportion: { percent: 40.0 }, source: alpha-2025 }
whole: { endpoint: orr, proportion: { events: 8, of: 20, percent: 40.0 }, source: alpha-2025 }
rate: { endpoint: pfs, arm: b, rate: { at: 24 months, percent: 61.5 }, source: alpha-2025, grade: secondary }
median: { endpoint: pfs, arm: b, median: { value: 12.5 months }, source: alpha-2025, grade: unconfirmed }
hr: { endpoint: pfs, compare: [a, b], hazardRatio: { value: 0.30, events: [9/20, 15/20] }, source: alpha-2025 }
odds: { endpoint: orr, compare: [a, b], oddsRatio: { value: 2.10, ci: [1.20, 3.70] }, source: alpha-2025 }
more: { endpoint: orr, compare: [a, b], difference: { value: 5.0, unit: percentage points, ci: [-2.0, 12.0] }, source: alpha-2025 }
mean: { endpoint: pfs, arm: a, measure: { mean: 3.5, unit: points, of: 18 }, source: alpha-2025 }
deaths: { endpoint: orr, arm: a, count: { value: 3, of: 1200, unit: patients }, source: alpha-2025 }
mrd: { endpoint: mrd-negativity, arm: a, proportion: { events: 18, of: 20 }, population: itt, threshold: 10^-5, timing: at any time, source: { id: beta-2025, locator: p. 3 }, note: Read off. }`,
  ),
  'products/p.yaml': `name: P
generic: p
class: invented
company: Pea Pharma
sales:
  currency: USD
  unit: million
  basis: worldwide, as booked
  quarters:
    2023-Q2: { value: 1, source: beta-2025 }
    2023-Q3: { value: 2.25, source: beta-2025 }
    2023-Q4: { value: 3.5, source: beta-2025 }
    2024-Q1: { value: 100, source: beta-2025 }
    2024-Q2: { value: 5.255, source: beta-2025 }
    2024-Q3: { value: 6, source: beta-2025 }
    2024-Q4: { value: 7, source: { id: alpha-2025, locator: Note 2 }, derived: the year less its quarters, note: Restated. }
    2025-Q1: { value: 150, source: beta-2025, grade: secondary }
    2025-Q2: { value: 160, source: beta-2025 }
`,
};

function assess(body: string) {
  const { library, briefing } = withBriefing(body, '', FILES);
  return assessBriefing(library, briefing);
}

/** The row of an id, with plain spaces. */
function rowOf(id: string, body: string): EvidenceRow | undefined {
  const row = assess(body).evidence.find((one) => one.id === id);
  return row && { ...row, value: row.value.replaceAll('\u00a0', ' ') };
}

const ALPHA = { grade: 'primary', sources: [{ id: 'alpha-2025' }], where: ['text'] };

describe('the row of a result holds what its file states, and nothing else', () => {
  test.each<[string, Partial<EvidenceRow>]>([
    ['bare', { meaning: 'GAMMA, A: Overall response', value: '40.0%' }],
    [
      'whole',
      {
        meaning: 'GAMMA: Overall response',
        value: '8/20 (40.0%; 95% CI 19.1–63.9)',
        n: 8,
        N: 20,
        interval: { text: '19.1–63.9%', method: 'exact (Clopper–Pearson), computed here' },
      },
    ],
    [
      'rate',
      { meaning: 'GAMMA, B: Progression-free survival', value: '24-month PFS 61.5%', grade: 'secondary' },
    ],
    [
      'median',
      { meaning: 'GAMMA, B: Progression-free survival', value: '12.5 months', grade: 'unconfirmed' },
    ],
    ['hr', { meaning: 'GAMMA, A against B: Progression-free survival', value: 'HR 0.30' }],
    [
      'odds',
      {
        meaning: 'GAMMA, A against B: Overall response',
        value: 'OR 2.10 (95% CI 1.20–3.70)',
        interval: { text: '1.20–3.70', method: 'as printed' },
      },
    ],
    [
      'more',
      {
        meaning: 'GAMMA, A against B: Overall response',
        value: '5.0 percentage points (95% CI −2.0 to 12.0)',
        interval: { text: '−2.0 to 12.0', method: 'as printed' },
      },
    ],
    ['mean', { meaning: 'GAMMA, A: Progression-free survival', value: '3.5 points', N: 18 }],
    ['deaths', { meaning: 'GAMMA, A: Overall response', value: '3', N: 1200 }],
    [
      'mrd',
      {
        meaning: 'GAMMA, A: MRD negativity',
        value: '18/20 (90%; 95% CI 68–99)',
        n: 18,
        N: 20,
        interval: { text: '68–99%', method: 'exact (Clopper–Pearson), computed here' },
        population: 'itt',
        threshold: '10⁻⁵',
        timing: 'at any time',
        note: 'Read off.',
        sources: [{ id: 'beta-2025', locator: 'p. 3' }],
      },
    ],
  ])('%s', (key, expected) => {
    const id = `gamma.${key}`;
    expect(rowOf(id, `{{value "${id}"}}`)).toStrictEqual({ id, ...ALPHA, ...expected });
  });

  test('a printed interval, a cut', () => {
    expect(rowOf('alpha.orr.obs', '{{value "alpha.orr.obs"}}')).toStrictEqual({
      id: 'alpha.orr.obs',
      meaning: 'ALPHA, Observation: Overall response',
      value: '99/198 (50.0%; 95% CI 42.8–57.2)',
      n: 99,
      N: 198,
      interval: { text: '42.8–57.2%', method: 'as printed' },
      cut: 'Final analysis',
      ...ALPHA,
    });
  });

  test('a median that was not reached', () => {
    expect(rowOf('alpha.pfs.zor', '{{value "alpha.pfs.zor"}}')).toStrictEqual({
      id: 'alpha.pfs.zor',
      meaning: 'ALPHA, Zorvex: Progression-free survival',
      value: 'not reached (95% CI 30.1–NR)',
      interval: { text: '30.1–NR', method: 'as printed' },
      cut: 'Final analysis',
      ...ALPHA,
    });
  });
});

describe('the row of sales', () => {
  test('names quarter and basis', () => {
    expect(rowOf('p.2025-Q1', '{{sales "p.2025-Q1"}}')).toStrictEqual({
      id: 'p.2025-Q1',
      meaning: 'P: sales, Q1 2025, worldwide, as booked',
      value: 'US$150 million',
      grade: 'secondary',
      sources: [{ id: 'beta-2025' }],
      where: ['text'],
    });
  });

  test('writes thousands of millions as billions', () => {
    expect(rowOf('zorvex.2025-Q1', '{{sales "zorvex.2025-Q1" show="million"}}')?.value).toBe(
      'US$1.20 billion',
    );
  });

  test('tells how an amount was derived, and its note', () => {
    expect(rowOf('p.2024-Q4', '{{sales "p.2024-Q4"}}')).toStrictEqual({
      id: 'p.2024-Q4',
      meaning: 'P: sales, Q4 2024, worldwide, as booked',
      value: 'US$7 million',
      grade: 'primary',
      formula: 'the year less its quarters',
      note: 'Restated.',
      sources: [{ id: 'alpha-2025', locator: 'Note 2' }],
      where: ['text'],
    });
  });
});

describe('the row of a computation', () => {
  const own = { sources: [], where: ['text'] };

  test('growth on the quarter before', () => {
    expect(rowOf('growth(p.2024-Q2, quarter)', '{{growth "p.2024-Q2" over="quarter"}}')).toStrictEqual({
      id: 'growth(p.2024-Q2, quarter)',
      meaning: 'P: growth of sales, Q2 2024, on the quarter before, as reported',
      value: '−94.7%',
      grade: 'primary',
      formula: '(5.26 ÷ 100 − 1) × 100; base Q1 2024',
      ...own,
    });
  });

  test('growth on the year before', () => {
    expect(rowOf('growth(p.2025-Q1, year)', '{{growth "p.2025-Q1"}}')).toStrictEqual({
      id: 'growth(p.2025-Q1, year)',
      meaning: 'P: growth of sales, Q1 2025, on the year before, as reported',
      value: '+50.0%',
      grade: 'secondary',
      formula: '(150 ÷ 100 − 1) × 100; base Q1 2024',
      ...own,
    });
  });

  test('growth of four quarters on the four before', () => {
    const id = 'growth(p.2025-Q1, trailing-year)';
    expect(rowOf(id, '{{growth "p.2025-Q1" over="trailing-year"}}')).toStrictEqual({
      id,
      meaning: 'P: growth of sales, Q1 2025, on the trailing year before, as reported',
      value: '+57.6%',
      grade: 'secondary',
      formula: '(168.26 ÷ 106.75 − 1) × 100; base Q2 2023, Q3 2023, Q4 2023, Q1 2024',
      ...own,
    });
  });

  test('growth, of the worst grade among its amounts', () => {
    const row = rowOf('growth(p.2025-Q2, quarter)', '{{growth "p.2025-Q2" over="quarter"}}');
    expect(row).toMatchObject({ value: '+6.7%', grade: 'secondary' });
  });

  test('growth without a base', () => {
    const id = 'growth(p.2023-Q3, year)';
    expect(rowOf(id, '{{growth "p.2023-Q3"}}')).toStrictEqual({
      id,
      meaning: 'P: growth of sales, Q3 2023, on the year before, as reported',
      value: 'n/a',
      grade: 'primary',
      formula: 'no base',
      ...own,
    });
  });

  test('a gap', () => {
    const id = 'gap(alpha.orr.zor, alpha.orr.obs)';
    expect(rowOf(id, '{{gap "alpha.orr.zor" "alpha.orr.obs"}}')).toStrictEqual({
      id,
      meaning: 'difference of ALPHA, Zorvex: Overall response; ALPHA, Observation: Overall response',
      value: '25.0 percentage points (95% CI 15.6–33.8)',
      grade: 'primary',
      interval: { text: '15.6–33.8', method: 'Newcombe, method 10, computed here' },
      formula: 'difference: alpha.orr.zor, alpha.orr.obs; as patients to treat: NNTB 4 (3 to 7)',
      ...own,
    });
  });

  test('a range, of the worst grade among its results', () => {
    const id = 'range(alpha.orr.zor, beta.orr, gamma.rate)';
    expect(rowOf(id, '{{range "alpha.orr.zor" "beta.orr" "gamma.rate"}}')).toStrictEqual({
      id,
      meaning:
        'lowest to highest of ALPHA, Zorvex: Overall response; BETA, Zorvex: Overall response; GAMMA, B: Progression-free survival',
      value: '61.5–95%',
      grade: 'unconfirmed',
      formula: 'lowest to highest: alpha.orr.zor, beta.orr, gamma.rate',
      ...own,
    });
    const better = rowOf('range(alpha.orr.zor, gamma.rate)', '{{range "alpha.orr.zor" "gamma.rate"}}');
    expect(better?.grade).toBe('secondary');
  });
});
