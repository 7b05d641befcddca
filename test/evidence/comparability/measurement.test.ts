import { describe, expect, test } from 'vitest';
import type { Finding, Trial } from '../../../src/model/trial.ts';
import { caveat, codes } from './fired.ts';
import { count, finding, median, proportion, rate, trial } from './invented.ts';

type Changes = Parameters<typeof finding>[1];

const alpha = finding(trial('alpha'));

function beside(changes: Changes): Finding {
  return finding(trial('beta'), changes);
}

function both(changes: Changes, others: Changes = changes): [Finding, Finding] {
  return [finding(trial('alpha'), changes), finding(trial('beta'), others)];
}

describe('C12, time of assessment', () => {
  test('fires for a landmark beside any time', () => {
    expect(codes(alpha, beside({ timing: 'by 12 months' }))).toEqual(['C12']);
    expect(caveat('C12', alpha, beside({ timing: 'by 12 months' }))).toBe(
      'The time of assessment differs: any time (ALPHA), by 12 months (BETA); rates rise with the number of assessments.',
    );
  });

  test('fires for times not stated', () => {
    expect(codes(...both({ timing: undefined }))).toEqual(['C12']);
    expect(codes(alpha, beside({ timing: undefined }))).toEqual(['C12']);
    expect(caveat('C12', alpha, beside({ timing: undefined }))).toContain(
      'any time (ALPHA), not stated (BETA)',
    );
  });

  test('is for responses too, where overall response means at any time', () => {
    expect(codes(...both({ on: 'cr', timing: undefined }))).toEqual(['C12']);
    expect(codes(...both({ on: 'orr', timing: undefined }))).toEqual([]);
    expect(codes(...both({ on: 'orr', timing: undefined }, { on: 'orr', timing: 'day 100' }))).toEqual([
      'C12',
    ]);
  });

  test('is not for survival', () => {
    expect(codes(...both({ on: 'os', value: median('20.0'), timing: undefined }))).toEqual([]);
  });

  test('holds sustained negativity against sustained negativity only', () => {
    const sustained = (on: string): Changes => ({ on, timing: undefined });
    expect(codes(...both(sustained('sustained-mrd-12')))).toEqual([]);
    expect(codes(...both(sustained('sustained-mrd-12'), sustained('sustained-mrd-24')))).toEqual(['C12']);
    expect(codes(alpha, beside(sustained('sustained-mrd-12')))).toEqual(['C13']);
  });
});

describe('C14, analysis population', () => {
  test.each([
    ['treated', true],
    ['evaluable', true],
    ['responders', true],
    ['enrolled', true],
    ['re-randomised', true],
    ['randomised', false],
    ['itt', false],
    [undefined, true],
  ] as const)('intention to treat beside %s', (population, fires) => {
    expect(codes(alpha, beside({ population }))).toEqual(fires ? ['C14'] : []);
  });

  test('names the populations', () => {
    expect(caveat('C14', alpha, beside({ population: 'evaluable' }))).toBe(
      'The group of patients counted differs: all randomised (ALPHA), evaluable (BETA).',
    );
    expect(caveat('C14', alpha, beside({ population: 're-randomised' }))).toContain('re-randomised (BETA)');
    const [a, b] = both({ population: undefined });
    expect(caveat('C14', a, b)).toBe('The group of patients counted is not stated (ALPHA and BETA).');
  });

  test('a subgroup is another group than its trial, and than another subgroup', () => {
    const high = { by: 'Cytogenetic risk', is: 'high' };
    expect(codes(alpha, beside({ subgroup: high }))).toEqual(['C14']);
    expect(codes(...both({ subgroup: high }, { subgroup: { ...high, is: 'standard' } }))).toEqual(['C14']);
    expect(codes(...both({ subgroup: high }, { subgroup: { by: 'cytogenetic risk', is: 'High' } }))).toEqual(
      [],
    );
    expect(caveat('C14', alpha, beside({ subgroup: high }))).toBe(
      'The group of patients counted differs: all randomised (ALPHA); all randomised, of Cytogenetic risk: high (BETA).',
    );
    expect(caveat('C14', alpha, beside({ subgroup: high, population: undefined }))).toContain(
      'patients not stated, of Cytogenetic risk: high (BETA)',
    );
  });
});

