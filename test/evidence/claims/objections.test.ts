import { describe, expect, test } from 'vitest';
import { objectionsTo, trialText } from './invented.ts';

type Judged = Parameters<typeof objectionsTo>[1];

/** `rule severity`, of one rule or of all. */
function rulesOn(body: string, judged: Judged = {}, only = /./): string[] {
  return objectionsTo(body, judged)
    .map(({ rule, severity }) => `${rule} ${severity}`)
    .filter((one) => only.test(one));
}

const messagesOn = (body: string, judged: Judged = {}) =>
  objectionsTo(body, judged).map(({ rule, message }) => `${rule}: ${message}`);

describe('C26 in full', () => {
  test('of a bound number', () => {
    expect(objectionsTo('In short, Zor-X reached {{value "gamma.cr.bet"}}.')).toEqual([
      {
        rule: 'C26',
        code: 'claim-control-arm',
        severity: 'block',
        message:
          '30.0% is the result of the control arm of GAMMA (Bet, Complete response or better), told of Zor-X',
        caveat: 'The quoted value 30.0% is that of the control arm of GAMMA, not of Zor-X.',
        where: 'text',
        place: { file: 'content/briefings/2026-02-02-second.md', line: 11, column: 25, length: 24 },
      },
    ]);
  });

  test('names every arm that a typed number may be, each once', () => {
    const again = trialText('EPSILON', {
      registry: 'NCT00000005',
      arms: [
        'v: { label: Vee-Z, product: zorvex, regimen: vee, role: experimental }',
        'w: { label: Dummy, regimen: dummy, role: control }',
      ],
      findings: [
        'cr.one: { endpoint: cr, arm: w, proportion: { percent: 44.0 } }',
        'cr.two: { endpoint: cr, arm: w, proportion: { percent: 44.4 } }',
        'cr.whole: { endpoint: cr, proportion: { percent: 30.0 } }',
      ],
    });
    const texts = { 'trials/epsilon.yaml': again };
    expect(messagesOn('Complete responses were 44% in EPSILON.', { texts })).toEqual([
      'C26: 44% is the result of the control arm of EPSILON (Dummy, Complete response or better), told of Vee-Z',
    ]);
    expect(messagesOn('In GAMMA, DELTA and EPSILON complete responses were 30%.', { texts })).toEqual([
      'C26: 30% is the result of the control arm of GAMMA (Bet, Complete response or better) and of DELTA (Placebo, Complete response or better), told of Zor-X or Zor-Y',
    ]);
    const [found] = objectionsTo('In GAMMA and DELTA complete responses were 30%.', { texts });
    expect(found?.caveat).toBe(
      'The quoted value 30% is that of the control arm of GAMMA and DELTA, not of Zor-X or Zor-Y.',
    );
  });

  test('says so where a trial tests nothing', () => {
    const text = trialText('EPSILON', {
      registry: 'NCT00000005',
      arms: ['w: { label: Dummy, regimen: dummy, role: control }'],
      findings: ['cr: { endpoint: cr, arm: w, proportion: { percent: 44.0 } }'],
    });
    const texts = { 'trials/epsilon.yaml': text };
    expect(messagesOn('EPSILON reached {{value "epsilon.cr"}}.', { texts })).toEqual([
      'C26: 44.0% is the result of the control arm of EPSILON (Dummy, Complete response or better), told of the drug',
    ]);
  });
});

describe('C26, bound numbers', () => {
  const c26 = /C26/;
  test.each([
    ['GAMMA gave {{value "gamma.cr.bet"}}.', 1],
    ['GAMMA gave it to {{value "gamma.cr.bet" show="N"}}.', 0],
    ['GAMMA told of {{value "gamma.pfs12.bet" show="at"}}.', 0],
    ['GAMMA measured to {{value "gamma.mrd.bet" show="threshold"}}.', 0],
    ['GAMMA gave {{gap "gamma.mrd.bet" "gamma.cr.bet"}}.', 0],
    ['GAMMA gave {{range "gamma.cr.bet" "gamma.cr.x"}}.', 1],
    ['GAMMA gave {{value "gamma.cr.bet"}} and {{value "gamma.cr.x"}}.', 0],
    ['GAMMA gave {{value "gamma.cr.bet"}} and {{value "gamma.orr.x"}}.', 1],
    ['GAMMA gave {{value "gamma.cr.x"}}.', 0],
  ])('%s', (body, count) => {
    expect(rulesOn(body, {}, c26)).toHaveLength(count);
  });
});

