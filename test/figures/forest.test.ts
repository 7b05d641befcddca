import { describe, expect, test } from 'vitest';
import { drawFigure } from '../../src/figures/draw.ts';
import type { ForestChart, ForestRow, Limit } from '../../src/figures/forest/layout.ts';
import { forestAxis } from '../../src/figures/forest/layout.ts';
import { sidesOf } from '../../src/figures/forest/weight.ts';
import { figure } from '../gallery/figure.ts';
import { forestChart, forestRow as row } from '../gallery/forest.ts';
import { type Box, elementsOf, overlaps, pathBoxes, textBoxes, ticksOf } from './boxes.ts';

const ACCENT = { accent: '#0b5a7e' };

function draw(...rows: ForestRow[]) {
  return drawFigure(figure(forestChart([{ heading: '', rows }])), ACCENT);
}

/** Where a ratio stands, by the numbers under the axis. */
function axisOf(svg: string): (ratio: number) => number {
  const ticks = ticksOf(svg)
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
      const svg = (await draw(row(), row({ estimate: 1.3, interval: { low: 0.9, high: 1.88, level: 95 } })))[
        form
      ];
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
    const at = axisOf((await draw(row({ estimate: 0.5 }), row({ estimate: 2 }))).inline);
    expect(at(2) - at(1)).toBeCloseTo(at(1) - at(0.5), 5);
  });

  test('the area of a square is to another as the precision', async () => {
    const [wide, narrow] = sides([1, 0.25, 4], [1, 0.5, 2]) as [number, number];
    expect((narrow / wide) ** 2).toBeCloseTo(4, 10);
    const { inline } = await draw(row(), row({ interval: { low: 0.33, high: 1.09, level: 95 } }));
    const [a, b] = pathBoxes(inline, /^fig-mark$/).map((box) => box.right - box.left) as [number, number];
    const ratio = (Math.log(1.09 / 0.33) / Math.log(0.8 / 0.45)) ** 2;
    expect((a / b) ** 2).toBeCloseTo(ratio, 1);
  });

  test('a square of an interval of another level is as large as its standard error says', () => {
    const [at95, at99] = sides(
      [0.8, 0.8 / 1.96 ** 2, 0.8 * 1.96 ** 2],
      [0.8, 0.8 / 2.5758 ** 2, 0.8 * 2.5758 ** 2, 99],
    );
    expect(at99 as number).toBeCloseTo(
      (at95 as number) * (Math.log(1.96) / 1.959964) * (2.575829 / Math.log(2.5758)),
      3,
    );
  });

  test('a one-sided interval tells a precision from its one limit', () => {
    const [two, one] = sides([1, 0.5, 2, 95], [1, 'unbounded', 2, 97.5]);
    expect(one).toBeCloseTo(two as number, 10);
  });

  test('differences are weighed on their own scale', () => {
    const [wide, narrow] = sidesOf(
      [
        { estimate: -1, interval: { low: -3, high: 1, level: 95 } },
        { estimate: 2, interval: { low: 1, high: 3, level: 95 } },
      ],
      'difference',
    );
    expect((narrow?.side as number) / (wide?.side as number)).toBeCloseTo(2, 10);
  });

  test('no square is too small to be seen, and one without both limits is none', () => {
    expect(sides([1], [1, 0.5, 2], [1, 0.5, 'not estimable'])).toEqual([undefined, 14, undefined]);
    expect(sides([0.8, 0.79, 0.81], [1.05, 0.02, 55])).toEqual([14, 5]);
  });

  test('an interval that leaves the axis ends in an arrow at its end', async () => {
    const { inline } = await draw(
      row({ estimate: 1.05, interval: { low: 0.02, high: 55, level: 95 } }),
      row(),
    );
    expect(heads(inline)).toEqual([2, 0]);
    expect(openHeads(inline)).toHaveLength(0);
  });

  test('a side without a limit ends in an open arrow, one whose limit is not reported at the estimate', async () => {
    const interval = (low: Limit, high: Limit) => row({ interval: { low, high, level: 95 } });
    const { inline } = await draw(interval('unbounded', 0.9), interval(0.4, 'not estimable'), row());
    expect(heads(inline)).toEqual([0, 0, 0]);
    expect(openHeads(inline)).toHaveLength(2);
    const unknown = (await draw(interval(0.4, 'not reported'))).inline;
    const [line] = pathBoxes(unknown, /^fig-mark-line$/);
    expect(Math.abs((line?.right ?? 0) - axisOf(unknown)(0.6))).toBeLessThan(1);
    expect(openHeads(unknown)).toHaveLength(0);
  });

  test('no line is drawn where there is no interval', async () => {
    const { inline } = await draw(row({ interval: undefined as never }));
    expect(pathBoxes(inline, /^fig-mark-line$/)).toEqual([]);
  });

  test.each(['inline', 'narrow'] as const)(
    '%s: a margin’s line stands at its value, with its label under it',
    async (form) => {
      const chart = forestChart([{ heading: '', rows: [row({ margins: [1.3] })] }], {
        margins: [{ label: 'Non-inferiority margin 1.3', value: 1.3, datum: 'alpha.pfs.hr' }],
      });
      const svg = (await drawFigure(figure(chart), ACCENT))[form];
      const [margin] = pathBoxes(svg, /^fig-muted-line$/);
      expect(Math.abs((margin?.left ?? 0) - axisOf(svg)(1.3))).toBeLessThan(1);
      const label = textBoxes(svg).find(({ name }) => name.startsWith('Non-inferiority'));
      expect(label?.left).toBeLessThan(margin?.left as number);
      expect(label?.right).toBeGreaterThan(margin?.left as number);
    },
  );

  test.each(['inline', 'narrow'] as const)(
    '%s: differences stand on a linear axis with a line at 0',
    async (form) => {
      const rows = [
        row({ estimate: -1.9, interval: { low: -2.4, high: -1.4, level: 95 } }),
        row({ estimate: 0.6, interval: { low: -0.2, high: 1.4, level: 95 } }),
      ];
      const svg = (
        await drawFigure(figure(forestChart([{ heading: '', rows }], { scale: 'difference' })), ACCENT)
      )[form];
      const ticks = ticksOf(svg)
        .map(
          ({ text, attributes }) =>
            [Number(text.replace('\u2212', '-')), Number(attributes.x)] as [number, number],
        )
        .sort(([a], [b]) => a - b) as [[number, number], ...[number, number][]];
      const [[first, from], [last, to]] = [ticks[0], ticks.at(-1) as [number, number]];
      const at = (value: number) => from + ((to - from) * (value - first)) / (last - first);
      const ends = pathBoxes(svg, /^fig-mark-line$/).flatMap(({ left, right }) => [left, right]);
      [-2.4, -1.4, -0.2, 1.4].forEach((limit, i) => {
        expect(Math.abs((ends[i] as number) - at(limit))).toBeLessThan(1);
      });
      const squares = pathBoxes(svg, /^fig-mark$/).map(({ left, right }) => (left + right) / 2);
      expect(Math.abs((squares[0] as number) - at(-1.9))).toBeLessThan(1);
      const line = pathBoxes(svg, /^fig-ink-line$/).find(({ left, right }) => left === right);
      expect(Math.abs((line?.left ?? 0) - at(0))).toBeLessThan(1);
    },
  );

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
    const { inline, narrow } = await draw(row());
    for (const svg of [inline, narrow]) {
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

/** Arrow heads at the ends of each interval's line. */
function heads(svg: string): number[] {
  const paths = elementsOf(svg).filter(({ attributes }) => attributes.class === 'fig-mark-line');
  return paths.map(({ attributes }) => ((attributes.d as string).match(/M/g)?.length ?? 0) - 1);
}

function openHeads(svg: string): Box[] {
  return pathBoxes(svg, /^fig-paper fig-mark-line$/);
}

/** Sides of squares by estimate, limits and level. */
function sides(...rows: [number, Limit?, Limit?, number?][]): (number | undefined)[] {
  const weighed = rows.map(([estimate, low, high, level = 95]) => ({
    estimate,
    ...(low !== undefined && high !== undefined && { interval: { low, high, level } }),
  }));
  return sidesOf(weighed, 'ratio').map((side) => side?.side);
}

describe('the axis', () => {
  const axis = (scale: ForestChart['scale'], ...rows: [number, number?, number?, number?][]) => {
    const { min, max } = forestAxis({
      scale,
      rows: rows.map(([estimate, low, high, margin]) => ({
        estimate,
        ...(low !== undefined && high !== undefined && { interval: { low, high, level: 95 } }),
        ...(margin !== undefined && { margins: [margin] }),
      })),
    });
    return [min, max];
  };

  test.each([
    ['leaves room beyond the line at 1', [[0.55, 0.45, 0.67]], [0.4, 1.5]],
    ['shows every interval', [[0.6, 0.21, 2.9]], [0.2, 3]],
    [
      'shows wide intervals whole where none is narrow',
      [
        [12, 1.1, 130],
        [1.05, 0.02, 55],
      ],
      [0.02, 150],
    ],
    [
      'follows a wide interval beside a narrow one to four times the outermost ratio only',
      [
        [0.6, 0.55, 0.66],
        [0.9, 0.01, 90],
      ],
      [0.15, 4],
    ],
    ['shows every ratio', [[0.02], [30]], [0.02, 30]],
    ['shows the margin', [[1.01, 0.9, 1.13, 1.8]], [0.8, 2]],
    ['is even about 1 when nothing is known but 1', [[1]], [0.8, 1.5]],
  ] as [string, [number, number?, number?, number?][], number[]][])('of ratios %s', (_, rows, expected) => {
    expect(axis('ratio', ...rows)).toEqual(expected);
  });

  test.each([
    ['shows 0 and every interval', [[-1.9, -2.4, -1.4]], [-3, 0.5]],
    ['shows the margin', [[-0.24, -0.39, -0.09, 0.4]], [-0.6, 0.6]],
    [
      'is not squeezed by one wide interval',
      [
        [1, 0.9, 1.1],
        [2, -90, 94],
      ],
      [-3, 5],
    ],
    ['is even about 0 when nothing is known but 0', [[0]], [-0.06, 0.06]],
  ] as [string, [number, number?, number?, number?][], number[]][])(
    'of differences %s',
    (_, rows, expected) => {
      expect(axis('difference', ...rows)).toEqual(expected);
    },
  );

  test('marks 1 first, and fewer digits where there is less room', () => {
    const { ticks } = forestAxis({
      scale: 'ratio',
      rows: [{ estimate: 0.6, interval: { low: 0.21, high: 2.9, level: 95 } }],
    });
    expect(ticks).toEqual([[1, 0.2, 0.5, 2], [1, 0.3, 3], [1]]);
  });
});
