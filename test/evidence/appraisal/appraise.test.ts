import { describe, expect, test } from 'vitest';
import type { AppraisedPart } from '../../../src/evidence/appraisal/appraise.ts';
import { obstaclesOf } from '../../../src/evidence/appraisal/gate.ts';
import { assessBriefing } from '../../../src/evidence/assess.ts';
import { trialWith, withBriefing } from '../../base-library.ts';
import { appraisal, BODY, FIGURE, FILES, mrd, partAt, rulesOf } from './appraised.ts';

describe('what stands together', () => {
  test('a figure is judged over everything that it shows', () => {
    const { parts } = appraisal(BODY, FIGURE);
    expect(rulesOf(partAt(parts, 'figure depth'), 'block')).toEqual(['mrd-threshold']);
    expect(partAt(parts, 'figure depth').verdict.line).toMatch(
      /^Not a head-to-head comparison: 1 blocking, \d/,
    );
  });

  test('a figure that the text does not place is not judged', () => {
    expect(appraisal('Text.', FIGURE).obstacles).toEqual([]);
    expect(appraisal('Text.', FIGURE).parts).toEqual([]);
  });

  test('a sentence that shows two trials is judged, two sentences with one each are not', () => {
    const together = appraisal('{{value "gamma.mrd"}} and {{value "delta.mrd"}} were negative.');
    expect(rulesOf(partAt(together.parts, 'text'), 'block')).toEqual(['mrd-threshold']);
    const apart = appraisal('{{value "gamma.mrd"}} in one. Then {{value "delta.mrd"}} in the other.');
    expect(apart.parts).toEqual([]);
  });

  test('the sentences of a paragraph share one verdict, which ends at its last number', () => {
    const { parts } = appraisal(
      '{{value "gamma.mrd"}} and {{value "delta.mrd"}}. Or {{value "delta.mrd" show="n/N"}} and {{value "epsilon.mrd" show="n/N"}}.\n\nNo number.',
    );
    expect(parts.map(({ where }) => where)).toEqual(['text']);
    expect(parts[0]?.end).toMatchObject({
      name: 'value',
      datum: { id: 'epsilon.mrd' },
      show: 'n/N',
    });
    expect(parts[0]?.verdict.findings).toEqual(['gamma.mrd', 'delta.mrd', 'epsilon.mrd']);
  });

  test('captions count with their figure, and the opening with itself', () => {
    const { parts } = appraisal(
      '{{figure "depth"}}',
      'figures:\n  depth: { kind: proportions, title: Depth, note: "{{value \\"gamma.mrd\\"}} and {{value \\"delta.mrd\\"}}", findings: [gamma.mrd] }\n',
    );
    expect(rulesOf(partAt(parts, 'figure depth'), 'block')).toEqual(['mrd-threshold']);
    const opening = appraisal('Text.').parts.find(({ where }) => where === 'opening');
    expect(opening).toBeUndefined();
  });

  test('results of one trial raise no verdict, but a figure tells what limits them', () => {
    const small = trialWith(
      'orr: { endpoint: orr, arm: a, proportion: { events: 9, of: 9 }, population: treated, source: beta-2025 }',
    );
    const { parts } = appraisal(
      'In {{value "gamma.orr"}}.\n\n{{figure "one"}}',
      'figures:\n  one: { kind: proportions, title: One, findings: [gamma.orr] }\n',
      { 'trials/gamma.yaml': small },
    );
    expect(parts.map(({ where, verdict }) => [where, verdict.line])).toEqual([['figure one', undefined]]);
    expect(rulesOf(parts[0] as AppraisedPart, 'major')).toEqual(['small-sample']);
  });
});

