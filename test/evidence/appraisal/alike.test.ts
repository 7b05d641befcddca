import { expect, test } from 'vitest';
import { trialWith } from '../../base-library.ts';
import { appraisal } from './appraised.ts';

const ALIKE = trialWith(
  'orr: { endpoint: orr, arm: a, cut: final, proportion: { events: 9, of: 20, ci: [23.1, 68.5] }, population: itt, assessor: independent, timing: at 12 months, source: beta-2025 }',
  `cuts: { final: { label: Final, followUp: 24 months, source: beta-2025 } }
criteria: IMWG
region: Europe
enrolment: 2015-01/2016-12
`,
).replace('role: control', 'role: control, comparator: old-care');

test('of trials that nothing parts a sentence says nothing, though a figure tells what limits their results', () => {
  const { parts } = appraisal(
    'In {{value "gamma.orr"}} and {{value "delta.orr"}}; it sold {{sales "zorvex.2025-Q1"}}.\n\n{{figure "one"}}',
    'figures:\n  one: { kind: proportions, title: One, findings: [gamma.orr, delta.orr] }\n',
    { 'trials/gamma.yaml': ALIKE, 'trials/delta.yaml': ALIKE.replace('GAMMA', 'DELTA') },
  );
  expect(
    parts.map(({ where, verdict }) => [where, verdict.line, verdict.caveats.map(({ rule }) => rule.id)]),
  ).toEqual([
    ['figure one', undefined, ['small-sample']],
    ['text', undefined, []],
  ]);
  expect(parts[1]?.verdict).toMatchObject({
    counts: { block: 0, major: 1, minor: 0, info: 0 },
    findings: ['gamma.orr', 'delta.orr'],
  });
});
