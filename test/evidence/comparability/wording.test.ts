import { describe, expect, test } from 'vitest';
import {
  byTrial,
  contrast,
  isOneTrial,
  nameEndpoint,
  nameTrials,
  sentence,
  stated,
  textOf,
} from '../../../src/evidence/comparability/rule.ts';
import type { Finding } from '../../../src/model/trial.ts';
import { finding, trial } from './invented.ts';

const [alpha, beta, gamma] = ['alpha', 'beta', 'gamma'].map((id) => finding(trial(id))) as [
  Finding,
  Finding,
  Finding,
];

describe('nameTrials', () => {
  test.each([
    [[], ''],
    [[alpha], 'ALPHA'],
    [[alpha, alpha], 'ALPHA'],
    [[alpha, beta], 'ALPHA and BETA'],
    [[alpha, beta, gamma, alpha], 'ALPHA, BETA and GAMMA'],
  ])('%#', (findings, expected) => {
    expect(nameTrials(findings)).toBe(expected);
    expect(nameTrials(findings, 'or')).toBe(expected.replace(' and ', ' or '));
  });

  test('of one trial or of several', () => {
    expect(isOneTrial([alpha, alpha])).toBe(true);
    expect(isOneTrial([alpha, beta])).toBe(false);
  });
});

test.each([
  ['mrd-negativity', 'MRD−'],
  ['progression-or-death', 'progression or death'],
  ['mrd-negativity-among-cr', 'MRD negativity among complete responders'],
])('the endpoint %s is named %s inside a sentence', (on, expected) => {
  expect(nameEndpoint(finding(trial('alpha'), { on }))).toBe(expected);
});

describe('byTrial', () => {
  const by = (said: Record<string, string | undefined>, ...findings: Finding[]) =>
    textOf(byTrial(findings, (one) => stated(one, said[one.id])));

  test('gives each value once, and what nobody states last', () => {
    const said = { [alpha.id]: undefined, [beta.id]: 'x', [gamma.id]: 'x' };
    expect(by(said, alpha, beta, gamma)).toBe('x (BETA, GAMMA), not stated (ALPHA)');
  });

  test('parts values that hold a comma by semicolons', () => {
    expect(by({ [alpha.id]: 'x, y', [beta.id]: 'z' }, alpha, beta)).toBe('x, y (ALPHA); z (BETA)');
    expect(by({ [alpha.id]: 'x; y', [beta.id]: 'z' }, alpha, beta)).toBe('x; y (ALPHA); z (BETA)');
  });

  test('names the endpoints, each once, where a trial has several values for several', () => {
    const own = alpha.trial;
    const [cr, orr] = [finding(own, { on: 'cr' }), finding(own, { on: 'orr' })];
    const again = finding(own, { on: 'cr', id: 'alpha.cr.again' });
    const said = { [cr.id]: 'x', [again.id]: 'x', [orr.id]: 'y', [beta.id]: 'x' };
    expect(by(said, cr, again, orr, beta)).toBe('x (ALPHA ≥CR, BETA), y (ALPHA ORR)');
    expect(by({ ...said, [alpha.id]: 'x' }, cr, alpha, orr)).toBe('x (ALPHA ≥CR and MRD−), y (ALPHA ORR)');
    expect(by({ ...said, [again.id]: 'z' }, cr, again)).toBe('x (ALPHA), z (ALPHA)');
    expect(by({ ...said, [orr.id]: 'x' }, cr, orr)).toBe('x (ALPHA)');
  });

  test('prints what is stated with the result that states it, and only that', () => {
    const pieces = byTrial([alpha, beta], (one) => stated(one, one === alpha ? 'x' : undefined));
    expect(pieces.flatMap(({ datum }) => datum ?? [])).toEqual([alpha]);
  });
});

describe('contrast', () => {
  const of = (said: (string | undefined)[], tail?: string) => {
    const findings = [alpha, beta, gamma].slice(0, said.length);
    return textOf(contrast('It', findings, (one) => stated(one, said[findings.indexOf(one)]), tail));
  };

  test.each([
    [['x', 'y'], 'It differs: x (ALPHA), y (BETA); so there.'],
    [
      ['x', 'y', undefined],
      'It differs or is not stated: x (ALPHA), y (BETA), not stated (GAMMA); so there.',
    ],
    [['x', undefined], 'It is not stated throughout: x (ALPHA), not stated (BETA); so there.'],
    [[undefined, undefined, undefined], 'It is not stated (ALPHA, BETA and GAMMA); so there.'],
    [
      ['x', 'x, region not stated'],
      'It differs or is not stated: x (ALPHA); x, region not stated (BETA); so there.',
    ],
  ])('%j', (said, expected) => {
    expect(of(said, '; so there')).toBe(expected);
    expect(of(said)).toBe(expected.replace('; so there', ''));
  });
});

test('say puts words and pieces in a row', () => {
  expect(textOf(sentence('a', sentence('b', 'c'), stated(alpha, 'd') ?? [], ''))).toBe('abcd');
});
