import { describe, expect, test } from 'vitest';
import { auditOfTrial, messagesOfTrial } from './audited.ts';

function share(endpoint: string, fields: string, more = ''): string {
  return `endpoint: ${endpoint}, proportion: { ${fields} }${more ? `, ${more}` : ''}`;
}

describe('the order of responses', () => {
  test.each([
    ['scr', 'cr'],
    ['scr', 'vgpr'],
    ['scr', 'orr'],
    ['cr', 'vgpr'],
    ['cr', 'orr'],
    ['vgpr', 'orr'],
    ['pr', 'orr'],
    ['orr', 'clinical-benefit'],
    ['orr', 'disease-control'],
    ['cr', 'disease-control'],
    ['pr', 'clinical-benefit'],
  ])('%s is at most %s', (part, whole) => {
    const of = (less: string, more: string) =>
      auditOfTrial({
        'part.a': share(part, `percent: ${less}`),
        'whole.a': share(whole, `percent: ${more}`),
      }).filter((one) => !one.includes('response-sum'));
    expect(of('60', '50')).toEqual(['error response-order part.a«60» against whole.a«50»']);
    expect(of('50', '60')).toEqual([]);
    expect(of('50', '50')).toEqual([]);
  });

  test('a subgroup may do better than all patients', () => {
    const findings = (subgroup: string) => ({
      part: share('cr', 'percent: 60', subgroup),
      whole: share('orr', 'percent: 50'),
    });
    expect(auditOfTrial(findings(''))).toHaveLength(1);
    expect(auditOfTrial(findings('subgroup: { by: Age, is: under 75 }'))).toEqual([]);
  });

  test.each([
    ['pr', 'cr'],
    ['pr', 'vgpr'],
    ['clinical-benefit', 'disease-control'],
    ['pathological-cr', 'cr'],
    ['crs', 'cr'],
  ])('%s may be more than %s', (part, whole) => {
    expect(auditOfTrial({ p: share(part, 'percent: 60'), w: share(whole, 'percent: 50') })).toEqual([]);
  });

  test('is that of the printed decimals', () => {
    const of = (cr: string, orr: string) =>
      auditOfTrial({ cr: share('cr', `percent: ${cr}`), orr: share('orr', `percent: ${orr}`) });
    expect(of('50.5', '50')).toEqual([]);
    expect(of('50.6', '50')).toEqual(['error response-order cr«50.6» against orr«50»']);
    expect(of('51', '50')).toEqual([]);
    expect(of('50.1', '50.0')).toEqual([]);
    expect(of('50.2', '50.0')).toEqual(['error response-order cr«50.2» against orr«50.0»']);
  });

  test('is that of the counts where they are known, however few', () => {
    const of = (cr: string, orr: string) => auditOfTrial({ cr: share('cr', cr), orr: share('orr', orr) });
    expect(of('events: 501, of: 1000', 'events: 500, of: 1000, percent: 50')).toEqual([
      'error response-order cr«501» against orr«50»',
    ]);
    expect(of('events: 500, of: 1000, percent: 50', 'events: 500, of: 1000')).toEqual([]);
    expect(of('events: 505, of: 1000', 'percent: 50')).toEqual([]);
    expect(of('percent: 60, of: 20', 'percent: 50, of: 20')).toHaveLength(1);
    expect(of('percent: 60, events: 12', 'percent: 50')).toHaveLength(1);
    expect(of('events: 506, of: 1000, percent: 51', 'percent: 50')).toHaveLength(1);
    expect(of('events: derived, of: 20, percent: 60', 'events: 11, of: 20')).toEqual([
      'error response-order cr«60» against orr«11»',
    ]);
  });

  test('reads counts of patients too', () => {
    const cr = 'endpoint: cr, count: { value: 12, of: 20, unit: patients }';
    expect(auditOfTrial({ cr, orr: share('orr', 'events: 11, of: 20') })).toEqual([
      'error response-order cr«12» against orr«11»',
    ]);
    const half = 'endpoint: cr, count: { value: 101, of: 200, unit: patients }';
    expect(auditOfTrial({ cr: half, orr: share('orr', 'percent: 50') })).toEqual([]);
    expect(auditOfTrial({ cr: cr.replace(', of: 20', ''), orr: share('orr', 'percent: 1') })).toEqual([]);
  });

  test('is not asked of a value said to be approximate', () => {
    expect(
      auditOfTrial({ cr: share('cr', 'percent: 60, approximate: true'), orr: share('orr', 'percent: 50') }),
    ).toEqual([]);
  });

  test('is told once, against the narrowest that is exceeded', () => {
    expect(
      auditOfTrial({
        orr: share('orr', 'percent: 80'),
        cr: share('cr', 'percent: 50'),
        vgpr: share('vgpr', 'percent: 60'),
        scr: share('scr', 'percent: 90'),
      }),
    ).toEqual(['error response-order scr«90» against cr«50»']);
  });

  test('is told in words', () => {
    expect(
      messagesOfTrial({
        cr: share('cr', 'percent: 60', 'timing: day 100'),
        orr: share('orr', 'percent: 50'),
      }),
    ).toEqual(['≥CR, day 100, 60% exceeds ORR 50%, which contains it']);
  });
});

