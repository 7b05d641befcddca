import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/evidence/comparability/compare.ts';
import type { Arm, Trial } from '../../../src/model/trial.ts';
import { allCodes, caveat, codes, unstated } from './fired.ts';
import { arm, contextOf, finding, hazardRatio, median, proportion, trial } from './invented.ts';

const alpha = finding(trial('alpha'));

function beside(changes: Partial<Trial>) {
  return finding(trial('beta', changes));
}

/** A ratio of the first two arms. */
function ratio(id: string, arms: Arm[], changes: Partial<Trial> = {}) {
  const [one, other] = arms as [Arm, Arm];
  const value = hazardRatio('0.70');
  return finding(trial(id, { arms, ...changes }), {
    on: 'pfs',
    arm: undefined,
    compare: [one, other],
    value,
  });
}

const drug = (id: string) => arm('exp', { label: `Drug ${id}`, regimen: `drug ${id}`, randomised: 300 });
const control = (changes: Partial<Arm>) => arm('con', { label: 'Control', role: 'control', ...changes });

describe('C05, unanchored', () => {
  const isAnchored = (a: Partial<Arm>, b: Partial<Arm>, changes: Partial<Trial> = {}) =>
    !allCodes(
      ratio('alpha', [drug('a'), control(a)]),
      ratio('beta', [drug('b'), control(b)], changes),
    ).includes('C05');

  test.each([
    ['a declared comparator', { comparator: 'old-care' }, { comparator: 'old-care' }, true],
    ['another comparator', { comparator: 'old-care' }, { comparator: 'other-care' }, false],
    ['none declared, and other regimens', { regimen: 'warfarin' }, { regimen: 'aspirin' }, false],
    ['the same regimen', { regimen: 'Warfarin' }, { regimen: 'warfarin' }, true],
    [
      'placebo, however it is called',
      { regimen: 'placebo once daily' },
      { regimen: 'matching placebo' },
      true,
    ],
    [
      'placebo and the same drug',
      { regimen: 'placebo plus letrozole' },
      { regimen: 'letrozole and placebo' },
      true,
    ],
    [
      'placebo and another drug',
      { regimen: 'placebo plus letrozole' },
      { regimen: 'placebo plus exemestane' },
      false,
    ],
    ['usual care, which may be anything', { regimen: 'usual care' }, { regimen: 'usual care' }, false],
    [
      'the same label with its dose',
      { label: 'Gammatide 1 mg', regimen: 'gammatide 1 mg weekly with metformin' },
      { label: 'Gammatide 1 mg', regimen: 'subcutaneous gammatide' },
      true,
    ],
    [
      'the same label without',
      { label: 'VRd', regimen: 'VRd, transplant' },
      { label: 'VRd', regimen: 'VRd' },
      false,
    ],
    [
      'one product under one name',
      { label: 'Gammatide', product: 'g', regimen: 'gammatide' },
      { label: 'Gammatide', product: 'g', regimen: 'gammatide by injection' },
      true,
    ],
    [
      'one product in other doses',
      { label: 'Gammatide', product: 'g', regimen: 'gammatide 1 mg' },
      { label: 'Gammatide', product: 'g', regimen: 'gammatide 2 mg' },
      false,
    ],
  ])('%s', (_, a, b, anchored) => {
    expect(isAnchored({ regimen: 'old', ...a }, { regimen: 'new', ...b })).toBe(anchored);
  });

  test('an arm in common anchors whatever its role', () => {
    const shared = { label: 'Gammatide 1 mg', regimen: 'gammatide 1 mg weekly' };
    const one = ratio('alpha', [drug('a'), control(shared)]);
    const other = ratio('beta', [arm('exp', shared), control({ label: 'Placebo', regimen: 'placebo' })]);
    expect(allCodes(one, other)).not.toContain('C05');
  });

  test('values of single arms are unanchored, and the arm in common is named', () => {
    expect(caveat('C05', alpha, beside({}))).toBe(
      'ALPHA and BETA share CON, but these results are not comparisons with it; any difference may come from the trials rather than the treatments.',
    );
    const third = finding(trial('gamma', { arms: [drug('c')] }));
    const all = judge([alpha, beside({}), third], contextOf()).caveats.find(
      ({ rule }) => rule.code === 'C05',
    );
    expect(all?.text).toContain(
      'ALPHA, BETA and GAMMA share no comparator that all these results are set against;',
    );
  });

  test('says so where nothing is shared', () => {
    const other = beside({ arms: [drug('b'), control({ regimen: 'other care', comparator: 'other-care' })] });
    expect(caveat('C05', alpha, other)).toBe(
      'ALPHA and BETA share no randomised comparator; any difference may come from the trials rather than the treatments.',
    );
  });

  test('a comparator of a trial that is not randomised anchors nothing', () => {
    expect(isAnchored({ regimen: 'warfarin' }, { regimen: 'warfarin' }, { design: 'observational' })).toBe(
      false,
    );
    expect(allCodes(alpha, beside({ design: 'observational' }))).toEqual(['C05', 'C06']);
  });
});

