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
          '30.0% is the result of the control arm of GAMMA (Bet, Complete response or better), attributed to Zor-X',
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
      'C26: 44% is the result of the control arm of EPSILON (Dummy, Complete response or better), attributed to Vee-Z',
    ]);
    expect(messagesOn('In GAMMA, DELTA and EPSILON complete responses were 30%.', { texts })).toEqual([
      'C26: 30% is the result of the control arm of GAMMA (Bet, Complete response or better) and of DELTA (Placebo, Complete response or better), attributed to Zor-X or Zor-Y',
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
      'C26: 44.0% is the result of the control arm of EPSILON (Dummy, Complete response or better), attributed to the drug',
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
      'C26: 80 of 70–80% is the result of the control arm of GAMMA (Bet, Overall response), attributed to Zor-X',
    ]);
  });
});

describe('C27 in full', () => {
  const between = '{{range "gamma.mrd.x" "delta.mrd.y" "gamma.mrd.bet"}}';

  test('says in what the trials differ, each once and named once', () => {
    const reasons =
      'different disease state; different setting, fitness or severity; MRD sensitivity threshold differs; MRD requires CR in one trial only; analysis population differs';
    const [found, ...others] = objectionsTo(`It was ${between} with monitoring.`).filter(
      ({ rule }) => rule === 'C27',
    );
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      code: 'claim-pooled-range',
      severity: 'major',
      message: `the range 20.6–35.0% covers trials that are not comparable (GAMMA, DELTA): ${reasons}`,
      caveat: `A range over GAMMA, DELTA pools trials that differ (${reasons}); it is not an estimate for any population.`,
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
    `the table beside leaves out ${name}, a randomised trial in the same disease (invented disease) that is in your content`;
  const leavesOutBoth =
    'the table beside leaves out ALPHA, GAMMA, randomised trials in the same disease (invented disease) that is in your content';

  test('an exhibit of two trials leaves out those of its class, in the disease of the subject', () => {
    expect(found(['beta', 'delta'])).toEqual([leavesOutBoth]);
    expect(found(['alpha', 'delta'])).toEqual([leavesOut('GAMMA')]);
    expect(found(['alpha', 'gamma'])).toEqual([]);
    expect(found(['delta'])).toEqual([]);
    expect(found(['beta', 'delta'], {}, ['pfs'])).toEqual([leavesOutBoth]);
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
    const left = (names: string) => `claim-benchmark-range: the benchmark 45.0–95% leaves out ${names}`;
    const [alpha, gamma, both] = [left('ALPHA, a'), left('GAMMA, a'), left('ALPHA, GAMMA,')];
    expect(c28('')).toEqual([both]);
    expect(c28(' ALPHA too.')).toEqual([gamma]);
    expect(c28(' Also {{value "gamma.cr.x"}}.')).toEqual([alpha]);
    expect(c28(' Also {{range "gamma.cr.x" "gamma.cr.bet"}}.')).toEqual([both]);
    expect(c28(' Also {{growth "zorvex.2025-Q1"}}.')).toEqual([both]);
    expect(c28(' Also {{sales "zorvex.2025-Q1"}}.')).toEqual([both]);
    expect(c28('', ['alpha', 'beta'])).toEqual([gamma]);
  });
});
