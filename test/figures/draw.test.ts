import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { drawFigure } from '../../src/figures/draw.ts';
import { measureWith } from '../../src/figures/png.ts';
import type { DotGroup } from '../../src/figures/proportions/layout.ts';
import type { Chart } from '../../src/figures/spec.ts';
import { SIZE } from '../../src/figures/text.ts';
import { gallery } from '../gallery/cases.ts';
import { figure, UNBROKEN } from '../gallery/figure.ts';
import { proportionRow as row } from '../gallery/proportions.ts';
import { salesChart } from '../gallery/sales.ts';
import { elementsOf, outside, overlaps, pathBoxes, straddles, textBoxes, ticksOf, widen } from './boxes.ts';

const ACCENT = { accent: '#0b5a7e' };
/** Px between a mark and a text beside it, at least. */
const AIR = 3;
const drawings = Object.values(gallery).flatMap((cases) =>
  Object.entries(cases).map(([name, chart]) => [chart.kind, name, figure(chart)] as const),
);

/** A stacked bar and a mark in time hold their numbers: these may lie in them, but not over an edge. */
const touching: Partial<Record<string, typeof overlaps>> = {
  'stacked-response': straddles,
  timeline: straddles,
};

describe.each(drawings)('%s: %s', (kind, _name, spec) => {
  test.each(['inline', 'narrow'] as const)('%s: no text is clipped or covered', async (form) => {
    const svg = (await drawFigure(spec, ACCENT))[form];
    const texts = textBoxes(svg);
    expect(texts.length).toBeGreaterThan(3);
    expect(outside(texts, svg)).toEqual([]);
    expect(overlaps(texts)).toEqual([]);
    const marks = pathBoxes(svg, /fig-(mark|accent|bar)/).map((box) => widen(box, AIR));
    expect((touching[kind] ?? overlaps)(texts, marks)).toEqual([]);
  });
});

const proportions = (groups: DotGroup[]) => figure({ kind: 'proportions', groups });
const sales = (...args: Parameters<typeof salesChart>) => figure(salesChart(...args));
const twenty = figure(gallery.proportions['20 rows with 40-character labels'] as Chart);

describe('proportions', () => {
  const group = (...rows: ReturnType<typeof row>[]) => proportions([{ heading: [], rows }]);

  const axisOf = (svg: string) => {
    const ticks = elementsOf(svg).filter(({ text }) => text === '0' || text === '100%');
    const at = (text: string) =>
      Number(
        ticks.find((tick) => tick.text === text && tick.attributes['text-anchor'] === 'middle')?.attributes.x,
      );
    return (percent: number) => at('0') + ((at('100%') - at('0')) * percent) / 100;
  };

  test.each(['inline', 'narrow'] as const)('%s: whiskers end at the interval', async (form) => {
    const svg = (await drawFigure(group(row({ focus: true })), ACCENT))[form];
    const [whisker] = pathBoxes(svg, /^fig-accent-line$/);
    expect(Math.abs((whisker?.left ?? 0) - axisOf(svg)(59.9))).toBeLessThan(1);
    expect(Math.abs((whisker?.right ?? 0) - axisOf(svg)(70))).toBeLessThan(1);
  });

  test.each([0, 50, 100])('a mark at %i%% is whole and in its place', async (percent) => {
    const { inline } = await drawFigure(group(row({ value: percent, printed: `${percent}%` })), ACCENT);
    const marks = pathBoxes(inline, /^fig-mark fig-mark-line$/);
    expect(marks).toHaveLength(1);
    const [mark] = marks;
    expect(outside(marks, inline)).toEqual([]);
    const middle = ((mark?.left ?? 0) + (mark?.right ?? 0)) / 2;
    expect(Math.abs(middle - axisOf(inline)(percent))).toBeLessThan(1);
    expect(
      overlaps(
        textBoxes(inline),
        marks.map((box) => widen(box, AIR)),
      ),
    ).toEqual([]);
  });

  test('a row without an interval shows its mark alone', async () => {
    const { interval: _, ...bare } = row();
    const { inline } = await drawFigure(group(bare), ACCENT);
    expect(pathBoxes(inline, /^fig-mark-line$/)).toHaveLength(0);
    expect(pathBoxes(inline, /^fig-mark fig-mark-line$/)).toHaveLength(1);
  });

  test('an unconfirmed estimate is a ring, a confirmed one a disc', async () => {
    const rows = [row({ hollow: true }), row(), row({ hollow: true, focus: true })];
    const { inline } = await drawFigure(group(...rows), ACCENT);
    expect(pathBoxes(inline, /^fig-paper fig-mark-line$/)).toHaveLength(1);
    expect(pathBoxes(inline, /^fig-mark fig-mark-line$/)).toHaveLength(1);
    expect(pathBoxes(inline, /^fig-paper fig-accent-line$/)).toHaveLength(1);
  });

  test('every mark is level with its numbers', async () => {
    const { inline } = await drawFigure(twenty, ACCENT);
    const heights = (boxes: { top: number }[]) => boxes.map((box) => box.top);
    const marks = heights(pathBoxes(inline, /^fig-(mark|paper) fig-mark-line$/));
    const counts = heights(textBoxes(inline).filter((box) => box.name.includes('/')));
    const off = marks.map((y, i) => Math.round(y - (counts[i + 1] as number)));
    expect(marks).toHaveLength(20);
    expect(new Set(off).size).toBe(1);
  });

  test('long labels leave the axis room', async () => {
    const { inline } = await drawFigure(twenty, ACCENT);
    expect(axisOf(inline)(100) - axisOf(inline)(0)).toBeGreaterThan(200);
  });

  test('estimates line up on the decimal point', async () => {
    const rows = [row({ printed: '100%' }), row({ printed: '65.1%' })];
    const { inline } = await drawFigure(group(...rows), ACCENT);
    const xOf = (text: string) => {
      const found = elementsOf(inline).find(
        (element) => element.text === text && element.attributes['font-weight'] === '600',
      );
      return Number(found?.attributes.x);
    };
    const digit = measureWith({ families: [], lacking: new Set() })('0', {
      size: SIZE.label,
      weight: 600,
      fill: 'ink',
    });
    expect(xOf('65.1') - xOf('100')).toBeCloseTo(digit, 1);
  });
});

