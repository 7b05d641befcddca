import { describe, expect, test } from 'vitest';
import { drawFigure } from '../../src/figures/draw.ts';
import { partingsOf } from '../../src/figures/partings.ts';
import type { Finding } from '../../src/model/trial.ts';
import { trialWith } from '../base-library.ts';
import { gallery } from '../gallery/cases.ts';
import { figure } from '../gallery/figure.ts';
import { elementsOf, overlaps, pathBoxes, textBoxes } from './boxes.ts';
import { planned } from './planned.ts';

const ACCENT = { accent: '#0b5a7e' };
const findings = `orr.a: { endpoint: orr, arm: a, proportion: { events: 90, of: 100 }, source: beta-2025 }
orr.b: { endpoint: orr, arm: b, proportion: { events: 70, of: 100 }, source: beta-2025 }
pfs.hr: { endpoint: pfs, compare: [a, b], hazardRatio: { value: 0.50, ci: [0.30, 0.83] }, source: beta-2025 }`;
const gamma = trialWith(findings).replace('disease: invented disease', 'disease: asthma of type 2');
const texts = { 'trials/gamma.yaml': gamma };

describe('the plan of a figure over two diseases', () => {
  const { spec, words } = planned(
    'kind: proportions\nfindings: [alpha.orr.zor, gamma.orr.a, gamma.orr.b]',
    texts,
  );
  const rows = spec.chart.kind === 'proportions' ? spec.chart.groups.flatMap((group) => group.rows) : [];

  test('says what the rows below are, once, and names the disease on the rows above only', () => {
    expect(rows.map(({ below }) => below)).toEqual([undefined, 'asthma of type 2', undefined]);
    expect(rows.map(({ sublabel }) => sublabel)).toEqual([
      'Zorvex, invented disease, first line',
      'A, any',
      'B, any',
    ]);
  });

  test('names a disease on the first row of its trial only', () => {
    const { chart } = planned(
      'kind: proportions\nfindings: [gamma.orr.a, gamma.orr.b, alpha.orr.zor]',
      texts,
    ).spec;
    if (chart.kind !== 'proportions') throw new Error('another kind');
    expect(chart.groups.flatMap((group) => group.rows.map(({ sublabel }) => sublabel))).toEqual([
      'A, asthma of type 2, any',
      'B, any',
      'Zorvex, first line',
    ]);
  });

  test('tells it in words', () => {
    const said = words.map(({ written }) => written.text).join('');
    expect(said).toContain('; not comparable with those before, asthma of type 2: GAMMA (A, any) 90%');
  });

  test('parts the rows of a forest too', () => {
    const { chart } = planned('kind: forest\nfindings: [alpha.pfs.hr, gamma.pfs.hr]', texts).spec;
    if (chart.kind !== 'forest') throw new Error('another kind');
    expect(chart.groups.flatMap((group) => group.rows.map(({ below }) => below))).toEqual([
      undefined,
      'asthma of type 2',
    ]);
  });

  test('nothing parts rows of one disease', () => {
    const one = planned('kind: proportions\nfindings: [alpha.orr.zor, gamma.orr.a]', {
      'trials/gamma.yaml': trialWith(findings),
    });
    if (one.spec.chart.kind !== 'proportions') throw new Error('another kind');
    const own = one.spec.chart.groups.flatMap((group) => group.rows);
    expect(own.map(({ below }) => below)).toEqual([undefined, undefined]);
    expect(own[1]?.sublabel).toBe('A, any');
  });
});

describe('rows part', () => {
  const finding = (id: string, disease: string) => ({ id, trial: { id, disease } }) as unknown as Finding;
  const rows = [finding('a', 'SMM'), finding('b', 'NDMM'), finding('c', 'NDMM'), finding('d', 'SMM')];
  const partingWith = (severity: string, id = 'disease', where = 'figure it') => ({
    abbreviations: { NDMM: 'newly diagnosed multiple myeloma' },
    appraisal: {
      parts: [
        {
          where,
          verdict: {
            caveats: [
              {
                rule: { id, severity },
                between: [
                  ['a', 'b'],
                  ['a', 'c'],
                  ['d', 'c'],
                ],
              },
            ],
          },
        },
      ],
    },
  });
  const belowOf = (parting: ReturnType<typeof partingWith>) =>
    partingsOf('it', rows, parting as never).map(({ below }) => below);

  test('wherever a blocking rule on populations fired between neighbours, short forms written out', () => {
    const below = [undefined, 'newly diagnosed multiple myeloma', undefined, 'SMM'];
    expect(belowOf(partingWith('block'))).toEqual(below);
  });

  test.each([
    ['a lesser rule', partingWith('major')],
    ['a rule on something else', partingWith('block', 'mrd-threshold')],
    ['another figure', partingWith('block', 'disease', 'figure other')],
  ])('but not for %s', (_, parting) => {
    expect(belowOf(parting)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('the drawing', () => {
  const chart = gallery.proportions['two populations at two sensitivities'];
  if (!chart) throw new Error('no case');

  test.each(['inline', 'narrow'] as const)(
    '%s: has a dashed line between the rows that part',
    async (form) => {
      const svg = (await drawFigure(figure(chart), ACCENT))[form];
      const sign = elementsOf(svg).filter(({ text }) => text === '≠');
      expect(sign.map(({ attributes }) => attributes.class)).toEqual(['fig-amber']);
      const lines = elementsOf(svg).filter(({ attributes }) => attributes['stroke-dasharray'] === '2.5 2.5');
      const [, , y] = /^M([\d.]+) ([\d.]+)/.exec(lines[0]?.attributes.d ?? '') ?? [];
      const rows = textBoxes(svg).filter(({ name }) => name === 'CAR-PRISM' || name === 'PERSEUS');
      expect([lines.length, Number(y) > (rows[0]?.bottom ?? 0), Number(y) < (rows[1]?.top ?? 0)]).toEqual([
        1,
        true,
        true,
      ]);
      const [words] = textBoxes(svg).filter(({ name }) => name.startsWith('below: '));
      expect(overlaps(words ? [words] : [], pathBoxes(svg, /^fig-muted-line$/))).toEqual([]);
    },
  );

  test('is headed by the sensitivity of the test and what it means', async () => {
    const { inline } = await drawFigure(figure(chart), ACCENT);
    const texts = elementsOf(inline).map(({ text }) => text);
    expect(texts).toContain('Test sensitivity 10⁻⁶');
    expect(texts).toContain('one cell in 100,000');
    expect(texts.filter((text) => ['%', 'n/N', 'evidence'].includes(text)).toSorted()).toEqual([
      '%',
      'evidence',
      'n/N',
    ]);
  });
});
