import { describe, expect, test } from 'vitest';
import { drawFigure } from '../../src/figures/draw.ts';
import type { KaplanMeierArm } from '../../src/figures/kaplan-meier/layout.ts';
import { figure } from '../gallery/figure.ts';
import { curveArm, curveChart } from '../gallery/kaplan-meier.ts';
import { type Element, elementsOf, overlaps, pathBoxes, textBoxes, ticksOf } from './boxes.ts';

const ACCENT = { accent: '#0b5a7e' };

const arm: KaplanMeierArm = {
  ...curveArm(0.1),
  steps: [
    { time: 0, percent: 100 },
    { time: 7.5, percent: 80, low: 70, high: 88 },
    { time: 21, percent: 45, low: 30, high: 58 },
  ],
  censored: [9, 30],
  last: 33,
  medianAt: 21,
  atRisk: [0, 6, 12].map((time) => ({ time, printed: `${100 - time}`, datum: `alpha.at-risk.${time}` })),
};
const chart = curveChart([arm]);

/** Where a time and a percentage stand, by the numbers of the axes. */
function scalesOf(svg: string) {
  const ticks = ticksOf(svg);
  const at = (list: Element[], axis: 'x' | 'y', shift: number) => {
    const [first, last] = [list[0], list.at(-1)] as [Element, Element];
    const [a, b] = [Number(first.attributes[axis]), Number(last.attributes[axis])];
    return (value: number) =>
      a + ((b - a) * (value - Number(first.text))) / (Number(last.text) - Number(first.text)) - shift;
  };
  const times = ticks.filter(({ attributes }) => attributes['text-anchor'] === 'middle');
  const percents = ticks.filter(({ attributes }) => attributes['text-anchor'] === 'end');
  return { x: at(times, 'x', 0), y: at(percents, 'y', 4) };
}

