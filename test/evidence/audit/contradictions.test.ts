import { describe, expect, test } from 'vitest';
import { auditOfTrial, messagesOfTrial } from './audited.ts';

/** What is wrong, and the code that says so; the values beside it are right when `mended` replaces them. */
interface Row {
  what: string;
  findings: Record<string, string>;
  code: string;
  mended: Record<string, string>;
  a?: string;
  fields?: string;
  cuts?: string[];
}

const rows: Row[] = [
  {
    what: 'a difference whose interval excludes 0, beside a large p',
    findings: {
      x: 'endpoint: hba1c-change, compare: [a, b], difference: { value: -0.9, unit: points, ci: [-1.2, -0.6], p: 0.4 }',
    },
    code: 'error p-inconsistent',
    mended: {
      x: 'endpoint: hba1c-change, compare: [a, b], difference: { value: -0.9, unit: points, ci: [-1.2, -0.6], p: <0.001 }',
    },
  },
  {
    what: 'a difference whose interval includes 0, beside a small p',
    findings: {
      x: 'endpoint: hba1c-change, compare: [a, b], difference: { value: -0.1, unit: points, ci: [-0.6, 0.4], p: <0.001 }',
    },
    code: 'error p-inconsistent',
    mended: {
      x: 'endpoint: hba1c-change, compare: [a, b], difference: { value: -0.1, unit: points, ci: [-0.6, 0.4], p: 0.70 }',
    },
  },
  {
    what: 'a hazard ratio below 1 beside a longer median in the control arm',
    findings: {
      hr: 'endpoint: os, compare: [a, b], hazardRatio: { value: 0.60, ci: [0.45, 0.80] }',
      a: 'endpoint: os, median: { value: 12.0 months }',
      b: 'endpoint: os, arm: b, median: { value: 20.0 months }',
    },
    code: 'warning arms-disagree',
    mended: { a: 'endpoint: os, median: { value: 32.0 months }' },
  },
  {
    what: 'a hazard ratio below 1 beside a higher landmark in the control arm',
    findings: {
      hr: 'endpoint: pfs, compare: [a, b], hazardRatio: { value: 0.60, ci: [0.45, 0.80] }',
      a: 'endpoint: pfs, rate: { at: 12 months, percent: 40 }',
      b: 'endpoint: pfs, arm: b, rate: { at: 12 months, percent: 61 }',
    },
    code: 'warning arms-disagree',
    mended: { a: 'endpoint: pfs, rate: { at: 12 months, percent: 70 }' },
  },
  {
    what: 'a difference of shares that is not that of its arms',
    findings: {
      d: 'endpoint: orr, compare: [a, b], difference: { value: 25.0, unit: percentage points, ci: [15.0, 35.0] }',
      a: 'endpoint: orr, proportion: { events: 60, of: 100 }',
      b: 'endpoint: orr, arm: b, proportion: { events: 50, of: 100 }',
    },
    code: 'error arms-disagree',
    mended: {
      d: 'endpoint: orr, compare: [a, b], difference: { value: 10.0, unit: percentage points, ci: [-3.7, 23.2] }',
    },
  },
  {
    what: 'a difference of means on the other side of 0',
    findings: {
      d: 'endpoint: hba1c-change, compare: [a, b], difference: { value: 0.9, unit: points, ci: [0.5, 1.3] }',
      a: 'endpoint: hba1c-change, measure: { mean: -1.5, unit: points, of: 90 }',
      b: 'endpoint: hba1c-change, arm: b, measure: { mean: -0.6, unit: points, of: 92 }',
    },
    code: 'error arms-disagree',
    mended: {
      d: 'endpoint: hba1c-change, compare: [a, b], difference: { value: -0.9, unit: points, ci: [-1.3, -0.5] }',
    },
  },
  {
    what: 'an odds ratio that its counts do not give',
    findings: {
      or: 'endpoint: orr, compare: [a, b], oddsRatio: { value: 4.0, ci: [2.2, 7.3] }',
      a: 'endpoint: orr, proportion: { events: 60, of: 100 }',
      b: 'endpoint: orr, arm: b, proportion: { events: 50, of: 100 }',
    },
    code: 'error arms-disagree',
    mended: { or: 'endpoint: orr, compare: [a, b], oddsRatio: { value: 1.5, ci: [0.86, 2.6] }' },
  },
  {
    what: 'a risk ratio the wrong way round',
    findings: {
      rr: 'endpoint: sae, compare: [a, b], riskRatio: { value: 0.50, ci: [0.35, 0.71] }',
      a: 'endpoint: sae, proportion: { events: 60, of: 100 }',
      b: 'endpoint: sae, arm: b, proportion: { events: 30, of: 100 }',
    },
    code: 'error arms-disagree',
    mended: { rr: 'endpoint: sae, compare: [a, b], riskRatio: { value: 2.00, ci: [1.42, 2.82] }' },
  },
  {
    what: 'a rate ratio that its rates do not give',
    findings: {
      rr: 'endpoint: sae, compare: [a, b], rateRatio: { value: 0.50, ci: [0.40, 0.62] }',
      a: 'endpoint: sae, eventRate: { rate: 9.0, per: 100 patient-years }',
      b: 'endpoint: sae, arm: b, eventRate: { rate: 10.0, per: 100 patient-years }',
    },
    code: 'error arms-disagree',
    mended: { rr: 'endpoint: sae, compare: [a, b], rateRatio: { value: 0.90, ci: [0.72, 1.12] }' },
  },
  {
    what: 'a ratio over more patients than were randomised',
    a: 'randomised: 150',
    findings: {
      hr: 'endpoint: os, compare: [a, b], hazardRatio: { value: 0.60, events: [20/151, 30/150] }',
    },
    code: 'error population-exceeds-arm',
    mended: { hr: 'endpoint: os, compare: [a, b], hazardRatio: { value: 0.60, events: [20/150, 30/150] }' },
  },
  {
    what: 'severe adverse events in more patients than any',
    findings: {
      any: 'endpoint: teae, proportion: { events: 80, of: 100 }',
      severe: 'endpoint: severe-ae, proportion: { events: 81, of: 100 }',
    },
    code: 'error nested-order',
    mended: { severe: 'endpoint: severe-ae, proportion: { events: 80, of: 100 }' },
  },
  {
    what: 'fatal adverse events in more patients than severe ones',
    findings: {
      severe: 'endpoint: severe-ae, proportion: { events: 4, of: 100 }',
      fatal: 'endpoint: death-on-treatment, proportion: { events: 5, of: 100 }',
    },
    code: 'error nested-order',
    mended: { fatal: 'endpoint: death-on-treatment, proportion: { events: 3, of: 100 }' },
  },
  {
    what: 'adverse events of grade 3 or higher in more patients than any',
    findings: {
      any: 'endpoint: teae, proportion: { events: 80, of: 100 }',
      severe: 'endpoint: grade-3-plus-ae, proportion: { events: 81, of: 100 }',
    },
    code: 'error nested-order',
    mended: { severe: 'endpoint: grade-3-plus-ae, proportion: { events: 80, of: 100 }' },
  },
  {
    what: 'a part of a part in more patients than the whole',
    findings: {
      any: 'endpoint: teae, proportion: { events: 10, of: 100 }',
      zoster: 'endpoint: herpes-zoster, proportion: { events: 11, of: 100 }',
    },
    code: 'error nested-order',
    mended: { zoster: 'endpoint: herpes-zoster, proportion: { events: 1, of: 100 }' },
  },
  {
    what: 'more weight lost in more patients than less',
    findings: {
      five: 'endpoint: weight-loss-5, timing: week 68, proportion: { events: 60, of: 100 }',
      fifteen: 'endpoint: weight-loss-15, timing: week 68, proportion: { events: 61, of: 100 }',
    },
    code: 'error nested-order',
    mended: { fifteen: 'endpoint: weight-loss-15, timing: week 68, proportion: { events: 30, of: 100 }' },
  },
  {
    what: 'a stricter response in more patients than a looser one',
    findings: {
      'pasi.loose': 'endpoint: pasi-75, timing: week 16, proportion: { events: 60, of: 100 }',
      'pasi.strict': 'endpoint: pasi-90, timing: week 16, proportion: { events: 61, of: 100 }',
    },
    code: 'error nested-order',
    mended: { 'pasi.strict': 'endpoint: pasi-90, timing: week 16, proportion: { events: 44, of: 100 }' },
  },
  {
    what: 'subgroups with more patients than the whole',
    findings: {
      all: 'endpoint: orr, proportion: { events: 50, of: 100 }',
      young: 'endpoint: orr, subgroup: { by: Age, is: under 65 }, proportion: { events: 20, of: 61 }',
      old: 'endpoint: orr, subgroup: { by: Age, is: 65 or older }, proportion: { events: 20, of: 40 }',
    },
    code: 'error subgroup-sum',
    mended: {
      young: 'endpoint: orr, subgroup: { by: Age, is: under 65 }, proportion: { events: 20, of: 60 }',
    },
  },
  {
    what: 'subgroups of a ratio with more events than the whole',
    findings: {
      all: 'endpoint: os, compare: [a, b], hazardRatio: { value: 0.6, events: [20/100, 30/100] }',
      young:
        'endpoint: os, compare: [a, b], subgroup: { by: Age, is: young }, hazardRatio: { value: 0.6, events: [11/50, 15/50] }',
      old: 'endpoint: os, compare: [a, b], subgroup: { by: Age, is: old }, hazardRatio: { value: 0.6, events: [10/50, 15/50] }',
    },
    code: 'error subgroup-sum',
    mended: {
      young:
        'endpoint: os, compare: [a, b], subgroup: { by: Age, is: young }, hazardRatio: { value: 0.6, events: [10/50, 15/50] }',
    },
  },
  {
    what: 'a median longer than the trial has run',
    fields: 'enrolment: 2020-01/2021-01',
    cuts: ['one: { label: One, date: 2022-01, source: beta-2025 }'],
    findings: { os: 'endpoint: os, median: { value: 26.0 months }' },
    code: 'error median-too-long',
    mended: { os: 'endpoint: os, median: { value: 25.0 months }' },
  },
  {
    what: 'a median of more than twice the follow-up',
    cuts: ['one: { label: One, followUp: 2.1 years, source: beta-2025 }'],
    findings: { os: 'endpoint: os, median: { value: 60 months }' },
    code: 'warning median-too-long',
    mended: { os: 'endpoint: os, median: { value: 30 months }' },
  },
  {
    what: 'an interval whose remark names another level',
    findings: {
      hr: 'endpoint: pfs, compare: [a, b], hazardRatio: { value: 0.68, ci: [0.47, 0.997], p: 0.0025, analysis: 99.73% interval }',
    },
    code: 'error interval-level',
    mended: {
      hr: 'endpoint: pfs, compare: [a, b], hazardRatio: { value: 0.68, ci: [0.47, 0.997], level: 99.73, p: 0.0025 }',
    },
  },
];