describe('what stops publication', () => {
  test('a blocking difference that nobody answers for, once a display, with the entry to write', () => {
    const { obstacles, told } = appraisal(
      '{{figure "depth"}}',
      FIGURE.split('\n').slice(0, 2).join('\n').concat('\n'),
    );
    expect(obstacles).toEqual(['error not-comparable content/briefings/2026-02-02-second.md:10']);
    expect(told[0]?.message).toMatch(
      /^figure depth: The sensitivity of the MRD test differs: 10⁻⁵ \(GAMMA\)/,
    );
    expect(told[0]?.hints).toEqual([
      'show them separately, or acknowledge it with a reason: acknowledge: [{ rule: mrd-threshold, between: [gamma, delta], reason: … }]',
    ]);
  });

  test('not one that is answered for; the reason stays with the display', () => {
    const { obstacles, parts } = appraisal(
      BODY,
      `${FIGURE}acknowledge:\n  - { rule: mrd-threshold, between: [gamma, delta, epsilon], reason: the contrast is the subject. }\n`,
    );
    expect(obstacles).toEqual([]);
    const [reason] = partAt(parts, 'figure depth').reasons.get('mrd-threshold') ?? [];
    expect(reason?.segments).toEqual([expect.objectContaining({ text: 'the contrast is the subject.' })]);
  });

  test('efficacy without safety, unless the trial says that nobody extracted it', () => {
    const shown = trialWith(mrd('10^-5')).replace('safety: not extracted', 'safety: extracted');
    const { obstacles, safetyNotExtracted } = appraisal('In {{value "gamma.mrd"}}.', '', {
      'trials/gamma.yaml': shown,
    });
    expect(obstacles).toEqual(['error safety-missing content/briefings/2026-02-02-second.md:2']);
    expect(safetyNotExtracted.map(({ id }) => id)).toEqual(['beta']);
  });

  test('a house that discloses nothing, at its own file', () => {
    const { library, briefing } = withBriefing('In {{value "gamma.mrd"}}.', '', FILES);
    const { appraisal: found } = assessBriefing(library, briefing);
    const place = { file: 'content/house.yaml', line: 8, column: 1 };
    const bare = { house: { ...library.house, disclosures: { positions: 'None.' } } };
    expect(obstaclesOf(briefing, found, bare, place)).toEqual([
      expect.objectContaining({ code: 'disclosures-missing', severity: 'error', place }),
    ]);
    expect(obstaclesOf(briefing, found, library, place)).toEqual([]);
  });

  test('one company’s sales told as another’s', () => {
    const product = `name: P
generic: p
class: invented
company: Example Pharma
partners: [Other Bio]
sales:
  currency: USD
  unit: million
  basis: worldwide
  quarters: { 2025-Q1: { value: 6, source: beta-2025 } }
`;
    const told = (sentence: string) => appraisal(sentence, '', { 'products/p.yaml': product }).obstacles;
    const obstacle = 'error sales-claim content/briefings/2026-02-02-second.md:11';
    expect(told('Other Bio’s sales came to {{sales "p.2025-Q1"}}.')).toEqual([obstacle]);
    expect(told('Other Bio net product revenue came to {{sales "p.2025-Q1"}}.')).toEqual([obstacle]);
    expect(told('Other Bio’s partner sold {{sales "p.2025-Q1"}}.')).toEqual([]);
    expect(told('Example Pharma’s sales came to {{sales "p.2025-Q1"}}.')).toEqual([]);
  });

  test('of claims the blocking ones only', () => {
    const { told } = appraisal('GAMMA is a breakthrough, with {{value "gamma.mrd"}}.');
    expect(told.map(({ code, severity }) => [code, severity])).toEqual([['claim-word', 'error']]);
  });
});

test('a reason may show data, which are in the ledger, and is read for unsourced numbers', () => {
  const entry = (reason: string) =>
    `${FIGURE}acknowledge:\n  - { rule: mrd-threshold, between: [gamma, delta, epsilon], reason: '${reason}' }\n`;
  const { library, briefing } = withBriefing(BODY, entry('{{value "beta.orr"}} is another matter.'), FILES);
  expect(assessBriefing(library, briefing).evidence.find(({ id }) => id === 'beta.orr')?.where).toContain(
    'comparability',
  );
});

test('data that only a caveat states are in the ledger, with their source', () => {
  const { library, briefing } = withBriefing(BODY, FIGURE, {
    ...FILES,
    'trials/gamma.yaml': FILES['trials/gamma.yaml']
      .replace('findings:', 'cuts:\n  m9: { label: Nine, followUp: 9 months, source: alpha-2025 }\nfindings:')
      .replace('threshold: 10^-5', 'threshold: 10^-5, cut: m9'),
    'trials/delta.yaml': FILES['trials/delta.yaml']
      .replace(
        'findings:',
        'cuts:\n  m90: { label: Ninety, followUp: 90 months, source: alpha-2025 }\nfindings:',
      )
      .replace('threshold: 10^-6', 'threshold: 10^-6, cut: m90'),
  });
  const { evidence, entries } = assessBriefing(library, briefing);
  const row = evidence.find(({ id }) => id === 'gamma.follow-up');
  expect(row?.where).toEqual(['figure depth, caveats', 'figure wide, caveats']);
  expect(row?.sources.map(({ id }) => id)).toEqual(['alpha-2025']);
  expect(entries.get('gamma.follow-up')).toBe(evidence.indexOf(row as (typeof evidence)[number]) + 1);
});
