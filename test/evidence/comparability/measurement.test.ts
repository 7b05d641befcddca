import { describe, expect, test } from 'vitest';
import type { Finding, Trial } from '../../../src/model/trial.ts';
import { caveat, codes, unstated } from './fired.ts';
import { count, cut, finding, hazardRatio, median, proportion, rate, trial } from './invented.ts';

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

  test('names times that are not stated', () => {
    expect(unstated(...both({ timing: undefined }))).toEqual(['time of assessment (ALPHA, BETA)']);
    expect(unstated(alpha, beside({ timing: undefined }))).toEqual(['time of assessment (BETA)']);
  });

  test('is for responses too, where overall response means at any time', () => {
    expect(codes(...both({ on: 'cr', timing: undefined }))).toEqual([]);
    expect(unstated(...both({ on: 'cr' }, { on: 'cr', timing: undefined }))).toEqual([
      'time of assessment (BETA)',
    ]);
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
    expect(
      unstated(beside(sustained('sustained-mrd-12')), finding(trial('alpha'), { timing: undefined })),
    ).toEqual([]);
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
    ['full analysis', false],
    ['mitt', true],
    ['per protocol', true],
    ['safety', true],
    ['patients with a sample', true],
  ] as const)('intention to treat beside %s', (population, fires) => {
    expect(codes(alpha, beside({ population }))).toEqual(fires ? ['C14'] : []);
  });

  test('names the populations', () => {
    expect(caveat('C14', alpha, beside({ population: 'evaluable' }))).toBe(
      'The analysis population differs: all randomised (ALPHA), evaluable (BETA).',
    );
    expect(caveat('C14', alpha, beside({ population: 're-randomised' }))).toContain('re-randomised (BETA)');
    expect(caveat('C14', alpha, beside({ population: 'patients with a sample' }))).toContain(
      'patients with a sample (BETA)',
    );
    expect(unstated(...both({ population: undefined }))).toEqual(['analysis population (ALPHA, BETA)']);
    const harm = { on: 'sae', population: undefined };
    expect(unstated(...both(harm))).toEqual([]);
    expect(codes(...both({ on: 'sae', population: 'safety' }, { on: 'sae', population: 'treated' }))).toEqual(
      [],
    );
  });

  test('a subgroup is another group than its trial, and than another subgroup', () => {
    const high = { by: 'Cytogenetic risk', is: 'high' };
    expect(codes(alpha, beside({ subgroup: high }))).toEqual(['C14']);
    expect(codes(...both({ subgroup: high }, { subgroup: { ...high, is: 'standard' } }))).toEqual(['C14']);
    expect(codes(...both({ subgroup: high }, { subgroup: { by: 'cytogenetic risk', is: 'High' } }))).toEqual(
      [],
    );
    expect(caveat('C14', alpha, beside({ subgroup: high }))).toBe(
      'The analysis population differs: all randomised (ALPHA); all randomised, of Cytogenetic risk: high (BETA).',
    );
    expect(caveat('C14', alpha, beside({ subgroup: high, population: undefined }))).toContain(
      'patients not stated, of Cytogenetic risk: high (BETA)',
    );
  });
});

describe('C20, criteria and assessor', () => {
  const response = (id: string, criteria: string | undefined, changes: Changes = {}) =>
    finding(trial(id, { criteria } as Partial<Trial>), { on: 'orr', ...changes });
  const one = response('alpha', 'RECIST 1.1');

  test('fires for other criteria and for another assessor', () => {
    expect(codes(one, response('beta', 'iRECIST'))).toEqual(['C20']);
    expect(codes(one, response('beta', 'recist 1.1'))).toEqual([]);
    expect(codes(one, response('beta', 'RECIST 1.1', { assessor: 'investigator' }))).toEqual(['C20']);
  });

  test('what is not stated is named', () => {
    expect(unstated(one, response('beta', undefined))).toEqual(['response criteria (BETA)']);
    expect(unstated(one, response('beta', 'RECIST 1.1', { assessor: undefined }))).toEqual([
      'assessor (BETA)',
    ]);
    expect(unstated(response('alpha', undefined), response('beta', undefined))).toEqual([
      'response criteria (ALPHA, BETA)',
    ]);
  });

  test.each([
    ['pfs', true],
    ['dor', true],
    ['dfs', true],
    ['cr', true],
    ['psa-response', false],
    ['ctdna-clearance', false],
    ['major-molecular-response', false],
    ['os', false],
    ['mace', false],
    ['all-cause-death', false],
    ['ldl-c', false],
    ['pasi-75', false],
    ['crs', false],
    ['mrd-negativity', false],
  ])('an assessor is asked for %s: %s', (on, asked) => {
    const unsaid = { on, assessor: undefined, value: median('20.0') };
    expect(unstated(...both(unsaid)).some((one) => one.startsWith('assessor'))).toBe(asked);
    expect(codes(...both({ on, assessor: 'independent' }, { on, assessor: 'investigator' }))).toContain(
      'C20',
    );
  });

  test('names both', () => {
    expect(caveat('C20', one, response('beta', 'RECIST 1.1', { assessor: 'investigator' }))).toBe(
      'Assessment (criteria, assessor) differs: RECIST 1.1, independent assessment (ALPHA); RECIST 1.1, investigator assessment (BETA).',
    );
    expect(caveat('C20', ...both({ on: 'mace' }, { on: 'mace', assessor: 'investigator' }))).toBe(
      'Assessment (criteria, assessor) differs: independent assessment (ALPHA), investigator assessment (BETA).',
    );
  });
});

