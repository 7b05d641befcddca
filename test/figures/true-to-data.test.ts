import { describe, expect, test } from 'vitest';
import { drawFigure } from '../../src/figures/draw.ts';
import type { DotRow } from '../../src/figures/proportions/layout.ts';
import type { SalesBar } from '../../src/figures/sales/layout.ts';
import type { Chart } from '../../src/figures/spec.ts';
import { gallery } from '../gallery/cases.ts';
import { figure } from '../gallery/figure.ts';
import { type Box, elementsOf, pathBoxes, ticksOf } from './boxes.ts';

const ACCENT = { accent: '#0b5a7e' };
const forms = ['inline', 'narrow'] as const;

type CasesOf<K extends Chart['kind']> = [string, Extract<Chart, { kind: K }>][];

/** Where a percentage stands, by the numbers under the axis: 0, and the last, which names the unit. */
function percentScale(svg: string): (percent: number) => number {
  const ticks = ticksOf(svg);
  const first = ticks.find(({ text }) => text === '0');
  const last = ticks.find(({ text }) => text.endsWith('%'));
  const [from, to] = [Number(first?.attributes.x), Number(last?.attributes.x)];
  return (percent) => from + ((to - from) * percent) / Number(last?.text.replace('%', ''));
}

const byHeight = (a: Box, b: Box) => a.top - b.top;

function expectWithinPixel(drawn: readonly number[], expected: readonly number[]): void {
  expect(drawn).toHaveLength(expected.length);
  const off = drawn.map((at, i) => Math.abs(at - (expected[i] as number)));
  expect(Math.max(0, ...off)).toBeLessThan(1);
}

const inRows: [string, DotRow[]][] = [
  ...(Object.entries(gallery.proportions) as CasesOf<'proportions'>),
  ...(Object.entries(gallery.landmark) as CasesOf<'landmark'>),
].map(([name, chart]) => [`${chart.kind}, ${name}`, chart.groups.flatMap(({ rows }) => rows)]);

describe.each(inRows)('%s', (name, rows) => {
  test.each(forms)(
    '%s: every whisker ends at its limits, every mark stands at its estimate',
    async (form) => {
      const [kind = '', ...rest] = name.split(', ');
      const chart = gallery[kind as 'proportions'][rest.join(', ')] as Chart;
      const svg = (await drawFigure(figure(chart), ACCENT))[form];
      const at = percentScale(svg);
      const whiskers = pathBoxes(svg, /^fig-(mark|accent)-line$/).toSorted(byHeight);
      const limits = rows.flatMap(({ interval }) => (interval ? [at(interval.low), at(interval.high)] : []));
      expectWithinPixel(
        whiskers.flatMap(({ left, right }) => [left, right]),
        limits,
      );
      const marks = pathBoxes(svg, /^fig-(mark|accent|paper) fig-(mark|accent)-line$/).toSorted(byHeight);
      expectWithinPixel(
        marks.map(({ left, right }) => (left + right) / 2),
        rows.map(({ value }) => at(value)),
      );
    },
  );
});

const sold = Object.entries(gallery.sales) as CasesOf<'sales'>;

describe.each(sold)('sales, %s', (_, { bars, against }) => {
  test.each(forms)('%s: every bar is as high as its amount, on one scale from zero', async (form) => {
    const chart = {
      kind: 'sales' as const,
      unit: 'US$ billion',
      bars,
      ...(against && { against }),
      name: 'A',
    };
    const svg = (await drawFigure(figure(chart), ACCENT))[form];
    const drawn = pathBoxes(svg, /^fig-(bar|accent)(-line)?$/);
    const amounts = [...bars, ...(against?.bars ?? [])]
      .map(({ value }: SalesBar) => value)
      .filter((value) => value !== undefined);
    const inTime = panelsOf(drawn).flatMap((panel) => panel.toSorted((a, b) => a.left - b.left));
    const heights = inTime.map(({ top, bottom }) => bottom - top);
    const scale = Math.max(...heights) / Math.max(...amounts);
    expectWithinPixel(
      heights,
      amounts.map((amount) => amount * scale),
    );
  });
});

/** Bars by the line that they stand on, the upper first; an outline is drawn half a pixel inside. */
function panelsOf(bars: readonly Box[]): Box[][] {
  const feet = Map.groupBy(bars, ({ bottom }) => Math.round(bottom / 8));
  return [...feet].toSorted(([a], [b]) => a - b).map(([, own]) => own);
}