describe('C26, typed numbers', () => {
  const c26 = /C26/;
  test.each([
    ['Complete responses to Zor-X were 30%.', 1],
    ['Complete responses to Zor-X were 30.5%.', 1],
    ['Complete responses to Zor-X were 30.6%.', 0],
    ['Complete responses to Zor-X were 31%.', 0],
    ['Complete responses to Zor-X were 29–50%.', 1],
    ['Complete responses to Zor-X were 28–50%.', 0],
    ['Complete responses to Zor-X were 29.0–50.0%.', 0],
    ['Complete responses to Zor-X were 10–31.5%.', 0],
    ['Complete responses to Zor-X were 30–60%.', 1],
    ['Complete responses to Zor-X were 30% and 30%.', 2],
    ['Zor-X: complete responses were {{value "gamma.cr.x"}}, then 30%.', 0],
    // 80.0% of the control and 80.4% of the drug: one may be the other.
    ['The ORR with Zor-X was 80%.', 0],
    ['The ORR with Zor-X was 70–80%.', 1],
    ['The ORR with Zor-X was 70–81%.', 0],
    ['The MRD rate with Zor-X was 21%.', 0],
    ['The MRD rate with Zor-X was 10–21%.', 1],
    ['The median PFS with Zor-X was 25 months.', 1],
    ['The median PFS with Zor-X was 25%.', 0],
    ['The PFS rate with Zor-X was 55%.', 1],
    ['Something else with Zor-X was 30%.', 0],
    ['Complete responses were 30%.', 0],
  ])('%s', (body, count) => {
    expect(rulesOn(body, {}, c26)).toHaveLength(count);
  });

  test('of a range blames its end, and the control arm alone', () => {
    expect(messagesOn('The ORR with Zor-X was 70–80%.')).toEqual([
      'C26: 80 of 70–80% is the result of the control arm of GAMMA (Bet, Overall response), told of Zor-X',
    ]);
  });
});

describe('C27 in full', () => {
  const between = '{{range "gamma.mrd.x" "delta.mrd.y" "gamma.mrd.bet"}}';

  test('says in what the trials differ, each once and named once', () => {
    const reasons =
      'different disease state; different fitness or transplant eligibility; MRD sensitivity threshold differs; MRD requires CR in one trial only; analysis population differs';
    const [found, ...others] = objectionsTo(`It was ${between} with monitoring.`).filter(
      ({ rule }) => rule === 'C27',
    );
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      code: 'claim-pooled-range',
      severity: 'major',
      message: `the range 20.6–35.0% covers trials that are not comparable (GAMMA, DELTA): ${reasons}`,
      caveat: `The range 20.6–35.0% pools trials that differ (${reasons}); it is not an estimate for any population.`,
    });
  });

  const like = trialText('EPSILON', {
    registry: 'NCT00000005',
    arms: ['v: { label: Vee, product: zorvex, regimen: vee, role: experimental }'],
    findings: [
      'cr: { endpoint: cr, arm: v, proportion: { percent: 60.0 }, population: itt }',
      'orr: { endpoint: orr, arm: v, proportion: { percent: 60.0 }, population: itt }',
    ],
  });
  const alike = trialText('ZETA', {
    registry: 'NCT00000006',
    arms: ['v: { label: Vee, product: zorvex, regimen: vee, role: experimental }'],
    findings: ['cr: { endpoint: cr, arm: v, proportion: { percent: 50.0 }, population: itt }'],
  });
  const texts = { 'trials/epsilon.yaml': like, 'trials/zeta.yaml': alike };
  const c27 = /C27/;

  test.each([
    ['It was {{range "epsilon.cr" "zeta.cr"}}.', 0],
    ['It was {{range "epsilon.cr" "epsilon.orr"}}.', 0],
    ['It was {{range "epsilon.cr" "gamma.cr.x"}}.', 1],
    ['It was {{gap "epsilon.cr" "delta.cr.y"}}.', 0],
    ['EPSILON and ZETA gave complete responses in 50–60%.', 0],
    ['GAMMA and DELTA gave complete responses in 45–60%.', 1],
    ['GAMMA and DELTA gave complete responses in 46.5–58.5%.', 1],
    ['GAMMA and DELTA gave complete responses in 46.6–60%.', 0],
    ['GAMMA and DELTA gave complete responses in 40–58.4%.', 0],
    ['GAMMA and DELTA gave complete responses in 50%.', 0],
    ['GAMMA and DELTA gave something in 45–60%.', 0],
    ['GAMMA gave complete responses in 30–60%.', 0],
  ])('%s', (body, count) => {
    expect(rulesOn(body, { texts }, c27)).toHaveLength(count);
  });
});

