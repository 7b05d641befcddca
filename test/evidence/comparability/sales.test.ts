import { describe, expect, test } from 'vitest';
import { judgeSales } from '../../../src/evidence/comparability/compare.ts';
import type { SalesClaim } from '../../../src/evidence/comparability/rule.ts';
import { textOf } from '../../../src/evidence/comparability/rule.ts';
import { rules } from '../../../src/evidence/comparability/rules.ts';
import { toPeriod } from '../../../src/model/period.ts';
import type { Product, Sale } from '../../../src/model/product.ts';

interface Quarter extends Partial<Pick<Sale, 'growthBasis'>> {
  value: string;
  disclosed?: string;
  growth?: string;
}

function decimal(text: string) {
  return { text, value: Number(text) };
}

/** A product whose quarters end with the calendar's, unless `changes` say otherwise. */
function product(
  quarters: Record<string, Quarter>,
  changes: Partial<Product> = {},
  end = 'calendar',
): Product {
  const made: Product = {
    id: 'zorvex',
    name: 'Zorvex',
    generic: 'zorvexumab',
    class: 'antibody',
    company: 'Example Pharma',
    partners: ['Partner Bio'],
    ...changes,
    sales: { currency: 'USD', unit: 'million', basis: 'worldwide', quarterEnd: end, periods: [] },
  };
  made.sales.periods = Object.entries(quarters).map(
    ([quarter, { value, growth, disclosed, ...rest }]): Sale => ({
      ...rest,
      kind: 'sale',
      id: `zorvex.${quarter}`,
      product: made,
      period: toPeriod(quarter),
      section: 'quarters',
      value: decimal(value),
      valueKeys: ['value'],
      regions: [],
      ...(disclosed !== undefined && { disclosed: toPeriod(disclosed) }),
      ...(growth !== undefined && { reportedGrowth: decimal(growth) }),
      grade: 'primary',
      references: [],
    }),
  );
  return made;
}

function claim(of: Product, quarter: string, changes: Partial<SalesClaim> = {}): SalesClaim {
  const sale = of.sales.periods.find(({ period }) => period.key === quarter);
  if (!sale) throw new Error(`no ${quarter}`);
  return { sale, statesGrowth: true, ...changes };
}

function said(...claims: SalesClaim[]): string[] {
  return judgeSales(claims).map(({ rule, text }) => `${rule.code} ${text}`);
}

const year = (quarter: Quarter) => product({ '2025-Q1': { value: '3237' }, '2026-Q1': quarter });

describe('F01, basis of growth', () => {
  test('fires when the basis is not stated', () => {
    expect(said(claim(year({ value: '3960', growth: '22.3' }), '2026-Q1'))).toEqual([
      'F01 The basis of growth differs or is not stated: Zorvex Q1 2026 not stated; reported and operational growth diverge when exchange rates move.',
    ]);
  });

  test('is silent where it is stated, where no growth is, and where it is not printed', () => {
    const stated = year({ value: '3960', growth: '22.3', growthBasis: 'reported' });
    expect(said(claim(stated, '2026-Q1'))).toEqual([]);
    expect(said(claim(year({ value: '3960' }), '2026-Q1'))).toEqual([]);
    expect(said(claim(year({ value: '3960', growth: '22.3' }), '2026-Q1', { statesGrowth: false }))).toEqual(
      [],
    );
  });

  test('fires for two bases side by side', () => {
    const one = claim(year({ value: '3960', growth: '22.3', growthBasis: 'reported' }), '2026-Q1');
    const other = claim(year({ value: '3960', growth: '25.7', growthBasis: 'operational' }), '2026-Q1');
    expect(said(one, other)[0]).toContain('Zorvex Q1 2026 reported; Zorvex Q1 2026 operational;');
    expect(said(one, { ...other, statesGrowth: false })).toEqual([]);
    expect(said(one, { ...one })).toEqual([]);
    const silent = claim(year({ value: '3960', growth: '22.3' }), '2026-Q1');
    expect(judgeSales([one, silent])[0]?.claims.map(({ sale }) => sale.id)).toEqual(['zorvex.2026-Q1']);
  });
});

describe('F02, arithmetic of growth', () => {
  const fires = (growth: string, changes: Partial<Quarter> = {}) =>
    said(claim(year({ value: '3960', growth, growthBasis: 'reported', ...changes }), '2026-Q1')).length > 0;

  test.each([
    ['22.5', false],
    ['22.9', false],
    ['23.0', true],
    ['21.8', false],
    ['21.7', true],
  ])('a stated growth of %s%% on 3960 after 3237', (growth, expected) => {
    expect(fires(growth)).toBe(expected);
  });

  test.each([
    ['22.0', false],
    ['21.9', true],
    ['23.2', false],
    ['23.3', true],
  ])('1226 after 1000 is +22.6%%, and %s%% is stated', (growth, expected) => {
    const own = product({
      '2025-Q1': { value: '1000' },
      '2026-Q1': { value: '1226', growth, growthBasis: 'reported' },
    });
    expect(said(claim(own, '2026-Q1')).length > 0).toBe(expected);
  });

  test('names both growths', () => {
    expect(said(claim(year({ value: '3000', growth: '22.5', growthBasis: 'reported' }), '2026-Q1'))).toEqual([
      'F02 Stated growth does not match the stated sales: Zorvex Q1 2026 +22.5% stated, −7.3% computed.',
    ]);
  });

  test('a fall that is stated as a fall is no mismatch', () => {
    expect(fires('-7.3', { value: '3000' })).toBe(false);
  });

  test('is silent for operational growth, and without the year before', () => {
    expect(fires('40.0', { growthBasis: 'operational' })).toBe(false);
    const alone = product({ '2026-Q1': { value: '3960', growth: '40.0', growthBasis: 'reported' } });
    expect(said(claim(alone, '2026-Q1'))).toEqual([]);
  });
});

