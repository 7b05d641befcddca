import { describe, expect, test } from 'vitest';
import { drawFigure } from '../../src/figures/draw.ts';
import { evidenceByGrade, evidenceOf, hollowCaveat, writeEntries } from '../../src/figures/spec.ts';
import type { Grade } from '../../src/model/source.ts';
import type { Finding } from '../../src/model/trial.ts';
import { trialWith } from '../base-library.ts';
import { gallery } from '../gallery/cases.ts';
import { figure } from '../gallery/figure.ts';
import { proportionRow } from '../gallery/proportions.ts';
import { elementsOf, pathBoxes } from './boxes.ts';
import { planned } from './planned.ts';

const ACCENT = { accent: '#0b5a7e' };
const datum = (id: string, grade: Grade) => ({ id, grade }) as Finding;
const entries = new Map([
  ['a', 7],
  ['b', 3],
  ['c', 4],
  ['d', 5],
]);

describe('the evidence of a row', () => {
  test('is of the worst grade of its data, its entries rising and in runs', () => {
    const data = [
      datum('a', 'primary'),
      datum('b', 'secondary'),
      datum('c', 'primary'),
      datum('d', 'primary'),
    ];
    const evidence = evidenceOf(data, entries);
    expect(evidence).toEqual({ grade: 'secondary', entries: [3, 4, 5, 7] });
    expect(writeEntries(evidence)).toBe('e3–5, 7');
    expect(evidenceOf([...data, datum('a', 'unconfirmed')], entries).grade).toBe('unconfirmed');
  });

  test('is refused where the ledger has no entry', () => {
    expect(() => evidenceOf([datum('x', 'primary')], entries)).toThrow('no entry for ‘x’');
  });

  test('of a whole figure is told by grade, the best known first', () => {
    const data = [datum('a', 'unconfirmed'), datum('b', 'primary'), datum('c', 'primary')];
    expect(evidenceByGrade(data, entries)).toEqual([
      { grade: 'primary', entries: [3, 4] },
      { grade: 'unconfirmed', entries: [7] },
    ]);
  });

  test.each([
    [[], ''],
    [[{ grade: 'secondary' as const }], ''],
    [[{ grade: 'unconfirmed' as const }], 'Hollow: not confirmed in a primary document.'],
    [[{ grade: 'primary' as const, approximate: true }], 'Hollow: approximate.'],
  ])('hollow marks are explained only where there are some: %o', (data, said) => {
    expect(hollowCaveat(data)).toBe(said);
  });
});

describe('the column of evidence', () => {
  const marksIn = async (grade: Grade) => {
    const rows = [proportionRow({ evidence: { grade, entries: [12] } })];
    const { inline } = await drawFigure(
      figure({ kind: 'proportions', groups: [{ heading: [], rows }] }),
      ACCENT,
    );
    return {
      ring: pathBoxes(inline, /^fig-muted-line$/).length,
      disc: pathBoxes(inline, /^fig-muted fig-muted-line$/).length,
      half: pathBoxes(inline, /^fig-muted$/),
      inline,
    };
  };

  test('has a ring for unconfirmed, a half-filled ring for secondary, a disc for primary', async () => {
    expect(await marksIn('unconfirmed')).toMatchObject({ ring: 1, disc: 0, half: [] });
    expect(await marksIn('primary')).toMatchObject({ ring: 0, disc: 1, half: [] });
    const { ring, disc, half, inline } = await marksIn('secondary');
    const [whole] = pathBoxes(inline, /^fig-muted-line$/);
    expect([ring, disc, half.length]).toEqual([1, 0, 1]);
    expect(half[0]?.right).toBeCloseTo(((whole?.left ?? 0) + (whole?.right ?? 0)) / 2, 1);
  });

  test.each(['inline', 'narrow'] as const)(
    '%s: has the entry at the right edge, as no datum',
    async (form) => {
      for (const kind of ['proportions', 'forest', 'averages', 'landmark', 'stacked-response'] as const) {
        const [chart] = Object.values(gallery[kind]);
        if (!chart) throw new Error('no case');
        const svg = (await drawFigure(figure(chart), ACCENT))[form];
        const [, width] = /viewBox="0 0 (\d+) /.exec(svg) ?? [];
        const named = elementsOf(svg).filter(({ attributes }) => attributes['data-entry'] !== undefined);
        expect(named.length, kind).toBeGreaterThan(0);
        for (const { text, attributes } of named) {
          expect(text).toMatch(new RegExp(`^e${attributes['data-entry']}(?!\\d)`));
          expect([attributes.x, attributes['data-finding']]).toEqual([width, undefined]);
        }
      }
    },
  );

  test('no raised mark is left in a figure', async () => {
    for (const cases of Object.values(gallery))
      for (const chart of Object.values(cases)) {
        const { svg, inline, narrow } = await drawFigure(figure(chart), ACCENT);
        expect([svg, inline, narrow].join('')).not.toMatch(/[†‡§]/);
      }
  });
});

test('a figure names the entries of all that it draws', () => {
  const gamma = trialWith(
    `orr.a: { endpoint: orr, arm: a, proportion: { events: 90, of: 100 }, source: beta-2025 }
orr.b: { endpoint: orr, arm: b, proportion: { events: 70, of: 100 }, source: beta-2025, grade: unconfirmed }`,
  );
  const { spec, evidence } = planned('kind: proportions\nfindings: [gamma.orr.a, gamma.orr.b]', {
    'trials/gamma.yaml': gamma,
  });
  if (spec.chart.kind !== 'proportions') throw new Error('another kind');
  const drawn = spec.chart.groups.flatMap(({ rows }) => rows.map((row) => row.evidence));
  expect(evidence).toEqual(drawn);
  expect(drawn.map(({ grade }) => grade)).toEqual(['primary', 'unconfirmed']);
});
