import { describe, expect, test } from 'vitest';
import { drawFigure } from '../../src/figures/draw.ts';
import type { ProportionPanelsChart } from '../../src/figures/proportion-panels/layout.ts';
import { briefingText, complaintsAbout, trialWith } from '../base-library.ts';
import { figure } from '../gallery/figure.ts';
import { panelCell, panelsChart } from '../gallery/proportion-panels.ts';
import { elementsOf, pathBoxes, textBoxes } from './boxes.ts';
import { planned, tableOf } from './planned.ts';

const ACCENT = { accent: '#0b5a7e' };
const two = panelsChart(
  ['Overall response', 'Complete response'],
  { label: 'A', sublabel: 'experimental', cells: [panelCell(92.9), panelCell(51.1)] },
  { label: 'B', sublabel: 'control', cells: [panelCell(81.6), undefined] },
);

describe('the drawing', () => {
  test('whiskers end at the interval in each panel', async () => {
    const { inline: svg } = await drawFigure(figure(two), ACCENT);
    const texts = textBoxes(svg);
    const middlesOf = (name: string) =>
      texts.filter((box) => box.name === name).map((box) => (box.left + box.right) / 2);
    const axes = middlesOf('0').map((left, i) => [left, 2 * (middlesOf('50')[i] ?? 0) - left] as const);
    expect(axes).toHaveLength(2);
    const ends = pathBoxes(svg, /^fig-mark-line$/).map(({ left, right }) => [left, right]);
    const at = (panel: number, percent: number) => {
      const [left = 0, right = 0] = axes[panel] ?? [];
      return left + ((right - left) * percent) / 100;
    };
    const expected = [
      [at(0, 86.9), at(0, 97.9)],
      [at(1, 45.1), at(1, 56.1)],
      [at(0, 75.6), at(0, 86.6)],
    ];
    expect(ends).toHaveLength(3);
    ends.flat().forEach((x = 0, i) => {
      expect(Math.abs(x - (expected.flat()[i] ?? 0))).toBeLessThan(1);
    });
  });

  test('marks of one row are level over the panels, and a gap says so', async () => {
    const { inline } = await drawFigure(figure(two), ACCENT);
    const ys = pathBoxes(inline, /^fig-mark fig-mark-line$/).map(({ top }) => top);
    expect([ys.length, ys[0] === ys[1], (ys[2] ?? 0) > (ys[0] ?? 0)]).toEqual([3, true, true]);
    expect(elementsOf(inline).filter(({ text }) => text === '—')).toHaveLength(1);
  });

  test('stacks its panels on a phone where labels would break', async () => {
    const label = 'A long label that no narrow column can hold in one line';
    const chart = { ...two, rows: two.rows.map((row) => ({ ...row, label })) };
    const { narrow } = await drawFigure(figure(chart), ACCENT);
    const [first, second] = ['Overall response', 'Complete response'].map((text) =>
      elementsOf(narrow).find((one) => one.text === text),
    );
    expect(first?.attributes.x).toBe(second?.attributes.x);
    expect(elementsOf(narrow).filter(({ text }) => text.startsWith('A long label'))).toHaveLength(3);
  });
});

const findings = `orr.a: { endpoint: orr, arm: a, proportion: { events: 90, of: 100 }, source: beta-2025 }
orr.b: { endpoint: orr, arm: b, proportion: { events: 70, of: 100 }, source: beta-2025 }
cr.b: { endpoint: cr, arm: b, proportion: { percent: 20.5 }, grade: unconfirmed, source: beta-2025 }
orr.a-old: { endpoint: orr, arm: a, proportion: { events: 80, of: 100 }, source: beta-2025 }`;
const texts = { 'trials/gamma.yaml': trialWith(findings) };

describe('the plan', () => {
  const plan = planned(
    'kind: proportion-panels\nfindings: [gamma.orr.a, gamma.cr.b, gamma.orr.b]\nfocus: [gamma.orr.a]',
    texts,
  );

  test('has a panel for each endpoint and a row for each arm', () => {
    const { headings, rows } = plan.spec.chart as ProportionPanelsChart;
    expect(headings.map(({ heading }) => heading.map(({ text }) => text).join(''))).toEqual([
      'Overall response',
      'Complete response or better',
    ]);
    expect(
      rows.map(({ label, cells }) => [
        label,
        cells.map((cell) => cell && [cell.datum, cell.printed, cell.focus, cell.hollow]),
      ]),
    ).toEqual([
      ['A', [['gamma.orr.a', '90%', true, false], undefined]],
      [
        'B',
        [
          ['gamma.orr.b', '70%', false, false],
          ['gamma.cr.b', '20.5%', false, true],
        ],
      ],
    ]);
  });

  test('tells all in words and in a table', () => {
    expect(plan.spec.alt).toBe(
      'Dot plots of percentages with intervals, a panel for each endpoint. ' +
        'Overall response: A (experimental) 90%, 90/100, 95% interval 82 to 95%; B (control) 70%, 70/100, 95% interval 60 to 79%. ' +
        'Complete response or better: B (control) 20.5%, n/N not known.',
    );
    expect(tableOf(plan)[2]).toEqual(['GAMMA, B', '≥CR', '—', '20.5', '—']);
    expect(plan.spec.source).toMatch(/Hollow: not confirmed in a primary document\. —: not reported\.$/);
  });
});

test('two findings cannot stand in one place', () => {
  const front = (list: string) => ({
    ...texts,
    'briefings/2026-02-02-second.md': briefingText(
      '{{figure "it"}}',
      `figures:
  it: { kind: proportion-panels, title: It, findings: [${list}] }
`,
    ),
  });
  expect(complaintsAbout(front('gamma.orr.a, gamma.orr.b, gamma.cr.b'))).toEqual([]);
  expect(complaintsAbout(front('gamma.orr.a, gamma.orr.a-old'))).toEqual([
    'ambiguous-cell content/briefings/2026-02-02-second.md:10:69',
  ]);
});
