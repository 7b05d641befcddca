import { describe, expect, test } from 'vitest';
import { comparePair, judge } from '../../../src/evidence/comparability/compare.ts';
import type { Arm, Finding } from '../../../src/model/trial.ts';
import type { Value, ValueOf } from '../../../src/shapes/shapes.ts';
import { caveat, codes, unstated } from './fired.ts';
import { contextOf, count, cut, finding, hazardRatio, median, proportion, rate, trial } from './invented.ts';

const number = (text: string) => ({ text, value: Number(text) });

function difference(value: string, unit: string, changes: Partial<ValueOf<'difference'>> = {}): Value {
  return { shape: 'difference', value: number(value), unit, ...changes };
}

function mean(value: string, unit: string, changes: Partial<ValueOf<'measure'>> = {}): Value {
  return { shape: 'measure', mean: number(value), unit, ...changes };
}

const ratioOf = (shape: 'oddsRatio' | 'riskRatio', value: string): Value => ({ shape, value: number(value) });

/** A result of one of two trials; of both arms where the value compares them. */
function result(id: string, on: string, value: Value, changes: Partial<Finding> = {}): Finding {
  const own = trial(id);
  const [exp, control] = own.arms as [Arm, Arm];
  const compares = ['difference', 'hazardRatio', 'oddsRatio', 'riskRatio'].includes(value.shape);
  const subject = compares ? { arm: undefined, compare: [exp, control] as [Arm, Arm] } : {};
  return finding(own, { on, value, timing: 'week 40', cut: cut('final', '24.0'), ...subject, ...changes });
}

const raised = (a: Finding, b: Finding) => codes(a, b).filter((code) => /C3[678]|C4[2369]/.test(code));

describe('C36, endpoint', () => {
  test('fires for two endpoints and names them', () => {
    const pair = [
      result('alpha', 'pfs', hazardRatio('0.6')),
      result('beta', 'os', hazardRatio('0.8')),
    ] as const;
    expect(raised(...pair)).toEqual(['C36']);
    expect(caveat('C36', ...pair)).toBe(
      'The endpoint differs: PFS (ALPHA), OS (BETA); results of different endpoints are not on one scale.',
    );
  });

  test('is silent for one endpoint and for two kinds of MRD negativity', () => {
    expect(
      raised(result('alpha', 'pfs', hazardRatio('0.6')), result('beta', 'pfs', hazardRatio('0.8'))),
    ).toEqual([]);
    const among = finding(trial('beta'), { on: 'mrd-negativity-among-cr' });
    expect(codes(finding(trial('alpha')), among)).toEqual([]);
  });
});

describe('C37, measure of effect', () => {
  test.each<[string, string, Value, Value, string[]]>([
    ['HR and OR', 'mace', hazardRatio('0.8'), ratioOf('oddsRatio', '0.8'), ['C37']],
    ['RR and OR', 'mace', ratioOf('riskRatio', '0.8'), ratioOf('oddsRatio', '0.8'), ['C37']],
    [
      'ratio and difference',
      'acr20',
      ratioOf('riskRatio', '1.2'),
      difference('12', 'percentage points'),
      ['C37'],
    ],
    ['median and rate', 'pfs', median('20.0'), rate('24', '60'), ['C37']],
    ['share and estimate at a time', 'pfs', proportion(150, 300), rate('24', '60'), ['C37']],
    ['share and count', 'sae', proportion(150, 300), count(150, 300), []],
    [
      'mean and median',
      'ldl-c',
      mean('1.2', 'mmol/L'),
      mean('1.2', 'mmol/L', { mean: undefined, median: number('1.2') } as never),
      ['C37'],
    ],
    [
      'change and value',
      'ldl-c',
      mean('1.2', 'mmol/L'),
      mean('1.2', 'mmol/L', { change: 'from baseline' }),
      ['C37'],
    ],
    ['two means', 'ldl-c', mean('1.2', 'mmol/L'), mean('1.4', 'mmol/L'), []],
    [
      'a test alone',
      'ldl-c',
      mean('1.2', 'mmol/L'),
      { shape: 'test', p: { relation: '=', value: number('0.03') } } as Value,
      [],
    ],
  ])('%s', (_, on, one, other, expected) => {
    expect(raised(result('alpha', on, one), result('beta', on, other))).toEqual(expected);
  });

  test('of two endpoints, only comparisons are held against each other', () => {
    const os = result('beta', 'os', ratioOf('oddsRatio', '0.8'));
    expect(raised(result('alpha', 'pfs', hazardRatio('0.6')), os)).toEqual(['C36', 'C37']);
    expect(raised(result('alpha', 'pfs', median('20.0')), os)).toEqual(['C36']);
    expect(
      raised(result('alpha', 'orr', proportion(150, 300)), result('beta', 'os', rate('24', '60'))),
    ).toEqual(['C36']);
  });

  test('names the measures', () => {
    const change = { change: 'from baseline' as const };
    const pair = [
      result('alpha', 'ldl-c', mean('1', 'g', change)),
      result('beta', 'ldl-c', mean('1', 'g')),
    ] as const;
    expect(caveat('C37', ...pair)).toBe(
      'The measure differs: mean, change from baseline (ALPHA); mean (BETA); one does not translate into the other.',
    );
    expect(
      caveat(
        'C37',
        result('alpha', 'pfs', hazardRatio('1')),
        result('beta', 'pfs', ratioOf('oddsRatio', '1')),
      ),
    ).toContain('HR (ALPHA), OR (BETA)');
    expect(
      caveat('C37', result('alpha', 'pfs', median('9')), result('beta', 'pfs', rate('9', '9'))),
    ).toContain('median time (ALPHA), estimate at a time (BETA)');
  });
});

