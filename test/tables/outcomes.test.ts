import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../src/evidence/assess.ts';
import { followUpOf, patientsOf } from '../../src/evidence/ledger.ts';
import { planTables } from '../../src/tables/plan.ts';
import type { Cell } from '../../src/text/table.ts';
import { withBriefing } from '../base-library.ts';

const gamma = (more: string) => `name: GAMMA
registry: NCT00000003
phase: 3
design: randomised
disease: invented disease
setting: first line
${more}
safety: extracted
`;

const arms = `arms:
  low: { label: Low, regimen: low, role: experimental, randomised: 60, source: alpha-2025 }
  high: { label: High, regimen: high, role: experimental, randomised: 60, source: alpha-2025 }
  old: { label: Old, regimen: old, role: control, randomised: 60, source: alpha-2025 }`;

function read({ main, sub = [] }: Cell): string {
  const text = (pieces: Cell['main']) => pieces.map(({ written }) => written.text).join('');
  return (text(main) + (sub.length > 0 ? ` | ${text(sub)}` : '')).replaceAll('\u00a0', ' ');
}

/** Heads and rows of a table over a trial GAMMA. */
function tableOf(trial: string, request: string): { heads: string[]; rows: string[][]; legend: string } {
  const { library, briefing } = withBriefing('{{table "t"}}', `tables: { t: { title: T, ${request} } }\n`, {
    'trials/gamma.yaml': gamma(trial),
  });
  const [spec] = planTables(briefing.tables, ['t'], {
    ...assessBriefing(library, briefing),
    patients: (row) => patientsOf(row, library),
    followUp: (row) => followUpOf(row, library),
  });
  if (!spec) throw new Error('no table');
  return {
    heads: spec.grid.columns.map(({ label }) => label.text.replaceAll('\u00a0', ' ')),
    rows: spec.grid.rows.map((row) => row.map(read)),
    legend: spec.legend,
  };
}

const outcome = (more: string) => `${arms}
outcomes:
  cure: { title: Cure, type: primary, timeFrame: week 4, source: alpha-2025, ${more} }`;

const counts = 'results: { low: 30/60, high: 40/60, old: 20/60 }';
const effects = 'kind: summary, trial: gamma, endpoints: [cure]';

describe('a summary of several arms', () => {
  test('compares each arm with the control, in the words of benefit only where the outcome says which way is better', () => {
    const good = tableOf(outcome(`family: responder, higherIsBetter: true, ${counts}`), effects);
    expect(good.heads).toEqual(['Outcome', 'Arm', 'Compared with', 'Absolute effect (95% CI)']);
    // Newcombe's method 10, worked out by hand from Wilson's limits 37.7–62.3, 22.7–45.9 and 54.1–77.3.
    expect(good.rows.map((row) => row[3])).toEqual([
      '16.7 per 100 (−0.9 to 32.9) | NNTB 6 (NNTB 4 to ∞ to NNTH 108)',
      '33.3 per 100 (15.5 to 48.3) | NNTB 3 (3 to 7)',
    ]);
    const unknown = tableOf(outcome(counts), effects);
    expect(unknown.rows[1]?.[3]).toMatch(/\| one more per 3 \(3 to 7\)$/);
    expect(unknown.legend).not.toMatch(/NNT/);
  });

  test('keeps ratios and differences apart, and says when the control comes first', () => {
    const comparisons = `[
      { arms: [old, low], oddsRatio: { value: 0.5, ci: [0.24, 1.04] } },
      { arms: [high, old], difference: { value: 33, unit: percentage points } },
      { arms: [high, low], oddsRatio: { value: 2.0 } }]`;
    const table = tableOf(outcome(`${counts}, comparisons: ${comparisons}`), effects);
    expect(table.heads.slice(3, 5)).toEqual(['Relative effect (95% CI)', 'Absolute effect (95% CI)']);
    expect(table.rows.map((row) => row.slice(1, 5).join(' / '))).toEqual([
      expect.stringMatching(
        /\| Low \/ .*\| Old \/ OR 0\.5 \(0\.24–1\.04\) \| Old against Low \/ 16\.7 per 100/,
      ),
      expect.stringMatching(/\| High \/ .*\| Old \/ — \/ 33 percentage points$/),
      expect.stringMatching(/\| High \/ .*\| Low \/ OR 2\.0 \/ 16\.7 per 100/),
    ]);
  });

  test('computes no difference of risks across arms that chance did not make', () => {
    expect(tableOf(outcome(counts), effects).heads).toContain('Absolute effect (95% CI)');
    const { library, briefing } = withBriefing('{{table "t"}}', `tables: { t: { title: T, ${effects} } }\n`, {
      'trials/gamma.yaml': gamma(outcome(counts)).replace('design: randomised', 'design: non-randomised'),
    });
    const [request] = briefing.tables;
    expect(request?.kind === 'summary' && request.rows.every(({ risks }) => risks === undefined)).toBe(true);
    expect([...assessBriefing(library, briefing).gaps]).toEqual([]);
  });

  test('says at which time each rate is where they differ', () => {
    const rates = 'results: { low: 80.0% at 1 years, high: 84.6% at 60 months, old: 70.0% at 5 years }';
    const table = tableOf(outcome(rates), effects);
    expect(table.rows[0]?.slice(0, 3)).toEqual(['Cure', '80.0% | Low; at 1 year', '70.0% | Old; at 5 years']);
  });
});

