import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../src/evidence/assess.ts';
import { drawFigure } from '../../src/figures/draw.ts';
import type { SalesChart } from '../../src/figures/sales/layout.ts';
import { briefingText, complaintsAbout, withBriefing } from '../base-library.ts';
import { figure } from '../gallery/figure.ts';
import { salesChart, twoProducts } from '../gallery/sales.ts';
import { elementsOf, pathBoxes } from './boxes.ts';
import { planned, tableOf } from './planned.ts';

const ACCENT = { accent: '#0b5a7e' };

const product = (name: string, unit: string, quarters: string, currency = 'USD') => `name: ${name}
generic: inventedmab
class: invented antibody
company: Other Example
sales:
  currency: ${currency}
  unit: ${unit}
  basis: as booked by the company
  quarters:
${quarters}
`;
const quellim = `    2024-Q1: { value: 0.4, source: alpha-2025, restated: 2024-Q3 }
    2025-Q1: { value: 0.5, source: alpha-2025, grade: unconfirmed }`;
const texts = { 'products/quellim.yaml': product('Quellim', 'billion', quellim) };

describe('the drawing', () => {
  test.each(['inline', 'narrow'] as const)('%s: a length means the same in both panels', async (form) => {
    const chart: SalesChart = {
      ...salesChart(2, (i) => ({ value: i + 3, focus: false })),
      name: 'Zorvex',
      against: { name: 'Quellim', bars: salesChart(2, (i) => ({ value: i + 1, focus: false })).bars },
    };
    const svg = (await drawFigure(figure(chart), ACCENT))[form];
    const heights = pathBoxes(svg, /^fig-bar$/).map(({ top, bottom }) => bottom - top);
    expect(heights.map((height) => Math.round((40 * height) / 86) / 10)).toEqual([1, 2, 3, 4]);
    const names = elementsOf(svg).filter(({ text }) => text === 'Zorvex' || text === 'Quellim');
    expect(names.map(({ text }) => text)).toEqual(['Zorvex', 'Quellim']);
  });

  test('the same quarters stand over each other', async () => {
    const { inline } = await drawFigure(figure(twoProducts(9)), ACCENT);
    const xs = elementsOf(inline)
      .filter(({ text }) => text === '3Q20')
      .map(({ attributes }) => attributes.x);
    expect([xs.length, xs[0] === xs[1]]).toEqual([2, true]);
  });

  test('a restated value carries its r, an unconfirmed one is hollow in both panels', async () => {
    const over = (i: number) => ({ hollow: i === 1, ...(i === 0 && { restated: true as const }) });
    const { inline } = await drawFigure(figure(twoProducts(4, over)), ACCENT);
    const texts = elementsOf(inline).map(({ text }) => text);
    expect(texts.filter((text) => /\dr$/.test(text))).toEqual(['0.80r', '0.05r']);
    expect(pathBoxes(inline, /^fig-bar-line$/)).toHaveLength(2);
  });
});

describe('the plan', () => {
  const plan = planned('kind: sales\nproduct: zorvex\nagainst: quellim\nfrom: 2024-Q4', texts);

  test('has both products in one unit and in the same quarters', () => {
    const { unit, name, bars, against } = plan.spec.chart as SalesChart;
    expect([unit, name, against?.name]).toEqual(['US$ million', 'Zorvex', 'Quellim']);
    expect(bars.map(({ label, value }) => [label, value])).toEqual([
      ['4Q24', undefined],
      ['1Q25', 1200],
    ]);
    expect(
      against?.bars.map(({ label, value, printed, growth, hollow, datum }) => [
        label,
        value,
        printed,
        growth,
        hollow,
        datum,
      ]),
    ).toEqual([
      ['4Q24', undefined, 'n/a', '', false, undefined],
      ['1Q25', 500, '500', '+25%', true, 'quellim.2025-Q1'],
    ]);
  });

  test('tells both in words and in a table, with a basis for each', () => {
    expect(plan.spec.alt).toBe(
      'Bar chart of Zorvex and Quellim sales in US$ million by quarter, with year-on-year growth. ' +
        'Zorvex: 4Q24 n/a; 1Q25 1,200 (+50%). Quellim: 4Q24 n/a; 1Q25 500 (+25%), unconfirmed.',
    );
    expect(tableOf(plan).map((row) => row.slice(0, 4))).toEqual([
      ['Product', 'Quarter', 'US$ million', 'Year on year'],
      ['Zorvex', 'Q4 2024', '—', 'n/a'],
      ['Zorvex', 'Q1 2025', '1,200', '+50.0%'],
      ['Quellim', 'Q4 2024', '—', 'n/a'],
      ['Quellim', 'Q1 2025', '500', '+25.0%'],
    ]);
    expect(plan.spec.source).toContain('Zorvex: worldwide, as reported. Quellim: as booked by the company.');
  });

  test('lets readers sort the table of one product only', () => {
    expect(plan.data.sortable).toBe(false);
    expect(planned('kind: sales\nproduct: quellim', texts).data.sortable).toBe(true);
  });

  test('tells which values were restated', () => {
    const { spec, ...rest } = planned('kind: sales\nproduct: quellim', texts);
    expect((spec.chart as SalesChart).bars[0]?.restated).toBe(true);
    expect(spec.source).toContain('r: restated by a later report.');
    expect(tableOf({ spec, ...rest })[1]?.[3]).toBe('primary; restated in the report of Q3 2024');
  });

  test('puts the sales of both into the ledger', () => {
    const { library, briefing } = withBriefing(
      '{{figure "it"}}',
      'figures:\n  it: { kind: sales, title: It, product: zorvex, against: quellim, from: 2025-Q1 }\n',
      texts,
    );
    const ids = assessBriefing(library, briefing).evidence.map(({ id }) => id);
    expect(ids.filter((id) => /2025-Q1$/.test(id)).toSorted()).toEqual(['quellim.2025-Q1', 'zorvex.2025-Q1']);
  });
});

test.each([
  ['itself', 'zorvex', 'wrong-kind'],
  ['a product in another currency', 'euro', 'wrong-kind'],
  ['a product without sales then', 'old', 'empty-figure'],
  ['no product', 'nothing', 'unknown-product'],
])('%s cannot be the second', (_, against, code) => {
  const complaints = complaintsAbout({
    'products/euro.yaml': product('Euro', 'million', '    2025-Q1: { value: 1, source: beta-2025 }', 'EUR'),
    'products/old.yaml': product('Old', 'million', '    2019-Q1: { value: 1, source: beta-2025 }'),
    'briefings/2026-02-02-second.md': briefingText(
      '{{figure "it"}}',
      `figures:
  it: { kind: sales, title: It, product: zorvex, against: ${against} }
`,
    ),
  });
  expect(complaints).toEqual([`${code} content/briefings/2026-02-02-second.md:10:59`]);
});