describe('whom two responses count', () => {
  const of = (cr: string, orr: string, numbers = ['percent: 60', 'percent: 50']) =>
    auditOfTrial({ cr: share('cr', `${numbers[0]}`, cr), orr: share('orr', `${numbers[1]}`, orr) });
  const error = ['error response-order cr«60» against orr«50»'];
  const warning = ['warning response-order cr«60» against orr«50»'];

  test.each([
    ['', '', error],
    ['population: itt', 'population: itt', error],
    ['population: itt', 'population: randomised', error],
    ['population: itt', '', warning],
    ['', 'population: treated', warning],
    ['population: itt', 'population: treated', []],
    ['population: responders', 'population: treated', []],
    ['cut: one', 'cut: two', []],
    ['arm: a', 'arm: b', []],
    ['assessor: independent', 'assessor: investigator', []],
    ['assessor: independent', 'assessor: independent', error],
    ['assessor: independent', '', error],
  ])('‘%s’ and ‘%s’', (cr, orr, expected) => {
    expect(of(cr, orr)).toEqual(expected);
  });

  test.each([
    ['events: 12, of: 20, percent: 60', 'events: 15, of: 30, percent: 50', '', []],
    ['events: 12, of: 20, percent: 60', 'events: 10, of: 20, percent: 50', '', error],
    ['events: 12, of: 20, percent: 60', 'events: 10, of: 20, percent: 50', 'population: evaluable', error],
    ['events: 12, of: 20, percent: 60', 'percent: 50', 'population: evaluable', warning],
    ['percent: 60', 'events: 10, of: 20, percent: 50', 'population: evaluable', warning],
    ['percent: 60', 'events: 10, of: 20, percent: 50', '', error],
  ])('%s and %s, the first %s', (cr, orr, population, expected) => {
    expect(of(population, '', [cr, orr])).toEqual(expected);
  });

  test.each([
    ['timing: day 100', 'timing: day 100', error],
    ['timing: day 100', 'timing: any time', error],
    ['timing: day 100', '', warning],
    ['timing: any time', '', []],
    ['', 'timing: any time', []],
    ['timing: any time', 'timing: day 100', []],
    ['timing: by 12 months', 'timing: by 48 months', error],
    ['timing: by 48 months', 'timing: by 12 months', []],
    ['timing: by 12 months', 'timing: by 12 months', error],
    ['timing: by 12 weeks', 'timing: by 48 months', []],
    ['timing: by 6 months', 'timing: by 1 year', []],
    ['timing: by 12 months after surgery', 'timing: by 48 months after surgery', []],
    ['timing: by 12 months', 'timing: by 48 minutes', []],
    ['timing: by 1 year', 'timing: by 2 years', error],
    ['timing: by 100 days', 'timing: by 12 days', []],
  ])('when: ‘%s’ and ‘%s’', (cr, orr, expected) => {
    expect(of(cr, orr)).toEqual(expected);
  });

  test('a finding without a cut agrees with its like only in a trial with one cut at most', () => {
    const findings = {
      cr: share('cr', 'percent: 60', 'cut: none'),
      orr: share('orr', 'percent: 50', 'cut: none'),
    };
    expect(auditOfTrial(findings)).toEqual([]);
    expect(auditOfTrial(findings, { cuts: [] })).toEqual(error);
    expect(auditOfTrial(findings, { cuts: ['one: { label: One, source: beta-2025 }'] })).toEqual(error);
    expect(of('cut: none', '')).toEqual([]);
  });

  test('in a trial of one arm the arm need not be named', () => {
    const findings = { cr: share('cr', 'percent: 60', 'arm: none'), orr: share('orr', 'percent: 50') };
    expect(auditOfTrial(findings)).toEqual([]);
    expect(auditOfTrial(findings, { oneArm: true })).toEqual(error);
  });
});