describe('C28 in full', () => {
  const trial = (name: string, number: number, product: string, more: object = {}) =>
    trialText(name, {
      registry: `NCT0000000${number}`,
      arms: [
        `t: { label: ${name}-T, product: ${product}, regimen: some, role: experimental }`,
        'c: { label: Dummy, regimen: dummy, role: control }',
      ],
      findings: ['orr: { endpoint: orr, arm: t, proportion: { percent: 60.0 } }'],
      ...more,
    });
  const found = (trials: string[], texts: Record<string, string> = {}, endpoints = ['orr']) =>
    objectionsTo('Nothing more.', { texts, beside: { trials, endpoints } }).map(({ message }) => message);
  const leavesOut = (name: string) =>
    `the table beside leaves out ${name}, a randomised trial in the same disease (invented disease) that the library holds`;

  test('an exhibit of two trials leaves out those of its class, in the disease of the subject', () => {
    expect(found(['beta', 'delta'])).toEqual([leavesOut('ALPHA'), leavesOut('GAMMA')]);
    expect(found(['alpha', 'delta'])).toEqual([leavesOut('GAMMA')]);
    expect(found(['alpha', 'gamma'])).toEqual([]);
    expect(found(['delta'])).toEqual([]);
    expect(found(['beta', 'delta'], {}, ['pfs'])).toEqual([leavesOut('ALPHA'), leavesOut('GAMMA')]);
    expect(found(['beta', 'delta'], {}, ['os'])).toEqual([leavesOut('GAMMA')]);
    expect(found(['beta', 'delta'], {}, ['vgpr'])).toEqual([]);
    expect(found(['beta', 'delta'], {}, [])).toEqual([]);
  });

  test('tells all of it', () => {
    expect(
      objectionsTo('Nothing more.', { beside: { trials: ['alpha', 'delta'], endpoints: ['orr'] } }),
    ).toEqual([
      {
        rule: 'C28',
        code: 'claim-benchmark',
        severity: 'major',
        message: leavesOut('GAMMA'),
        caveat: 'A randomised trial in the same disease state (GAMMA) is not included in the comparison.',
        where: 'table beside',
      },
    ]);
  });

  test('is of classes of what is tested, any of them', () => {
    const other = { 'trials/epsilon.yaml': trial('EPSILON', 5, 'betamab') };
    expect(found(['alpha', 'gamma'], other)).toEqual([]);
    const both = trial('EPSILON', 5, 'zorvex', {
      arms: [
        't: { label: Tee, product: zorvex, regimen: some, role: experimental }',
        'u: { label: Uuu, product: betamab, regimen: other, role: experimental }',
      ],
    });
    expect(found(['alpha', 'gamma'], { 'trials/epsilon.yaml': both })).toEqual([leavesOut('EPSILON')]);
    const elsewhere = trial('EPSILON', 5, 'zorvex', { disease: 'another invented disease' });
    expect(found(['alpha', 'gamma'], { 'trials/epsilon.yaml': elsewhere })).toEqual([]);
    const single = trial('EPSILON', 5, 'zorvex').replace('design: randomised', 'design: single-arm');
    expect(found(['alpha', 'gamma'], { 'trials/epsilon.yaml': single })).toEqual([]);
  });

  test('a range leaves out what is neither named, bound nor shown', () => {
    const range = 'It was {{range "beta.orr" "delta.cr.y"}}.';
    const c28 = (more: string, beside?: string[]) =>
      objectionsTo(`${range}${more}`, beside && { beside: { trials: beside, endpoints: [] } })
        .filter(({ rule }) => rule === 'C28')
        .map(({ code, message }) => `${code}: ${message.split(' randomised')[0]}`);
    const [alpha, gamma] = ['ALPHA, a', 'GAMMA, a'].map((name) =>
      `claim-benchmark-range: the benchmark 45.0–95% leaves out ${name}`.slice(0, 73),
    );
    expect(c28('')).toEqual([alpha, gamma]);
    expect(c28(' ALPHA too.')).toEqual([gamma]);
    expect(c28(' Also {{value "gamma.cr.x"}}.')).toEqual([alpha]);
    expect(c28(' Also {{range "gamma.cr.x" "gamma.cr.bet"}}.')).toEqual([alpha, gamma]);
    expect(c28(' Also {{growth "zorvex.2025-Q1"}}.')).toEqual([alpha, gamma]);
    expect(c28(' Also {{sales "zorvex.2025-Q1"}}.')).toEqual([alpha, gamma]);
    expect(c28('', ['alpha', 'beta'])).toEqual([gamma]);
  });
});