describe('a contradiction that an author may overlook', () => {
  test.each(rows)('$what', ({ findings, code, mended, ...parts }) => {
    const codes = (all: Record<string, string>) =>
      auditOfTrial(all, parts).map((one) => one.split(' ').slice(0, 2).join(' '));
    expect(codes(findings)).toContain(code);
    expect(codes({ ...findings, ...mended })).toEqual([]);
  });

  test('says what the arms give', () => {
    const [row] = rows.filter(({ what }) => what.startsWith('a risk ratio'));
    expect(messagesOfTrial(row?.findings ?? {})).toEqual([
      'the printed 0.50 does not agree with the results of the arms, which give 2.00',
    ]);
  });

  test.each([
    [
      'an adjusted difference a little aside',
      'difference: { value: 11.0, unit: percentage points, ci: [-3.0, 25.0], adjusted: true }',
    ],
    ['a stratified odds ratio', 'oddsRatio: { value: 1.6, ci: [0.9, 2.8] }'],
    ['another unit', 'difference: { value: 3.0, unit: mmol/mol }'],
  ])('is none: %s', (_, effect) => {
    const findings = {
      d: `endpoint: orr, compare: [a, b], ${effect}`,
      a: 'endpoint: orr, proportion: { events: 60, of: 100 }',
      b: 'endpoint: orr, arm: b, proportion: { events: 50, of: 100 }',
    };
    expect(auditOfTrial(findings)).toEqual([]);
  });
});

