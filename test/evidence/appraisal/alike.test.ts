import { expect, test } from 'vitest';
import { trialWith } from '../../base-library.ts';
import { appraisal } from './appraised.ts';

const ALIKE = trialWith(
  'pfs: { endpoint: pfs, compare: [a, b], cut: final, hazardRatio: { value: 0.7, ci: [0.5, 0.9] }, population: itt, assessor: independent, source: beta-2025 }',
  `cuts: { final: { label: Final, followUp: 24 months, source: beta-2025 } }
criteria: IMWG
region: Europe
enrolment: 2015-01/2016-12
`,
)
  .replace('role: control', 'role: control, comparator: old-care')
  .replace('role: experimental', 'role: experimental, randomised: 20, source: beta-2025');

test('of trials that nothing parts a sentence says nothing, though a figure tells what limits their results', () => {
  const { parts } = appraisal(
    'In {{value "gamma.pfs"}} and {{value "delta.pfs"}}; it sold {{sales "zorvex.2025-Q1"}}.\n\n{{figure "one"}}',
    'figures:\n  one: { kind: forest, title: One, findings: [gamma.pfs, delta.pfs] }\n',
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
    findings: ['gamma.pfs', 'delta.pfs'],
  });
});
