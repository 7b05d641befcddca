import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/evidence/comparability/compare.ts';
import { expectedEventTime } from '../../../src/evidence/comparability/inputs.ts';
import type { Finding, Trial } from '../../../src/model/trial.ts';
import { caveat, codes, unstated } from './fired.ts';
import { arm, contextOf, count, cut, finding, median, proportion, rate, trial } from './invented.ts';

const seen = (id: string, months: string | undefined) => finding(trial(id), { cut: cut('final', months) });

describe('C17, follow-up', () => {
  test.each([
    ['24.0', '36.0', false],
    ['24.0', '36.1', true],
    ['10.0', '15.0', false],
    ['10.0', '15.1', true],
    ['60.0', '72.0', false],
    ['60.0', '72.1', true],
  ])('%s beside %s months', (one, other, fires) => {
    expect(codes(seen('alpha', one), seen('beta', other))).toEqual(fires ? ['C17'] : []);
  });

  test('a result without a cut has no follow-up stated', () => {
    const loose = finding(trial('beta'), { cut: undefined });
    expect(unstated(seen('alpha', '24.0'), loose)).toEqual(['follow-up (BETA)']);
    expect(unstated(seen('alpha', undefined), loose)).toEqual([]);
    const survival = { on: 'os', value: median('20.0'), cut: undefined };
    expect(unstated(finding(trial('alpha'), survival), finding(trial('beta'), survival))).toEqual([
      'follow-up (ALPHA, BETA)',
    ]);
  });

  test.each([
    ['hba1c-change', false],
    ['pasi-75', false],
    ['dlqi', false],
    ['gmt', false],
    ['cmax', false],
    ['mortality-28', false],
    ['mace', true],
    ['os', true],
    ['orr', true],
    ['exacerbation-rate', true],
    ['sae', true],
  ])('is asked for %s: %s', (on, asked) => {
    const of = (id: string, months: string) =>
      finding(trial(id), { on, cut: cut('final', months), timing: undefined, value: proportion(150, 300) });
    expect(codes(of('alpha', '10.0'), of('beta', '40.0')).includes('C17')).toBe(asked);
    const loose = finding(trial('beta'), { on, cut: undefined, timing: undefined });
    expect(unstated(of('alpha', '10.0'), loose).includes('follow-up (BETA)')).toBe(asked);
  });

  test('a time that the protocol sets makes it no matter of follow-up, except of MRD', () => {
    const harm = (id: string, months: string, timing?: string) =>
      finding(trial(id), { on: 'sae', cut: cut('final', months), timing });
    expect(codes(harm('alpha', '10.0'), harm('beta', '40.0'))).toContain('C17');
    expect(codes(harm('alpha', '10.0', 'week 12'), harm('beta', '40.0'))).not.toContain('C17');
    const mean = (id: string, months: string): Finding => ({
      ...harm(id, months),
      value: { shape: 'measure', mean: { text: '1.2', value: 1.2 }, unit: 'points' },
    });
    expect(codes(mean('alpha', '10.0'), mean('beta', '40.0'))).not.toContain('C17');
    const mrd = (id: string, months: string) =>
      finding(trial(id), { cut: cut('final', months), timing: 'by 12 months' });
    expect(codes(mrd('alpha', '10.0'), mrd('beta', '40.0'))).toContain('C17');
  });

  test('units are brought together', () => {
    const years = finding(trial('beta'), {
      cut: cut('final', '24.0', { followUp: { value: { text: '2', value: 2 }, unit: 'years' } }),
    });
    expect(codes(seen('alpha', '24.0'), years)).toEqual([]);
    expect(caveat('C17', seen('alpha', '64.5'), years)).toBe(
      'Median follow-up differs: 2 years (BETA), 64.5 months (ALPHA).',
    );
  });

  test('names the unit once, from the shortest on', () => {
    expect(caveat('C17', seen('alpha', '64.5'), seen('beta', '15.3'))).toBe(
      'Median follow-up differs: 15.3 months (BETA), 64.5 (ALPHA).',
    );
  });

  test('each length is bound to the follow-up of its trial', () => {
    const own = finding(trial('alpha'), {
      id: 'alpha.follow-up.final',
      on: 'follow-up',
      value: median('15.3'),
    });
    const lone = finding(trial('beta'), { id: 'beta.follow-up', on: 'follow-up', value: median('64.5') });
    const verdict = judge([seen('alpha', '15.3'), seen('beta', '64.5')], contextOf([], [own, lone]));
    const only = verdict.caveats.find(({ rule }) => rule.code === 'C17');
    const bound = only?.pieces.flatMap(({ datum }) => (datum?.kind === 'finding' ? [datum.id] : []));
    expect(bound).toEqual(['alpha.follow-up.final', 'beta.follow-up']);
  });
});

