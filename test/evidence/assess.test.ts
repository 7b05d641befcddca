import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../src/evidence/assess.ts';
import { productWith, trialWith, withBriefing } from '../base-library.ts';

const FILES = {
  'trials/gamma.yaml': trialWith(
    `rate: { endpoint: pfs, arm: b, rate: { at: 24 months, percent: 61.5 }, source: alpha-2025, grade: secondary }
median: { endpoint: pfs, arm: b, median: { value: 12.5 months }, source: alpha-2025, grade: unconfirmed }
hr: { endpoint: pfs, compare: [a, b], hazardRatio: { value: 0.30 }, source: alpha-2025 }
mrd: { endpoint: mrd-negativity, arm: a, proportion: { events: 18, of: 20 }, threshold: 10^-5, source: beta-2025 }`,
  ),
  'products/p.yaml': productWith(`2023-Q4: { value: 4, source: beta-2025 }
2024-Q1: { value: 5, source: beta-2025 }
2024-Q4: { value: 8, source: beta-2025 }
2025-Q1: { value: 9, source: beta-2025, grade: secondary }`),
};

function assess(body: string) {
  const { library, briefing } = withBriefing(body, '', FILES);
  return assessBriefing(library, briefing);
}

test('rows are numbered in the order of first use, operands before what is computed of them', () => {
  const { evidence, entries } = assess(
    '{{gap "alpha.orr.zor" "beta.orr"}} {{growth "zorvex.2025-Q1"}} {{gap "alpha.orr.zor" "beta.orr"}} {{cite "alpha-2025"}}',
  );
  const order = [
    'beta.orr',
    'alpha.orr.zor',
    'gap(alpha.orr.zor, beta.orr)',
    'zorvex.2025-Q1',
    'zorvex.2024-Q1',
    'growth(zorvex.2025-Q1, year)',
  ];
  expect(evidence.map(({ id }) => id)).toEqual(order);
  expect([...entries]).toEqual(order.map((id, index) => [id, index + 1]));
  expect(evidence[0]?.where).toEqual(['key figures', 'text']);
  expect(evidence[1]?.where).toEqual(['text']);
});

describe('what the edition computes', () => {
  test('a growth by each of the spans asked for, and on the year for every sale', () => {
    const { growths } = assess('{{growth "p.2025-Q1" over="quarter"}}');
    expect([...growths].map(([key, growth]) => [key, growth?.base.map(({ period }) => period.key)])).toEqual([
      ['p.2025-Q1 over quarter', ['2024-Q4']],
      ['p.2025-Q1 over year', ['2024-Q1']],
      ['p.2024-Q4 over year', ['2023-Q4']],
    ]);
  });

  test('an interval for each proportion without one', () => {
    const { intervals } = assess('{{value "alpha.orr.obs"}} {{value "gamma.mrd"}} {{value "gamma.hr"}}');
    expect([...intervals.keys()]).toEqual(['beta.orr', 'gamma.mrd']);
  });
});
