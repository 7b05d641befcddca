import { describe, expect, test } from 'vitest';
import type { DataFact } from '../../src/changes/snapshot.ts';
import { takeSnapshot } from '../../src/changes/snapshot.ts';
import { libraryWith, trialWith } from '../base-library.ts';

function factsOf(texts: Record<string, string>, owner: string): Map<string, DataFact> {
  const library = libraryWith(texts);
  const subject = { edition: 'e', owners: new Set([owner]), used: new Set<string>() };
  return new Map(takeSnapshot(library, subject).facts.map((fact) => [fact.id, fact]));
}

function printed(finding: string): string | undefined {
  const facts = factsOf({ 'trials/gamma.yaml': trialWith(`x: { ${finding}, source: alpha-2025 }`) }, 'gamma');
  return facts.get('gamma.x')?.value.replaceAll('\u00a0', ' ');
}

describe('a value in full as its source prints it', () => {
  test.each([
    ['endpoint: orr, arm: a, proportion: { events: 118, of: 368, percent: 32.1 }', '118/368 (32.1%)'],
    [
      'endpoint: orr, arm: a, proportion: { events: 20, of: 40, percent: 50, ci: [33.8, 66.2] }',
      '20/40 (50%; 95% CI 33.8–66.2)',
    ],
    ['endpoint: orr, arm: a, proportion: { of: 368, percent: 93 }', '93% of 368'],
    ['endpoint: orr, arm: a, proportion: { percent: 93, approximate: true }', 'about 93%'],
    ['endpoint: pfs, arm: a, median: { value: not reached }', 'not reached'],
    [
      'endpoint: pfs, arm: a, median: { value: 61.9 months, ci: [54.8, not reached] }',
      '61.9 months (95% CI 54.8–NR)',
    ],
    [
      'endpoint: pfs, compare: [a, b], hazardRatio: { value: 0.50, ci: [0.30, 0.80], p: "<0.01", events: [20/100, 35/99] }',
      'HR 0.50 (95% CI 0.30–0.80; p<0.01; events 20/100 and 35/99)',
    ],
    ['endpoint: orr, compare: [a, b], oddsRatio: { value: 2.0 }', 'OR 2.0'],
    [
      'endpoint: orr, compare: [a, b], difference: { value: -4.5, unit: percentage points, p: 0.2 }',
      '\u22124.5 percentage points (p=0.2)',
    ],
    ['endpoint: pfs, arm: a, rate: { at: 60 months, percent: 63.1 }', '63.1%'],
    [
      'endpoint: global-health, arm: a, measure: { mean: 5.2, unit: points, sd: 1.1, of: 40 }',
      'mean 5.2 points (SD 1.1; N 40)',
    ],
    ['endpoint: randomised, arm: a, count: { value: 1200, unit: patients }', '1,200 patients'],
    ['endpoint: progression-or-death, arm: a, count: { value: 0, of: 20, unit: patients }', '0/20'],
  ])('%s', (finding, expected) => {
    expect(printed(finding)).toBe(expected);
  });

  test('no interval that was computed here', () => {
    const fact = factsOf({}, 'beta').get('beta.orr');
    expect(fact).toMatchObject({ value: '19/20 (95%)', details: {}, grade: 'unconfirmed', used: false });
  });

  test('sales to the last digit, though a page rounds them', () => {
    const product = `name: Vexol
generic: v
class: c
company: C
sales:
  currency: USD
  unit: billion
  basis: worldwide
  quarters:
    2025-Q1: { value: 3.2371, source: alpha-2025, reportedGrowth: 22.5 }
`;
    const fact = factsOf({ 'products/vexol.yaml': product }, 'vexol').get('vexol.2025-Q1');
    expect(fact?.value.replaceAll('\u00a0', ' ')).toBe('US$3,237.1 million (stated growth +22.5%)');
  });
});

test('what a median computed from event data says, without the limits of the method', () => {
  const curves = `curves:
  km:
    endpoint: pfs
    data: events
    origin: randomisation
    unit: months
    every: 6
    arms: { a: { events: [1, 2, 3, 4, 5], censored: [6] } }
    source: alpha-2025
`;
  const facts = factsOf(
    {
      'trials/gamma.yaml': trialWith(
        `x: { endpoint: orr, arm: a, proportion: { events: 1, of: 9 }, source: alpha-2025 }`,
        curves,
      ),
    },
    'gamma',
  );
  const median = facts.get('gamma.curve.km.a.median');
  expect(median).toMatchObject({ state: 'value', details: {} });
  expect(median?.value).toMatch(/^\d+(?:\.\d+)?\u00a0months$/);
});

describe('the facts of an edition', () => {
  test('are those of its trials and products, in order, and marked which of them readers see', () => {
    const library = libraryWith();
    const owners = new Set(['zorvex', 'alpha']);
    const { trials, facts } = takeSnapshot(library, {
      edition: 'e',
      owners,
      used: new Set(['alpha.orr.zor']),
    });
    expect(trials.map(({ id }) => id)).toEqual(['alpha', 'zorvex']);
    const ids = facts.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
    expect(ids).toContain('alpha.follow-up');
    expect(ids).toContain('zorvex.2025-Q1');
    expect(ids).not.toContain('beta.orr');
    expect(facts.filter(({ used }) => used).map(({ id }) => id)).toEqual(['alpha.orr.zor']);
  });
});
