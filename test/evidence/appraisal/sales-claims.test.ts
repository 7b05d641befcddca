import { describe, expect, test } from 'vitest';
import { salesClaimsIn, salesOfFigure } from '../../../src/evidence/appraisal/display.ts';
import { assessBriefing } from '../../../src/evidence/assess.ts';
import { toSegments } from '../../../src/evidence/claims/passage.ts';
import { toSentences } from '../../../src/evidence/claims/sentences.ts';
import type { SalesClaim } from '../../../src/evidence/comparability/rule.ts';
import { productWith, withBriefing } from '../../base-library.ts';

const PRODUCT = productWith(
  `2023-Q4: { value: 4, source: beta-2025 }
2024-Q1: { value: 5, source: beta-2025 }
2024-Q2: { value: 6, source: beta-2025 }
2024-Q3: { value: 7, source: beta-2025 }
2024-Q4: { value: 8, source: beta-2025 }
2025-Q1: { value: 9, reportedGrowth: 80, source: beta-2025 }`,
  'partners: [Other Bio, Third.com]\n',
);

function told(body: string) {
  const { library, briefing } = withBriefing(body, '', { 'products/p.yaml': PRODUCT });
  const sentences = toSentences({
    where: 'text',
    segments: toSegments(briefing.body, assessBriefing(library, briefing)),
  });
  return salesClaimsIn(sentences, library).map(named);
}

const named = ({ sale, ...rest }: SalesClaim) => ({ sale: sale.id, ...rest });

describe('sales that sentences tell', () => {
  test('an amount states no growth, and names no company where the sentence does not', () => {
    expect(told('It sold {{sales "p.2025-Q1"}}.')).toStrictEqual([
      { sale: 'p.2025-Q1', statesGrowth: false },
    ]);
  });

  test('growth as the source states it', () => {
    expect(told('It grew by {{sales "p.2025-Q1" show="stated-growth"}}.')).toStrictEqual([
      { sale: 'p.2025-Q1', statesGrowth: true },
    ]);
  });

  test('growth that is computed tells of the sales it is computed from, and states none', () => {
    expect(told('It grew by {{growth "p.2025-Q1" over="quarter"}}.')).toStrictEqual([
      { sale: 'p.2025-Q1', statesGrowth: false },
      { sale: 'p.2024-Q4', statesGrowth: false },
    ]);
    expect(told('It grew by {{growth "p.2025-Q1"}}.')).toStrictEqual([
      { sale: 'p.2025-Q1', statesGrowth: false },
      { sale: 'p.2024-Q1', statesGrowth: false },
    ]);
    expect(told('It grew by {{growth "p.2025-Q1" over="trailing-year"}}.').map(({ sale }) => sale)).toEqual([
      'p.2025-Q1',
      'p.2023-Q4',
      'p.2024-Q1',
      'p.2024-Q2',
      'p.2024-Q3',
      'p.2024-Q4',
    ]);
  });

  test('what several sentences say of one sale is one claim, with the company credited first', () => {
    expect(
      told(
        'It sold {{sales "p.2025-Q1"}}. Other Bio’s sales grew by {{sales "p.2025-Q1" show="stated-growth"}}. Pea Pharma’s sales were {{sales "p.2025-Q1"}}, after {{sales "p.2024-Q4"}}.',
      ),
    ).toStrictEqual([
      { sale: 'p.2025-Q1', statesGrowth: true, company: 'Other Bio' },
      { sale: 'p.2024-Q4', statesGrowth: false, company: 'Pea Pharma' },
    ]);
  });

  test('results of trials are none', () => {
    expect(told('In {{value "beta.orr"}} of Other Bio’s sales.')).toStrictEqual([]);
  });
});

describe('the company whose sales a sentence speaks of', () => {
  test.each([
    ['Other Bio’s sales', 'Other Bio'],
    ["Other Bio's sales", 'Other Bio'],
    ['Other Bio’ sales', 'Other Bio'],
    ['Other Bio revenue', 'Other Bio'],
    ['Other Bio’s revenues', 'Other Bio'],
    ['Other Bio net product revenue', 'Other Bio'],
    ['Other Bio’s non-US sales', 'Other Bio'],
    ['Pea Pharma’s sales', 'Pea Pharma'],
    ['Third.com’s sales', 'Third.com'],
    ['Thirdxcom’s sales', undefined],
    ['Other Bio’s net trade product sales', undefined],
    ['Other Bio’s salesmen', undefined],
    ['Other Bio’s 2025 sales', undefined],
    ['Other Bio, whose sales', undefined],
    ['other bio’s sales', undefined],
    ['Other Biosales', undefined],
  ])('%s: %s', (words, company) => {
    expect(told(`${words} came to {{sales "p.2025-Q1"}}.`)).toStrictEqual([
      { sale: 'p.2025-Q1', statesGrowth: false, ...(company && { company }) },
    ]);
  });

  test('is the first of the library where a sentence speaks of two', () => {
    const [claim] = told('Other Bio’s sales are Pea Pharma’s sales: {{sales "p.2025-Q1"}}.');
    expect(claim?.company).toBe('Pea Pharma');
  });
});

test('a figure of sales tells those of its first quarter to its last, without a growth of the source', () => {
  const { briefing } = withBriefing(
    'Words.',
    'figures:\n  sold: { kind: sales, title: Sold, product: p, from: 2024-Q1, to: 2024-Q3 }\n',
    { 'products/p.yaml': PRODUCT },
  );
  const [figure] = briefing.figures;
  expect(figure?.kind === 'sales' ? salesOfFigure(figure).map(named) : []).toStrictEqual([
    { sale: 'p.2024-Q1', statesGrowth: false },
    { sale: 'p.2024-Q2', statesGrowth: false },
    { sale: 'p.2024-Q3', statesGrowth: false },
  ]);
});
