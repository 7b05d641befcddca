import { describe, expect, test } from 'vitest';
import { drawFigure } from '../../src/figures/draw.ts';
import type { StackedResponseChart } from '../../src/figures/stacked-response/layout.ts';
import { trialWith } from '../base-library.ts';
import { figure } from '../gallery/figure.ts';
import { stackedBar, stackedChart } from '../gallery/stacked-response.ts';
import { elementsOf, pathBoxes, textBoxes } from './boxes.ts';
import { planned, tableOf } from './planned.ts';

const ACCENT = { accent: '#0b5a7e' };
const four = ['sCR', 'CR', 'VGPR', 'PR'];
const draw = (...bars: ReturnType<typeof stackedBar>[]) =>
  drawFigure(figure(stackedChart(four, ...bars)), ACCENT);

describe('stacked response', () => {
  test.each(['inline', 'narrow'] as const)('%s: parts begin and end where the data do', async (form) => {
    const svg = (await draw(stackedBar([30.4, 20.7, 28.5, 13.3])))[form];
    const at = (percent: number) => {
      const ticks = elsewhere(svg);
      return ticks[0] + ((ticks[1] - ticks[0]) * percent) / 100;
    };
    const [, scr] = pathBoxes(svg, /^fig-accent$/).concat(pathBoxes(svg, /^fig-accent/));
    const [cr] = pathBoxes(svg, /^fig-mark$/);
    expect(Math.abs((scr?.right ?? 0) - at(30.4))).toBeLessThan(1);
    expect(Math.abs((cr?.left ?? 0) - at(30.4))).toBeLessThan(1);
    expect(Math.abs((cr?.right ?? 0) - at(51.1))).toBeLessThan(1);
    const [outline] = pathBoxes(svg, /^fig-mark-line$/);
    expect(Math.abs((outline?.left ?? 0) - at(0))).toBeLessThan(1);
    expect(Math.abs((outline?.right ?? 0) - at(92.9))).toBeLessThan(1);
  });

  test('a number stands in its part, or under the bar with its name', async () => {
    const { inline } = await draw(stackedBar([50, 2, 1, 30]));
    const texts = elementsOf(inline).map(({ text }) => text);
    expect(texts).toContain('50.0');
    expect(texts).toContain('CR 2.0 · VGPR 1.0');
    expect(texts).toContain('30.0');
    expect(texts).not.toContain('2.0');
  });

  test('an unconfirmed bar has outlines only', async () => {
    const { inline } = await draw(stackedBar([30, 20, 10, 5], { hollow: true }));
    expect(pathBoxes(inline, /^fig-accent$/)).toEqual([]);
    expect(pathBoxes(inline, /^fig-mark$/)).toEqual([]);
  });

  test('every number carries the addresses of its data, or is one of the axis', async () => {
    const { inline, narrow } = await draw(stackedBar([50, 2, 1, 30]));
    for (const svg of [inline, narrow]) {
      const numbers = elementsOf(svg).filter(({ name, text }) => name === 'text' && /\d/.test(text));
      expect(numbers.length).toBeGreaterThan(8);
      for (const { text, attributes } of numbers)
        expect(attributes['data-finding'] ?? attributes['data-scale'], text).toMatch(/^(alpha\.orr\.zor)?$/);
    }
  });

  test('the key names the parts in the order of the bars', async () => {
    const { inline } = await draw(stackedBar([30, 20, 10, 5]));
    const key = textBoxes(inline).filter(({ name }) => four.includes(name));
    expect(key.map(({ name }) => name)).toEqual(four);
    expect(key.map(({ left }) => left)).toEqual(key.map(({ left }) => left).toSorted((a, b) => a - b));
  });
});

/** Where 0 and 100% stand, px. */
function elsewhere(svg: string): [number, number] {
  const x = (label: string) =>
    Number(
      elementsOf(svg).find(({ text, attributes }) => text === label && attributes['data-scale'] !== undefined)
        ?.attributes.x,
    );
  return [x('0'), x('100%')];
}

describe('the plan', () => {
  const value = (endpoint: string, arm: string, events: number, of: number) =>
    `${endpoint}.${arm}: { endpoint: ${endpoint}, arm: ${arm}, proportion: { events: ${events}, of: ${of} }, source: beta-2025 }`;
  const texts = {
    'trials/gamma.yaml': trialWith(
      [
        value('cr', 'a', 3, 7),
        value('vgpr', 'a', 4, 7),
        value('orr', 'a', 6, 7),
        value('cr', 'b', 1, 8),
        value('vgpr', 'b', 2, 8),
        value('orr', 'b', 4, 8),
      ].join('\n'),
    ),
  };
  const plan = planned(
    'kind: stacked-response\nfindings: [gamma.cr.a, gamma.orr.a, gamma.vgpr.a, gamma.orr.b, gamma.vgpr.b, gamma.cr.b]',
    texts,
  );

  test('makes a bar of each arm', () => {
    const { categories, bars } = plan.spec.chart as StackedResponseChart;
    expect(categories).toEqual(['≥CR', 'VGPR', 'PR']);
    expect(
      bars.map(({ label, segments, total, count }) => [
        label,
        segments.map((one) => one.printed),
        total,
        count,
      ]),
    ).toEqual([
      ['A', ['43', '14', '29'], '86%', '6/7'],
      ['B', ['13', '13', '25'], '50%', '4/8'],
    ]);
    expect(bars[0]?.segments.map(({ datum }) => datum)).toEqual([
      'gamma.cr.a',
      'gamma.vgpr.a gamma.cr.a',
      'gamma.orr.a gamma.vgpr.a',
    ]);
  });

  test('tells it in words and in a table, and says that rounding shows', () => {
    expect(plan.spec.alt).toBe(
      'Stacked bars of best response in per cent of patients, deepest first. ' +
        'A (experimental): ≥CR 43%, VGPR 14%, PR 29%; overall 86%, 6/7. ' +
        'B (control): ≥CR 13%, VGPR 13%, PR 25%; overall 50%, 4/8.',
    );
    expect(tableOf(plan)).toEqual([
      ['Trial and arm', '≥CR, %', 'VGPR, %', 'PR, %', 'ORR, %', 'n/N'],
      ['GAMMA, A', '43', '14', '29', '86', '6/7'],
      ['GAMMA, B', '13', '13', '25', '50', '4/8'],
    ]);
    expect(plan.spec.source).toContain('Parts may not add up to the total because of rounding.');
  });
});
