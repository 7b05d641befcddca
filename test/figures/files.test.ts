import { describe, expect, test } from 'vitest';
import { boundRuns } from '../../src/figures/data-table.ts';
import { drawFigure } from '../../src/figures/draw.ts';
import type { FigureSpec } from '../../src/figures/spec.ts';
import { gallery } from '../gallery/cases.ts';
import { figure } from '../gallery/figure.ts';
import { salesChart } from '../gallery/sales.ts';
import { planned } from './planned.ts';

const [chart] = Object.values(gallery.proportions);
if (!chart) throw new Error('no case');
const base = figure(chart);
const withCaption = (caption: Partial<FigureSpec['caption']>) => ({
  ...base,
  caption: { ...base.caption, ...caption },
});
const ACCENT = { accent: '#0b5a7e' };
const UNLIKE = '≠ Not a head-to-head comparison. Different diseases, two test sensitivities.';

/** The lines of a file from the top down, each as it is read. */
function linesOf(svg: string): string[] {
  return [...svg.matchAll(/<text x="[\d.]+" y="([\d.]+)"[^>]*>(.*?)<\/text>/g)]
    .map(([, y, text]) => ({ y: Number(y), text: (text ?? '').replace(/<[^>]*>/g, '') }))
    .toSorted((a, b) => a.y - b.y)
    .map(({ text }) => text);
}

