import { expect, test } from 'vitest';
import { auditOfTrial, messagesOfTrial } from './audited.ts';

function arms(whole: string, more = { a: '', b: '' }) {
  return {
    all: `endpoint: orr, arm: none, ${whole}`,
    one: `endpoint: orr, arm: a, proportion: { events: 10, of: 20 }${more.a}`,
    two: `endpoint: orr, arm: b, proportion: { events: 12, of: 30 }${more.b}`,
  };
}

test('the events and patients of the arms are those of the trial', () => {
  expect(auditOfTrial(arms('proportion: { events: 22, of: 50 }'))).toEqual([]);
  expect(auditOfTrial(arms('proportion: { events: 23, of: 50 }'))).toEqual([
    'error arm-sum all«23» against one«10», two«12»',
  ]);
  expect(auditOfTrial(arms('proportion: { events: 21, of: 50 }'))).toHaveLength(1);
  expect(auditOfTrial(arms('proportion: { events: 22, of: 51 }'))).toEqual([
    'error arm-sum all«51» against one«20», two«30»',
  ]);
  expect(auditOfTrial(arms('proportion: { percent: 99, of: 50 }'))).toEqual([]);
  expect(auditOfTrial(arms('proportion: { percent: 99, events: 23 }'))).toHaveLength(1);
});

test('a subgroup of each arm is not the whole of it', () => {
  const young = ', subgroup: { by: Age, is: under 75 }';
  const whole = 'proportion: { events: 23, of: 50 }';
  expect(auditOfTrial(arms(whole, { a: young, b: young }))).toEqual([]);
  expect(auditOfTrial(arms(`${whole}${young}`, { a: young, b: young }))).toHaveLength(1);
});

test('is told in words', () => {
  expect(messagesOfTrial(arms('proportion: { events: 23, of: 51 }'))).toEqual([
    'the events of the arms, 10 + 12, are 22, not 23',
    'the patients of the arms, 20 + 30, are 50, not 51',
  ]);
});

test.each([
  ', cut: two',
  ', population: treated',
  ', timing: day 100',
  ', requiresCr: true',
  ', assessor: independent',
  ', threshold: 10^-5',
])('is not asked of arms where one differs by ‘%s’', (more) => {
  expect(auditOfTrial(arms('proportion: { events: 23, of: 50 }', { a: '', b: more }))).toEqual([]);
});

test('is not asked of another endpoint, of arms with several or no such finding, or of counts', () => {
  const whole = 'proportion: { events: 23, of: 50 }';
  const { two, ...withoutTwo } = arms(whole);
  expect(auditOfTrial(withoutTwo)).toEqual([]);
  expect(auditOfTrial({ ...withoutTwo, again: withoutTwo.one })).toEqual([]);
  expect(auditOfTrial({ ...withoutTwo, two: two.replace('orr', 'crs') })).toEqual([]);
  expect(auditOfTrial({ ...arms(whole), three: two })).toEqual([]);
  expect(auditOfTrial(arms('count: { value: 23, of: 50, unit: patients }'))).toEqual([]);
  expect(
    auditOfTrial({ ...withoutTwo, two: two.replace('events: 12, of: 30', 'percent: 40, of: 30') }),
  ).toEqual([]);
});

test('is not asked of a trial of one arm', () => {
  const { all, one } = arms('proportion: { events: 23, of: 50 }');
  expect(auditOfTrial({ all, one }, { oneArm: true })).toEqual([]);
});
