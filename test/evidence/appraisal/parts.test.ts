import { describe, expect, test } from 'vitest';
import type { AppraisedPart } from '../../../src/evidence/appraisal/appraise.ts';
import { assessBriefing } from '../../../src/evidence/assess.ts';
import { trialWith, withBriefing } from '../../base-library.ts';
import { appraisal, BODY, FIGURE, FILES, mrd, rulesOf } from './appraised.ts';

describe('a part', () => {
  test('of the text holds what must be said of it, and the end of the paragraph', () => {
    const { parts } = appraisal('It sold {{sales "zorvex.2025-Q1"}}.');
    const [part] = parts;
    expect(parts).toHaveLength(1);
    expect(part && Object.keys(part)).toEqual([
      'where',
      'place',
      'gaps',
      'sentences',
      'verdict',
      'sales',
      'end',
      'reasons',
    ]);
    expect(part?.sales.map(({ rule, claims }) => [rule.id, claims.map(({ sale }) => sale.id)])).toEqual([
      ['fiscal-calendar', ['zorvex.2025-Q1']],
    ]);
    expect(part?.verdict.caveats).toEqual([]);
    expect([...(part?.reasons ?? [])]).toEqual([]);
    expect(part?.end).toMatchObject({ name: 'value', datum: { id: 'zorvex.2025-Q1' } });
  });

  test('of a figure or table has no end', () => {
    const { parts } = appraisal(BODY, FIGURE);
    expect(parts.map((part) => [part.where, 'end' in part])).toEqual([
      ['figure depth', false],
      ['figure wide', false],
    ]);
  });

  test('that is a table of one trial tells what limits its results, a sentence does not', () => {
    const single = {
      'trials/gamma.yaml': trialWith(
        'orr: { endpoint: orr, arm: a, proportion: { events: 9, of: 9 }, population: treated, source: beta-2025 }',
      ),
    };
    const { parts } = appraisal(
      'In {{value "gamma.orr"}} after {{sales "zorvex.2025-Q1"}}.\n\n{{table "one"}}',
      'tables:\n  one: { kind: summary, title: One, trial: gamma, endpoints: [orr] }\n',
      single,
    );
    expect(parts.map(({ where }) => where)).toEqual(['table one', 'text']);
    expect(rulesOf(parts[0] as AppraisedPart, 'major')).toEqual(['small-sample']);
    expect(parts[1]?.verdict.caveats).toEqual([]);
  });

  test('holds each reason once, by rule, and those of its own contrasts only', () => {
    const { parts } = appraisal(
      `${BODY}{{value "gamma.mrd"}} and {{value "delta.mrd"}} were negative.`,
      `${FIGURE}acknowledge:
  - { rule: mrd-threshold, between: [gamma, delta], reason: one. }
  - { rule: mrd-threshold, between: [gamma, epsilon], reason: two. }
  - { rule: unanchored, between: [gamma, delta, epsilon], reason: three. }
`,
    );
    const reasons = parts.map(({ where, reasons: own }) => [
      where,
      [...own].map(([rule, texts]) => [
        rule,
        texts.map(({ segments: [first] }) => first?.kind === 'text' && first.text),
      ]),
    ]);
    expect(reasons).toEqual([
      [
        'figure depth',
        [
          ['mrd-threshold', ['one.']],
          ['unanchored', ['three.']],
        ],
      ],
      [
        'figure wide',
        [
          ['mrd-threshold', ['one.', 'two.']],
          ['unanchored', ['three.']],
        ],
      ],
      [
        'text',
        [
          ['mrd-threshold', ['one.']],
          ['unanchored', ['three.']],
        ],
      ],
    ]);
  });
});

test('trials without safety are those with results, each once', () => {
  const { safetyNotExtracted } = appraisal(
    '{{value "gamma.mrd"}}. Of {{value "alpha.randomised.zor"}}; {{value "delta.mrd"}} as {{value "gamma.mrd" show="n"}}, {{value "gamma.cr"}}.',
    '',
    {
      'trials/gamma.yaml': trialWith(
        `${mrd('10^-5')}\ncr: { endpoint: cr, arm: a, proportion: { events: 5, of: 100 }, source: beta-2025 }`,
      ),
      'trials/delta.yaml': FILES['trials/delta.yaml'].replace('safety: not extracted', 'safety: extracted'),
    },
  );
  expect(safetyNotExtracted.map(({ id }) => id)).toEqual(['beta', 'gamma']);
});

test('data that are shown are not told again of the caveats that state them', () => {
  const { library, briefing } = withBriefing(BODY, FIGURE, FILES);
  const { evidence } = assessBriefing(library, briefing);
  expect(evidence.map(({ id, where }) => [id, where])).toEqual([
    ['beta.orr', ['key figures']],
    ['gamma.mrd', ['figure depth', 'figure wide']],
    ['delta.mrd', ['figure depth', 'figure wide']],
    ['epsilon.mrd', ['figure wide']],
  ]);
});