describe('F03, disclosed later', () => {
  const shown = (disclosed: string | undefined) =>
    said(claim(product({ '2022-Q3': { value: '55', ...(disclosed && { disclosed }) } }), '2022-Q3'));

  test('fires for a quarter first shown in a later one', () => {
    expect(shown('2023-Q1')).toEqual([
      'F03 Quarters reported as a separate line only later: Zorvex Q3 2022 with Q1 2023.',
    ]);
  });

  test('is silent otherwise', () => {
    expect(shown('2022-Q3')).toEqual([]);
    expect(shown(undefined)).toEqual([]);
  });
});

describe('F04, partner sales', () => {
  const called = (company: string | undefined) =>
    said(claim(product({ '2025-Q1': { value: '1' } }), '2025-Q1', company === undefined ? {} : { company }));

  test('fires for the revenue of another', () => {
    expect(called('Partner Bio')).toEqual([
      'F04 Sales booked by one company are described as the revenue of another: Zorvex Q1 2025 by Example Pharma, not Partner Bio, which books only its contractual share.',
    ]);
    expect(called('Stranger Inc')[0]).toMatch(/by Example Pharma, not Stranger Inc\.$/);
  });

  test('is silent for the company itself and for nobody', () => {
    expect(called('Example Pharma')).toEqual([]);
    expect(called(undefined)).toEqual([]);
  });
});

describe('F06, fiscal calendar', () => {
  const ends = (end: string | undefined) => {
    const own = product({ '2025-Q1': { value: '1' }, '2025-Q2': { value: '2' } }, {}, end);
    if (end === undefined) delete own.sales.quarterEnd;
    return said(claim(own, '2025-Q1'), claim(own, '2025-Q2'));
  };

  test('fires for other ends, and for ends not stated', () => {
    expect(ends('last Sunday')).toEqual([
      'F06 Quarters do not end with calendar quarters, or their end is not stated: Zorvex: last Sunday.',
    ]);
    expect(ends(undefined)[0]).toContain('Zorvex: not stated.');
    const [one, other] = ['Zorvex', 'Other'].map((name) =>
      product({ '2025-Q1': { value: '1' } }, { name }, 'last Sunday'),
    ) as [Product, Product];
    expect(said(claim(one, '2025-Q1'), claim(other, '2025-Q1'))[0]).toContain(
      'not stated: Zorvex: last Sunday; Other: last Sunday.',
    );
  });

  test('is silent for calendar quarters', () => {
    expect(ends('calendar')).toEqual([]);
  });
});

describe('F05, disclosures', () => {
  const full = {
    positions: 'p',
    compensation: 'c',
    relationships: 'r',
    review: 'v',
    advice: 'a',
    medical: 'm',
  };
  const { fires, caveat } = rules.F05;

  test.each(['positions', 'compensation', 'relationships', 'review', 'advice'] as const)(
    'fires without %s',
    (part) => {
      const view = { expressed: true, disclosures: { ...full, [part]: ' ' } };
      expect(fires(view)).toBe(true);
      expect(textOf(caveat(view))).toBe(
        `This document gives a view on a listed company without disclosing ${part}.`,
      );
    },
  );

  test('is silent when all is disclosed, and without a view', () => {
    expect(fires({ expressed: true, disclosures: full })).toBe(false);
    expect(fires({ expressed: false, disclosures: {} })).toBe(false);
    expect(fires({ expressed: true, disclosures: {} })).toBe(true);
  });

  test('names all that is missing', () => {
    expect(textOf(caveat({ expressed: true, disclosures: { ...full, positions: '', advice: '' } }))).toBe(
      'This document gives a view on a listed company without disclosing positions, advice.',
    );
  });
});

test('each sale is bound to its address', () => {
  const of = claim(year({ value: '3960', growth: '22.3' }), '2026-Q1');
  const bound = judgeSales([of])[0]?.pieces.flatMap(({ datum }) => datum ?? []);
  expect(bound).toEqual([of.sale]);
});

test('blocks come first', () => {
  const sale = product(
    { '2025-Q1': { value: '100' }, '2026-Q1': { value: '110', growth: '40.0', disclosed: '2026-Q2' } },
    {},
    'other',
  );
  const verdict = judgeSales([claim(sale, '2026-Q1', { company: 'Partner Bio' })]);
  expect(verdict.map(({ rule }) => rule.code)).toEqual(['F02', 'F04', 'F01', 'F03', 'F06']);
});
