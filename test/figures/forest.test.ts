import { describe, expect, test } from 'vitest';
import { drawFigure } from '../../src/figures/draw.ts';
import { logAxis } from '../../src/figures/forest/axis.ts';
import type { ForestRow } from '../../src/figures/forest/chart.ts';
import { sidesOf } from '../../src/figures/forest/weight.ts';
import { figure } from '../gallery/figure.ts';
import { forestChart, forestRow as row } from '../gallery/forest.ts';
import { type Box, elementsOf, overlaps, pathBoxes, textBoxes } from './boxes.ts';

const ACCENT = { accent: '#0b5a7e' };

function draw(...rows: ForestRow[]) {
  return drawFigure(figure(forestChart([{ heading: '', rows }])), ACCENT);
}

/** Where a ratio stands, by the numbers under the axis. */
function axisOf(svg: string): (ratio: number) => number {
  const ticks = elementsOf(svg)
    .filter(({ attributes }) => attributes['data-scale'] !== undefined)
    .map(({ text, attributes }) => ({ log: Math.log(Number(text)), x: Number(attributes.x) }))
    .sort((a, b) => a.log - b.log);
  const [first, last] = [ticks[0], ticks.at(-1)];
  if (!first || !last) throw new Error('no ticks');
  return (ratio) => first.x + ((last.x - first.x) * (Math.log(ratio) - first.log)) / (last.log - first.log);
}