const pointsOf = (d: string) =>
  [...d.matchAll(/[ML]([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);

function pathsOf(svg: string, width: string): string[] {
  return elementsOf(svg)
    .filter(
      ({ attributes }) => attributes.class === 'fig-accent-line' && attributes['stroke-width'] === width,
    )
    .map(({ attributes }) => attributes.d as string);
}

describe.each(['inline', 'narrow'] as const)('kaplan-meier, %s', (form) => {
  const drawn = drawFigure(figure(chart), ACCENT).then((picture) => picture[form]);

  test('the curve is level between its steps and falls straight, where the data say', async () => {
    const svg = await drawn;
    const { x, y } = scalesOf(svg);
    const expected = [
      [0, 100],
      [7.5, 100],
      [7.5, 80],
      [21, 80],
      [21, 45],
      [33, 45],
      [33, 45],
    ].map(([time, percent]) => [x(time as number), y(percent as number)]);
    const points = pointsOf(pathsOf(svg, '2')[0] as string);
    expect(points).toHaveLength(expected.length);
    for (const [i, [px, py]] of points.entries()) {
      expect(Math.abs(px - (expected[i]?.[0] ?? 0)), `${i}`).toBeLessThan(1);
      expect(Math.abs(py - (expected[i]?.[1] ?? 0)), `${i}`).toBeLessThan(1);
    }
  });

  test('the limits are where the data say, from the first event to the last observation', async () => {
    const svg = await drawn;
    const { x, y } = scalesOf(svg);
    const [low, high] = pathsOf(svg, '0.75').map(pointsOf);
    const corners = (path = low) => [path?.[0], path?.at(-1)].map((point) => point?.map(Math.round));
    expect(corners(low)).toEqual([
      [Math.round(x(7.5)), Math.round(y(70))],
      [Math.round(x(33)), Math.round(y(30))],
    ]);
    expect(corners(high)).toEqual([
      [Math.round(x(7.5)), Math.round(y(88))],
      [Math.round(x(33)), Math.round(y(58))],
    ]);
    expect(pathBoxes(svg, /^fig-tint$/)).toHaveLength(1);
  });

  test('ticks stand on the curve', async () => {
    const svg = await drawn;
    const { x, y } = scalesOf(svg);
    const ticks = pointsOf(pathsOf(svg, '1.25')[0] as string);
    const middles = [0, 2].map((i) => [ticks[i]?.[0], ((ticks[i]?.[1] ?? 0) + (ticks[i + 1]?.[1] ?? 0)) / 2]);
    expect(middles.map((point) => point.map((value) => Math.round(value ?? 0)))).toEqual([
      [Math.round(x(9)), Math.round(y(80))],
      [Math.round(x(30)), Math.round(y(45))],
    ]);
  });

  test('numbers at risk stand under their times, and carry their addresses', async () => {
    const svg = await drawn;
    const { x } = scalesOf(svg);
    const risk = elementsOf(svg).filter(({ attributes }) => attributes['data-finding']?.includes('at-risk'));
    expect(risk.map(({ text }) => text)).toEqual(['100', '94', '88']);
    for (const [i, { attributes }] of risk.entries())
      expect(Math.abs(Number(attributes.x) - x(i * 6))).toBeLessThan(1);
  });

  test('the median drops from 50% to the axis', async () => {
    const svg = await drawn;
    const { x, y } = scalesOf(svg);
    const dotted = elementsOf(svg).find(({ attributes }) => attributes['stroke-dasharray'] === '2 3');
    const [, , from, to] = pointsOf(dotted?.attributes.d as string);
    expect([from, to].map((point) => point?.map(Math.round))).toEqual([
      [Math.round(x(21)), Math.round(y(50))],
      [Math.round(x(21)), Math.round(y(0))],
    ]);
  });

  test('every number carries the address of its datum, or is one of an axis', async () => {
    const numbers = elementsOf(await drawn).filter(
      ({ name, text }) => name === 'text' && /\d/.test(text) && !text.startsWith('Median'),
    );
    expect(numbers.length).toBeGreaterThan(10);
    for (const { text, attributes } of numbers)
      expect(attributes['data-finding'] ?? attributes['data-scale'], text).toBeDefined();
  });
});

test('a second curve in grey and a third are told apart by dashes', async () => {
  const arms = [arm, { ...arm, role: 'mark' as const }, { ...arm, role: 'mark' as const, dashed: true }];
  const { inline } = await drawFigure(figure(curveChart(arms)), ACCENT);
  const curves = elementsOf(inline).filter(({ attributes }) => attributes['stroke-width'] === '2');
  const looks = curves.map(({ attributes }) => `${attributes.class} ${attributes['stroke-dasharray'] ?? ''}`);
  expect(new Set(looks).size).toBe(3);
});

test('a curve is thin from where fewer than ten patients are at risk', async () => {
  const arm = curveArm(0.14, { fewFrom: 42, censored: [] });
  const { inline } = await drawFigure(figure(curveChart([arm])), { accent: '#0b5a7e' });
  const curves = elementsOf(inline).filter(
    ({ attributes }) =>
      attributes.class === 'fig-accent-line' && ['2', '0.9'].includes(attributes['stroke-width'] ?? ''),
  );
  const times = elementsOf(inline).filter(
    ({ text, attributes }) => attributes['data-scale'] !== undefined && text === '42',
  );
  const at = Number(times[0]?.attributes.x);
  const thin = curves.find(({ attributes }) => attributes['stroke-width'] === '0.9');
  const thick = curves.find(
    ({ attributes }) => attributes['stroke-width'] === '2' && (attributes.d as string).length > 100,
  );
  const xs = (path: typeof thin) =>
    [...((path?.attributes.d as string) ?? '').matchAll(/[ML]([\d.]+) /g)].map(([, x]) => Number(x));
  expect(Math.abs(Math.min(...xs(thin)) - at)).toBeLessThan(1);
  expect(Math.abs(Math.max(...xs(thick)) - at)).toBeLessThan(1);
});

describe('curves that carry their names', () => {
  const falling = curveArm(0.14);
  const other = { ...curveArm(0.28), label: 'Observation', role: 'mark' as const };

  test.each(['inline', 'narrow'] as const)('%s: each at the end of its own', async (form) => {
    const svg = (await drawFigure(figure(curveChart([falling, other])), ACCENT))[form];
    const { x, y } = scalesOf(svg);
    for (const { label, last, steps } of [falling, other]) {
      const [name] = textBoxes(svg).filter((box) => box.name === label && box.left > x(last));
      expect(name, label).toBeDefined();
      const middle = ((name?.top ?? 0) + (name?.bottom ?? 0)) / 2;
      expect(Math.abs(middle - y(steps.at(-1)?.percent ?? 100)), label).toBeLessThan(6);
    }
  });

  test('are moved apart where they end together, and led to', async () => {
    const twins = [falling, { ...falling, label: 'Its twin', role: 'mark' as const }];
    const { inline } = await drawFigure(figure(curveChart(twins)), ACCENT);
    const { x } = scalesOf(inline);
    const names = textBoxes(inline).filter(({ left }) => left > x(60));
    expect(overlaps(names)).toEqual([]);
    const leaders = elementsOf(inline).filter(
      ({ attributes }) =>
        attributes['stroke-width'] === '0.6' && pointsOf(attributes.d as string).length === 2,
    );
    expect(leaders.map(({ attributes }) => attributes.class).toSorted()).toEqual([
      'fig-accent-line',
      'fig-mark-line',
    ]);
  });

  test('have bands that differ without colour: a tint, and upright lines from limit to limit', async () => {
    const { inline } = await drawFigure(figure(curveChart([falling, other])), ACCENT);
    const { x, y } = scalesOf(inline);
    expect(pathBoxes(inline, /^fig-tint$/)).toHaveLength(1);
    const hatched = elementsOf(inline).filter(
      ({ attributes }) => attributes.class === 'fig-mark-line' && attributes['stroke-width'] === '0.6',
    );
    const lines = pointsOf(
      hatched.find(({ attributes }) => attributes.d?.length ?? 0 > 100)?.attributes.d ?? '',
    );
    expect(lines.length).toBeGreaterThan(40);
    for (let i = 0; i < lines.length; i += 2) {
      const [[left = 0, top = 0], [right = 0, foot = 0]] = [lines[i] ?? [], lines[i + 1] ?? []];
      // A line at the very time of a step may stand on either side of it.
      if (other.steps.some(({ time }) => Math.abs(x(time) - left) < 0.5)) continue;
      const step = other.steps.findLast(({ time }) => x(time) <= left);
      expect(left).toBe(right);
      expect(Math.abs(top - y(step?.high ?? Number.NaN))).toBeLessThan(1);
      expect(Math.abs(foot - y(step?.low ?? Number.NaN))).toBeLessThan(1);
    }
  });
});