describe('the sum of responses', () => {
  const of = (criteria: string, rows: Record<string, string>) =>
    auditOfTrial(
      Object.fromEntries(
        Object.entries(rows).map(([endpoint, fields]) => [endpoint, share(endpoint, fields)]),
      ),
      { fields: criteria && `criteria: ${criteria}` },
    );

  test.each([
    ['IMWG 2016', 'error'],
    ['IWWM', 'warning'],
    ['', 'warning'],
  ])('VGPR and PR below ORR by ‘%s’: %s', (criteria, severity) => {
    expect(of(criteria, { orr: 'percent: 90', vgpr: 'percent: 60', pr: 'percent: 20' })).toEqual([
      `${severity} response-sum orr«90» against vgpr«60», pr«20»`,
    ]);
    expect(of(criteria, { orr: 'percent: 90', vgpr: 'percent: 60', pr: 'percent: 30' })).toEqual([]);
  });

  test.each(['IMWG', 'RECIST 1.1', ''])('above ORR is wrong by ‘%s’', (criteria) => {
    expect(of(criteria, { orr: 'percent: 80', cr: 'percent: 40', pr: 'percent: 45' })).toEqual([
      'error response-sum orr«80» against cr«40», pr«45»',
    ]);
  });

  const short = ['error response-sum orr«80» against cr«30», pr«40»'];

  test.each([
    ['RECIST 1.1', short],
    ['Lugano 2014', short],
    ['Cheson', short],
    ['IMWG', []],
    ['iwCLL', []],
    ['', []],
  ])('CR and PR below ORR by ‘%s’', (criteria, expected) => {
    expect(of(criteria, { orr: 'percent: 80', cr: 'percent: 30', pr: 'percent: 40' })).toEqual(expected);
  });

  test('takes VGPR where it is given, and leaves CR out', () => {
    expect(
      of('IMWG', { orr: 'percent: 90', cr: 'percent: 40', vgpr: 'percent: 60', pr: 'percent: 30' }),
    ).toEqual([]);
  });

  test('is that of the same patients', () => {
    const rows = { orr: 'events: 16, of: 20', cr: 'events: 3, of: 30', pr: 'events: 3, of: 30' };
    expect(of('RECIST 1.1', rows)).toEqual([]);
    expect(of('RECIST 1.1', { ...rows, orr: 'events: 16, of: 30' })).toHaveLength(1);
  });

  test('needs PR and one deeper response', () => {
    expect(of('IMWG', { orr: 'percent: 90', vgpr: 'percent: 20' })).toEqual([]);
    expect(of('RECIST', { orr: 'percent: 90', pr: 'percent: 20' })).toEqual([]);
  });

  test('is within the rounding of all three', () => {
    // 60 and 30 stand for 89 to 91 at least, 91 for 90.5 to 91.5.
    expect(of('IMWG', { orr: 'percent: 91', vgpr: 'percent: 60', pr: 'percent: 30' })).toEqual([]);
    expect(of('IMWG', { orr: 'percent: 89', vgpr: 'percent: 60', pr: 'percent: 30' })).toEqual([]);
    expect(of('IMWG', { orr: 'percent: 91.5', vgpr: 'percent: 60', pr: 'percent: 30' })).toHaveLength(1);
    expect(of('IMWG', { orr: 'percent: 88.5', vgpr: 'percent: 60', pr: 'percent: 30' })).toHaveLength(1);
    const counts = { vgpr: 'events: 60, of: 100', pr: 'events: 30, of: 100' };
    expect(of('IMWG', { ...counts, orr: 'events: 90, of: 100' })).toEqual([]);
    expect(of('IMWG', { ...counts, orr: 'events: 91, of: 100, percent: 91' })).toEqual([
      'error response-sum orr«91» against vgpr«60», pr«30»',
    ]);
  });

  test('is of the same patients at the same time', () => {
    const rows = (more: string) => ({
      orr: share('orr', 'percent: 90'),
      vgpr: share('vgpr', 'percent: 60', more),
      pr: share('pr', 'percent: 20'),
    });
    for (const more of ['cut: two', 'arm: b', 'timing: day 100'])
      expect(auditOfTrial(rows(more))).toEqual([]);
    expect(auditOfTrial(rows('population: itt'), { fields: 'criteria: IMWG' })).toEqual([
      'warning response-sum orr«90» against vgpr«60», pr«20»',
    ]);
  });

  test('is told in words', () => {
    const rows = {
      orr: share('orr', 'percent: 90'),
      vgpr: share('vgpr', 'percent: 60'),
      pr: share('pr', 'percent: 20'),
    };
    expect(messagesOfTrial(rows)).toEqual(['≥VGPR 60% and PR 20% add up to less than ORR 90%']);
    expect(messagesOfTrial({ ...rows, pr: share('pr', 'percent: 40') })).toEqual([
      '≥VGPR 60% and PR 40% add up to more than ORR 90%',
    ]);
  });
});