describe('C38, unit', () => {
  test.each([
    ['percentage points', 'mmol/mol', true],
    ['percentage points', '%', false],
    ['percentage points', 'pp', false],
    ['points', 'percentage points', true],
    ['mg/dL', 'MG/DL', false],
    ['days', 'weeks', false],
  ])('%s and %s', (one, other, fires) => {
    const of = (id: string, unit: string) => result(id, 'hba1c-change', difference('-1.9', unit));
    expect(raised(of('alpha', one), of('beta', other))).toEqual(fires ? ['C38'] : []);
  });

  test('is for one measure of one endpoint, and blocks', () => {
    const points = result('alpha', 'hba1c-change', difference('-1.9', 'percentage points'));
    expect(raised(points, result('beta', 'ldl-c', difference('-20.8', 'mg/dL')))).toEqual(['C36']);
    expect(raised(points, result('beta', 'hba1c-change', mean('-20.8', 'mmol/mol')))).toEqual(['C37']);
    const other = result('beta', 'hba1c-change', difference('-20.8', 'mmol/mol'));
    expect(judge([points, other], contextOf()).counts.block).toBe(1);
    expect(caveat('C38', points, other)).toBe(
      'The unit differs: percentage points (ALPHA), mmol/mol (BETA); the numbers are not on one scale.',
    );
  });

  test('rates per other times are on other scales', () => {
    const per = (id: string, time: string) =>
      result(id, 'exacerbation-rate', {
        shape: 'eventRate',
        rate: number('9'),
        per: time,
        rateComputed: false,
      });
    expect(raised(per('alpha', '1 patient-year'), per('beta', '100 patient-years'))).toEqual(['C38']);
    expect(raised(per('alpha', '1 patient-year'), per('beta', '1 year'))).toEqual([]);
  });
});

describe('C42 and C43, margins and levels', () => {
  const ci: ValueOf<'hazardRatio'>['ci'] = [number('0.6'), number('0.9')];
  const margin = (text: string, type: 'non-inferiority' | 'equivalence' = 'non-inferiority') => ({
    nonInferiority: { type, margin: number(text) },
  });
  const of = (id: string, changes: Partial<ValueOf<'hazardRatio'>>) =>
    result(id, 'mace', hazardRatio('0.8', { ci, ...changes }));

  test.each([
    ['another margin', margin('1.3'), margin('1.8'), ['C42']],
    ['another type', margin('1.3'), margin('1.3', 'equivalence'), ['C42']],
    ['a margin and none', margin('1.3'), {}, ['C42']],
    ['the same margin', margin('1.3'), margin('1.3'), []],
    ['another level', { level: number('99') }, {}, ['C43']],
    ['the usual level written out', { level: number('95') }, {}, []],
    ['one side', { ci: [number('0.6'), 'unbounded'] as typeof ci }, {}, ['C43']],
    ['a level of no interval', { ci: undefined as never, level: number('99') }, {}, []],
  ])('%s', (_, one, other, expected) => {
    expect(raised(of('alpha', one), of('beta', other))).toEqual(expected);
  });

  test('names both', () => {
    expect(caveat('C42', of('alpha', margin('1.3')), of('beta', {}))).toBe(
      'The aim of the test differs: non-inferiority margin 1.3 (ALPHA), no margin (BETA); non-inferiority is not superiority.',
    );
    expect(caveat('C43', of('alpha', { level: number('99') }), of('beta', {}))).toBe(
      'The confidence level differs: 99% CI (ALPHA), 95% CI (BETA); the higher it is, the wider the interval.',
    );
  });

  test('arms of trials have no margin to state', () => {
    expect(unstated(of('alpha', margin('1.3')), result('beta', 'mace', proportion(9, 300)))).not.toContain(
      'margin (BETA)',
    );
  });
});