describe('C30 in full', () => {
  test.each([
    ['They are cured.', '‘cured’ rests on no result in the sentence'],
    ['{{value "gamma.pod.x"}} means a cure.', '‘cure’ rests on Progression or death alone'],
    ['{{value "gamma.cr.x"}} means a cure.', '‘cure’ rests on ≥CR alone'],
    [
      '{{value "gamma.cr.x"}}, {{value "gamma.cr.bet"}} and {{value "gamma.orr.x"}}: a cure.',
      '‘cure’ rests on ≥CR, ORR alone',
    ],
  ])('%s', (body, message) => {
    expect(objectionsTo(body).filter(({ rule }) => rule === 'C30')).toEqual([
      {
        rule: 'C30',
        code: 'claim-surrogate',
        severity: 'major',
        message,
        caveat:
          'MRD negativity and response are intermediate endpoints; they have not by themselves established longer survival or cure in this population.',
        where: 'text',
        place: undefined,
      },
    ]);
  });

  const c30 = /C30/;
  test.each([
    ['Patients lived longer, {{value "gamma.os.hr" show="full"}}.', 0],
    ['Patients lived longer, {{value "gamma.orr.or" show="full"}}.', 1],
    ['Patients were cured, {{value "gamma.os.hr" show="full"}}.', 1],
    ['It extends life and saves lives.', 2],
    ['Nobody knows whether it is a cure.', 0],
    ['It isn’t a cure.', 0],
    ['It never worked. It is a cure.', 1],
    ['It never worked; it is a cure.', 1],
    ['They sought curative intent.', 0],
    ['They sought a curative dose.', 1],
    ['An obscure, secured and procured thing.', 0],
  ])('%s', (body, count) => {
    expect(rulesOn(body, {}, c30)).toHaveLength(count);
  });
});