describe('sales', () => {
  const rowOf = (svg: string, text: string) => elementsOf(svg).filter((element) => element.text === text);

  test('bars start at zero and keep their proportions', async () => {
    const spec = sales(2, (i) => ({ value: i + 1 }));
    const { inline } = await drawFigure(spec, ACCENT);
    const [small] = pathBoxes(inline, /^fig-bar$/);
    const [large] = pathBoxes(inline, /^fig-accent$/);
    const height = (box = { top: 0, bottom: 0 }) => box.bottom - box.top;
    expect(height(large) / height(small)).toBeCloseTo(2, 1);
  });

  test('an unconfirmed bar is an outline', async () => {
    const { inline } = await drawFigure(
      sales(4, (i) => ({ hollow: i > 1 })),
      ACCENT,
    );
    expect(pathBoxes(inline, /^fig-bar$/)).toHaveLength(2);
    expect(pathBoxes(inline, /^fig-bar-line$/)).toHaveLength(1);
    expect(pathBoxes(inline, /^fig-accent-line$/)).toHaveLength(1);
  });

  test('a missing quarter keeps its place and says so', async () => {
    const gap = (i: number) => (i === 6 ? { value: undefined as never, growth: '–' } : {});
    const { inline } = await drawFigure(sales(9, gap), ACCENT);
    const [mark] = rowOf(inline, 'n/a').filter(({ attributes }) => Number(attributes.y) < 110);
    expect(mark?.attributes.x).toBe(rowOf(inline, '3Q20')[0]?.attributes.x);
    expect(pathBoxes(inline, /^fig-(bar|accent)$/)).toHaveLength(8);
  });

  test('where labels are thinned out, the latest quarter keeps its own', async () => {
    const { narrow } = await drawFigure(sales(28), ACCENT);
    expect(rowOf(narrow, '4Q25')).toHaveLength(1);
    expect(rowOf(narrow, '3Q25')).toHaveLength(0);
  });
});