describe('C51, comparator', () => {
  const warfarin = { label: 'Warfarin', regimen: 'warfarin' };
  const placebo = { label: 'Placebo', regimen: 'placebo' };
  const sham = { label: 'Sham', regimen: 'sham injection' };
  const watching = { label: 'Watching', regimen: 'observation' };
  const addOn = { label: 'Letrozole', regimen: 'placebo plus letrozole' };

  test.each([
    ['placebo and an active drug', placebo, warfarin, true],
    ['one drug', warfarin, warfarin, false],
    ['two drugs', warfarin, { label: 'Aspirin', regimen: 'aspirin' }, true],
    [
      'usual care in both',
      { label: 'Care', regimen: 'usual care' },
      { label: 'Care', regimen: 'usual care' },
      false,
    ],
  ])('of comparisons: %s', (_, a, b, fires) => {
    const raised = codes(ratio('alpha', [drug('a'), control(a)]), ratio('beta', [drug('b'), control(b)]));
    expect(raised.includes('C51')).toBe(fires);
  });

  test.each([
    ['placebo and an active drug', placebo, warfarin, true],
    ['two drugs', warfarin, { label: 'Aspirin', regimen: 'aspirin' }, false],
    ['placebo and sham', placebo, sham, false],
    ['placebo and nothing', placebo, watching, true],
    ['nothing and an active drug', watching, warfarin, true],
    ['an active drug and one given with placebo', warfarin, addOn, false],
  ])('of arms, by its kind: %s', (_, a, b, fires) => {
    const of = (id: string, own: Partial<Arm>) => finding(trial(id, { arms: [drug(id), control(own)] }));
    expect(codes(of('alpha', a), of('beta', b)).includes('C51')).toBe(fires);
  });

  test('names the comparators, by their regimens where their labels are alike', () => {
    const say = (a: Partial<Arm>, b: Partial<Arm>) =>
      caveat('C51', ratio('alpha', [drug('a'), control(a)]), ratio('beta', [drug('b'), control(b)]));
    expect(say(placebo, warfarin)).toBe(
      'The comparator differs: Placebo (ALPHA), Warfarin (BETA); a weaker comparator makes an effect look larger.',
    );
    expect(say({ regimen: 'VRd and transplant' }, { regimen: 'VRd' })).toContain(
      'VRd and transplant (ALPHA), VRd (BETA)',
    );
  });

  test('control arms and trials of several controls have none to name', () => {
    const arms = [drug('a'), control(placebo), arm('third', { role: 'control', regimen: 'aspirin' })];
    const several = finding(trial('alpha', { arms }));
    expect(codes(several, beside({ arms: [drug('b'), control(warfarin)] }))).not.toContain('C51');
  });
});

