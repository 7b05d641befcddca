import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../src/evidence/assess.ts';
import { callsOf } from '../../src/model/briefing.ts';
import { writeNumber } from '../../src/notation/calls.ts';
import { complaintsAbout, trialWith, withBriefing } from '../base-library.ts';

const TRIAL = trialWith(`a: { endpoint: orr, arm: a, proportion: { percent: 32.1 }, source: beta-2025 }
b: { endpoint: orr, arm: b, proportion: { percent: 9.95 }, source: beta-2025 }
c: { endpoint: orr, arm: a, proportion: { events: 10, of: 30 }, source: beta-2025 }
rate: { endpoint: pfs, arm: a, rate: { at: 60 months, percent: 63.1 }, source: beta-2025 }
m: { endpoint: pfs, arm: a, median: { value: 9.5 months }, source: beta-2025 }
n: { endpoint: pfs, arm: b, median: { value: 10.25 months }, source: beta-2025 }`);

const PRODUCT = `name: Zorvex
generic: zorvexumab
class: invented antibody
company: Example Pharma
sales:
  currency: USD
  unit: billion
  basis: worldwide
  quarters:
    2023-Q1: { value: 6.79, source: beta-2025 }
    2023-Q2: { value: 6.11, source: beta-2025 }
    2023-Q3: { value: 2.66, source: beta-2025 }
    2023-Q4: { value: 2.34, source: beta-2025 }
    2024-Q1: { value: 7.99, source: beta-2025 }
    2024-Q2: { value: 3.34, source: beta-2025 }
    2024-Q3: { value: 6.23, source: beta-2025 }
    2024-Q4: { value: 0, source: beta-2025 }
    2025-Q1: { value: 6.79, source: beta-2025 }
    2025-Q4: { value: 3, source: beta-2025 }
`;

function writtenBy(expression: string): string {
  const { library, briefing } = withBriefing(expression, '', {
    'trials/gamma.yaml': TRIAL,
    'products/zorvex.yaml': PRODUCT,
    'briefings/2026-01-15-base.md': BRIEFING_WITHOUT_SALES,
  });
  const [call] = callsOf(briefing.body);
  if (call?.name !== 'range' && call?.name !== 'gap' && call?.name !== 'growth') throw new Error(expression);
  return writeNumber(call, assessBriefing(library, briefing)).text.replaceAll('\u00a0', '_');
}

const BRIEFING_WITHOUT_SALES = `---
title: T
dek: D
date: 2026-01-15
dataAsOf: 2026-01-10
authors: [ada]
keyFigures: [alpha.orr.zor]
bottomLine: [One.]
---
`;

describe('range', () => {
  test.each([
    ['{{range "gamma.a" "gamma.b"}}', '9.95–32.1%'],
    ['{{range "gamma.b" "gamma.c" "gamma.a" "gamma.rate"}}', '9.95–63.1%'],
    ['{{range "gamma.m" "gamma.n"}}', '9.5–10.25_months'],
  ])('%s is %s, by value and not by text', (expression, expected) => {
    expect(writtenBy(expression)).toBe(expected);
  });
});

describe('gap', () => {
  test.each([
    ['{{gap "gamma.a" "gamma.b"}}', '22.2_percentage points'],
    ['{{gap "gamma.b" "gamma.a"}}', '\u221222.2_percentage points'],
    ['{{gap "gamma.a" "gamma.c"}}', '\u22121_percentage points'],
    ['{{gap "gamma.n" "gamma.m"}}', '0.8_months'],
    ['{{gap "gamma.a" "gamma.a"}}', '0.0_percentage points'],
  ])('%s is %s, with the decimals of the coarser value', (expression, expected) => {
    expect(writtenBy(expression)).toBe(expected);
  });
});

describe('growth', () => {
  test.each([
    ['{{growth "zorvex.2024-Q2" over="quarter"}}', '\u221258.2%'],
    ['{{growth "zorvex.2024-Q1" over="year"}}', '+17.7%'],
    ['{{growth "zorvex.2024-Q1"}}', '+17.7%'],
    ['{{growth "zorvex.2024-Q4" over="trailing-year"}}', '\u22121.9%'],
    ['{{growth "zorvex.2024-Q4" over="year"}}', '\u2212100.0%'],
  ])('%s is %s', (expression, expected) => {
    expect(writtenBy(expression)).toBe(expected);
  });

  test.each([
    ['the quarter of the base is missing', '{{growth "zorvex.2023-Q1" over="year"}}'],
    ['the base is zero', '{{growth "zorvex.2025-Q1" over="quarter"}}'],
    ['one quarter of the last four is missing', '{{growth "zorvex.2025-Q4" over="trailing-year"}}'],
  ])('is n/a when %s', (_, expression) => {
    expect(writtenBy(expression)).toBe('n/a');
  });
});

test('values of different units, or of none, have no range and no gap', () => {
  const complain = (body: string) =>
    complaintsAbout({
      'trials/gamma.yaml': TRIAL,
      'briefings/2026-02-02-second.md': BRIEFING_WITHOUT_SALES.replace('2026-01-15', '2026-02-02') + body,
    });
  expect(complain('{{gap "gamma.a" "gamma.m"}}')).toEqual([
    'wrong-kind content/briefings/2026-02-02-second.md:10:3',
  ]);
  expect(complain('{{range "alpha.pfs.zor" "gamma.m"}}')).toEqual([
    'wrong-kind content/briefings/2026-02-02-second.md:10:9',
  ]);
});