/** 81 of 263: Newcombe, Stat Med 1998;17:857, table I, method 4; the others by SciPy’s quantiles. */
describe('the method of a printed interval', () => {
  test.each([
    ['Jeffreys', '25.45, 36.56', 'Jeffreys'],
    ['Agresti–Coull', '25.52, 36.63', 'Agresti'],
    ['logit', '25.51, 36.64', 'logit'],
    ['Wilson with continuity correction', '25.35, 36.82', 'Wilson, continuity-corrected'],
  ])('%s is named, and accepted where the finding names it', (name, limits, method) => {
    const of = (more: string) => ({
      x: `endpoint: orr, proportion: { events: 81, of: 263, ci: [${limits}]${more} }`,
    });
    const told = messagesOfTrial(of('')).join();
    expect(told).toContain(name);
    expect(messagesOfTrial(of(`, method: "${method}"`))).toEqual([]);
  });

  test('an exact interval at 90% is no error once its level is said', () => {
    const of = (more: string) => ({
      x: `endpoint: orr, proportion: { events: 7, of: 20, ci: [17.7, 55.8]${more} }`,
    });
    expect(messagesOfTrial(of(''))).toHaveLength(1);
    expect(messagesOfTrial(of(', level: 90'))).toEqual([]);
  });
});
