import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../../src/evidence/assess.ts';
import { claimInputOf } from '../../../src/evidence/claims/of-briefing.ts';
import { toSegments } from '../../../src/evidence/claims/passage.ts';
import { briefingNamed, briefingText, libraryWith, withBriefing } from '../../base-library.ts';
import { twoTrials } from './invented.ts';

const frontMatter = `figures:
  rates:
    kind: proportions
    title: Rates by arm
    subtitle: In every trial
    alt: Rates from {{value "gamma.cr.bet"}} to {{value "gamma.cr.x"}}
    note: Invented.
    findings: [gamma.cr.x, gamma.cr.bet, beta.orr]
  sales:
    kind: sales
    title: Sales of a year
    product: zorvex
    from: 2024-Q1
tables:
  context:
    kind: cross-trial
    title: Trial by trial
    note: Also invented.
    arms: [gamma.x, gamma.bet, beta.zor]
    endpoints: [orr, cr]
  one:
    kind: summary
    title: One trial
    trial: gamma
    endpoints: [orr]
`;

function inputOf(body: string, keyFigures = '[beta.orr]') {
  const id = '2026-02-02-second';
  const text = briefingText(body, frontMatter).replace('[beta.orr]', keyFigures);
  const library = libraryWith({ ...twoTrials, [`briefings/${id}.md`]: text });
  const briefing = briefingNamed(library, id);
  return claimInputOf(briefing, library, assessBriefing(library, briefing));
}

const placed = ['{{figure "rates"}}', '{{figure "sales"}}', '{{table "context"}}', '{{table "one"}}'].join(
  '\n\n',
);

describe('claimInputOf', () => {
  const body =
    'In {{value "gamma.cr.x"}} of {{plain "three" reason="a test"}}.{{cite "beta-2025"}} {{sales "zorvex.2024-Q1"}}';
  const input = inputOf(`${body}\n\n${placed}`);

  test('reads every text in the order of the file', () => {
    const read = input.passages.map(
      ({ where, segments }) =>
        `${where}: ${segments
          .map(({ text }) => text)
          .join('|')
          .replace(/\s+/g, ' ')
          .trim()}`,
    );
    expect(read).toEqual([
      'title: A second briefing',
      'dek: Under the title',
      'bottom line: One sentence.',
      'key figures: |95%|',
      'text: In |60.0%| of |three|.|| |US$800 million| | | | |',
      'figure rates, title: Rates by arm',
      'figure rates, subtitle: In every trial',
      'figure rates, alternative text: Rates from |30.0%| to |60.0%',
      'figure rates, note: Invented.',
      'figure sales, title: Sales of a year',
      'table context, title: Trial by trial',
      'table context, note: Also invented.',
      'table one, title: One trial',
    ]);
  });

  test('knows what is typed, bound and waived', () => {
    const [text] = input.passages.filter(({ where }) => where === 'text');
    expect(text?.segments.slice(0, 4)).toMatchObject([
      { kind: 'text', text: '\nIn ' },
      { kind: 'bound', text: '60.0%', call: { name: 'value', show: 'percent' }, place: { column: 4 } },
      { kind: 'text', text: ' of ' },
      { kind: 'waived', text: 'three', reason: 'a test', place: { line: 36 } },
    ]);
  });

  test('knows where a text is typed', () => {
    const { library, briefing } = withBriefing('One {{value "beta.orr"}} two.');
    const computed = assessBriefing(library, briefing);
    const file = 'content/briefings/2026-02-02-second.md';
    const [first, , last] = toSegments(briefing.body, computed);
    expect(first?.kind === 'text' && first.at?.(3)).toMatchObject({ file, line: 11, column: 3 });
    expect(last?.kind === 'text' && last.at?.(1)).toMatchObject({ file, line: 11, column: 26 });
  });

  test('reads a key figure as one sentence', () => {
    const keyFigure = 'value: gamma.cr.x, label: Better with Zor-X, detail: all of them';
    const [, , , read] = inputOf(placed, `[{ ${keyFigure} }]`).passages;
    expect(read?.segments.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'text Better with Zor-X',
      'text  ',
      'bound 60.0%',
      'text  ',
      'text all of them',
    ]);
  });

  test('lists what every figure and table shows, each once', () => {
    const shown = input.exhibits.map(({ where, trials, endpoints, place }) => ({
      where,
      trials: trials.map(({ id }) => id),
      endpoints: endpoints.map(({ id }) => id),
      line: place?.line,
    }));
    expect(shown).toEqual([
      { where: 'figure rates', trials: ['gamma', 'beta'], endpoints: ['cr', 'orr'], line: 12 },
      { where: 'figure sales', trials: [], endpoints: [], line: 19 },
      { where: 'table context', trials: ['gamma', 'beta'], endpoints: ['orr', 'cr'], line: 25 },
      { where: 'table one', trials: ['gamma'], endpoints: ['orr'], line: 31 },
    ]);
  });

  test('is about the trial of the first key figure that is a result, if one is', () => {
    const subjectsWith = (keyFigures: string) => inputOf(placed, keyFigures).subjects.map(({ id }) => id);
    expect(subjectsWith('[beta.orr]')).toEqual(['beta']);
    expect(subjectsWith('[zorvex.2024-Q1, gamma.cr.x, beta.orr]')).toEqual(['gamma']);
    expect(subjectsWith('[zorvex.2024-Q1]')).toEqual(['gamma']);
  });
});
