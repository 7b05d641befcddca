import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { drawFigure } from '../../src/figures/draw.ts';
import type { Chart } from '../../src/figures/spec.ts';
import { gallery } from '../gallery/cases.ts';
import { figure } from '../gallery/figure.ts';
import { pictureDifference } from './picture-difference.ts';

const EXPECTED = path.join(import.meta.dirname, '../gallery/expected');
const ACCENT = { accent: '#0b5d75' };
/** Px that a line or label may move: fonts and canvas are the project's own, so this is for rounding. */
const TOLERANCE = 0.6;

const firsts = Object.entries(gallery).flatMap(([kind, cases]) => {
  const [chart] = Object.values(cases);
  return chart ? [[kind, chart] as const] : [];
});

// Once a change was looked at in out/gallery/: npm run gallery -- --expect
describe('the first of each kind looks as it did when it was last looked at', () => {
  test.each(firsts)('%s', async (kind, chart) => {
    const { svg } = await drawFigure(figure(chart), ACCENT);
    const expected = readFileSync(path.join(EXPECTED, `${kind}.svg`), 'utf8');
    expect(pictureDifference(svg, expected, TOLERANCE)).toBeUndefined();
  });
});

describe('a drawing is found to differ', () => {
  const [row] = gallery.proportions['two arms']?.groups[0]?.rows ?? [];
  if (!row) throw new Error('nothing to change');
  const withRow = (over: Partial<typeof row>): Chart => ({
    kind: 'proportions',
    groups: [
      {
        heading: [],
        rows: [{ ...row, ...over }, ...(gallery.proportions['two arms']?.groups[0]?.rows.slice(1) ?? [])],
      },
    ],
  });
  const expected = readFileSync(path.join(EXPECTED, 'proportions.svg'), 'utf8');

  test.each<[string, Chart, string]>([
    ['nothing was changed', withRow({}), ACCENT.accent],
    ['a colour', withRow({}), '#0b5d76'],
    ['a whisker', withRow({ interval: { low: 59.9, high: 70.3 } }), ACCENT.accent],
    ['a mark', withRow({ value: 65.4 }), ACCENT.accent],
    ['a label that pushes the others', withRow({ label: 'PERSEUS, its second part' }), ACCENT.accent],
    ['an outline', withRow({ hollow: true }), ACCENT.accent],
  ])('by %s', async (change, chart, accent) => {
    const { svg } = await drawFigure(figure(chart), { accent });
    const found = pictureDifference(svg, expected, TOLERANCE);
    if (change === 'nothing was changed') expect(found).toBeUndefined();
    else expect(found).toMatch(/^line \d+: /);
  });
});

describe('the comparison', () => {
  const line =
    '<path d="M10 20L30.5 20" class="fig-accent-line" stroke="#0b5d75"/>\n<text x="5" y="9">65.1%</text>';
  const differs = (change: (svg: string) => string) => pictureDifference(change(line), line, TOLERANCE);

  test('lets a half pixel pass', () => {
    expect(differs((svg) => svg.replace('30.5', '31').replace('x="5"', 'x="5.4"'))).toBeUndefined();
  });

  test.each([
    ['a whisker that moved', '30.5', '31.5'],
    ['a label that moved', 'x="5"', 'x="6"'],
    ['another number', '65.1%', '65.2%'],
    ['another colour', '#0b5d75', '#0b5d76'],
    ['another role', 'fig-accent-line', 'fig-mark-line'],
    ['another corner', 'L30.5 20', 'L30.5 20L31 20'],
  ])('finds %s', (_, from, to) => {
    expect(differs((svg) => svg.replace(from, to))).toContain(to);
  });

  test('finds what is missing and what is new', () => {
    expect(differs((svg) => svg.split('\n')[0] ?? '')).toContain('(missing)');
    expect(differs((svg) => `${svg}\n<text>new</text>`)).toContain('(nothing)');
  });
});