describe('C21, definition of PFS', () => {
  const event = 'progression or death';
  const pfs = (own: Trial['pfs'] | undefined, on = 'pfs', disease = 'disease X') =>
    finding(trial('beta', { pfs: own, disease } as Partial<Trial>), { on, value: median('20.0') });
  const base = (disease = 'disease X') =>
    finding(trial('alpha', { disease }), { on: 'pfs', value: median('20.0') });

  test.each([
    ['another event', { event: 'progression to active disease or death', origin: 'randomisation' } as const],
    ['another start', { event, origin: 'infusion' } as const],
  ])('fires for %s', (_, own) => {
    expect(codes(base(), pfs(own))).toEqual(['C21']);
  });

  test('is silent for the same, for a start that one does not state, and for other endpoints', () => {
    expect(codes(base(), pfs({ event, origin: 'randomisation' }))).toEqual([]);
    expect(codes(base(), pfs({ event }))).toEqual([]);
    expect(codes(base(), pfs(undefined, 'os'))).not.toContain('C21');
    expect(codes(alpha, pfs(undefined))).not.toContain('C21');
  });

  test('a definition that only one states differs in myeloma, and is named elsewhere', () => {
    expect(codes(base('NDMM'), pfs(undefined, 'pfs', 'NDMM'))).toEqual(['C21']);
    expect(unstated(base('NDMM'), pfs(undefined, 'pfs', 'NDMM'))).toEqual([]);
    expect(unstated(base(), pfs(undefined))).toEqual(['definition of progression-free survival (BETA)']);
    expect(caveat('C21', base('NDMM'), pfs(undefined, 'pfs', 'NDMM'))).toBe(
      'The definition of progression-free survival is not stated throughout: progression or death, from randomisation (ALPHA); not stated (BETA).',
    );
  });

  test('where neither states one, the criteria may', () => {
    const of = (id: string, criteria: string | undefined) =>
      finding(trial(id, { pfs: undefined, criteria } as Partial<Trial>), {
        on: 'pfs',
        value: median('20.0'),
      });
    expect(unstated(of('alpha', 'RECIST'), of('beta', 'RECIST'))).toEqual([]);
    expect(unstated(of('alpha', undefined), of('beta', undefined))).toContain(
      'definition of progression-free survival (ALPHA, BETA)',
    );
  });

  test('concerns what else rests on progression', () => {
    const events = finding(trial('beta', { pfs: { event: 'progression' } }), {
      on: 'progression-or-death',
      value: count(10, 300),
    });
    expect(codes(base(), events)).toContain('C21');
    const free = { ...events, endpoint: { ...events.endpoint, id: 'progression-free-5y' } };
    expect(codes(base(), free)).toContain('C21');
  });

  test('names the definitions', () => {
    expect(caveat('C21', base(), pfs({ event, origin: 'infusion' }))).toBe(
      'The definition of progression-free survival differs: progression or death, from randomisation (ALPHA); progression or death, from infusion (BETA).',
    );
    expect(caveat('C21', base(), pfs({ event: 'progression' }))).toContain(
      'progression, from a start not stated (BETA)',
    );
  });
});