describe('C46, estimand', () => {
  const of = (id: string, estimand: string | undefined) =>
    result(id, 'hba1c-change', difference('-1.9', '%'), { ...(estimand && { estimand }) });

  test.each([
    ['treatment policy', 'hypothetical', true],
    ['treatment policy', 'treatment-regimen estimand', false],
    ['hypothetical', 'trial product estimand', false],
    ['while on treatment', 'on-treatment', false],
    ['composite', 'while on treatment', true],
    ['one of its own', 'another', true],
    ['one of its own', 'One of its own', false],
  ])('%s beside %s', (one, other, fires) => {
    expect(raised(of('alpha', one), of('beta', other))).toEqual(fires ? ['C46'] : []);
  });

  test('is named with what the other trial states', () => {
    expect(caveat('C35', of('alpha', 'treatment policy'), of('beta', undefined))).toBe(
      'Not stated: estimand (BETA; treatment policy in ALPHA).',
    );
    expect(unstated(of('alpha', undefined), of('beta', undefined))).toEqual([]);
    expect(caveat('C46', of('alpha', 'treatment policy'), of('beta', 'hypothetical'))).toBe(
      'The estimand differs: treatment policy (ALPHA), hypothetical (BETA); patients who stopped or changed treatment count differently.',
    );
  });
});

describe('C49, few of the expected events', () => {
  const seen = (changes: Partial<ValueOf<'hazardRatio'>>, on = 'os') =>
    result('alpha', on, hazardRatio('0.8', changes));
  const events = (one: number, other: number, of: number): Partial<ValueOf<'hazardRatio'>> => ({
    events: [
      { events: one, of },
      { events: other, of },
    ],
  });
  const fires = (a: Finding) => comparePair(a, a, contextOf()).some(({ rule }) => rule.code === 'C49');

  test.each([
    ['a fraction below three quarters', seen({ informationFraction: number('74') }, 'pfs'), true],
    ['three quarters', seen({ informationFraction: number('75') }, 'pfs'), false],
    ['fewer than fifty events', seen(events(20, 29, 1000), 'mace'), true],
    ['fifty events', seen(events(20, 30, 1000), 'mace'), false],
    ['few of the patients, of survival', seen(events(40, 49, 150)), true],
    ['enough of the patients', seen(events(40, 50, 150)), false],
    ['nothing stated', seen({}), false],
    ['median survival not reached', result('alpha', 'os', median('not reached')), true],
    ['median PFS not reached', result('alpha', 'pfs', median('not reached')), false],
    ['median survival reached', result('alpha', 'os', median('20.0')), false],
  ])('%s', (_, one, expected) => {
    expect(fires(one)).toBe(expected);
  });

  test('names what was seen', () => {
    const say = (one: Finding) =>
      judge([one], contextOf()).caveats.find(({ rule }) => rule.code === 'C49')?.text;
    expect(say(seen({ informationFraction: number('55') }))).toBe(
      'Few of the expected events have occurred: 55% of those planned (ALPHA); the estimate may change with more of them.',
    );
    expect(say(seen(events(20, 10, 600)))).toContain('30 in 1,200 patients (ALPHA)');
    expect(say(result('alpha', 'os', median('not reached')))).toContain(
      'median survival not reached (ALPHA)',
    );
  });
});
