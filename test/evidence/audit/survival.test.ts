import { describe, expect, test } from 'vitest';
import { auditOfTrial, messagesOfTrial } from './audited.ts';

function rate(endpoint: string, at: string, percent: string, more = ''): string {
  return `endpoint: ${endpoint}, rate: { at: ${at}, percent: ${percent} }${more}`;
}

function median(endpoint: string, value: string, more = ''): string {
  return `endpoint: ${endpoint}, median: { value: ${value} }${more}`;
}

describe('two curves at one landmark', () => {
  test.each([
    ['pfs', 'os', 1],
    ['pfs', 'pfs2', 1],
    ['pfs', 'ttp', 1],
    ['pfs2', 'os', 1],
    ['efs', 'os', 1],
    ['dfs', 'os', 1],
    ['os', 'pfs', 0],
    ['ttp', 'os', 0],
    ['dor', 'os', 0],
    ['dor', 'pfs', 0],
  ])('%s does not run above %s: %i', (lower, upper, count) => {
    const of = (less: string, more: string) =>
      auditOfTrial({ lower: rate(lower, '24 months', less), upper: rate(upper, '24 months', more) });
    expect(of('80.1', '80.0')).toEqual([]);
    expect(of('80.2', '80.0')).toEqual(count ? ['error survival-order lower«80.2» against upper«80.0»'] : []);
    expect(of('70', '80').filter(() => count)).toEqual([]);
  });

  test.each([
    ['24 months', '2 years', 1],
    ['7 days', '1 weeks', 1],
    ['24 months', '23 months', 0],
    ['24 months', '25 months', 0],
    ['12 months', '52 weeks', 0],
  ])('PFS at %s and OS at %s', (at, other, count) => {
    expect(auditOfTrial({ pfs: rate('pfs', at, '80'), os: rate('os', other, '70') })).toHaveLength(count);
  });

  test.each([
    [', cut: two', []],
    [', arm: b', []],
    [', population: itt', ['warning survival-order pfs«80» against os«70»']],
  ])('OS of ‘%s’', (more, expected) => {
    expect(
      auditOfTrial({ pfs: rate('pfs', '2 years', '80'), os: rate('os', '2 years', '70', more) }),
    ).toEqual(expected);
  });
});

describe('two medians', () => {
  test('are told once of each longer time, however often it is given', () => {
    const all = {
      pfs: median('pfs', '30 months'),
      ...Object.fromEntries([1, 2, 3].map((n) => [`os${n}`, median('os', '20 months')])),
      ttp: median('ttp', '21 months'),
    };
    expect(auditOfTrial(all)).toEqual([
      'error survival-order pfs«30 months» against ttp«21 months»',
      'error survival-order pfs«30 months» against os1«20 months»',
    ]);
  });

  test.each([
    ['30.1 months', '30.0 months', []],
    ['30.2 months', '30.0 months', ['error survival-order pfs«30.2 months» against os«30.0 months»']],
    ['2 years', '20 months', []],
    ['3 years', '20 months', ['error survival-order pfs«3 years» against os«20 months»']],
    ['100 weeks', '20 months', ['error survival-order pfs«100 weeks» against os«20 months»']],
    ['800 days', '20 months', ['error survival-order pfs«800 days» against os«20 months»']],
    ['not reached', '60 months', ['warning survival-order pfs«not reached» against os«60 months»']],
    ['not reached', 'not reached', []],
    ['60 months', 'not reached', []],
    ['60 months', 'not reported', []],
    ['not estimable', '60 months', []],
  ])('PFS %s and OS %s', (pfs, os, expected) => {
    expect(auditOfTrial({ pfs: median('pfs', pfs), os: median('os', os) })).toEqual(expected);
  });

  test('of other arms, cuts or endpoints are not held against each other', () => {
    expect(
      auditOfTrial({ pfs: median('pfs', '60 months'), os: median('os', '50 months', ', cut: two') }),
    ).toEqual([]);
    expect(
      auditOfTrial({ ttr: median('time-to-response', '60 months'), os: median('os', '50 months') }),
    ).toEqual([]);
    expect(auditOfTrial({ dor: median('dor', '60 months'), pfs: median('pfs', '50 months') })).toEqual([]);
  });
});

