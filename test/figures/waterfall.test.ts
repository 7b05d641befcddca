import { describe, expect, test } from 'vitest';
import { drawFigure } from '../../src/figures/draw.ts';
import type { WaterfallChart } from '../../src/figures/waterfall/layout.ts';
import { trialWith } from '../base-library.ts';
import { figure } from '../gallery/figure.ts';
import { waterfallBar, waterfallChart } from '../gallery/waterfall.ts';
import { elementsOf, pathBoxes } from './boxes.ts';
import { planned, tableOf } from './planned.ts';

const ACCENT = { accent: '#0b5a7e' };
const draw = async (chart: WaterfallChart) => (await drawFigure(figure(chart), ACCENT)).inline;
const cohort = `cohorts:
  dose:
    label: Dose escalation
    measured: Sum of target lesions
    source: beta-2025
    patients:
      p01: { change: -45, best: PR }
      p02: { change: 142.5, best: PD }
      p03: { change: -30.0, best: SD, unconfirmed: true }
      p04: { change: 0 }
`;
const texts = {
  'trials/gamma.yaml': trialWith('{}', cohort).replace('findings:\n  {}', 'findings: {}'),
};

describe('the drawing', () => {
  test.each(['inline', 'narrow'] as const)('%s: bars end at their changes, within a pixel', async (form) => {
    const chart = waterfallChart([waterfallBar(40), waterfallBar(-30), waterfallBar(-100)]);
    const svg = (await drawFigure(figure(chart), ACCENT))[form];
    const levels = pathBoxes(svg, /^fig-grid-line$/)[0] as { top: number; bottom: number };
    const at = (change: number) => levels.top + ((levels.bottom - levels.top) * (50 - change)) / 150;
    const bars = pathBoxes(svg, /^fig-paper fig-mark-line$/);
    expect(bars).toHaveLength(3);
    expect(Math.abs((bars[0]?.top ?? 0) - at(40))).toBeLessThan(1);
    expect(Math.abs((bars[0]?.bottom ?? 0) - at(0))).toBeLessThan(1);
    expect(Math.abs((bars[1]?.bottom ?? 0) - at(-30))).toBeLessThan(1);
    expect(Math.abs((bars[2]?.bottom ?? 0) - at(-100))).toBeLessThan(1);
  });

  test('has dashed lines at the cut-offs', async () => {
    const dashed = elementsOf(await draw(waterfallChart([waterfallBar(50), waterfallBar(-50)]))).filter(
      ({ attributes }) => attributes['stroke-dasharray'],
    );
    expect(dashed).toHaveLength(1);
    expect(dashed[0]?.attributes.d?.match(/M/g)).toHaveLength(2);
  });

  test('breaks a bar that goes beyond the axis, and tells its value', async () => {
    const breaks = async (change: number) =>
      elementsOf(await draw(waterfallChart([waterfallBar(change), waterfallBar(-10)]))).filter(
        ({ attributes }) => attributes.class === 'fig-paper-line',
      ).length;
    expect([await breaks(100), await breaks(101)]).toEqual([0, 1]);
    const many = Array.from({ length: 40 }, (_, i) =>
      waterfallBar(i < 2 ? 140 + i : -i, { datum: `a.b.${i}` }),
    );
    const listed = elementsOf(await draw(waterfallChart(many))).find(({ text }) => text.startsWith('Beyond'));
    expect(listed?.text).toBe('Beyond the axis: P01\u00a0+140%, P01\u00a0+141%');
    expect(listed?.attributes['data-finding']).toBe('a.b.0 a.b.1');
  });

  test('tells best responses apart without colour, and the unconfirmed by a ring', async () => {
    const shape = async (best: 'CR' | 'VGPR' | 'PR' | 'MR') => {
      const svg = await draw(waterfallChart([waterfallBar(-80, { best })]));
      return elementsOf(svg)
        .filter(({ attributes }) => /^fig-accent-line$/.test(attributes.class ?? ''))
        .map(({ attributes }) => attributes.d);
    };
    const drawn = [await shape('CR'), await shape('VGPR'), await shape('PR'), await shape('MR')];
    expect(drawn.map(({ length }) => length)).toEqual([0, 2, 2, 2]);
    expect(new Set(drawn.map((paths) => paths.join())).size).toBe(4);
    const rings = pathBoxes(
      await draw(waterfallChart([waterfallBar(-80, { hollow: true })])),
      /^fig-paper fig-ink-line$/,
    );
    expect(rings).toHaveLength(1);
  });
});

describe('the plan', () => {
  const plan = planned('kind: waterfall\ncohort: gamma.dose', texts);

  test('sorts from the greatest increase to the greatest decrease, with the usual cut-offs', () => {
    const chart = plan.spec.chart as WaterfallChart;
    expect(
      chart.bars.map(({ label, change, printed, best, hollow }) => [label, change, printed, best, hollow]),
    ).toEqual([
      ['P02', 142.5, '+142.5%', 'PD', false],
      ['P04', 0, '0%', undefined, false],
      ['P03', -30, '−30.0%', 'SD', true],
      ['P01', -45, '−45%', 'PR', false],
    ]);
    expect([chart.cutoffs, chart.limit, chart.axis]).toEqual([
      [
        { at: -30, printed: '−30%' },
        { at: 20, printed: '+20%' },
      ],
      100,
      'Sum of target lesions: best change from baseline, %',
    ]);
  });

  test('says how many patients have no bar', () => {
    const gamma = texts['trials/gamma.yaml']
      .replace('{ change: 0 }', '{ duration: 3 }')
      .replace(
        '    source: beta',
        '    duration: Time on treatment\n    unit: months\n    origin: first dose\n    source: beta',
      );
    const { spec, words } = planned('kind: waterfall\ncohort: gamma.dose', { 'trials/gamma.yaml': gamma });
    expect((plan.spec.chart as WaterfallChart).without).toBeUndefined();
    expect((spec.chart as WaterfallChart).without).toBe('1 of 4 without a measured change');
    expect(words.at(-1)?.written.text).toBe(' Patients without a measured change have no bar.');
  });

  test('takes other cut-offs and another limit', () => {
    const { spec } = planned('kind: waterfall\ncohort: gamma.dose\ncutoffs: [-50]\nlimit: 150', texts);
    const chart = spec.chart as WaterfallChart;
    expect([chart.cutoffs, chart.limit]).toEqual([[{ at: -50, printed: '−50%' }], 150]);
    expect(spec.source).not.toContain('Broken');
  });

  test('tells all in words and in a table, every number bound', () => {
    expect(plan.spec.alt).toBe(
      'Waterfall plot of Dose escalation, a bar for each patient. Sum of target lesions, best change from baseline: ' +
        'P02 +142.5% (PD); P04 0%; P03 −30.0% (SD, unconfirmed); P01 −45% (PR).',
    );
    expect((plan.alt ?? []).filter(({ datum, written }) => !datum && /\d/.test(written.text))).toEqual([]);
    expect(tableOf(plan)).toEqual([
      ['Patient', 'Best change', 'Best response', 'Source status'],
      ['P02', '+142.5%', 'PD', 'primary'],
      ['P04', '0%', '—', 'primary'],
      ['P03', '−30.0%', 'SD', 'unconfirmed'],
      ['P01', '−45%', 'PR', 'primary'],
    ]);
    expect(plan.spec.source).toBe(
      'Source: ref.\u00a01. Dashed: cut-offs. Broken bars go beyond the axis. Ring: not confirmed in a primary document. White: best response not reported.',
    );
  });
});
