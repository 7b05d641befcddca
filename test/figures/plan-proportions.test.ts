import { describe, expect, test } from 'vitest';
import type { ProportionsChart } from '../../src/figures/proportions/layout.ts';
import { trialWith } from '../base-library.ts';
import { planned, tableOf } from './planned.ts';

const texts = {
  'trials/gamma.yaml':
    trialWith(`mrd5.a: { endpoint: mrd-negativity, arm: a, threshold: 10^-5, proportion: { events: 30, of: 40 }, source: alpha-2025 }
mrd6.a: { endpoint: mrd-negativity, arm: a, threshold: 10^-6, proportion: { events: 20, of: 40 }, source: alpha-2025, grade: unconfirmed }
mrd5.b: { endpoint: mrd-negativity, arm: b, threshold: 10^-5, proportion: { events: 0, of: 40 }, source: beta-2025 }`),
};
const kind = 'kind: proportions\nfindings: [gamma.mrd5.a, gamma.mrd6.a, gamma.mrd5.b]\nfocus: [gamma.mrd5.a]';
const plan = planned(kind, texts);

describe('the plan of proportions', () => {
  test('never sets two sensitivities on one axis without saying which is which', () => {
    const { groups } = plan.spec.chart as ProportionsChart;
    const told = groups.map(({ heading, rows }) => [
      heading.map(({ text }) => text).join(''),
      ...rows.map(({ datum }) => datum),
    ]);
    expect(told).toEqual([
      [expect.stringMatching(/10−5$/), 'gamma.mrd5.a', 'gamma.mrd5.b'],
      [expect.stringMatching(/10−6$/), 'gamma.mrd6.a'],
    ]);
  });

  test('marks what is unconfirmed hollow, and says so under the figure', () => {
    const rows = (plan.spec.chart as ProportionsChart).groups.flatMap((group) => group.rows);
    expect(rows.map(({ datum, hollow, focus }) => [datum, hollow, focus])).toEqual([
      ['gamma.mrd5.a', false, true],
      ['gamma.mrd5.b', false, false],
      ['gamma.mrd6.a', true, false],
    ]);
    expect(plan.spec.source).toMatch(/^Sources: refs\u00a01, 2\. .*[Hh]ollow/);
  });

  test('says everything in words and in a table, every number bound', () => {
    expect(plan.spec.alt).toContain('30/40');
    expect(plan.spec.alt).toContain('0/40');
    expect(
      (plan.alt ?? []).filter(
        ({ datum, written }) => !datum && /\d/.test(written.text.replace('95% interval', '')),
      ),
    ).toEqual([]);
    expect(tableOf(plan)).toHaveLength(4);
  });

  test('gives way to words of the author’s own', () => {
    const own = planned(`${kind}\nalt: What a reader should take away.`, texts);
    expect(own.spec.alt).toBe('What a reader should take away.');
    expect(own.alt).toBeUndefined();
  });
});