const stacked = Object.entries(gallery['stacked-response']) as CasesOf<'stacked-response'>;

describe.each(stacked)('stacked response, %s', (_, chart) => {
  test.each(forms)('%s: every bar ends at the sum of its parts', async (form) => {
    const svg = (await drawFigure(figure(chart), ACCENT))[form];
    const at = percentScale(svg);
    const frames = pathBoxes(svg, /^fig-mark-line$/).toSorted(byHeight);
    const ends = frames.filter(({ left }) => Math.abs(left - at(0)) < 1).map(({ right }) => right);
    const sums = chart.bars.map(({ segments }) => segments.reduce((sum, { percent }) => sum + percent, 0));
    expect(ends.length).toBeGreaterThan(0);
    const far = sums.filter((sum) => sum > 0 && !ends.some((end) => Math.abs(end - at(sum)) < 1));
    expect(far).toEqual([]);
  });
});

const averaged = Object.entries(gallery.averages) as CasesOf<'averages'>;

describe.each(averaged)('averages, %s', (_, chart) => {
  test.each(forms)('%s: every whisker ends at its limits, every mark stands at its value', async (form) => {
    const svg = (await drawFigure(figure(chart), ACCENT))[form];
    const at = scaleOf(svg, 'x', chart.axis.logarithmic);
    const rows = chart.groups.flatMap((group) => group.rows);
    const whiskers = pathBoxes(svg, /^fig-(mark|accent)-line$/).toSorted(byHeight);
    expectWithinPixel(
      whiskers.flatMap(({ left, right }) => [left, right]),
      rows.flatMap(({ interval }) => (interval ? [at(interval.low), at(interval.high)] : [])),
    );
    const marks = pathBoxes(svg, /^fig-(mark|accent|paper) fig-(mark|accent)-line$/).toSorted(byHeight);
    expectWithinPixel(
      marks.map(({ left, right }) => (left + right) / 2),
      rows.map(({ value }) => at(value)),
    );
  });
});

const overVisits = Object.entries(gallery.change) as CasesOf<'change'>;

describe.each(overVisits)('change, %s', (_, chart) => {
  test.each(forms)(
    '%s: every line goes through its values, every whisker ends at its limits',
    async (form) => {
      const svg = (await drawFigure(figure(chart), ACCENT))[form];
      const at = scaleOf(svg, 'y', chart.axis.logarithmic);
      const strokes = elementsOf(svg).filter(
        ({ name, attributes }) =>
          name === 'path' && /^fig-(mark|accent|ink)-line$/.test(attributes.class ?? ''),
      );
      const heights = strokes.map(({ attributes }) =>
        [...(attributes.d as string).matchAll(/[ML]([\d.-]+) ([\d.-]+)/g)].map(([, , y]) => Number(y)),
      );
      for (const { points } of chart.arms) {
        const values = points.map(({ value }) => at(value));
        const isLine = (drawn: number[]) =>
          drawn.length === values.length && drawn.every((y, i) => Math.abs(y - (values[i] as number)) < 1);
        expect(values.length < 2 || heights.some(isLine)).toBe(true);
        for (const { interval } of points) {
          if (!interval) continue;
          const [low, high] = [at(interval.low), at(interval.high)];
          const isWhisker = ([from = 0, to = 0, ...caps]: number[]) =>
            caps.length === 4 && Math.abs(from - low) < 1 && Math.abs(to - high) < 1;
          expect(heights.some(isWhisker)).toBe(true);
        }
      }
    },
  );
});

/** Where a value stands, by the numbers of an axis: those in a column for y, in a line for x. */
function scaleOf(svg: string, along: 'x' | 'y', logarithmic = false): (value: number) => number {
  const across = along === 'x' ? 'y' : 'x';
  const ticks = ticksOf(svg);
  const axis = ticks.filter(({ attributes }) => attributes[across] === ticks[0]?.attributes[across]);
  const to = (value: number) => (logarithmic ? Math.log(value) : value);
  // The foot of a number stands 4 px under its mark.
  const shift = along === 'y' ? 4 : 0;
  const marks = axis.map(({ text, attributes }) => [
    to(Number(text.replace('\u2212', '-'))),
    Number(attributes[along]) - shift,
  ]);
  const [[first, from], [last, end]] = [marks[0], marks.at(-1)] as [[number, number], [number, number]];
  return (value) => from + ((end - from) * (to(value) - first)) / (last - first);
}
