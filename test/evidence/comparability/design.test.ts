import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/evidence/comparability/compare.ts';
import type { Trial } from '../../../src/model/trial.ts';
import { caveat, codes } from './fired.ts';
import { arm, contextOf, finding, median, proportion, trial } from './invented.ts';

const alpha = finding(trial('alpha'));

function beside(changes: Partial<Trial>) {
  return finding(trial('beta', changes));
}

describe('C05, unanchored', () => {
  const withComparator = (comparator: string | undefined, role: 'control' | 'experimental' = 'control') =>
    beside({ arms: [arm('exp', { randomised: 300 }), arm('con', { role, comparator })] });

  test('fires without a shared comparator', () => {
    expect(codes(alpha, withComparator('other-care'))).toEqual(['C05']);
    expect(caveat('C05', alpha, withComparator('other-care'))).toBe(
      'ALPHA and BETA share no randomised comparator; any difference may come from the trials rather than the treatments.',
    );
  });

  test('a comparator that is not declared is not shared', () => {
    const silent = finding(trial('alpha', { arms: [arm('exp', { randomised: 300 })] }));
    expect(codes(alpha, withComparator(undefined))).toEqual(['C05']);
    expect(codes(silent, withComparator(undefined))).toEqual(['C05']);
  });

  test('only control arms anchor', () => {
    expect(codes(alpha, withComparator('old-care', 'experimental'))).toEqual(['C05']);
  });

  test('a comparator of a trial that is not randomised anchors nothing', () => {
    expect(codes(alpha, beside({ design: 'observational' }))).toEqual(['C05', 'C06']);
    const observed = finding(trial('alpha', { design: 'observational' }));
    expect(codes(observed, beside({ design: 'observational' }))).toEqual(['C05']);
  });
});

describe('C06, single arm against randomised', () => {
  test('fires when exactly one is randomised', () => {
    const single = beside({ design: 'single-arm' });
    expect(codes(alpha, single)).toEqual(['C05', 'C06']);
    expect(caveat('C06', alpha, single)).toBe(
      'BETA has no randomised control: it describes outcomes under treatment, not an effect relative to ALPHA.',
    );
  });

  test('speaks of several together', () => {
    const singles = ['beta', 'gamma'].map((id) => finding(trial(id, { design: 'single-arm' })));
    const more = finding(trial('delta'));
    const found = judge([alpha, more, ...singles], contextOf()).caveats.find(
      ({ rule }) => rule.code === 'C06',
    );
    expect(found?.text).toBe(
      'BETA and GAMMA have no randomised control: they describe outcomes under treatment, not an effect relative to ALPHA or DELTA.',
    );
  });

  test('is silent for two single arms', () => {
    const single = finding(trial('alpha', { design: 'single-arm' }));
    expect(codes(single, beside({ design: 'single-arm' }))).toEqual(['C05']);
  });
});

describe('C07, phase', () => {
  test.each([
    ['2', true],
    ['1b/2', true],
    ['4', true],
    ['2/3', false],
    ['3', false],
  ] as const)('phase %s beside phase 3', (phase, fires) => {
    expect(codes(alpha, beside({ phase }))).toEqual(fires ? ['C07'] : []);
  });

  test('phase 1b/2 is as late as phase 2', () => {
    expect(codes(finding(trial('alpha', { phase: '2' })), beside({ phase: '1b/2' }))).toEqual([]);
  });

  test('names the phases', () => {
    expect(caveat('C07', alpha, beside({ phase: '1b/2' }))).toBe(
      'Stage of development differs: phase 3 (ALPHA), phase 1b/2 (BETA); early trials select patients and centres.',
    );
  });
});

describe('C08, time to an event from a single arm', () => {
  const single = trial('alpha', { design: 'single-arm' });
  const value = median('12.0');

  test.each([
    ['pfs', true],
    ['os', true],
    ['ttnt', true],
    ['efs', true],
    ['dor', false],
    ['time-to-response', false],
    ['orr', false],
  ])('%s', (on, fires) => {
    const result = on === 'orr' ? finding(single, { on }) : finding(single, { on, value });
    expect(codes(result, finding(single, { on, value, id: 'alpha.2' })).includes('C08')).toBe(fires);
  });

  test('is silent for a randomised trial', () => {
    expect(codes(finding(trial('alpha'), { on: 'pfs', value }), beside({}))).toEqual([]);
  });

  test('names the trial', () => {
    expect(caveat('C08', finding(single, { on: 'pfs', value }), beside({}))).toBe(
      'Time to an event in ALPHA has no concurrent control, so treatment cannot be told from the selection of patients and the natural course.',
    );
  });
});