describe('a picture', () => {
  test('has the same bytes every time', async () => {
    const draw = async () => {
      const { paint, paintNarrow, ...drawn } = await drawFigure(twenty, ACCENT);
      return { ...drawn, png: await paint(), narrowPng: await paintNarrow('light') };
    };
    const first = await draw();
    await drawFigure(sales(13), ACCENT);
    expect(await draw()).toEqual(first);
  });

  test('is plain, named and safe to set into a page', async () => {
    const { svg, inline, narrow } = await drawFigure(twenty, ACCENT);
    for (const form of [svg, inline, narrow]) {
      expect(form).not.toMatch(/<(image|script|style|use|foreignObject)|href=|url\(|style=|on\w+=/);
      expect(form).toContain('<title>Depth &lt;of&gt; &quot;response&quot; &amp; more</title>');
      expect(form).toContain('role="img"');
      expect(form).not.toContain('undefined');
      expect(form).toContain('10⁻⁶');
      expect(form.match(/font-family="[^"]*"/g)).toEqual([
        `font-family="'Trialbrief Sans', 'Trialbrief Fallback', 'Source Sans 3', sans-serif"`,
      ]);
    }
    const ids = [inline, narrow].flatMap((form) => form.match(/ id="[^"]*"/g) ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('tells which datum a text prints, and which texts are a scale', async () => {
    const spec = proportions([
      {
        heading: [{ text: 'Sensitivity 10' }, { text: '−6', sup: true }],
        headingDatum: 'a.mrd',
        rows: [row()],
      },
    ]);
    const { svg } = await drawFigure(spec, ACCENT);
    const texts = elementsOf(svg).filter(({ name }) => name === 'text');
    const withAttribute = (name: string) =>
      texts
        .filter(({ attributes }) => name in attributes)
        .map(({ text, attributes }) => [text, attributes[name]]);
    expect(withAttribute('data-finding')).toEqual([
      ['Sensitivity 10⁻⁶', 'a.mrd'],
      ['65.1', 'perseus.mrd6.d-vrd'],
      ['231/355', 'perseus.mrd6.d-vrd'],
    ]);
    expect(ticksOf(svg).map(({ text }) => text)).toEqual(['0', '25', '50', '75', '100%']);
    expect(withAttribute('data-entry')).toEqual([['e14', '14']]);
    expect(withAttribute('data-next-line')).toEqual([]);
    const bars = await drawFigure(
      sales(5, (i) => ({ datum: `product.${i}` })),
      ACCENT,
    );
    const last = elementsOf(bars.svg).filter(({ attributes }) => attributes['data-finding'] === 'product.4');
    expect(last.map(({ text }) => text)).toEqual(['1.28', '+22.5%']);
  });

  test('tells which lines go on with the label before', async () => {
    const { narrow } = await drawFigure(
      proportions([{ heading: [], rows: [row({ label: UNBROKEN })] }]),
      ACCENT,
    );
    const texts = elementsOf(narrow).filter(({ name }) => name === 'text');
    const all = texts.map(({ text, attributes }) => ('data-next-line' in attributes ? `+${text}` : text));
    expect(all.find((text) => text.startsWith('+'))?.slice(1)).toBe(
      UNBROKEN.slice(all.find((text) => text.startsWith('ABC'))?.length),
    );
  });

  test('takes its accent from the house, and every colour inline has its class', async () => {
    const { svg, inline } = await drawFigure(sales(4), { accent: '#7a1f5c' });
    expect(svg).toContain('fill="#7a1f5c"');
    expect(svg).not.toContain('class=');
    for (const { attributes } of elementsOf(inline)) {
      const paints = [attributes.fill !== 'none', attributes.stroke !== undefined];
      expect(attributes.class?.split(' ')).toHaveLength(paints.filter(Boolean).length);
    }
  });

  test('stays small', async () => {
    const six = proportions([{ heading: [], rows: Array.from({ length: 6 }, () => row()) }]);
    const { svg, inline } = await drawFigure(six, ACCENT);
    expect(Math.max(svg.length, inline.length)).toBeLessThan(10_000);
  });

  test('comes as a PNG of two pixels a CSS pixel on white', async () => {
    const { paint, width, height } = await drawFigure(sales(4), { accent: '#7a1f5c' });
    const bytes = Buffer.from(await paint());
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([width * 2, height * 2]);
    const data = bytes.subarray(41, 41 + bytes.readUInt32BE(33));
    const rows = inflateSync(data);
    expect(rows.length).toBe((width * 8 + 1) * height * 2);
    expect(rows.readUInt32BE(1)).toBe(0xffffffff);
    const accent = rows.lastIndexOf(Buffer.from([0x7a, 0x1f, 0x5c, 0xff]));
    expect((accent % (width * 8 + 1)) / 8).toBeGreaterThan(width * 0.8);
  });
});