describe('forest', () => {
  test.each(['inline', 'narrow'] as const)(
    '%s: intervals end where the data do, within a pixel',
    async (form) => {
      const svg = (await draw(row(), row({ ratio: 1.3, interval: { low: 0.9, high: 1.88 } })))[form];
      const lines = pathBoxes(svg, /^fig-mark-line$/);
      const at = axisOf(svg);
      expect(lines).toHaveLength(2);
      for (const [line, low, high] of [
        [lines[0], 0.45, 0.8],
        [lines[1], 0.9, 1.88],
      ] as const) {
        expect(Math.abs((line?.left ?? 0) - at(low))).toBeLessThan(1);
        expect(Math.abs((line?.right ?? 0) - at(high))).toBeLessThan(1);
      }
    },
  );

  test.each(['inline', 'narrow'] as const)('%s: squares stand at the ratio', async (form) => {
    const svg = (await draw(row()))[form];
    const [square] = pathBoxes(svg, /^fig-mark$/);
    const middle = ((square?.left ?? 0) + (square?.right ?? 0)) / 2;
    expect(Math.abs(middle - axisOf(svg)(0.6))).toBeLessThan(1);
  });

  test('a ratio of 2 stands as far from 1 as a half', async () => {
    const at = axisOf((await draw(row({ ratio: 0.5 }), row({ ratio: 2 }))).inline);
    expect(at(2) - at(1)).toBeCloseTo(at(1) - at(0.5), 5);
  });

  test('the area of a square is to another as the precision', async () => {
    const [wide, narrow] = sidesOf([
      { interval: { low: 0.25, high: 4 } },
      { interval: { low: 0.5, high: 2 } },
    ]) as [number, number];
    expect((narrow / wide) ** 2).toBeCloseTo(4, 10);
    const { inline } = await draw(row(), row({ interval: { low: 0.33, high: 1.09 } }));
    const [a, b] = pathBoxes(inline, /^fig-mark$/).map((box) => box.right - box.left) as [number, number];
    const ratio = (Math.log(1.09 / 0.33) / Math.log(0.8 / 0.45)) ** 2;
    expect((a / b) ** 2).toBeCloseTo(ratio, 1);
  });

  test('a square without an interval is small', () => {
    expect(sidesOf([{}, { interval: { low: 0.5, high: 2 } }, { interval: { low: 0.5 } }])).toEqual([
      6, 14, 6,
    ]);
  });

  test('an interval that leaves the axis, or has no limit, ends in an arrow at its end', async () => {
    const rows = [
      row({ interval: { low: 0.01, high: 90 } }),
      row({ interval: { high: 0.9 } }),
      row({ interval: { low: 0.4 } }),
      row(),
    ];
    const { inline } = await draw(...rows);
    const paths = elementsOf(inline).filter(({ attributes }) => attributes.class === 'fig-mark-line');
    const heads = paths.map(({ attributes }) => ((attributes.d as string).match(/M/g)?.length ?? 0) - 1);
    expect(heads).toEqual([2, 1, 1, 0]);
  });

  test('no text crosses the line at 1', async () => {
    const { inline } = await draw(row(), row({ label: 'A label that is long enough to reach it' }));
    const [line] = pathBoxes(inline, /^fig-ink-line$/);
    expect(line?.right).toBe(Math.round(axisOf(inline)(1)) + 0.5);
    expect(overlaps(textBoxes(inline), [{ ...(line as Box), right: (line?.right ?? 0) + 1 }])).toEqual([]);
  });

  test('an unconfirmed ratio is an outline', async () => {
    const { inline } = await draw(row({ hollow: true }), row({ hollow: true, focus: true }), row());
    expect(pathBoxes(inline, /^fig-paper fig-mark-line$/)).toHaveLength(1);
    expect(pathBoxes(inline, /^fig-paper fig-accent-line$/)).toHaveLength(1);
    expect(pathBoxes(inline, /^fig-mark$/)).toHaveLength(1);
  });

  test('every number carries the address of its datum, or is one of the axis', async () => {
    for (const svg of Object.values(await draw(row())).filter((form) => typeof form === 'string')) {
      for (const { text, attributes } of elementsOf(svg)) {
        if (!/\d/.test(text) || text === 'HR (95% CI)') continue;
        expect(attributes['data-finding'] ?? attributes['data-scale'], text).toMatch(/^(alpha\.pfs\.hr)?$/);
      }
    }
  });

  test('says whom each side favours beside the line at 1', async () => {
    const { inline } = await draw(row());
    const one = axisOf(inline)(1);
    const found = textBoxes(inline);
    const boxOf = (name: string) => found.find((box) => box.name === name);
    expect(boxOf('Favours Zorvex')?.right).toBeCloseTo(one - 8, 0);
    expect(boxOf('Favours observation')?.left).toBeCloseTo(one + 8, 0);
  });

  test('says of no side whom it favours where nothing tells', async () => {
    const { favours, ...silent } = forestChart([{ heading: '', rows: [row()] }]);
    const [told, untold] = await Promise.all([draw(row()), drawFigure(figure(silent), ACCENT)]);
    const arrows = (svg: string) => pathBoxes(svg, /^fig-ink-line$/).length;
    expect(favours).toBeDefined();
    expect(untold.inline).not.toContain('avours');
    expect([arrows(told.inline), arrows(untold.inline)]).toEqual([3, 1]);
  });
});

describe('the logarithmic axis', () => {
  const axis = (...rows: [number, number?, number?][]) => {
    const { min, max } = logAxis(
      rows.map(([ratio, low, high]) => ({
        ratio,
        ...(low && high && { interval: { low, high } }),
      })),
    );
    return [min, max];
  };

  test.each([
    ['leaves room beyond the line at 1', [[0.55, 0.45, 0.67]], [0.4, 1.5]],
    ['holds every interval', [[0.6, 0.21, 2.9]], [0.2, 3]],
    ['follows an interval to four times the outermost ratio only', [[0.6, 0.01, 90]], [0.15, 4]],
    ['holds every ratio', [[0.02], [30]], [0.02, 30]],
    ['is even about 1 when nothing is known but 1', [[1]], [0.8, 1.5]],
  ] as [string, [number, number?, number?][], number[]][])('%s', (_, rows, expected) => {
    expect(axis(...rows)).toEqual(expected);
  });

  test('marks 1 first, and fewer digits where there is less room', () => {
    const { ticks } = logAxis([{ ratio: 0.6, interval: { low: 0.21, high: 2.9 } }]);
    expect(ticks).toEqual([[1, 0.2, 0.5, 2], [1, 0.3, 3], [1]]);
  });
});