describe('C50, dose', () => {
  const of = (id: string, label: string, regimen: string, changes: Partial<Arm> = {}) =>
    finding(trial(id, { arms: [arm('exp', { label, regimen, randomised: 300, ...changes })] }));

  test.each([
    ['another dose in the label', 'Gammatide 1 mg', 'weekly', 'Gammatide 2 mg', 'weekly', true],
    ['another dose in the regimen', 'Gammatide', 'gammatide 200 mg', 'Gammatide', 'gammatide 10 mg/kg', true],
    ['the same dose', 'Gammatide', 'gammatide 200 mg', 'Gammatide', 'gammatide 200mg', false],
    ['a dose only one states', 'Gammatide', 'gammatide 200 mg', 'Gammatide', 'gammatide', false],
    ['other intervals', 'Gammatide', 'gammatide every 4 weeks', 'Gammatide', 'gammatide every 8 weeks', true],
    ['once weekly and weekly', 'Gammatide', 'gammatide once weekly', 'Gammatide', 'gammatide weekly', false],
    ['a described drug', 'Oral gammatide 14 mg', 'daily', 'Gammatide 1 mg', 'weekly', true],
    ['a second drug of two', 'Alpha gammatide', 'gammatide 1 mg', 'Beta gammatide', 'gammatide 2 mg', false],
    ['other drugs', 'Gammatide', 'gammatide 1 mg', 'Deltatide', 'deltatide 2 mg', false],
    ['placebo', 'Placebo', 'placebo 1 ml', 'Placebo', 'placebo 2 ml', false],
    ['the drug within a combination', 'Gammatide', 'gammatide 1 mg', 'Combination', 'gammatide 2 mg', true],
  ])('%s', (_, label, regimen, otherLabel, otherRegimen, fires) => {
    const raised = codes(of('alpha', label, regimen), of('beta', otherLabel, otherRegimen));
    expect(raised.includes('C50')).toBe(fires);
  });

  test('is not asked of a result that names no arm', () => {
    const { arm: _, ...whole } = alpha;
    expect(codes(whole, of('beta', 'Gammatide', 'gammatide 2 mg'))).not.toContain('C50');
  });

  test('of one product under two names', () => {
    const one = of('alpha', 'Alpha', 'one 1 mg', { product: 'p' });
    expect(codes(one, of('beta', 'Beta', 'two 2 mg', { product: 'p' }))).toContain('C50');
    expect(codes(one, of('beta', 'Alpha', 'two 2 mg', { product: 'q' }))).not.toContain('C50');
    expect(caveat('C50', one, of('beta', 'Beta', 'two 2 mg', { product: 'p' }))).toBe(
      'Dose or schedule of the same drug differs: one 1 mg (ALPHA), two 2 mg (BETA).',
    );
  });
});

describe('C40, masking', () => {
  const double = finding(trial('alpha', { masking: 'double-blind' }));

  test.each([
    ['open-label', { masking: 'open-label' }, true],
    ['single-blind', { masking: 'single-blind' }, true],
    ['triple-blind', { masking: 'triple-blind' }, false],
    ['the note on the design', { designNote: '1:1, open-label' }, true],
    ['a single arm, where it means nothing', { masking: 'open-label', design: 'single-arm' }, false],
  ] as [string, Partial<Trial>, boolean][])('double-blind beside %s', (_, changes, fires) => {
    expect(codes(double, beside(changes)).includes('C40')).toBe(fires);
  });

  test('is named where one trial does not state it, and not where neither does', () => {
    expect(unstated(double, beside({}))).toEqual(['masking (BETA)']);
    expect(unstated(alpha, beside({}))).toEqual([]);
    expect(caveat('C40', double, beside({ masking: 'open-label' }))).toBe(
      'Masking differs: double-blind (ALPHA), open-label (BETA); knowing the treatment can change care, reporting and assessment.',
    );
  });
});

describe('C41, design', () => {
  test.each([
    ['crossover', true],
    ['cluster', true],
    ['randomised', false],
    ['single-arm', false],
  ] as const)('randomised beside %s', (design, fires) => {
    expect(codes(alpha, beside({ design })).includes('C41')).toBe(fires);
  });

  test('names the designs, also of trials that are not randomised', () => {
    expect(caveat('C41', alpha, beside({ design: 'cluster' }))).toBe(
      'Design differs: parallel groups (ALPHA), randomised by cluster (BETA).',
    );
    const single = finding(trial('alpha', { design: 'single-arm' }));
    expect(caveat('C41', single, beside({ design: 'observational' }))).toBe(
      'Design differs: single arm (ALPHA), observational (BETA).',
    );
  });
});