test('a result of an outcome that names an endpoint stands in a table across trials', () => {
  const table = tableOf(
    outcome(`endpoint: orr, ${counts}`),
    'kind: cross-trial, arms: [alpha.zor, gamma.high], endpoints: [orr]',
  );
  expect(table.rows.map((row) => row[4])).toEqual(['75.0 | 150/200', '67 | 40/60']);
});

describe('a safety table', () => {
  const block = (groups: string, terms: string) => `${arms}
adverseEvents:
  timeFrame: week 4
  source: alpha-2025
  groups: { ${groups} }
  terms: [${terms}]`;
  const groups = 'low: { serious: 1/60 }, high: { serious: 2/60, deaths: 0/61 }, old: { serious: 3/60 }';

  test('leaves out terms of under 5% or of a single patient, and puts those that differ most first', () => {
    const terms = [
      '{ term: Even, cells: [30/60, 30/60, 30/60] }',
      '{ term: Rare, cells: [2/60, 0/60, 1/60] }',
      '{ term: Lone, cells: [1/5, 0/60, 0/60] }',
      '{ term: Uneven, cells: [3/60, 20/60, 0/60] }',
    ].join(', ');
    const table = tableOf(block(groups, terms), 'kind: safety, trial: gamma');
    expect(table.rows.map(([head]) => head)).toEqual([
      'Serious adverse events',
      'Deaths from any cause',
      'Uneven',
      'Even',
      'and 2 further terms in the data file',
    ]);
    expect(table.rows[1]).toEqual(['Deaths from any cause', 'not reported', '0/61 (0)', 'not reported']);
    const one = tableOf(block(groups, terms), 'kind: safety, trial: gamma, terms: 1');
    expect(one.rows.map(([head]) => head).slice(2)).toEqual([
      'Uneven',
      'and 3 further terms in the data file',
    ]);
    const named = tableOf(block(groups, terms), 'kind: safety, trial: gamma, terms: [Rare, lone]');
    expect(named.rows.map(([head]) => head).slice(2, 4)).toEqual(['Rare', 'Lone']);
  });
});

test('a follow-up in years is not told in months, and two units are each told', () => {
  const design = (unit: string, other: string) =>
    tableOf(
      `${arms}
cuts:
  a: { label: First, followUp: 2.1 ${unit}, source: alpha-2025 }
  b: { label: Second, followUp: 40 ${other}, source: alpha-2025 }`,
      'kind: design, trials: [gamma]',
    ).rows.find(([head]) => head?.startsWith('Median follow-up'));
  expect(design('years', 'years')).toEqual(['Median follow-up, years', '2.1First40Second']);
  expect(design('years', 'months')).toEqual(['Median follow-up', '2.1 yearsFirst40 monthsSecond']);
});