describe('C31 in full', () => {
  test.each([
    ['ALPHA and BETA: HR 0.5.', '‘HR 0.5’ is told between ALPHA and BETA'],
    ['ALPHA and BETA: p = .03.', '‘p = .03’ is told between ALPHA and BETA'],
    ['ALPHA and BETA, hazard ratio of 0.50.', '‘hazard ratio of 0.50’ is told between ALPHA and BETA'],
    ['ALPHA against {{value "beta.orr"}}, significantly.', '‘significantly’ is told between ALPHA and BETA'],
  ])('%s', (body, message) => {
    expect(objectionsTo(body).filter(({ rule }) => rule === 'C31')).toEqual([
      {
        rule: 'C31',
        code: 'claim-cross-trial-statistic',
        severity: 'block',
        message: `${message}: patients were not randomised between them`,
        caveat: 'No inferential statistic is shown between arms of different trials.',
        where: 'text',
        place: undefined,
      },
    ]);
  });

  const c31 = /C31/;
  test.each([
    ['ALPHA and BETA stand on floor 4.', 0],
    ['ALPHA and BETA, step=0.4.', 0],
    ['ALPHA and BETA are insignificant, non-significant and significance.', 0],
    ['ALPHA gave p = 0.03.', 0],
    ['ALPHA and BETA: OR 2.5 and p<0.01.', 2],
    ['ALPHA and BETA: {{value "gamma.orr.or" show="full"}}, significantly.', 0],
    ['ALPHA and BETA are significant.', 1],
    ['ALPHA and BETA, by {{growth "zorvex.2025-Q1"}}, are significant.', 1],
    ['ALPHA and BETA, with {{gap "gamma.cr.x" "gamma.cr.bet"}}, are significant.', 1],
  ])('%s', (body, count) => {
    expect(rulesOn(body, {}, c31)).toHaveLength(count);
  });
});

describe('words in full', () => {
  test('that never stand', () => {
    expect(objectionsTo('What a miracle.')).toEqual([
      {
        rule: 'style',
        code: 'claim-word',
        severity: 'major',
        message: '‘miracle’ belongs in the author’s view, if anywhere',
        caveat: '‘miracle’ is the author’s judgement, not a result.',
        where: 'text',
        place: undefined,
      },
    ]);
  });

  test.each([
    ['It was superior.', 'the sentence binds no hazard ratio, odds ratio or difference with its interval'],
    [
      'It was superior, {{value "gamma.os.hr" show="full"}}.',
      'the comparison in the sentence does not rule out no difference',
    ],
  ])('that need a comparison: %s', (body, lack) => {
    const texts = { 'trials/gamma.yaml': weak };
    expect(objectionsTo(body, { texts })).toEqual([
      {
        rule: 'style',
        code: 'claim-word',
        severity: 'major',
        message: `‘superior’ needs a comparison that carries it: ${lack}`,
        caveat: '‘superior’ is not carried by a randomised comparison shown here.',
        where: 'text',
        place: undefined,
      },
    ]);
  });

  const weak = trialText('GAMMA', {
    registry: 'NCT00000003',
    arms: [
      'x: { label: Zor-X, product: zorvex, regimen: zorvex, role: experimental }',
      'bet: { label: Bet, regimen: betamab, role: control }',
    ],
    findings: ['os.hr: { endpoint: os, compare: [x, bet], hazardRatio: { value: 0.90, ci: [0.70, 1.20] } }'],
  });

  const style = /style/;
  test.each([
    ['It was superior, {{value "gamma.orr.or" show="full"}}.', 0],
    ['It was superior, {{value "gamma.os.hr" show="full"}}.', 0],
    ['It was superior, {{value "gamma.cr.diff" show="full"}}.', 0],
    ['It was superior, {{gap "gamma.cr.x" "gamma.cr.bet"}}.', 1],
    ['A miraculously good and unprecedentedly deep result.', 2],
    ['A miraclemaker.', 0],
    ['A breakthrough infection, a breakthrough device, breakthrough therapies.', 0],
    ['A breakthrough in therapy.', 1],
    ['A superiority trial, a significant level.', 0],
    ['Superiority, significance and outperformance.', 3],
    ['Non-significant and insignificant.', 0],
    ['He said “a miracle” and "unprecedented" and «superior».', 0],
    ['He said “no” to a miracle “today”.', 1],
    ['He said “no”miracle.', 1],
  ])('%s', (body, count) => {
    expect(rulesOn(body, {}, style)).toHaveLength(count);
  });
});