describe('C39, time of measurement', () => {
  const at = (id: string, timing: string | undefined, changes: Changes = {}) =>
    finding(trial(id), { on: 'hba1c-change', timing, cut: undefined, ...changes });

  test.each([
    ['week 40', 'week 26', true],
    ['week 12', 'week 16', true],
    ['week 48', 'week 52', false],
    ['week 24', 'month 6', false],
    ['weeks 1 to 12', 'week 12', false],
    ['weeks 9–12', '12 weeks', false],
    ['day 28', 'day 57', true],
    ['end of treatment', 'week 24', true],
    ['end of treatment', 'End of treatment', false],
  ])('%s beside %s', (one, other, fires) => {
    expect(codes(at('alpha', one), at('beta', other)).includes('C39')).toBe(fires);
  });

  test('is taken from the cut or its follow-up where the result states none', () => {
    const named = at('beta', undefined, { cut: cut('final', undefined, { label: 'Week 26' }) });
    expect(codes(at('alpha', 'week 40'), named)).toContain('C39');
    const followed = at('beta', undefined, { cut: cut('final', '6.0') });
    expect(codes(at('alpha', 'week 40'), followed)).toContain('C39');
    expect(caveat('C39', at('alpha', 'week 40'), followed)).toBe(
      'The time of measurement differs: week 40 (ALPHA), 6.0 months (BETA); effects change over time.',
    );
  });

  test('is named where it is not stated, of results that have one time', () => {
    expect(unstated(at('alpha', 'week 40'), at('beta', undefined))).toEqual(['time of measurement (BETA)']);
    expect(unstated(at('alpha', undefined), at('beta', undefined))).toEqual([
      'time of measurement (ALPHA, BETA)',
    ]);
    const survival = { on: 'os', value: median('20.0') };
    expect(unstated(at('alpha', undefined, survival), at('beta', undefined, survival))).not.toContain(
      'time of measurement (ALPHA, BETA)',
    );
    expect(codes(at('alpha', 'month 12', survival), at('beta', 'month 24', survival))).toContain('C39');
  });
});

describe('C44, definition of the endpoint', () => {
  const mace = (id: string, text: string | undefined, on = 'mace') =>
    finding(trial(id, { ...(text !== undefined && { definitions: { mace: text } }) }), {
      on,
      value: hazardRatio('0.80'),
    });

  test.each([
    ['death, infarction or stroke', 'stroke, infarction, death', false],
    ['composite of death, infarction or stroke', 'death, infarction or stroke', false],
    ['death, infarction or stroke', 'death, infarction, stroke or unstable angina', true],
    ['death or stroke', 'death or infarction', true],
  ])('%s beside %s', (one, other, fires) => {
    expect(codes(mace('alpha', one), mace('beta', other)).includes('C44')).toBe(fires);
  });

  test('is named where it is not stated, also by neither for a composite', () => {
    expect(unstated(mace('alpha', 'death'), mace('beta', undefined))).toContain(
      'definition of the endpoint (BETA)',
    );
    expect(unstated(mace('alpha', undefined), mace('beta', undefined))).toContain(
      'definition of the endpoint (ALPHA, BETA)',
    );
    expect(unstated(mace('alpha', undefined, 'stroke'), mace('beta', undefined, 'stroke'))).toEqual([]);
  });

  test('is for one endpoint, and names what each counts', () => {
    expect(codes(mace('alpha', 'death'), mace('beta', 'stroke', 'stroke'))).not.toContain('C44');
    expect(caveat('C44', mace('alpha', 'death'), mace('beta', 'death or stroke'))).toBe(
      'The definition of the endpoint differs: death (ALPHA), death or stroke (BETA); the results count different events.',
    );
  });
});

describe('C53, assay', () => {
  const titre = (id: string, assay: string | undefined, on = 'gmt') => finding(trial(id), { on, assay });

  test('fires for another assay, except of MRD', () => {
    expect(codes(titre('alpha', 'HI'), titre('beta', 'MN'))).toContain('C53');
    expect(codes(titre('alpha', 'HI'), titre('beta', 'hi'))).not.toContain('C53');
    expect(codes(alpha, beside({ assay: 'MFC' }))).toEqual(['C10']);
    expect(caveat('C53', titre('alpha', 'HI'), titre('beta', 'MN'))).toBe(
      'The assay differs: HI (ALPHA), MN (BETA); its results are not on one scale.',
    );
  });

  test('is missed in immune responses, elsewhere only where one trial states it', () => {
    expect(unstated(titre('alpha', undefined), titre('beta', undefined))).toContain('assay (ALPHA, BETA)');
    expect(unstated(titre('alpha', undefined, 'ldl-c'), titre('beta', undefined, 'ldl-c'))).not.toContain(
      'assay (ALPHA, BETA)',
    );
    expect(unstated(titre('alpha', 'HPLC', 'ldl-c'), titre('beta', undefined, 'ldl-c'))).toContain(
      'assay (BETA)',
    );
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
    expect(codes(...both(at('48'), { on: 'pfs', value: median('20.0') }))).not.toContain('C32');
    const free = { on: 'progression-free-5y', value: proportion(100, 300) };
    expect(codes(...both(at('48'), free))).not.toContain('C32');
  });
});