describe('C20, criteria and assessor', () => {
  const criteria = (text: string | undefined, changes: Changes = {}) =>
    finding(trial('beta', { criteria: text } as Partial<Trial>), changes);

  test.each([
    ['other criteria', criteria('IMWG 2011')],
    ['criteria not stated', criteria(undefined)],
    ['another assessor', beside({ assessor: 'investigator' })],
    ['assessor not stated', beside({ assessor: undefined })],
  ])('fires for %s', (_, other) => {
    expect(codes(alpha, other)).toEqual(['C20']);
  });

  test('is for progression too, not for survival or safety', () => {
    const unsaid = { assessor: undefined, value: median('20.0') };
    expect(codes(...both({ on: 'pfs', ...unsaid }))).toEqual(['C20']);
    expect(codes(...both({ on: 'os', ...unsaid }))).toEqual([]);
    expect(codes(...both({ on: 'crs', assessor: undefined }))).toEqual([]);
    expect(codes(...both({ on: 'orr', assessor: undefined }, { on: 'os', ...unsaid }))).toEqual([]);
  });

  test('names both', () => {
    expect(caveat('C20', alpha, beside({ assessor: 'investigator' }))).toBe(
      'Assessment of response (criteria, assessor) differs: IMWG, independent assessment (ALPHA); IMWG, investigator assessment (BETA).',
    );
    expect(caveat('C20', alpha, criteria(undefined))).toContain(
      'criteria not stated, independent assessment (BETA)',
    );
    expect(caveat('C20', alpha, beside({ assessor: undefined }))).toContain(
      'IMWG, assessor not stated (BETA)',
    );
    expect(caveat('C20', alpha, criteria(undefined, { assessor: undefined }))).toContain(
      '; not stated (BETA)',
    );
  });
});

describe('C21, definition of PFS', () => {
  const event = 'progression or death';
  const pfs = (own: Trial['pfs'] | undefined, on = 'pfs') =>
    finding(trial('beta', { pfs: own } as Partial<Trial>), { on, value: median('20.0') });
  const base = finding(trial('alpha'), { on: 'pfs', value: median('20.0') });

  test.each([
    ['another event', { event: 'progression to active disease or death', origin: 'randomisation' } as const],
    ['another start', { event, origin: 'infusion' } as const],
    ['a start not stated', { event }],
    ['nothing stated', undefined],
  ])('fires for %s', (_, own) => {
    expect(codes(base, pfs(own))).toEqual(['C21']);
  });

  test('is silent for the same, and for survival', () => {
    expect(codes(base, pfs({ event, origin: 'randomisation' }))).toEqual([]);
    expect(codes(base, pfs(undefined, 'os'))).toEqual([]);
    expect(codes(alpha, pfs(undefined))).toEqual([]);
  });

  test('concerns what else rests on progression', () => {
    const events = finding(trial('beta', { pfs: undefined } as Partial<Trial>), {
      on: 'progression-or-death',
      value: count(10, 300),
    });
    expect(codes(base, events)).toEqual(['C21']);
    expect(codes(base, { ...events, endpoint: { ...events.endpoint, id: 'progression-free-5y' } })).toEqual([
      'C21',
    ]);
  });

  test('names the definitions', () => {
    expect(caveat('C21', base, pfs({ event }))).toBe(
      'The definition of progression-free survival differs or is not stated: progression or death, from randomisation (ALPHA); progression or death, from a start not stated (BETA).',
    );
    expect(caveat('C21', base, pfs(undefined))).toContain('from randomisation (ALPHA); not stated (BETA)');
  });
});

describe('C32, landmarks', () => {
  const at = (months: string) => ({ on: 'pfs', value: rate(months, '84.3') });

  test('fires for different months', () => {
    expect(codes(...both(at('48'), at('54')))).toEqual(['C32']);
    const [a, b] = both(at('48'), at('54'));
    expect(caveat('C32', a, b)).toBe(
      'The landmark of rates over time differs: 48 months (ALPHA), 54 months (BETA).',
    );
  });

  test('is silent at the same time, in whatever unit', () => {
    expect(codes(...both(at('48')))).toEqual([]);
    const years: Finding['value'] = {
      shape: 'rate',
      at: { value: { text: '4', value: 4 }, unit: 'years' },
      percent: { text: '84.3', value: 84.3 },
    };
    expect(codes(...both(at('48'), { on: 'pfs', value: years }))).toEqual([]);
  });

  test('is for two rates', () => {
    expect(codes(...both(at('48'), { on: 'pfs', value: median('20.0') }))).toEqual([]);
    expect(codes(...both(at('48'), { on: 'progression-free-5y', value: proportion(100, 300) }))).toEqual([]);
  });
});
