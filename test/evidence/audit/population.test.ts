import { describe, expect, test } from 'vitest';
import { auditOfTrial, messagesOfTrial } from './audited.ts';

const arm = 'enrolled: 120, randomised: 110, treated: 100';

function of(number: string, fields = '', numbers = arm): string[] {
  return auditOfTrial(
    { orr: `endpoint: orr, proportion: { percent: 50, of: ${number} }${fields}` },
    { a: numbers },
  );
}

function exceeds(number: string, limit: string): string[] {
  return [`error population-exceeds-arm orr«${number}» against a«${limit}»`];
}

describe('the patients of a finding', () => {
  test.each([
    ['enrolled', 120],
    ['randomised', 110],
    ['itt', 110],
    ['treated', 100],
    ['evaluable', 120],
    ['responders', 120],
  ])('%s are at most %i', (population, limit) => {
    expect(of(String(limit), `, population: ${population}`)).toEqual([]);
    expect(of(String(limit + 1), `, population: ${population}`)).toEqual(
      exceeds(String(limit + 1), String(limit)),
    );
  });

  test('are at most the largest number of the arm where they do not say who they are', () => {
    expect(of('120')).toEqual([]);
    expect(of('121')).toEqual(exceeds('121', '120'));
    expect(of('101', '', 'treated: 100')).toEqual(exceeds('101', '100'));
  });

  test.each([
    ['treated', 'randomised: 110', '111', '110'],
    ['treated', 'enrolled: 120, randomised: 110', '111', '110'],
    ['itt', 'enrolled: 120, treated: 100', '121', '120'],
    ['randomised', 'enrolled: 120, treated: 100', '121', '120'],
    ['treated', 'enrolled: 120', '121', '120'],
  ])('%s are held against the closest of %s', (population, numbers, number, limit) => {
    expect(of(number, `, population: ${population}`, numbers)).toEqual(exceeds(number, limit));
    expect(of(limit, `, population: ${population}`, numbers)).toEqual([]);
  });

  test('are not held against a part of them', () => {
    expect(of('500', ', population: enrolled', 'randomised: 110')).toEqual([]);
    expect(of('500', ', population: itt', 'treated: 100')).toEqual([]);
    expect(of('500', '', '')).toEqual([]);
  });

  test('are those of their own arm', () => {
    const finding = { orr: 'endpoint: orr, arm: b, proportion: { percent: 50, of: 101 }' };
    expect(auditOfTrial(finding, { a: 'treated: 100' })).toEqual([]);
    expect(auditOfTrial(finding, { b: 'treated: 100' })).toEqual([
      'error population-exceeds-arm orr«101» against b«100»',
    ]);
  });

  test('of a trial of one arm need not name it', () => {
    const finding = { orr: 'endpoint: orr, arm: none, proportion: { percent: 50, of: 121 }' };
    expect(auditOfTrial({ orr: `${finding.orr}` }, { a: arm })).toEqual([]);
    expect(auditOfTrial({ orr: `${finding.orr}` }, { a: arm, oneArm: true })).toEqual(exceeds('121', '120'));
  });

  test('are read from counts and measures too', () => {
    const count = (shape: string) => auditOfTrial({ orr: `endpoint: orr, ${shape}` }, { a: arm });
    expect(count('count: { value: 3, of: 121, unit: patients }')).toEqual(exceeds('121', '120'));
    expect(count('measure: { mean: 3, of: 121, unit: points }')).toEqual(exceeds('121', '120'));
    expect(count('count: { value: 500, unit: cells }')).toEqual([]);
  });

  test('count for events where no number of patients is given', () => {
    const events = (number: string) =>
      auditOfTrial({ orr: `endpoint: orr, proportion: { percent: 50, events: ${number} }` }, { a: arm });
    expect(events('120')).toEqual([]);
    expect(events('121')).toEqual(exceeds('121', '120'));
  });
});

describe('the numbers of an arm', () => {
  test.each([
    ['enrolled: 120, randomised: 121, treated: 100', ['«121» against a«120»']],
    ['enrolled: 120, randomised: 110, treated: 111', ['«111» against a«110»']],
    ['enrolled: 120, treated: 121', ['«121» against a«120»']],
    ['enrolled: 120, randomised: 120, treated: 120', []],
    ['randomised: 110', []],
  ])('%s', (numbers, expected) => {
    expect(auditOfTrial({ orr: 'endpoint: orr, proportion: { percent: 50 }' }, { a: numbers })).toEqual(
      expected.map((places) => `error population-exceeds-arm a${places}`),
    );
  });
});

test('each is told in words', () => {
  const finding = { orr: 'endpoint: orr, population: itt, proportion: { percent: 50, of: 121 }' };
  expect(messagesOfTrial(finding, { a: 'randomised: 120, treated: 122' })).toEqual([
    '122 patients treated of 120 randomised',
    '121 patients, but the arm has 120 randomised',
  ]);
  const events = { orr: 'endpoint: orr, proportion: { percent: 50, events: 121 }' };
  expect(messagesOfTrial(events, { a: 'randomised: 120' })).toEqual([
    '121 patients with the outcome, but the arm has 120 randomised',
  ]);
});