describe('one curve', () => {
  const curve = (rates: Record<string, string>, more: Record<string, string> = {}) =>
    auditOfTrial(
      Object.fromEntries(
        Object.entries(rates).map(([at, percent]) => [
          `m${at}`,
          rate('pfs', `${at} months`, percent, more[at]),
        ]),
      ),
    );

  test('does not rise', () => {
    expect(curve({ 12: '70', 24: '60' })).toEqual([]);
    expect(curve({ 12: '70', 24: '70' })).toEqual([]);
    expect(curve({ 12: '70', 24: '71' })).toEqual([]);
    expect(curve({ 12: '70', 24: '72' })).toEqual(['error survival-order m24«72» against m12«70»']);
    expect(curve({ 24: '72', 12: '70' })).toEqual(['error survival-order m24«72» against m12«70»']);
    expect(curve({ 12: '70.0', 24: '70.2' })).toEqual(['error survival-order m24«70.2» against m12«70.0»']);
  });

  test('is held against the landmark just before, once', () => {
    expect(curve({ 12: '60', 24: '70', 36: '65' })).toEqual(['error survival-order m24«70» against m12«60»']);
    expect(curve({ 12: '70', 24: '60', 36: '65' })).toEqual(['error survival-order m36«65» against m24«60»']);
  });

  test('is that of one arm, cut and population', () => {
    expect(curve({ 12: '70', 24: '75' }, { 24: ', cut: two' })).toEqual([]);
    expect(curve({ 12: '70', 24: '75' }, { 24: ', arm: b' })).toEqual([]);
    expect(curve({ 12: '70', 24: '60', 36: '65' }, { 24: ', arm: b' })).toEqual([]);
    expect(curve({ 12: '70', 24: '75' }, { 24: ', population: itt' })).toEqual([
      'warning survival-order m24«75» against m12«70»',
    ]);
    expect(auditOfTrial({ pfs: rate('pfs', '1 years', '60'), os: rate('os', '2 years', '70') })).toEqual([]);
  });

  test('may rise where it counts what happened', () => {
    const of = (endpoint: string) =>
      auditOfTrial({ early: rate(endpoint, '1 months', '60'), late: rate(endpoint, '2 months', '70') });
    expect(of('time-to-response')).toEqual([]);
    expect(of('crs')).toEqual([]);
    expect(of('os')).toHaveLength(1);
  });

  test('two rates at one landmark are not ordered', () => {
    expect(
      auditOfTrial({ one: rate('pfs', '1 years', '60'), other: rate('pfs', '12 months', '70') }),
    ).toEqual([]);
  });
});

describe('a landmark and the median', () => {
  const of = (value: string, at: string, percent: string) =>
    auditOfTrial({ median: median('pfs', value), mark: rate('pfs', at, percent) });
  const found = (percent: string, value: string) => [
    `warning survival-order mark«${percent}» against median«${value}»`,
  ];

  test.each([
    ['61.9 months', '60 months', '52.5', []],
    ['61.9 months', '60 months', '48.0', []],
    ['61.9 months', '60 months', '47.9', found('47.9', '61.9 months')],
    ['61.9 months', '61.8 months', '40', found('40', '61.9 months')],
    ['61.9 months', '61.9 months', '40', []],
    ['61.9 months', '61.9 months', '60', []],
    ['61.9 months', '62 months', '60', found('60', '61.9 months')],
    ['61.9 months', '66 months', '52.0', []],
    ['61.9 months', '66 months', '52.1', found('52.1', '61.9 months')],
    ['61.9 months', '66 months', '10', []],
    ['not reached', '60 months', '40', found('40', 'not reached')],
    ['not reached', '60 months', '63.1', []],
    ['not estimable', '60 months', '10', []],
    ['5 years', '48 months', '30', found('30', '5 years')],
  ])('median %s, at %s %s%%', (value, at, percent, expected) => {
    expect(of(value, at, percent)).toEqual(expected);
  });

  test('are of one endpoint and one analysis', () => {
    expect(auditOfTrial({ median: median('os', '60 months'), mark: rate('pfs', '12 months', '30') })).toEqual(
      [],
    );
    expect(
      auditOfTrial({
        median: median('pfs', '60 months', ', cut: two'),
        mark: rate('pfs', '12 months', '30'),
      }),
    ).toEqual([]);
  });
});

test('each is told in words', () => {
  expect(
    messagesOfTrial({
      'pfs.24': rate('pfs', '24 months', '80'),
      'os.24': rate('os', '24 months', '70'),
      'os.36': rate('os', '36 months', '75'),
      os: median('os', '30.0 months'),
      pfs: median('pfs', '31.0 months'),
      'pfs.12': rate('pfs', '12 months', '40'),
    }),
  ).toEqual([
    'PFS 80% at 24\u00a0months exceeds OS 70% at 24\u00a0months, which counts fewer events',
    'PFS 80% at 24\u00a0months exceeds PFS 40% at 12\u00a0months, though the curve cannot rise',
    'OS 75% at 36\u00a0months exceeds OS 70% at 24\u00a0months, though the curve cannot rise',
    'OS 75% at 36\u00a0months is above 50% after the OS median 30.0\u00a0months',
    'PFS median 31.0\u00a0months exceeds OS median 30.0\u00a0months, which counts fewer events',
    'PFS 40% at 12\u00a0months is below 50% before the PFS median 31.0\u00a0months',
  ]);
});