describe('C18, follow-up short of the events', () => {
  const control = arm('con', { label: 'Watching', role: 'control', randomised: 300 });
  const library = (changes: Partial<Trial>, value = median('41.5'), of = control) => {
    const own = trial('gamma', { ...changes, arms: [control, arm('exp')] });
    own.findings.push(finding(own, { id: 'gamma.pfs.con', on: 'pfs', arm: of, value }));
    return contextOf([own]);
  };
  const result = (months: string | undefined, changes: Parameters<typeof finding>[1] = {}) =>
    finding(trial('alpha'), {
      on: 'pfs',
      value: median('not reached'),
      cut: cut('final', months),
      ...changes,
    });
  const raised = (one: Finding, context = library({})) => codes(one, one, context).includes('C18');

  test.each([
    ['15.3', true],
    ['20.7', true],
    ['20.75', false],
    ['64.5', false],
    [undefined, true],
  ])('%s months of follow-up against a median of 41.5', (months, fires) => {
    expect(raised(result(months))).toBe(fires);
  });

  test.each([
    ['a rate', rate('12', '80.0'), true],
    ['a count', count(0, 300), true],
    ['a proportion', proportion(30, 300), true],
    ['a median that was reached', median('12.0'), false],
  ])('%s', (_, value, fires) => {
    expect(raised(result('15.3', { value }))).toBe(fires);
  });

  test('is not for responses, and not for contrasts', () => {
    expect(raised(result('15.3', { on: 'orr', value: proportion(100, 300) }))).toBe(false);
    const arms = trial('alpha').arms as [Trial['arms'][0], Trial['arms'][0]];
    expect(raised(result('15.3', { arm: undefined, compare: arms }))).toBe(false);
  });

  test('is silent without a median to expect', () => {
    expect(raised(result('15.3'), contextOf())).toBe(false);
    expect(raised(result('15.3'), library({ disease: 'disease Y' }))).toBe(false);
    expect(raised(result('15.3'), library({}, median('not reached')))).toBe(false);
    expect(raised(result('15.3', { on: 'os' }))).toBe(false);
  });

  test('names both times', () => {
    const one = result('15.3');
    expect(caveat('C18', one, one, library({}))).toBe(
      'Follow-up is short for the expected events: 15.3 months against a median PFS of 41.5 months with Watching in GAMMA (ALPHA); the absence of events so far is not evidence of cure.',
    );
    const [only] = judge([one], library({})).caveats.filter(({ rule }) => rule.code === 'C18');
    const bound = only?.pieces
      .filter(({ datum }) => datum)
      .map(({ written: { text }, datum }) => [text, datum?.kind]);
    expect(bound).toEqual([
      ['15.3\u00a0months', 'finding'],
      ['41.5\u00a0months', 'finding'],
      ['Watching', 'finding'],
    ]);
    const silent = result(undefined);
    expect(caveat('C18', silent, silent, library({}))).toContain(
      'not stated against a median PFS of 41.5 months',
    );
  });
});

describe('expectedEventTime', () => {
  const con = arm('con', { role: 'control' });
  const exp = arm('exp');
  const held = (id: string, setting: string, of: Trial['arms'][0], months = '24.0', on = 'pfs') => {
    const own = trial(id, { setting, arms: [exp, con] });
    own.findings.push(
      finding(own, { id: `${id}.${on}`, on, arm: of, value: median('30.0'), cut: cut('c', months) }),
    );
    return own;
  };
  const result = finding(trial('alpha'), { id: 'alpha.x', on: 'pfs', value: median('not reached') });
  const chosen = (trials: Trial[], of = result) => expectedEventTime(of, contextOf(trials))?.id;

  const own = held('alpha', 'fit', con);
  const alike = held('beta', 'fit', con);
  const other = held('gamma', 'frail', con);
  const treated = held('delta', 'fit', exp);

  test('prefers the nearest control arm', () => {
    expect(chosen([treated, other, alike, own])).toBe('alpha.pfs');
    expect(chosen([treated, other, alike])).toBe('beta.pfs');
    expect(chosen([treated, other])).toBe('gamma.pfs');
    expect(chosen([treated])).toBe('delta.pfs');
  });

  test('among equals prefers the longest follow-up', () => {
    expect(chosen([alike, held('omega', 'fit', con, '60.0')])).toBe('omega.pfs');
    expect(chosen([held('omega', 'fit', con, '60.0'), alike])).toBe('omega.pfs');
    const unknown = trial('psi', { setting: 'fit' });
    const value = median('30.0');
    unknown.findings.push(finding(unknown, { id: 'psi.pfs', on: 'pfs', arm: con, value, cut: undefined }));
    expect(chosen([unknown, held('omega', 'fit', con, '3.0')])).toBe('omega.pfs');
  });

  test('takes survival for survival, and never the result itself', () => {
    const survival = held('beta', 'fit', con, '24.0', 'os');
    expect(chosen([alike, survival], { ...result, endpoint: { ...result.endpoint, id: 'os' } })).toBe(
      'beta.os',
    );
    expect(chosen([alike], { ...result, endpoint: { ...result.endpoint, id: 'efs' } })).toBe('beta.pfs');
    expect(chosen([own], { ...result, id: 'alpha.pfs' })).toBeUndefined();
  });
});

describe('C19, cuts of one trial mixed', () => {
  const own = trial('alpha');
  const early = finding(own, { id: 'alpha.early', cut: cut('early', '28.0') });
  const late = finding(own, { id: 'alpha.late', cut: cut('late', '64.5') });
  const said = (...findings: Finding[]) =>
    judge(findings, contextOf()).caveats.map(({ rule, text }) => `${rule.code} ${text}`);

  test('fires for two cuts of a trial', () => {
    expect(said(early, late)).toEqual([
      'C19 Values of one trial come from different data cut-offs: early analysis (ALPHA), late analysis (ALPHA).',
    ]);
  });

  test('a cut that is not stated is not the same', () => {
    const loose = finding(own, { id: 'alpha.loose', cut: undefined });
    expect(said(early, loose)).toEqual([
      'C19 Values of one trial come from different data cut-offs: early analysis (ALPHA), not stated (ALPHA).',
    ]);
  });

  test('is silent for one cut, and for cuts of two trials', () => {
    expect(said(early, { ...early, id: 'alpha.other' })).toEqual([]);
    const other = finding(trial('beta'), { cut: cut('late', '28.0') });
    expect(said(early, other).filter((one) => one.startsWith('C19'))).toEqual([]);
  });
});