describe('C15, attrition before infusion', () => {
  const cells = (changes: Parameters<typeof arm>[1]) =>
    arm('exp', { cellTherapy: true, bridging: 'none', ...changes });
  const of = (
    changes: Parameters<typeof arm>[1],
    population: 'treated' | 'itt' | 'enrolled' | undefined = 'treated',
  ) => {
    const own = trial('alpha', { arms: [cells(changes)] });
    return finding(own, { population, value: proportion(50, 100) });
  };
  const raised = (result: ReturnType<typeof of>) => codes(result, result).includes('C15');

  test.each([
    ['fewer treated than enrolled', { enrolled: 113, treated: 97 }, true],
    ['as many treated as enrolled', { enrolled: 97, treated: 97 }, false],
    ['fewer treated than randomised', { randomised: 208, treated: 176 }, true],
    ['enrolled not stated', { treated: 20 }, true],
    ['treated not stated', { enrolled: 20 }, true],
    ['no cell therapy', { cellTherapy: false, enrolled: 113, treated: 97 }, false],
  ])('%s', (_, changes, fires) => {
    expect(raised(of(changes))).toBe(fires);
  });

  test.each([
    ['itt', false],
    ['enrolled', false],
    ['treated', true],
  ] as const)('counted over %s', (population, fires) => {
    expect(raised(of({ enrolled: 113, treated: 97 }, population))).toBe(fires);
  });

  test('names the numbers', () => {
    const say = (result: ReturnType<typeof of>) => caveat('C15', result, result);
    expect(say(of({ enrolled: 113, treated: 97 }))).toBe(
      'Patients who did not receive the infusion are not counted: 97 treated of 113 enrolled (ALPHA).',
    );
    expect(say(of({ randomised: 208, treated: 176 }))).toContain('176 treated of 208 randomised (ALPHA)');
    expect(say(of({ enrolled: 230, randomised: 208, treated: 176 }))).toContain('of 230 enrolled (ALPHA)');
    expect(say(of({ treated: 20 }))).toContain('20 treated, number enrolled not stated (ALPHA)');
    expect(say(of({ enrolled: 20 }))).toContain('number treated not stated of 20 enrolled (ALPHA)');
  });
});

describe('C16, bridging', () => {
  const cells = (id: string, changes: Parameters<typeof arm>[1]) => {
    const [, control] = trial(id).arms;
    const own = arm('exp', { cellTherapy: true, randomised: 300, treated: 300, ...changes });
    return finding(trial(id, { arms: control ? [own, control] : [own] }));
  };
  const none = cells('alpha', { bridging: 'none' });

  test.each([
    ['allowed', { bridging: 'allowed' }, true],
    ['required', { bridging: 'required' }, true],
    ['none', { bridging: 'none' }, false],
    ['induction', { bridging: 'none', induction: 'required' }, true],
    ['induction allowed', { bridging: 'none', induction: 'allowed' }, true],
    ['not stated', {}, true],
    ['not stated of a treatment without cells', { cellTherapy: false }, false],
  ] as const)('none beside %s', (_, changes, fires) => {
    expect(codes(none, cells('beta', changes))).toEqual(fires ? ['C16'] : []);
  });

  test('is silent where both used it', () => {
    expect(codes(cells('alpha', { bridging: 'allowed' }), cells('beta', { bridging: 'required' }))).toEqual(
      [],
    );
  });

  test('names the use', () => {
    expect(caveat('C16', none, cells('beta', { bridging: 'allowed' }))).toBe(
      'Bridging or induction therapy differs: not used (ALPHA), used (BETA); it may itself bring a response.',
    );
    expect(caveat('C16', none, cells('beta', {}))).toContain('not used (ALPHA), not stated (BETA)');
  });
});

describe('C22, era and region', () => {
  test.each([
    ['five years later', { enrolment: '2020-01/2021-12' }, false],
    ['more than five years later', { enrolment: '2020-02/2022-01' }, true],
    ['more than five years earlier', { enrolment: '2009-12/2011-10' }, true],
    ['a region in common', { region: 'Japan and Brazil' }, false],
    ['no region in common', { region: 'United States' }, true],
    ['period not stated', { enrolment: undefined }, true],
    ['region not stated', { region: undefined }, true],
  ])('%s', (_, changes, fires) => {
    expect(codes(alpha, beside(changes as Partial<Trial>))).toEqual(fires ? ['C22'] : []);
  });

  test('names both', () => {
    const later = beside({ enrolment: '2021-01/2022-12' });
    expect(caveat('C22', alpha, later)).toBe(
      'Period or region of enrolment differs: 2015–2016, Europe, Japan (ALPHA); 2021–2022, Europe, Japan (BETA); other treatment changes with both.',
    );
    const silent = finding(trial('gamma', { enrolment: undefined, region: undefined }));
    expect(caveat('C22', silent, silent, contextOf())).toBeUndefined();
    expect(caveat('C22', alpha, silent)).toContain('not stated (GAMMA)');
    const partly = finding(trial('delta', { region: undefined }));
    expect(caveat('C22', silent, partly)).toContain(
      '2015–2016, region not stated (DELTA); not stated (GAMMA)',
    );
    const noTime = finding(trial('delta', { enrolment: undefined }));
    expect(caveat('C22', silent, noTime)).toContain('period not stated, Europe, Japan (DELTA)');
  });
});