describe('C45, crossover to the drug', () => {
  const os = (id: string, crossoverAllowed: Trial['crossoverAllowed'], on = 'os') =>
    finding(trial(id, { ...(crossoverAllowed && { crossoverAllowed }) }), { on, value: median('20.0') });
  const to = (percent?: string) => ({
    to: 'the drug',
    ...(percent !== undefined && { percent: { text: percent, value: Number(percent) } }),
  });

  test.each([
    ['none beside some', 'none', to('40'), true],
    ['shares far apart', to('40'), to('20'), true],
    ['shares close by', to('40'), to('31'), false],
    ['shares ten points apart', to('40'), to('30'), true],
    ['a share that one does not state', to('40'), to(), false],
    ['none in both', 'none', 'none', false],
  ] as [string, Trial['crossoverAllowed'], Trial['crossoverAllowed'], boolean][])('%s', (_, a, b, fires) => {
    expect(codes(os('alpha', a), os('beta', b)).includes('C45')).toBe(fires);
  });

  test('is for survival under any name', () => {
    const own = (id: string, allowed: Trial['crossoverAllowed']) => {
      const one = os(id, allowed, 'pfs');
      return { ...one, endpoint: { ...one.endpoint, id: 'os-rate', label: 'Overall Survival at two years' } };
    };
    expect(codes(own('alpha', 'none'), own('beta', to('40')))).toContain('C45');
  });

  test('is for overall survival, and tells what the other allowed', () => {
    expect(codes(os('alpha', 'none', 'pfs'), os('beta', to('40'), 'pfs'))).not.toContain('C45');
    expect(caveat('C45', os('alpha', 'none'), os('beta', to('40')))).toBe(
      'Crossover from the control arm differs: none (ALPHA), to the drug (40%) (BETA); it can hide an effect on survival.',
    );
    expect(caveat('C35', os('alpha', undefined), os('beta', to()))).toBe(
      'Not stated: crossover after progression (ALPHA; to the drug in BETA).',
    );
    expect(unstated(os('alpha', undefined, 'pfs'), os('beta', to(), 'pfs'))).toEqual([]);
  });
});

describe('C06, single arm against randomised', () => {
  test('fires when exactly one is randomised', () => {
    const single = beside({ design: 'single-arm' });
    expect(codes(alpha, single)).toEqual(['C06']);
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
    expect(codes(single, beside({ design: 'single-arm' }))).toEqual([]);
  });
});

describe('C07, phase', () => {
  test.each([
    ['2', true],
    ['1b/2', true],
    ['4', false],
    ['not applicable', false],
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
    expect(codes(finding(trial('alpha'), { on: 'pfs', value }), beside({}))).not.toContain('C08');
  });

  test('names the trial', () => {
    expect(caveat('C08', finding(single, { on: 'pfs', value }), beside({}))).toBe(
      'Time to an event in ALPHA has no concurrent control, so the effect of treatment cannot be separated from patient selection and the natural course.',
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
      'Bridging or induction therapy differs: not used (ALPHA), used (BETA); it may itself produce a response.',
    );
    expect(unstated(none, cells('beta', {}))).toEqual(['bridging therapy (BETA)']);
  });

  test('induction of another disease is another matter', () => {
    const colitis = (id: string, induction: 'required' | 'none') =>
      finding(trial(id, { disease: 'ulcerative colitis', arms: [arm('exp', { regimen: id, induction })] }), {
        on: 'clinical-remission',
      });
    expect(codes(colitis('alpha', 'none'), colitis('beta', 'required'))).not.toContain('C16');
  });
});

describe('C22, era and region', () => {
  test.each([
    ['five years later', { enrolment: '2020-01/2021-12' }, false],
    ['more than five years later', { enrolment: '2020-02/2022-01' }, true],
    ['more than five years earlier', { enrolment: '2009-12/2011-10' }, true],
    ['a region in common', { region: 'Japan and Brazil' }, false],
    ['no region in common', { region: 'United States' }, true],
    ['anywhere', { region: 'Global' }, false],
  ])('%s', (_, changes, fires) => {
    expect(codes(alpha, beside(changes as Partial<Trial>))).toEqual(fires ? ['C22'] : []);
  });

  test('names what differs', () => {
    const later = beside({ enrolment: '2021-01/2022-12' });
    expect(caveat('C22', alpha, later)).toBe(
      'The period of enrolment differs: 2015–2016 (ALPHA), 2021–2022 (BETA); standards of care change with it.',
    );
    expect(caveat('C22', alpha, beside({ region: 'Brazil' }))).toBe(
      'The region of enrolment differs: Europe, Japan (ALPHA); Brazil (BETA); standards of care change with it.',
    );
    expect(caveat('C22', alpha, beside({ region: 'Brazil', enrolment: '2021-01/2022-12' }))).toContain(
      'The period and region of enrolment differs: 2015–2016, Europe, Japan (ALPHA); 2021–2022, Brazil (BETA);',
    );
  });

  test('what one trial does not state is named', () => {
    expect(unstated(alpha, beside({ enrolment: undefined, region: undefined }))).toEqual([
      'period of enrolment (BETA)',
      'region (BETA)',
    ]);
    const silent = finding(trial('gamma', { enrolment: undefined, region: undefined }));
    expect(codes(silent, beside({ enrolment: undefined, region: undefined }))).toEqual([]);
  });
});