describe('the file of a figure', () => {
  const drawn = drawFigure(base, { ...ACCENT, unlike: UNLIKE });

  test('carries title, subtitle, ≠ line, note, sources, marks and publication', async () => {
    const lines = linesOf((await drawn).svg);
    expect(lines.slice(0, 2)).toEqual([
      'Depth &lt;of&gt; &quot;response&quot; &amp; more: 65.1%',
      'Patients, % of those randomised',
    ]);
    expect(lines.slice(-6)).toEqual([
      UNLIKE,
      'Hollow: not confirmed in a primary document.',
      'Sources: Journal of Examples 2025; Example Congress 2024.',
      'secondary report',
      'e: entry of the evidence ledger',
      'Example Notes · 21 April 2026',
    ]);
  });

  test('binds the numbers of its title, and has ≠ and its lead in amber', async () => {
    const { svg } = await drawn;
    expect(svg).toContain('<tspan data-finding="perseus.mrd6.d-vrd">65.1%</tspan>');
    expect(svg).toMatch(/fill="#8a5a00"[^>]*font-weight="600"[^>]*>≠ Not a head-to-head comparison\.<tspan/);
  });

  test('the drawing in the page carries none of it', async () => {
    const { inline, narrow } = await drawn;
    for (const form of [inline, narrow])
      expect(form.replace(/<title>.*<\/title>/, '')).not.toMatch(
        /Depth|head-to-head|Hollow|Sources|Example Notes/,
      );
  });

  test('has no ≠ line for results that may be compared', async () => {
    expect((await drawFigure(base, ACCENT)).svg).not.toContain('≠');
  });

  test('breaks a long title into lines that bind their numbers', async () => {
    const words =
      'A finding that takes more than one line of the picture to say, whatever its width may be, at ';
    const title = [{ text: words }, { text: '65.1%', datum: 'a.b' }, { text: ' and no more' }];
    const short = await drawFigure(base, ACCENT);
    const { svg, height } = await drawFigure(withCaption({ title }), ACCENT);
    const [first = '', second = ''] = linesOf(svg);
    expect(`${first} ${second}`).toBe(`${words}65.1% and no more`);
    expect(svg).toContain('<tspan data-finding="a.b">65.1%</tspan>');
    expect(height - short.height).toBe(22);
  });

  test('counts the sources that have no room', async () => {
    const sources = Array.from({ length: 24 }, (_, i) => `Journal of Examples ${2000 + i}`);
    const { svg } = await drawFigure(withCaption({ sources }), ACCENT);
    const said = linesOf(svg).filter((line) => /Journal|more\./.test(line));
    expect(said).toHaveLength(2);
    const named = said.join(' ').match(/Journal of Examples/g)?.length ?? 0;
    expect(said.join(' ')).toMatch(new RegExp(`; and ${24 - named} more\\.$`));
  });

  test('keeps every shape where it was to the others', async () => {
    const { svg, inline } = await drawn;
    const starts = (form: string) =>
      [...form.matchAll(/ d="M([\d.]+) ([\d.]+)[LA]/g)].map(([, x, y]) => [Number(x), Number(y)]);
    const [inside, framed] = [starts(inline), starts(svg)];
    const shifts = inside.map(([x = 0, y = 0], i) => [(framed[i]?.[0] ?? 0) - x, (framed[i]?.[1] ?? 0) - y]);
    expect(new Set(shifts.map((shift) => shift.map((by) => by.toFixed(1)).join())).size).toBe(1);
  });

  test('is as wide as what it is drawn for, with a margin', async () => {
    const column = await drawFigure(figure(salesChart(4)), ACCENT);
    expect([(await drawn).width, column.width]).toEqual([641 + 48, 469 + 48]);
    expect((await drawn).inline).toContain('viewBox="0 0 641 ');
    expect(column.inline).toContain('viewBox="0 0 469 ');
    expect(column.narrow).toMatch(/width="360" height="[\d.]+" viewBox="0 0 288 /);
  });
});

test('type has two sizes in a page, the smaller of 7.8 pt on paper', async () => {
  for (const cases of Object.values(gallery))
    for (const one of Object.values(cases)) {
      const { inline } = await drawFigure(figure(one), ACCENT);
      const sizes = new Set([...inline.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size)));
      expect([11.5, 10.4], one.kind).toEqual(expect.arrayContaining([...sizes]));
    }
  expect(10.4 * 0.75).toBeCloseTo(7.8, 5);
});

describe('the plan of a figure', () => {
  const { spec } = planned('kind: proportions\nsubtitle: Patients\nnote: A note.\nfindings: [alpha.orr.zor]');

  test('has the texts of its file', () => {
    expect(spec.caption).toMatchObject({
      title: [{ text: 'It' }],
      subtitle: [{ text: 'Patients' }],
      imprint: 'Example Notes · 21 April 2026',
    });
    expect(spec.caption.note.map(({ text }) => text).join('')).toMatch(/^Whiskers: .* A note\.$/);
    expect(spec.caption.sources).toHaveLength(1);
    expect(spec.span).toBe('page');
  });
});

test('the numbers of a text are bound, what was computed to its entry', () => {
  const finding = {
    kind: 'finding',
    id: 'a.b',
    endpoint: { label: 'patients' },
    value: { shape: 'count', value: 20 },
  };
  const place = { file: 'x', line: 1, column: 1 };
  const segments = [
    { kind: 'text', text: 'At *least* ', at: () => place },
    { kind: 'call', call: { name: 'plain', text: 'two', reason: 'r' }, place },
    { kind: 'text', text: ' of ', at: () => place },
    { kind: 'call', call: { name: 'value', datum: finding, show: 'n' }, place },
    { kind: 'call', call: { name: 'cite', sources: [] }, place },
  ];
  const computed = { intervals: new Map(), growths: new Map(), gaps: new Map() };
  expect(boundRuns({ segments, place } as never, computed)).toEqual([
    { text: 'At least two of ' },
    { text: '20', datum: 'a.b' },
  ]);
  const growth = { name: 'growth', sale: { id: 'p.2025-Q1' }, over: 'year' };
  const grown = { segments: [{ kind: 'call', call: growth, place }], place };
  expect(boundRuns(grown as never, computed)[0]?.datum).toBe('growth(p.2025-Q1, year)');
  expect(boundRuns(undefined, computed)).toEqual([]);
});
